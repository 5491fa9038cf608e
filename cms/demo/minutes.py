"""Minutes in the demo that go round: the SOM corrects a concept. All that is said here is invented."""

from __future__ import annotations

from datetime import time
from typing import Any

from cms.demo import year
from meetings.actions import corrections, minutes
from meetings.models import MeetingPage, MinutesPage
from schakel.accounts.models import User
from schakel.workspaces.models import WorkspacePage

THEME = year.Meeting(
    "themavergadering-nazorg", "som", "Themavergadering over nazorg", -33, time(10, 0), 1.5,
    "Via beeldverbinding",
    (
        year.OPENING,
        year.Point("Nazorg: wat vragen de leden van elkaar?", year.Kind.DECISION, 60, owner="Mirjam de Groot"),
        year.CLOSING,
    ),
    (
        ("discussion", 1, "De voorzitter opent de vergadering. Dit verslag is verzonnen."),
        ("discussion", 2, "De leden vinden dat nazorg te laat begint. Zij willen eerder weten waar plek is."),
        ("decision", 2, "De leden melden elkaar elke maand waar plek is voor nazorg."),
        ("action", 2, "Mirjam de Groot|30|Een voorbeeld maken van zo’n maandelijkse melding."),
    ),
    "circulated",
)  # fmt: skip


def tell(spaces: dict[str, WorkspacePage], persons: dict[str, User]) -> None:
    """Send a concept of the SOM round, twice: with a correction that was taken and one that waits."""
    space, secretary = spaces["som"], persons["Daan Smeets"]
    if MeetingPage.objects.child_of(space).filter(slug=THEME.slug).exists():
        return
    meeting = year.hold(THEME, space, persons, by=secretary)
    page = MinutesPage.objects.child_of(meeting).get()
    first, about = (_discussion(page, number) for number in (0, 1))
    taken = corrections.send(
        page, block=about, paragraph=1, quoted="waar plek is", text="waar in de regio plek is",
        by=persons["Noor Veldkamp"],
    )  # fmt: skip
    corrections.take(taken, answer="Dank, zo staat het er nu.", apply=True, by=secretary)
    page = minutes.circulate(page, by=secretary)
    corrections.send(
        page, block=first, paragraph=1, text="Graag ook noemen dat niet alle zetels vertegenwoordigd waren.",
        by=persons["Mirjam de Groot"],
    )  # fmt: skip


def _discussion(page: MinutesPage, number: int) -> Any:
    return [each["id"] for each in page.body.raw_data if each["type"] == "discussion"][number]
