"""Who is told of field reports on their way, what comes onto the next agenda, and how they are found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings import carrying, cockpit, owning, round_table
from meetings.actions import escalations
from meetings.carrying import Brought
from meetings.cockpit import Late, Pile
from meetings.models import AgendaItem, BroughtSubject, Escalation, FieldReport, RoundAnswer
from schakel.accounts.models import User
from schakel.clock import jobs
from schakel.notices import kinds, telling
from schakel.notices.kinds import Kind
from schakel.registries import Searchable, searchables
from schakel.workspaces import access

if TYPE_CHECKING:
    from meetings.models import MeetingPage

AHEAD, WEEK = timedelta(days=14), 7
State = Escalation.State


def secretaries_at_home(step: Escalation) -> QuerySet[User]:
    """Return who goes on with a step in its own body."""
    return owning.with_right(step.from_workspace, "fieldreport.edit")


def receivers(step: Escalation) -> QuerySet[User]:
    """Return who decides on what was put to a body."""
    return owning.with_right(step.to_workspace, "fieldreport.receive")


def answerers(step: Escalation) -> QuerySet[User]:
    """Return who writes the answer, as long as it is waited for."""
    return owning.with_right(step.to_workspace, "fieldreport.answer") if step.waits else User.objects.none()


def awaiting(step: Escalation) -> QuerySet[User]:
    """Return who waits for the answer: who put it forward and, at the first step, who reported it."""
    keepers = secretaries_at_home(step)
    return keepers if step.of_id else (keepers | owning.reporters(step.report)).distinct()


def approvers(step: Escalation) -> QuerySet[User]:
    return owning.owners(step) if step.state == State.WORDED else User.objects.none()


def brings(meeting: MeetingPage) -> Iterator[Brought]:
    """Bring an item for each answer that came back and is not home yet; the words of the step, never the report's."""
    rows = Escalation.objects.filter(from_workspace=meeting.workspace, state__in=Escalation.DONE)
    for step in rows.filter(answered_at__lt=meeting.begins).select_related("to_workspace").order_by("answered_at"):
        yield Brought(
            subject=_subject(step),
            title=_("Antwoord van %(body)s: %(title)s") % {"body": step.to_workspace.title, "title": step.title},
            kind=AgendaItem.Kind.FIELD_REPORT,
            tlp=step.tlp,
            explanation=step.told,
        )


def _subject(step: Escalation) -> str:
    return f"answer:{step.pk}:{step.revision}"


def bring_home() -> int:
    """Say that answers are home of which the meeting that had them on its agenda is over; return how many."""
    waiting = {_subject(step): step for step in Escalation.objects.filter(state__in=Escalation.DONE)}
    over = BroughtSubject.objects.filter(
        subject__in=waiting, item__isnull=False, meeting__in_session=False, meeting__ends__lt=timezone.now()
    )
    found = set(over.values_list("subject", flat=True))
    for subject in sorted(found):
        escalations.take_home(waiting[subject], by=None)
    return len(found)


def turn(due: date, today: date) -> int:
    """Return which reminder it is: -1 in the two weeks before the day, 0 from the day on, one more for each week."""
    return -1 if today < due else (today - due).days // WEEK


def remind(today: date | None = None) -> int:
    """Tell who must answer what is due; what was sent is not sent again, what was missed comes once."""
    day = today or timezone.localdate()
    rows = Escalation.objects.under_way().filter(due__lte=day + AHEAD)
    told = 0
    for step in rows:
        if step.due:
            telling.tell(
                "escalation.due", step, key=f"escalation.due:{step.pk}:{step.due:%Y%m%d}:{turn(step.due, day)}"
            )
            told += 1
    return told


def late(user: User) -> Pile:
    """Find what was put to the bodies that `user` leads and should have been answered."""
    led = access.in_own_workspaces(user, cockpit.RIGHT, "to_workspace")
    return Pile(Escalation.objects.visible_to(user).filter(led).late(), _late, body="to_workspace")


def _late(step: Escalation) -> Late:
    url = reverse("escalation", args=[step.pk])
    return Late(step.title, url, step.to_workspace_id, step.due or timezone.localdate(), "", "", _("Beantwoorden"), url)


def _url(step: Any) -> str:
    return reverse("escalation", args=[step.pk])


