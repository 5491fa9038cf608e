"""Hand out what is kept of a person: the own rows whole, and where else a key or a name stands."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import DateField, Model

from schakel import journal
from schakel.accounts.models import User
from schakel.privacy import belongings, declaring, retention
from schakel.privacy.declaring import Holding, Sort
from schakel.privacy.subjects import Subject, mentions


@transaction.atomic
def collect(subject: Subject, *, by: User | None = None) -> dict[str, Any]:
    """Return all that is kept of a person, ready for JSON; the journal says that it was asked."""
    told = [_told(holding, subject) for holding in declaring.installed()]
    journal.record("person.export", of=subject.user, by=by)
    return {
        "address": subject.address,
        "names": list(subject.names),
        "kept": [each for each in told if each["rows"] or each["did"] or each["named_in"]],
        "mail": [path.name for path in belongings.mail_of(subject)],
    }


def _told(holding: Holding, subject: Subject) -> dict[str, Any]:
    rows = belongings.all_of(holding)
    did = {name: list(_dated(rows, name, subject)) for name in holding.of(Sort.ACTOR)} if subject.key else {}
    named = {name: [str(key) for key, _ in mentions(rows, name, subject)] for name in holding.of(Sort.TEXT)}
    return {
        "table": holding.model,
        "purpose": holding.purpose,
        "ground": str(holding.ground),
        "term": retention.term(holding.term),
        "rows": [_row(row, holding) for row in belongings.rows_of(holding, subject)],
        "did": {name: keys for name, keys in did.items() if keys},  # the object is others' as well: its key alone
        "named_in": {name: keys for name, keys in named.items() if keys},
    }


def _row(row: Model, holding: Holding) -> dict[str, Any]:
    hidden = {*holding.of(Sort.SECRET, Sort.SESSION)}
    fields = [each for each in row._meta.local_concrete_fields if each.name not in hidden]
    return {each.name: _plain(each.value_from_object(row)) for each in fields}


def _dated(rows: Any, name: str, subject: Subject) -> Any:
    """Return key and moments of each row in which the person did something."""
    fields = rows.model._meta.local_concrete_fields
    moments = [each.name for each in fields if isinstance(each, DateField)]
    for row in rows.filter(**{name: subject.key}).order_by("pk").values("pk", *moments).iterator(500):
        yield {each: _plain(value) for each, value in row.items() if value is not None}


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, bool | int | list | dict) else str(value)
