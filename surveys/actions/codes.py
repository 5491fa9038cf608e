"""The verbs of a code: send one to an address that the invitation knows, and confirm that it was read.

The digits are derived from a random mark by HMAC, with the key of the links: what is stored does not tell them.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel import journal
from schakel.accounts.models import User
from schakel.mail import outbox
from surveys.actions import participants
from surveys.invited import Address
from surveys.models import Code, Entry, Invitation, Participant

VALID = timedelta(minutes=15)
TRIES = 5
SPAN, MOST = timedelta(hours=1), 5  # of codes, for one invitation


def digits(code: Code) -> str:
    """Return the six digits of a code."""
    words = f"survey-code:{code.invitation_id}:{code.email}:{code.mark}".encode()
    digest = hmac.new(settings.LINK_KEY.encode(), words, hashlib.sha256).digest()
    return f"{int.from_bytes(digest[:8]) % 1_000_000:06}"


@transaction.atomic
def send(address: Address, *, by: User | None = None) -> Code:
    """Mail a code to an address; one that was sent there before counts no longer. Raises ValidationError when busy."""
    invitation, now = address.invitation, timezone.now()
    Invitation.objects.select_for_update().filter(pk=invitation.pk).first()  # so that nobody counts beside us
    sent = Code.objects.filter(invitation=invitation, sent_at__gt=now - SPAN)
    if sent.count() >= MOST:
        raise ValidationError(_("Er zijn het afgelopen uur al vijf codes gestuurd. Probeer het later opnieuw."))
    Code.objects.filter(invitation=invitation, email=address.email, used_at__isnull=True).update(used_at=now)
    made = Code.objects.create(invitation=invitation, email=address.email, mark=secrets.token_hex(32), sent_at=now)
    outbox.enqueue("survey.code", to=made.email, reference=made.pk, key=f"survey.code:{made.pk}")
    return made


def confirm(address: Address, text: str, *, way: str = Entry.Way.CODE, by: User | None = None) -> Participant:
    """Take the digits that somebody read at `address` and return the participant. Raises ValidationError.

    A try counts also when it fails, so this is no transaction: the count is committed first.
    """
    now = timezone.now()
    code = _counted(address, now)
    if not hmac.compare_digest(digits(code).encode(), "".join(text.split()).encode()):
        raise ValidationError(_("Deze code klopt niet. Kijk goed naar de cijfers in de laatste e-mail."))
    return _take(code, now, way=way, by=by)


def _counted(address: Address, now: datetime) -> Code:
    rows = Code.objects.filter(invitation=address.invitation, email=address.email, used_at__isnull=True)
    code = rows.filter(sent_at__gt=now - VALID, sent_at__lte=now).first()
    if code is None:
        raise ValidationError(_("Deze code is verlopen. Vraag een nieuwe code."))
    if not Code.objects.filter(pk=code.pk, used_at__isnull=True, tries__lt=TRIES).update(tries=F("tries") + 1):
        raise ValidationError(_("Er is te vaak een verkeerde code ingevuld. Vraag een nieuwe code."))
    return code


@transaction.atomic
def _take(code: Code, now: datetime, *, way: str, by: User | None) -> Participant:
    if not Code.objects.filter(pk=code.pk, used_at__isnull=True).update(used_at=now):
        raise ValidationError(_("Deze code is al gebruikt. Vraag een nieuwe code."))
    joined = participants.join(code.invitation, email=code.email, by=by)
    participants.enter(code.invitation, way=way, participant=joined)
    journal.record("survey.confirm", of=code.invitation.survey, by=by, municipality=code.invitation.code)
    return joined
