"""What people are told of date polls: that they are asked, and once more when they have not answered."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings import invited
from meetings.models import DatePoll
from schakel.accounts.models import User
from schakel.clock import jobs
from schakel.notices import kinds, telling

BEFORE = timedelta(days=2)


def silent(poll: DatePoll) -> QuerySet[User]:
    """Return who is asked and has not answered; nobody once the poll is closed."""
    asked = invited.to_say_when(poll.workspace)
    if not poll.is_open:
        return asked.none()
    return asked.exclude(date_answers__option__poll=poll)


def _kind(name: str, label: object, sentence: object) -> kinds.Kind:
    return kinds.Kind(
        name,
        DatePoll,
        label=label,  # type: ignore[arg-type]
        to=silent,
        says=lambda poll: str(sentence),
        url=lambda poll: reverse("datepoll", args=[poll.pk]),
        workspace=lambda poll: poll.workspace_id,
    )


def remind() -> None:
    """Remind who has not answered of the polls that close within two days, once for each poll."""
    now = timezone.now()
    for poll in DatePoll.objects.open().filter(closes_at__lte=now + BEFORE, asked_at__lte=now - timedelta(days=1)):
        telling.tell("datepoll.reminder", poll, key=f"datepoll.reminder:{poll.pk}")


def offer() -> None:
    """Register the notices, and the job that reminds."""
    asked = _("U wordt gevraagd wanneer u kunt vergaderen.")
    again = _("U hebt nog niet laten weten wanneer u kunt vergaderen. Dat kan nog even.")
    kinds.register(_kind("datepoll.asked", _("Datumprikker: u wordt gevraagd"), asked))
    kinds.register(_kind("datepoll.reminder", _("Datumprikker: herinnering"), again))
    jobs.register("meetings.datepolls", every=timedelta(hours=1), do=remind)
