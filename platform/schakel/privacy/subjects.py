"""Somebody who asks what we keep: the account, the addresses and the names by which texts may know this person."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from schakel.accounts.models import Invitation, User
from schakel.mail.models import OutgoingMail

REMOVED = "[verwijderd]"


@dataclass(frozen=True)
class Subject:
    """One person. A name of one word is looked for in fields of names alone: in a text it may be anybody's."""

    user: User | None
    address: str
    names: tuple[str, ...]

    @property
    def key(self) -> int | None:
        return self.user.pk if self.user else None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What stands for this person in a text, also where HTML wrote it differently."""
        address = rf"(?<![\w.+-]){re.escape(self.address)}(?![\w-]|\.\w)"  # not within the address of somebody else
        forms = {form for name in self.names if " " in name for form in (name, html.escape(name))}
        names = [rf"(?<!\w){re.escape(form)}(?!\w)" for form in sorted(forms, key=len, reverse=True)]
        return re.compile("|".join([address, *names]), re.IGNORECASE)

    def is_named_in(self, text: str) -> bool:
        return self.pattern.search(text) is not None

    def taken_out_of(self, text: str) -> str:
        return self.pattern.sub(REMOVED, text)


def of_account(user: User) -> Subject:
    """Return the person of an account."""
    return Subject(user, user.email, (user.name,))


def find(address: str) -> Subject | None:
    """Return who has this address: as an account, by invitation or in the outbox; None when nobody has."""
    address = address.strip().lower()
    user = User.objects.filter(email__iexact=address).first()
    invited = Invitation.objects.filter(email__iexact=address)
    if user is None and not invited.exists() and not OutgoingMail.objects.filter(to__iexact=address).exists():
        return None
    names = {user.name if user else "", *invited.values_list("name", flat=True)} - {""}
    return Subject(user, address, tuple(sorted(names)))


def mentions(rows: Any, field: str, subject: Subject) -> list[tuple[Any, str]]:
    """Return key and cleaned text of each row of which `field`, text or JSON, names the person."""
    is_json = rows.model._meta.get_field(field).get_internal_type() == "JSONField"
    raw = rows.annotate(_raw=Cast(field, TextField())).order_by("pk").values_list("pk", "_raw").iterator(500)
    return list(_hits(raw, subject, is_json=is_json))


def _hits(rows: Iterator[tuple[Any, str | None]], subject: Subject, *, is_json: bool) -> Iterator[tuple[Any, str]]:
    for key, text in rows:
        if text and is_json:
            told = json.loads(text)
            clean = _cleaned(told, subject)
            if clean != told:
                yield key, json.dumps(clean)
        elif text and subject.is_named_in(text):
            yield key, subject.taken_out_of(text)


def _cleaned(value: Any, subject: Subject) -> Any:
    if isinstance(value, str):
        return subject.taken_out_of(value)
    if isinstance(value, list):
        return [_cleaned(each, subject) for each in value]
    if isinstance(value, dict):
        return {name: _cleaned(each, subject) for name, each in value.items()}
    return value
