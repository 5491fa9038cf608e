"""What notices keep: that something happened to a row, who was told of it, and how often somebody wants mail."""

from datetime import datetime

from django.db.models import QuerySet

from schakel.notices.models import Notice
from schakel.privacy import retention
from schakel.privacy.declaring import Fate, Ground, Holding, Sort, about_nobody, declare

about_nobody(notices__Notice="kind key")
declare(
    Holding(
        "notices.Preference",
        purpose="Send mail as often as somebody wants it",
        ground=Ground.INTEREST,
        term="as long as the account",
        fields={"user": Sort.PERSON},
        fate=Fate.DELETE,
    ),
    Holding(
        "notices.Receipt",
        purpose="Tell each person once, and show what was told",
        ground=Ground.INTEREST,
        term="notices.told",
        fields={"user": Sort.PERSON},
        fate=Fate.DELETE,
    ),
)


def told(before: datetime) -> QuerySet[Notice]:
    return Notice.objects.filter(at__lt=before)


retention.register(retention.Rule("notices.told", "90 days", 90, told))
