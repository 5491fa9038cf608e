"""What the care coordinators of the demo see in the field: one report waits at the SOM, one is answered and home."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from meetings import next_agenda
from meetings.actions import agenda, escalations, fieldreports
from meetings.models import Escalation, FieldReport
from schakel.accounts.models import User
from schakel.directory.models import Region
from schakel.workspaces.models import WorkspacePage

OPEN, ANSWERED = "Wachten op aangifte (verzonnen)", "Tolken bij de intake (verzonnen)"
# days ago: reported, worded, approved, put, on the agenda, answered, home
LONG_AGO = (170, 164, 161, 160, 142, 95, 81)
FIELDS = ("worded_at", "approved_at", "escalated_at", "accepted_at", "answered_at", "home_at")


def tell(spaces: dict[str, WorkspacePage], persons: dict[str, User]) -> None:
    """Let care coordinators report, their secretary word it anew, and the SOM answer one of the two."""
    body, som, secretary = spaces["zorgcoordinatoren"], spaces["som"], persons["Sander Blok"]
    main = _report(body, persons["Bilal Aksoy"], OPEN, "police", "Verzonnen voorbeeld: aangifte doen duurt soms weken.")
    like = _report(
        body,
        persons["Anneke Postma"],
        "Aangifte duurt lang (verzonnen)",
        "police",
        "Verzonnen voorbeeld: lang wachten.",
    )
    fieldreports.merge(like, main, by=secretary)
    _put(main, som, "Wachttijd bij aangifte (verzonnen)", secretary, persons["Bilal Aksoy"])
    done = _report(
        body, persons["Guus Meertens"], ANSWERED, "coordination", "Verzonnen voorbeeld: er is vaak geen tolk."
    )
    step = _put(done, som, "Te weinig tolken bij de intake (verzonnen)", secretary, persons["Guus Meertens"])
    _answer(step, som, persons["Daan Smeets"], secretary)
    _report(
        body, persons["Ruben Staal"], "Sneller naar vervolgopvang (verzonnen)", "shelter",
        "Verzonnen voorbeeld: de doorstroom gaat sneller dan vorig jaar.", kind="success",
    )  # fmt: skip


def _report(body: WorkspacePage, by: User, title: str, theme: str, text: str, kind: str = "bottleneck") -> FieldReport:
    regions = list(Region.objects.filter(kind="care_coordination").order_by("name"))
    region = regions[by.pk % len(regions)] if regions else None
    return fieldreports.report(body, kind=kind, title=title, theme=theme, text=text, region=region, by=by)


def _put(row: FieldReport, som: WorkspacePage, title: str, secretary: User, owner: User) -> Escalation:
    wording = (
        f"Verzonnen voorbeeld. Zorgcoördinatoren zien dit in meer dan één regio en vragen om een afspraak. {title}."
    )
    step = escalations.word(row, to=som, title=title, wording=wording, by=secretary)
    escalations.approve(step, seen=step.revision, by=owner)
    escalations.put(step, by=secretary)
    return step


def _answer(step: Escalation, som: WorkspacePage, by: User, secretary: User) -> None:
    """Answer what was put to the SOM half a year ago; it stands on no agenda any more."""
    meeting = next_agenda.next_of(som)
    if meeting is None:
        return
    agenda.remove_item(escalations.accept(step, meeting, by=by), by=by)
    escalations.answer(step, text="Verzonnen voorbeeld: de leden delen voortaan één lijst van tolken.", by=by)
    escalations.take_home(step, by=secretary)
    reported, *moments = (timezone.now() - timedelta(days=days) for days in LONG_AGO)
    FieldReport.objects.filter(pk=step.report_id).update(at=reported)
    Escalation.objects.filter(pk=step.pk).update(**dict(zip(FIELDS, moments, strict=True)))


def paths() -> dict[str, str]:
    """Return where the two stand, for `schakel demo --json`."""
    rows = {"open": FieldReport.objects.get(title=OPEN), "answered": FieldReport.objects.get(title=ANSWERED)}
    return {name: reverse("fieldreport", args=[row.pk]) for name, row in rows.items()}
