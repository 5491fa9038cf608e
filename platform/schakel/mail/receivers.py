"""To whom a mail may go, asked at the moment of sending: each kind of mail names one of these, or one of its part."""

from __future__ import annotations

from schakel.accounts.models import User
from schakel.mail.models import OutgoingMail


def whoever_reads(mail: OutgoingMail) -> bool:
    """Let the mail go to its address, whoever reads it: what it holds was asked for or made for this address."""
    return True


def account(mail: OutgoingMail) -> bool:
    """Let the mail go to somebody who can log in with this address."""
    return User.objects.filter(email__iexact=mail.to, is_active=True).exists()
