"""What meetings themselves find late: minutes, action points, reviews of decisions, polls that nobody closed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Left, Length
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings import cockpit
from meetings.cockpit import Late, Pile
from meetings.models import ActionPoint, Decision, MeetingPage, MinutesPage, Poll
from schakel.accounts.models import User
from schakel.workspaces import access
from schakel.workspaces.models import WorkspacePage

CIRCULATE_WITHIN = timedelta(days=14)  # after the meeting
STEP, Status = MeetingPage.steplen, MinutesPage.Status


def _led(user: User, path: str = "workspace") -> Any:
    return access.in_own_workspaces(user, cockpit.RIGHT, path)


def _with_body(rows: Any, above: int) -> Any:
    """Return pages with `of_body`, the key of the workspace that stands so many steps above them."""
    path = Left(OuterRef("path"), Length(OuterRef("path")) - STEP * above)
    return rows.annotate(of_body=Subquery(WorkspacePage.objects.filter(path=path).values("pk")[:1]))


def _day(meeting: MeetingPage) -> str:
    return str(date_format(localtime(meeting.begins), "j F Y"))


def uncirculated(user: User) -> Pile:
    """Find the meetings that ended two weeks ago or longer, of which no minutes went round."""
    shown = MinutesPage.objects.filter(status__in=(Status.CIRCULATED, Status.ADOPTED)).order_by()
    above = shown.annotate(above=Left("path", Length("path") - STEP)).values("above")
    rows = MeetingPage.objects.filter(
        access.own_pages(user, cockpit.RIGHT, "begins"), live=True, cancelled_at__isnull=True
    )
    rows = rows.filter(ends__lt=timezone.now() - CIRCULATE_WITHIN).exclude(path__in=above)
    return Pile(_with_body(rows, 1).order_by("ends", "pk"), _uncirculated, body="of_body")


def _uncirculated(meeting: Any) -> Late:
    title = _("Notulen van %(day)s zijn niet rondgestuurd") % {"day": _day(meeting)}
    url = reverse("meeting", args=[meeting.pk])
    return Late(title, url, meeting.of_body, localdate(meeting.ends + CIRCULATE_WITHIN))


def unadopted(user: User) -> Pile:
    """Find the concepts that were not adopted although the body met again after they went round."""
    body = Left(OuterRef("path"), Length(OuterRef("path")) - STEP * 2)
    siblings = MeetingPage.objects.annotate(above=Left("path", Length("path") - STEP)).filter(above=body, live=True)
    met = siblings.filter(
        cancelled_at__isnull=True, begins__gt=OuterRef("circulated_at"), ends__lt=timezone.now()
    ).order_by("ends")
    rows = MinutesPage.objects.visible_to(user).filter(access.own_pages(user, cockpit.RIGHT), status=Status.CIRCULATED)
    rows = rows.annotate(met=Subquery(met.values("ends")[:1])).filter(met__isnull=False)
    above = MeetingPage.objects.filter(path=Left(OuterRef("path"), Length(OuterRef("path")) - STEP))
    rows = _with_body(rows, 2).annotate(above=Subquery(above.values("pk")[:1]))
    return Pile(rows.order_by("met", "pk"), _unadopted, body="of_body")


def _unadopted(page: Any) -> Late:
    title = _("%(title)s: nog niet vastgesteld") % {"title": page.title}
    return Late(title, reverse("minutes", args=[page.above]), page.of_body, localdate(page.met))


def corrections_over(user: User) -> Pile:
    """Find the concepts of which the date for corrections has passed and that are not adopted yet."""
    rows = MinutesPage.objects.visible_to(user).filter(access.own_pages(user, cockpit.RIGHT), status=Status.CIRCULATED)
    rows = rows.filter(corrections_until__lt=timezone.now())
    above = MeetingPage.objects.filter(path=Left(OuterRef("path"), Length(OuterRef("path")) - STEP))
    rows = _with_body(rows, 2).annotate(above=Subquery(above.values("pk")[:1]))
    return Pile(rows.order_by("corrections_until", "pk"), _corrections_over, body="of_body")


def _corrections_over(page: Any) -> Late:
    title = _("%(title)s: de correcties zijn binnen") % {"title": page.title}
    return Late(title, reverse("minutes", args=[page.above]), page.of_body, localdate(page.corrections_until))


def points_late(user: User) -> Pile:
    """Find the action points whose day has passed."""
    rows = ActionPoint.objects.visible_to(user).filter(_led(user)).late()
    return Pile(rows.select_related("owner", "organisation"), _point)


def points_adrift(user: User) -> Pile:
    """Find the action points of bodies without a meeting to come, of which nobody said why they stay open."""
    rows = ActionPoint.objects.visible_to(user).filter(_led(user)).adrift()
    return Pile(rows.select_related("owner", "organisation"), _adrift)


def _point(point: ActionPoint, action: str = "") -> Late:
    who = f"{point.owner}, {point.organisation}" if point.organisation else str(point.owner)
    url = reverse("action", args=[point.pk])
    return Late(
        point.text, url, point.workspace_id, point.due, point.number, who, action or _("Verzetten of overdragen"), url
    )


def _adrift(point: ActionPoint) -> Late:
    return _point(point, _("Reden opschrijven"))


def reviews(user: User) -> Pile:
    """Find the decisions whose review has come."""
    rows = Decision.objects.visible_to(user).filter(_led(user)).to_review()
    return Pile(rows, _review)


def _review(decision: Decision) -> Late:
    url, since = reverse("decision", args=[decision.pk]), decision.review_due or localdate()
    return Late(decision.text, url, decision.workspace_id, since, decision.number, "", _("Herzien"), url)


def open_polls(user: User) -> Pile:
    """Find the polls that stayed open after their meeting."""
    rows = Poll.objects.visible_to(user).open().filter(meeting__ends__lt=timezone.now())
    rows = rows.filter(meeting__in=MeetingPage.objects.filter(access.own_pages(user, cockpit.RIGHT)))
    path = Left(OuterRef("meeting__path"), Length(OuterRef("meeting__path")) - STEP)
    body = Subquery(WorkspacePage.objects.filter(path=path).values("pk")[:1])
    return Pile(
        rows.annotate(of_body=body).select_related("meeting").order_by("meeting__ends", "pk"), _poll, body="of_body"
    )


def _poll(poll: Any) -> Late:
    url = reverse("poll", args=[poll.pk])
    return Late(poll.question, url, poll.of_body, localdate(poll.meeting.ends), "", "", _("Sluiten"), url)


def offer() -> None:
    """Put these on the cockpit."""
    cockpit.register("uncirculated", gettext_lazy("Notulen niet rondgestuurd"), uncirculated, order=10)
    cockpit.register("corrections_over", gettext_lazy("Correctietermijn voorbij"), corrections_over, order=15)
    cockpit.register("unadopted", gettext_lazy("Concepten niet vastgesteld"), unadopted, order=20)
    cockpit.register("points_late", gettext_lazy("Actiepunten te laat"), points_late, order=30)
    cockpit.register("points_adrift", gettext_lazy("Actiepunten zonder vergadering of reden"), points_adrift, order=40)
    cockpit.register("reviews", gettext_lazy("Besluiten opnieuw bekijken"), reviews, order=50)
    cockpit.register("open_polls", gettext_lazy("Stemmingen nog open"), open_polls, order=60)
