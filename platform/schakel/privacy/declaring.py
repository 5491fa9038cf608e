"""The register of processing: each part says in its privacy.py what its tables keep of persons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import Any

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import models


class Ground(StrEnum):
    """Why it is lawful: the letters of article 6(1) of the AVG."""

    DUTY = "6(1)(c) legal obligation: to secure and to account for access"
    TASK = "6(1)(e) task in the public interest: the record of what the bodies decided"
    INTEREST = "6(1)(f) legitimate interest: the partners of the chain work together here"


class Sort(Enum):
    """What a field holds of a person."""

    PERSON = "the key of the account whose row it is"
    ACTOR = "the key of the account that did it"
    ADDRESS = "an e-mail address"
    NAME = "a name"
    TEXT = "text in which somebody may be named"
    FILE = "a file in which somebody may be named"
    OWN = "something about the person whose row it is"
    SECRET = "a secret of the person, which nobody is shown"  # noqa: S105
    SESSION = "who is logged in, in coded form"


class Fate(StrEnum):
    """What erasing a person does with the table."""

    DELETE = "the person's rows go"
    CLEAR = "name and address are taken out; keys stay and point to an account without a name"
    STAYS = "it stays"


Rows = models.QuerySet[Any]


@dataclass(frozen=True)
class Holding:
    """What one table keeps of persons. `frozen` picks the rows that CLEAR leaves alone, `reason` says why."""

    model: str
    purpose: str
    ground: Ground
    term: str  # the name of a rule of retention, or a sentence
    fields: Mapping[str, Sort]
    fate: Fate
    reason: str = ""
    plain: str = ""  # the text fields that are about no person
    frozen: Callable[[Rows], Rows] | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if not (self.purpose and self.term and self.fields):
            raise ImproperlyConfigured(f"{self.model} holds personal data: say what, why and for how long.")
        if (self.fate is Fate.STAYS or self.frozen) and not self.reason:
            raise ImproperlyConfigured(f"Something of {self.model} stays: say why.")

    @property
    def table(self) -> type[models.Model]:
        return apps.get_model(self.model)

    def of(self, *sorts: Sort) -> list[str]:
        """Return the fields that hold one of `sorts`."""
        return [name for name, sort in self.fields.items() if sort in sorts]


HOLDINGS: dict[str, Holding] = {}
PLAIN: dict[str, frozenset[str]] = {}


def declare(*holdings: Holding) -> None:
    """Add what tables keep of persons; a table is declared once."""
    for holding in holdings:
        if holding.model in HOLDINGS or holding.model in PLAIN:
            raise ImproperlyConfigured(f"What {holding.model} keeps is declared twice.")
        HOLDINGS[holding.model] = holding


def about_nobody(**tables: str) -> None:
    """Say of tables (app__Model="field field") that these text fields are about no person."""
    for name, fields in tables.items():
        model = name.replace("__", ".")
        if model in HOLDINGS or model in PLAIN:
            raise ImproperlyConfigured(f"What {model} keeps is declared twice.")
        PLAIN[model] = frozenset(fields.split())


def installed() -> Iterator[Holding]:
    """Return what is declared of the tables that there are, by name."""
    known = {model._meta.label for model in _tables()}
    return (HOLDINGS[model] for model in sorted(HOLDINGS) if model in known)


def undeclared() -> list[str]:
    """Return each field that could hold personal data and of which nobody said whether it does."""
    return [
        f"{model._meta.label}.{each.name}"
        for model in _tables()
        for each in model._meta.local_concrete_fields
        if could_be_personal(each) and each.name not in _declared(model._meta.label)
    ]


def unknown() -> list[str]:
    """Return each field that is declared of a table that does not have it."""
    found = []
    for holding in installed():
        names = {each.name for each in holding.table._meta.local_concrete_fields}
        found += [f"{holding.model}.{name}" for name in _declared(holding.model) - names]
    return found


def could_be_personal(each: models.Field[Any, Any]) -> bool:
    """Tell whether a field can hold a text of people, or points to a person. Numbers, dates and choices do not."""
    if each.is_relation:
        return bool(each.related_model == apps.get_model("accounts.User"))
    if each.choices or each.primary_key:
        return False
    kinds = (models.CharField, models.TextField, models.JSONField, models.FileField, models.GenericIPAddressField)
    return isinstance(each, (*kinds, models.BinaryField)) or each.get_internal_type() == "JSONField"


def _declared(label: str) -> set[str]:
    holding = HOLDINGS.get(label)
    return {*holding.fields, *holding.plain.split()} if holding else set(PLAIN.get(label, ()))


def _tables() -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]
