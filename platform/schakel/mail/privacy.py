"""What the outbox keeps of persons: to whom something went, never what it said."""

from datetime import datetime

from django.db.models import QuerySet

from schakel.mail.models import OutgoingMail
from schakel.privacy import retention
from schakel.privacy.declaring import Fate, Ground, Holding, Sort, declare

declare(
    Holding(
        "mail.OutgoingMail",
        purpose="Send each mail once, and see which failed",
        ground=Ground.INTEREST,
        term="mail.done",
        fields={"to": Sort.ADDRESS, "key": Sort.TEXT, "error": Sort.TEXT},
        fate=Fate.DELETE,
        plain="kind",
    )
)


def done(before: datetime) -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.exclude(state=OutgoingMail.State.DUE).filter(created__lt=before)


retention.register(retention.Rule("mail.done", "90 days after it was due", 90, done))
