"""People of an invented municipality who fill in together. Their addresses were confirmed before."""

from __future__ import annotations

import secrets
from typing import Any

from surveys import ways_in
from surveys.models import Delegation, Invitation, Participant, SignOff
from tests import cast


def participant(invitation: Invitation, name: str) -> Participant:
    email = f"{name.lower()}@proefdorp.example"
    known = {"name": f"{name} (verzonnen)"}
    return Participant.objects.get_or_create(invitation=invitation, email=email, defaults=known)[0]


def comes_in(invitation: Invitation, name: str, **way: Any) -> cast.Person:
    """Return somebody with a browser of their own, who confirmed an address."""
    person = cast.Person(None)
    person.gets(invitation.path)
    session, slug = person.client.session, invitation.survey.slug
    known = {"of": invitation.pk, "at": invitation.generation, "who": secrets.token_hex(8)}
    own = {**known, "participant": participant(invitation, name).pk, **way}
    session[ways_in.SESSION] = {**session.get(ways_in.SESSION, {}), slug: own}
    session.save()
    return person


def delegate(delegation: Delegation, name: str) -> cast.Person:
    """Return the colleague, who came by the link of what was handed over."""
    invitation = delegation.response.invitation
    assert invitation is not None
    return comes_in(invitation, name, delegate=[delegation.pk, delegation.generation])


def signer(sign_off: SignOff, name: str) -> cast.Person:
    """Return who was asked to sign off, who came by that link."""
    invitation = sign_off.response.invitation
    assert invitation is not None
    return comes_in(invitation, name, signer=[sign_off.pk, sign_off.generation])