def onwards(answer: RoundAnswer, place: int, text: str, user: User) -> tuple[str, str] | None:
    """Offer to make a field report of a bottleneck that one's own seat told in the round."""
    may = access.may(user, "fieldreport.report", answer)
    if not may or not round_table.seats_of(user, answer.meeting).filter(pk=answer.seat_id).exists():
        return None
    return _("Maak hier een knelpunt van"), f"{reverse('fieldreport_from_round', args=[answer.pk])}?regel={place}"


def offer() -> None:
    """Register what others ask this part for."""
    carrying.register(brings)
    cockpit.register("escalations", gettext_lazy("Voorgelegd en niet beantwoord"), late, order=45)
    round_table.register(onwards)
    jobs.register("meetings.escalations", every=timedelta(hours=6), do=remind)
    jobs.register("meetings.answers_home", every=timedelta(hours=6), do=bring_home)
    _offer_notices()
    searchables.register(
        Searchable(
            model=FieldReport,
            name=gettext_lazy("Succes, trend of knelpunt"),
            title=lambda row: row.title,
            text=lambda row: f"{row.text} {row.get_kind_display()} {row.get_theme_display()} {row.region or ''}",
            workspace=lambda row: row.workspace_id,
            url=lambda row: reverse("fieldreport", args=[row.pk]),
            moment=lambda row: row.at,
            rows=lambda: FieldReport.objects.select_related("region").order_by("pk"),
        )
    )
    searchables.register(
        Searchable(
            model=Escalation,
            name=gettext_lazy("Voorgelegd knelpunt"),
            title=lambda step: step.title,
            text=lambda step: f"{step.wording} {step.answer}",
            workspace=lambda step: step.to_workspace_id,
            url=_url,
            moment=lambda step: step.accepted_at,
            shown=lambda step: step.accepted_at is not None,
            rows=lambda: Escalation.objects.filter(accepted_at__isnull=False).order_by("pk"),
        )
    )


def _offer_notices() -> None:
    of_report: dict[str, Any] = {
        "model": FieldReport,
        "url": lambda row: reverse("fieldreport", args=[row.pk]),
        "workspace": lambda row: row.workspace_id,
    }
    kinds.register(
        Kind("fieldreport.reported", label=gettext_lazy("Een lid meldt een succes, trend of knelpunt"),
             to=lambda row: owning.with_right(row.workspace, "fieldreport.edit"),
             says=lambda row: _("Er is een melding uit het veld gedaan."), **of_report)
    )  # fmt: skip
    kinds.register(
        Kind("fieldreport.refused", label=gettext_lazy("Een melding van mij is met een reden gesloten"),
             to=owning.reporters, says=lambda row: _("Een melding die u deed is met een reden gesloten."), **of_report)
    )  # fmt: skip
    sent: dict[str, Any] = {"model": Escalation, "url": _url, "workspace": lambda step: step.from_workspace_id}
    there: dict[str, Any] = {"model": Escalation, "url": _url, "workspace": lambda step: step.to_workspace_id}
    for name, label, to, says, side in (
        ("worded", gettext_lazy("Een verwoording wacht op mijn goedkeuring"), approvers,
         lambda step: _("Een verwoording van een melding wacht op uw goedkeuring."), sent),
        ("approved", gettext_lazy("Een verwoording is goedgekeurd"), secretaries_at_home,
         lambda step: _("Een verwoording is goedgekeurd. U kunt haar voorleggen."), sent),
        ("put", gettext_lazy("Een ander overleg legt iets aan ons voor"), receivers,
         lambda step: _("Een ander overleg legt iets aan uw overleg voor."), there),
        ("returned", gettext_lazy("Wat wij voorlegden is teruggestuurd"), secretaries_at_home,
         lambda step: _("Wat uw overleg voorlegde is teruggestuurd, met een reden."), sent),
        ("answered", gettext_lazy("Er is antwoord op wat wij voorlegden"), awaiting,
         lambda step: _("Er is antwoord op wat uw overleg voorlegde."), sent),
        ("due", gettext_lazy("Herinneringen aan wat ons is voorgelegd"), answerers, _says_due, there),
    ):  # fmt: skip
        kinds.register(Kind(f"escalation.{name}", label=label, to=to, says=says, **side))


def _says_due(step: Escalation) -> str:
    if step.is_late:
        return _("Een antwoord van uw overleg aan een ander overleg is te laat.")
    return _("Een ander overleg wacht binnenkort op antwoord van uw overleg.")
