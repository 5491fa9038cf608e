"""`schakel check --deploy` refuses a production that is not ready, and says what to do."""

from __future__ import annotations

import os
import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured

from schakel import checks
from tests.live import schakel

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION: dict[str, str] = runpy.run_path(str(ROOT / ".ci/check.py"))["PRODUCTION"]

# what is otherwise than it should be → the check that refuses it, and the setting that its hint names
TABLE = {
    "no environment": ({"SCHAKEL_ENV": "development"}, "schakel.E001", "SCHAKEL_ENV"),
    "a short key": ({"SCHAKEL_SECRET_KEY": "kort"}, "schakel.E002", "SCHAKEL_SECRET_KEY"),
    "a key of one letter": ({"SCHAKEL_SECRET_KEY": "x" * 80}, "schakel.E002", "SCHAKEL_SECRET_KEY"),
    "no key for links": ({"SCHAKEL_LINK_KEY": ""}, "schakel.E004", "SCHAKEL_LINK_KEY"),
    "one key for both": (
        {"SCHAKEL_LINK_KEY": PRODUCTION["SCHAKEL_SECRET_KEY"]}, "schakel.E004", "SCHAKEL_LINK_KEY",
    ),
    "all hosts": ({"SCHAKEL_ALLOWED_HOSTS": "schakel.example,*"}, "schakel.E005", "SCHAKEL_ALLOWED_HOSTS"),
    "no hosts": ({"SCHAKEL_ALLOWED_HOSTS": ""}, "schakel.E006", "SCHAKEL_BASE_URL"),
    "another host": ({"SCHAKEL_ALLOWED_HOSTS": "ander.example"}, "schakel.E006", "SCHAKEL_ALLOWED_HOSTS"),
    "no address": ({"SCHAKEL_BASE_URL": ""}, "schakel.E007", "SCHAKEL_BASE_URL"),
    "no TLS": ({"SCHAKEL_BASE_URL": "http://schakel.example"}, "schakel.E007", "SCHAKEL_BASE_URL"),
    "a path": ({"SCHAKEL_BASE_URL": "https://schakel.example/pad"}, "schakel.E007", "SCHAKEL_BASE_URL"),
    "no redirect to TLS": ({"SCHAKEL_SSL_REDIRECT": "0"}, "schakel.E008", "SCHAKEL_SSL_REDIRECT"),
    "no proxy": ({"SCHAKEL_TRUSTED_PROXIES": ""}, "schakel.E009", "SCHAKEL_TRUSTED_PROXIES"),
    "no mail server": ({"SCHAKEL_SMTP_HOST": ""}, "schakel.E010", "SCHAKEL_SMTP_HOST"),
    "no sender": ({"SCHAKEL_FROM_EMAIL": ""}, "schakel.E011", "SCHAKEL_FROM_EMAIL"),
    "mail in the clear": ({"SCHAKEL_SMTP_TLS": "0"}, "schakel.E012", "SCHAKEL_SMTP_TLS"),
    "a user without a password": ({"SCHAKEL_SMTP_PASSWORD": ""}, "schakel.E013", "SCHAKEL_SMTP_PASSWORD"),
    "nobody to report to": ({"SCHAKEL_SECURITY_CONTACT": ""}, "schakel.W014", "SCHAKEL_SECURITY_CONTACT"),
    "a folder that may be emptied": ({"SCHAKEL_DATA": "/tmp/schakel"}, "schakel.W015", "SCHAKEL_DATA"),
    "a database in such a folder": ({"DATABASE_URL": "sqlite:////tmp/x.sqlite3"}, "schakel.W015", "DATABASE_URL"),
}  # fmt: skip


def judged(monkeypatch: pytest.MonkeyPatch, **settings: str) -> dict[str, str]:
    """Read the settings as a process with these variables would; return what the checks say, by name."""
    for name in [name for name in os.environ if name.startswith(("SCHAKEL_", "DATABASE_URL"))]:
        monkeypatch.delenv(name)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    read = runpy.run_path(str(ROOT / "platform/schakel/settings.py"))
    monkeypatch.setattr(checks, "settings", SimpleNamespace(**read))
    return {str(each.id): f"{each.msg} {each.hint}" for each in checks.production()}


def test_a_production_that_is_ready_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert judged(monkeypatch, **PRODUCTION) == {}


@pytest.mark.parametrize("what", TABLE)
def test_it_refuses(what: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    wrong, name, setting = TABLE[what]
    data = {"SCHAKEL_DATA": str(tmp_path)} if what == "no environment" else {}
    said = judged(monkeypatch, **{**PRODUCTION, **data, **wrong})
    assert name in said
    assert setting in said[name]


def test_it_refuses_the_key_of_development(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text(PRODUCTION["SCHAKEL_SECRET_KEY"], encoding="ascii")
    assert "schakel.E003" in judged(monkeypatch, **{**PRODUCTION, "SCHAKEL_DATA": str(tmp_path)})


@pytest.mark.parametrize("wrong", [{"SCHAKEL_SECRET_KEY": ""}, {"SCHAKEL_DEBUG": "1"}], ids=["no key", "debugging"])
def test_with_these_nothing_starts_at_all(wrong: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured):
        judged(monkeypatch, **{**PRODUCTION, **wrong})


@pytest.mark.parametrize(
    ("wrong", "said"), [({"SCHAKEL_SECRET_KEY": ""}, "schakel: Set SCHAKEL_SECRET_KEY"), ({}, "no issues")]
)
def test_the_command_says_it_in_a_line(wrong: dict[str, str], said: str) -> None:
    settings = {name: value for name, value in {**PRODUCTION, **wrong}.items() if name != "SCHAKEL_DATA"}
    words = ["check", "--deploy", "--fail-level", "WARNING"]
    done = schakel(Path(PRODUCTION["SCHAKEL_DATA"]), *words, **settings)
    assert bool(done.returncode) == bool(wrong)
    assert said in done.stdout + done.stderr
    assert len((done.stdout + done.stderr).splitlines()) == 1
