"""Pings are about no person, and last a day."""

from datetime import datetime

from django.db.models import QuerySet

from schakel.privacy import retention
from schakel.privacy.declaring import about_nobody
from schakel.push.models import Announcement

about_nobody(push__Announcement="kind")


def heard(before: datetime) -> QuerySet[Announcement]:
    return Announcement.objects.filter(created__lt=before)


retention.register(retention.Rule("push.announcements", "one day", 1, heard))
