"""The verbs of a contact: add, replace, end; read many from a file, and hand them all out.

A former contact stays with its last day. Who was replaced gets no mail any more; what the municipality answered stays.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel import journal
from schakel.accounts.models import User
from schakel.directory.models import Municipality
from surveys.contact_file import ContactRow, one_line, rows_of
from surveys.models import Contact

FIELDS = ("email", "name", "job", "phone")


@transaction.atomic
def add(municipality: Municipality, told: Mapping[str, str], *, by: User) -> Contact:
    """Let `told` (email, name, job, phone) be a contact of a municipality from now on.

    Raises ValidationError for what cannot be, and for an address that is a contact of it already.
    """
    made = _begin(municipality, told)
    journal.record("contact.add", of=made, by=by, municipality=municipality.cbs_code)
    return made


@transaction.atomic
def replace(contact: Contact, told: Mapping[str, str], *, by: User) -> Contact:
    """End a contact and let another take its place, with an address that nothing is known of yet.

    Raises ValidationError as `add`, and when the contact ended already.
    """
    _end(contact)
    made = _begin(contact.municipality, told)
    journal.record("contact.replace", of=made, by=by, municipality=contact.municipality.cbs_code)
    return made


@transaction.atomic
def end(contact: Contact, *, by: User) -> None:
    """Write to a contact no longer. Raises ValidationError when it ended already."""
    _end(contact)
    journal.record("contact.end", of=contact, by=by, municipality=contact.municipality.cbs_code)


def _begin(municipality: Municipality, told: Mapping[str, str]) -> Contact:
    made = Contact(municipality=municipality, **{name: one_line(told.get(name, "")) for name in FIELDS})
    made.email = made.email.lower()
    made.full_clean(exclude=["municipality"])
    if Contact.objects.current().filter(municipality=municipality, email__iexact=made.email).exists():
        raise ValidationError({"email": _("Dit adres is al een contactpersoon van deze gemeente.")})
    made.save()
    return made


def _end(contact: Contact) -> None:
    if not Contact.objects.current().filter(pk=contact.pk).update(until=timezone.now()):
        raise ValidationError(_("Deze contactpersoon is al beëindigd."))


@transaction.atomic
def read(file: bytes, *, by: User) -> tuple[int, int]:
    """Read contacts from a CSV file or workbook; return how many are new, and how many changed.

    All or nothing. Who is a contact already keeps the address, and gets the name, job and phone of the file; reading it
    again changes nothing. Raises `table_file.BrokenTable` with each wrong row.
    """
    municipalities = dict(Municipality.objects.values_list("cbs_code", "pk"))
    rows = rows_of(file, municipalities)
    known = {
        (each.municipality_id, each.email.lower()): each
        for each in Contact.objects.current().filter(municipality__in=[municipalities[row.code] for row in rows])
    }
    fresh, changed = [], []
    for row in rows:
        place = municipalities[row.code]
        there = known.get((place, row.email))
        if there is None:
            fresh.append(_contact(place, row))
        elif _renew(there, row):
            changed.append(there)
    Contact.objects.bulk_create(fresh, batch_size=500)
    Contact.objects.bulk_update(changed, ["name", "job", "phone"], batch_size=200)
    if fresh or changed:
        journal.record("contact.import", of=None, by=by, added=len(fresh), changed=len(changed))
    return len(fresh), len(changed)


def _contact(municipality: int, row: ContactRow) -> Contact:
    return Contact(municipality_id=municipality, email=row.email, name=row.name, job=row.job, phone=row.phone)


def _renew(contact: Contact, row: ContactRow) -> bool:
    """Take over what the file says; an empty cell leaves what is known. Tell whether that changes anything."""
    told = {name: getattr(row, name) for name in ("name", "job", "phone") if getattr(row, name)}
    differs = any(getattr(contact, name) != value for name, value in told.items())
    for name, value in told.items():
        setattr(contact, name, value)
    return differs


@transaction.atomic
def export(*, by: User) -> list[tuple[str, ...]]:
    """Return code, name, job, address and phone of each contact of now. Who fetched them is in the journal."""
    journal.record("contact.export", of=None, by=by)
    rows = Contact.objects.current().order_by("municipality__cbs_code", "pk")
    return list(rows.values_list("municipality__cbs_code", "name", "job", "email", "phone"))
