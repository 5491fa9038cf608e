"""The shelves of the demo: a mandate, a working method that was renewed, and three working methods side by side."""

from __future__ import annotations

from datetime import date

from cms.demo.paper import paper
from schakel.accounts.models import User
from schakel.directory.models import Organisation
from schakel.shelf import shelving
from schakel.shelf.models import StandingPaper
from schakel.shelf.shelving import About
from schakel.workspaces.models import Membership, WorkspacePage
from schakel.workspaces.roles import Role

Kind = StandingPaper.Kind
INTAKE = [
    ("Aanmelden binnen een dag", "Wij bellen binnen een werkdag terug. De intake is op een plek die de melder kiest."),
    (
        "Aanmelden met twee personen",
        "Wij doen de intake met zijn tweeën. Binnen drie dagen is er een eerste gesprek.",
    ),
    ("Aanmelden via het wijkteam", "Het wijkteam meldt aan. Wij plannen de intake binnen een week."),
]
SCHOOLS = "Wij geven elk jaar een les aan de scholen in de regio, samen met de jongerenwerkers."


def tell(spaces: dict[str, WorkspacePage], persons: dict[str, User]) -> None:
    """Put standing papers on the shelves, the way a secretary does it. All of them are invented."""
    _mandate(spaces["task-force"])
    _renewed(spaces["som"])
    _side_by_side(spaces["meldpunten"])


def _secretary(space: WorkspacePage) -> User:
    sitting = Membership.objects.current().filter(seat__workspace=space, role=Role.SECRETARY)
    return sitting.select_related("user")[0].user


def _mandate(space: WorkspacePage) -> None:
    by = _secretary(space)
    about = About(
        "Mandaat van de Task Force (verzonnen tekst)", Kind.MANDATE, owner=by, told_roles=[Role.CHAIR, Role.MEMBER],
        summary="Tot wanneer de Task Force is ingesteld, wie erin zitten en wat zij doet. Deze tekst is verzonnen.",
    )  # fmt: skip
    file = paper("mandaat.pdf", "Mandaat", ["De Task Force is ingesteld tot 1 maart 2020."])
    shelving.shelve(space, file, about, dated=date(2017, 3, 1), by=by)


def _renewed(space: WorkspacePage) -> None:
    by = _secretary(space)
    about = About(
        "Zo behandelen wij een knelpunt (verzonnen)", Kind.METHOD, owner=by, told_roles=[Role.CHAIR, Role.MEMBER],
        subject="knelpunten", summary="Van melding tot antwoord, stap voor stap. Deze tekst is verzonnen.",
    )  # fmt: skip
    first = paper("werkwijze.pdf", "Knelpunten, versie 1", ["Een knelpunt komt op de eerstvolgende agenda."])
    standing = shelving.shelve(space, first, about, dated=date(2018, 9, 4), by=by)
    lines = ["Een knelpunt komt op de eerstvolgende agenda.", "Binnen zes weken is er een antwoord."]
    second = paper("werkwijze.pdf", "Knelpunten, versie 2", lines)
    shelving.renew(standing, second, dated=date(2019, 5, 14), note="Er staat nu een termijn in.", by=by)


def _side_by_side(space: WorkspacePage) -> None:
    by, owners = _secretary(space), _reporting_points(space)
    for organisation, (title, summary) in zip(owners, INTAKE, strict=False):
        about = About(
            f"{title} (verzonnen)", Kind.METHOD, owner=by, organisation=organisation, subject="intake",
            summary=f"{summary} Deze tekst is verzonnen.", told_roles=[Role.MEMBER],
        )  # fmt: skip
        shelving.shelve(space, paper("intake.pdf", title, [summary]), about, dated=date(2019, 2, 5), by=by)
    for organisation in owners[:2]:
        about = About(
            f"Voorlichting op scholen, {organisation} (verzonnen)", Kind.METHOD, organisation=organisation,
            subject="voorlichting", summary=f"{SCHOOLS} Deze tekst is verzonnen.",
        )  # fmt: skip
        file = paper("scholen.pdf", f"Voorlichting op scholen, {organisation}", [SCHOOLS])
        shelving.shelve(space, file, about, dated=date(2019, 4, 2), by=by)


def _reporting_points(space: WorkspacePage) -> list[Organisation]:
    """Return the organisations that sit here, but for the one that keeps the secretariat."""
    seats = space.seats.current().exclude(memberships__role=Role.SECRETARY).filter(organisation__isnull=False)
    return [seat.organisation for seat in seats.select_related("organisation").order_by("organisation__name")]
