"""Which addresses an invitation knows: whoever reads one of them can show it with a code."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from django.conf import settings

from schakel.directory.models import Affiliation
from surveys.models import Contact, Delegation, Invitation, Participant, SignOff


@dataclass(frozen=True)
class Address:
    """An address that a code can be sent to. `partly`: only sections were handed to it."""

    invitation: Invitation
    email: str
    partly: bool = False

    @property
    def masked(self) -> str:
        """The address for somebody of whom nothing is known but the link: s…@gm0014.example."""
        name, _, domain = self.email.partition("@")
        return f"{name[:1]}…@{domain}"

    @property
    def mark(self) -> str:
        """What a form posts in place of the address."""
        words = f"address:{self.invitation.pk}:{self.email}".encode()
        return hmac.new(settings.LINK_KEY.encode(), words, hashlib.sha256).hexdigest()[:24]


def addresses(invitation: Invitation) -> list[Address]:
    """Return the addresses that may see the answers of an invitation, by alphabet. Six queries at most."""
    whole, partly = _of_the_municipality(invitation), set[str]()
    people = Participant.objects.filter(invitation=invitation)
    handed = Delegation.objects.filter(response__invitation=invitation, withdrawn_at__isnull=True)
    for email, alone in handed.values_list("email", "alone"):
        (partly if alone else whole).add(email.lower())
    signing = SignOff.objects.filter(response__invitation=invitation).exclude(state=SignOff.State.LAPSED)
    whole |= {email.lower() for email in signing.values_list("email", flat=True)}
    handed_before = {email.lower() for email in Delegation.objects.filter(response__invitation=invitation).values_list(
        "email", flat=True)}  # fmt: skip
    for email, ended in people.values_list("email", "ended_at"):
        if ended:
            whole, partly = whole - {email.lower()}, partly - {email.lower()}
        elif email.lower() not in handed_before:
            whole.add(email.lower())
    return [Address(invitation, email, email not in whole) for email in sorted(whole | partly)]


def _of_the_municipality(invitation: Invitation) -> set[str]:
    town = invitation.municipality
    if town is None:
        return {invitation.email} - {""}
    contacts = Contact.objects.current().filter(municipality=town, bounced_at__isnull=True)
    staff = Affiliation.objects.current().filter(organisation=town.organisation_id, user__is_active=True)
    emails = [*contacts.values_list("email", flat=True), *staff.values_list("user__email", flat=True)]
    return {email.lower() for email in emails}
