"""Every field that could hold personal data says whether it does, why and for how long; the register repeats it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from schakel.accounts.models import User
from schakel.privacy import declaring, register, retention
from schakel.privacy.declaring import Fate, Ground, Holding, Sort

REGISTER = Path(__file__).resolve().parents[2] / "docs" / "security" / "processing-register.md"


def test_every_field_is_declared() -> None:
    """A new field: say in the privacy.py of its part what it holds (or that it is about nobody)."""
    assert declaring.undeclared() == []


def test_nothing_is_declared_that_is_not_there() -> None:
    assert declaring.unknown() == []


def test_a_field_that_nobody_declared_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    holdings = {name: each for name, each in declaring.HOLDINGS.items() if name != "accounts.User"}
    monkeypatch.setattr(declaring, "HOLDINGS", holdings)
    assert {"accounts.User.email", "accounts.User.name", "accounts.User.password"} <= set(declaring.undeclared())


@pytest.mark.parametrize("table", ["sessions.Session", "account.EmailAddress", "usersessions.UserSession"])
def test_tables_of_libraries_are_looked_at(table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    holdings = {name: each for name, each in declaring.HOLDINGS.items() if name != table}
    monkeypatch.setattr(declaring, "HOLDINGS", holdings)
    assert [each for each in declaring.undeclared() if each.startswith(f"{table}.")]


def test_numbers_dates_and_choices_need_no_word() -> None:
    fields = {each.name: each for each in User._meta.concrete_fields}
    assert not any(declaring.could_be_personal(fields[name]) for name in ("id", "is_active", "created", "language"))
    assert all(declaring.could_be_personal(fields[name]) for name in ("email", "name", "password"))


def test_each_term_is_a_rule_or_a_sentence() -> None:
    terms = {holding.term for holding in declaring.installed()}
    assert [term for term in terms if " " not in term and term not in retention.RULES] == []


@pytest.mark.parametrize("gap", [{"purpose": ""}, {"term": ""}, {"fields": {}}, {"fate": Fate.STAYS}])
def test_a_declaration_with_a_gap_is_refused(gap: dict[str, object]) -> None:
    whole = {
        "model": "accounts.User",
        "purpose": "x",
        "ground": Ground.DUTY,
        "term": "x",
        "fields": {"name": Sort.NAME},
        "fate": Fate.CLEAR,
    }
    Holding(**whole)
    with pytest.raises(ImproperlyConfigured):
        Holding(**{**whole, **gap})


def test_a_table_is_declared_once() -> None:
    with pytest.raises(ImproperlyConfigured, match="twice"):
        declaring.about_nobody(accounts__User="name")


def test_the_register_is_up_to_date() -> None:
    """When it is not: schakel processing_register > docs/security/processing-register.md"""
    assert REGISTER.read_text(encoding="utf-8") == register.text()
