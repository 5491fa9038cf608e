"""Erase a person: rows go, names are taken out of texts, the account keeps a number and no name. Tell what stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.db.models import FileField, JSONField, Q, TextField, Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel import journal
from schakel.accounts import people
from schakel.accounts.models import PlatformRole, Role, User
from schakel.files.models import Paper
from schakel.privacy import belongings, declaring
from schakel.privacy.declaring import Fate, Holding, Sort
from schakel.privacy.subjects import Subject, mentions
from schakel.search import index
from schakel.search.models import Entry, Piece
from schakel.workspaces.models import Membership

NOBODYS_NAME, NOBODYS_DOMAIN = "Verwijderde persoon", "@verwijderd.invalid"
A_KEY = "A key; the account behind it no longer says who it was."
A_DOCUMENT = "A document of a partner: its secretary judges whether it must be replaced."


@dataclass(frozen=True)
class Kept:
    """What stays of a person: in which field, in how many rows, and why."""

    where: str
    count: int
    reason: str


@transaction.atomic
def erase(subject: Subject, *, by: User | None, last_administrator: bool = False) -> list[Kept]:
    """Erase a person and return what stays, with the reason.

    Raises ValidationError for the last administrator, unless `last_administrator` says that this is meant.
    """
    if not last_administrator and _is_last_administrator(subject):
        raise ValidationError(_("Dit is de laatste beheerder. Wijs eerst een andere aan."))
    _end_places(subject, by)
    for holding in declaring.installed():
        if holding.fate is Fate.DELETE:
            _delete(holding, subject)
        elif holding.fate is Fate.CLEAR:
            _clear(holding, subject)
    _take_out_of_the_index(subject)
    if subject.user:
        _leave_a_number(subject.user)
    kept = [*_kept(subject), *_documents(subject)]
    journal.record("person.erase", of=subject.user, by=by, kept=sum(each.count for each in kept))
    transaction.on_commit(lambda: belongings.remove_mail(subject))
    return kept


def _is_last_administrator(subject: Subject) -> bool:
    held = PlatformRole.objects.current().filter(role=Role.ADMINISTRATOR, user__is_active=True)
    return held.filter(user=subject.key).exists() and not held.exclude(user=subject.key).exists()


def _end_places(subject: Subject, by: User | None) -> None:
    now = timezone.now()
    places = Membership.objects.filter(Q(until__isnull=True) | Q(until__gt=now), user=subject.key)
    places.filter(since__gte=now).delete()  # a place that was never taken
    for membership in places.select_related("seat"):
        people.release(membership, by=by)


def _delete(holding: Holding, subject: Subject) -> None:
    rows = belongings.rows_of(holding, subject)
    for each in holding.table._meta.local_concrete_fields:
        if isinstance(each, FileField):
            for row in rows:
                belongings.remove_file(getattr(row, each.name))
    rows.delete()
    for name in holding.of(Sort.TEXT):
        keys = [key for key, _clean in mentions(belongings.all_of(holding), name, subject)]
        belongings.all_of(holding).filter(pk__in=keys).delete()


def _clear(holding: Holding, subject: Subject) -> None:
    for name in holding.of(Sort.TEXT):
        for key, clean in mentions(belongings.changeable(holding), name, subject):
            _write(holding, name, key, clean)


def _write(holding: Holding, name: str, key: Any, clean: str) -> None:
    each = holding.table._meta.get_field(name)
    is_json = each.get_internal_type() == "JSONField"
    text: Any = Value(clean[: getattr(each, "max_length", None) or None], TextField())
    belongings.all_of(holding).filter(pk=key).update(**{name: Cast(text, JSONField()) if is_json else text})


def _take_out_of_the_index(subject: Subject) -> None:
    """Make each hit that names the person anew, from a text that by now does so only where it stays."""
    titled = {key for key, _clean in mentions(Entry.objects.all(), "title", subject)}
    told = [key for key, _clean in mentions(Piece.objects.all(), "text", subject)]
    inside = Piece.objects.filter(pk__in=told).values_list("entry", flat=True)
    for entry in Entry.objects.filter(pk__in=titled.union(inside)).select_related("content_type"):
        try:
            index.put(entry.thing)
        except (ObjectDoesNotExist, LookupError):
            index.take_out(Entry.objects.filter(pk=entry.pk))


def _leave_a_number(user: User) -> None:
    user.name, user.email = NOBODYS_NAME, f"nummer-{user.pk}{NOBODYS_DOMAIN}"
    user.language, user.is_active, user.last_login = "nl", False, None
    user.set_unusable_password()
    user.save()


def _kept(subject: Subject) -> list[Kept]:
    """Look through all that is declared for what is left."""
    return [each for holding in declaring.installed() for each in _left(holding, subject) if each.count]


def _left(holding: Holding, subject: Subject) -> Iterator[Kept]:
    rows = belongings.all_of(holding)
    for name in holding.of(Sort.TEXT):
        yield Kept(f"{holding.model}.{name}", len(mentions(rows, name, subject)), holding.reason)
    for name in holding.of(Sort.PERSON, Sort.ACTOR) if subject.key else []:
        reason = holding.reason if holding.fate is Fate.STAYS else A_KEY
        yield Kept(f"{holding.model}.{name}", rows.filter(**{name: subject.key}).count(), reason)


def _documents(subject: Subject) -> list[Kept]:
    count = sum(belongings.names(paper.file, subject) for paper in Paper.objects.iterator())
    return [Kept("files.Paper.file", count, A_DOCUMENT)] if count else []
