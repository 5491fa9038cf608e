"""What notices keep: that something happened to a row, and the number of the account that did it."""

from datetime import datetime

from django.db.models import QuerySet

from schakel.notices.models import Notice
from schakel.privacy import retention
from schakel.privacy.declaring import about_nobody

about_nobody(notices__Notice="kind key")


def told(before: datetime) -> QuerySet[Notice]:
    return Notice.objects.filter(at__lt=before)


retention.register(retention.Rule("notices.told", "90 days", 90, told))
