"""A questionnaire with every kind of question, and what it is made of."""

from __future__ import annotations

from surveys.actions import invitations, rounds
from surveys.models import Invitation, SurveyPage
from tests import cast
from tests.surveys import small
from tests.surveys.questionnaire.books import book

COLUMNS = [
    "type", "name", "label", "hint", "guidance_hint", "appearance", "parameters", "default", "read_only", "relevant",
    "constraint", "constraint_message", "required", "required_message", "repeat_count", "warning", "warning_message",
]  # fmt: skip


def row(kind: str, name: str = "", label: str = "", **cells: str) -> list[str]:
    return [kind, name, label, *(cells.get(column, "") for column in COLUMNS[3:])]


ROWS = [
    row("text", "los", "Wie vult dit in?"),
    row("begin_group", "soorten", "Soorten vragen"),
    row("note", "uitleg", "Eerst enkele gewone vragen."),
    row("text", "regel", "In één regel", hint="Kort.", guidance_hint="Langer uitgelegd."),
    row("text", "vak", "In een vak", appearance="multiline"),
    row(
        "integer",
        "heel",
        "Een heel getal",
        required="yes",
        required_message="Zonder dit getal gaat het niet.",
        warning=". > 100",
        warning_message="Dat is meer dan 100.",
    ),
    row("decimal", "fte", "Hoeveel fte?", constraint=". >= 0", constraint_message="Minder dan niets kan niet."),
    row("date", "dag", "Welke dag?"),
    row("time", "tijd", "Hoe laat?"),
    row("datetime", "moment", "Welk moment?"),
    row("select_one eens", "keus", "Bent u het eens?", appearance="likert"),
    row("select_one eens", "lijst", "Uit een lijst", appearance="minimal"),
    row("select_multiple partner or_other", "partners", "Met wie werkt u samen?"),
    row("rank partner", "volgorde", "Wie is het belangrijkst?"),
    row("range", "cijfer", "Welk cijfer geeft u?", parameters="start=1 end=10 step=1"),
    row("acknowledge", "akkoord", "Ik heb dit gelezen"),
    row("geopoint", "plek", "Waar is het?"),
    row("image", "foto", "Een foto"),
    row("text", "vast", "Dit ligt vast", default="zo is het", read_only="yes"),
    row("text", "vooraf", "Dit staat er vooraf", default="voorbeeld"),
    row("end_group"),
    row("begin_group", "tabel", "Een tabel"),
    row("begin_group", "steun", "Hoe vaak helpt …", appearance="table-list"),
    row("select_one vaak", "politie", "de politie"),
    row("select_one vaak", "om", "het Openbaar Ministerie", relevant="${politie} != 'nooit'"),
    row("end_group"),
    row("end_group"),
    row("begin_group", "locaties", "Locaties"),
    row("begin_repeat", "loc", "Locatie"),
    row("text", "naam", "Hoe heet ${regel}?", required="yes"),
    row("begin_repeat", "kamer", "Kamer"),
    row("integer", "bedden", "Hoeveel bedden?"),
    row("end_repeat"),
    row("end_repeat"),
    row("integer", "aantal", "Hoeveel auto’s?"),
    row("begin_repeat", "auto", "Auto", repeat_count="${aantal}"),
    row("text", "merk", "Welk merk?"),
    row("end_repeat"),
    row("end_group"),
]
CHOICES = [
    ["list_name", "name", "label"],
    ["eens", "ja", "Ja"], ["eens", "nee", "Nee"],
    ["partner", "politie", "Politie"], ["partner", "om", "OM"], ["partner", "zorg", "Zorg"],
    ["vaak", "nooit", "Nooit"], ["vaak", "soms", "Soms"], ["vaak", "vaak", "Vaak"],
]  # fmt: skip


def workbook() -> bytes:
    return book([COLUMNS, *ROWS], CHOICES)


def opened(by: cast.Person, *, slug: str = "alles") -> SurveyPage:
    """Return an open round with this questionnaire, with one municipality invited."""
    small.frame(1)
    survey = rounds.plan(cast.workspace("gemeenten"), title="Van alles (verzonnen)", slug=slug, year=2019, by=by.who)
    rounds.ask(survey, workbook(), by=by.who)
    survey = rounds.open(survey, by=by.who)
    invitations.invite(survey, by=by.who)
    return survey


def invitation(survey: SurveyPage) -> Invitation:
    return Invitation.objects.with_all().get(survey=survey)


def link(*, slug: str = "alles") -> str:
    """Open the round in a house with the demo, as its first user; return the link of one municipality."""
    from schakel.accounts.models import User
    from schakel.workspaces.models import WorkspacePage

    by = User.objects.filter(is_active=True).earliest("pk")
    home = WorkspacePage.objects.get(slug="gemeenten")
    survey = rounds.plan(home, title="Van alles (verzonnen)", slug=slug, year=2019, by=by)
    rounds.ask(survey, workbook(), by=by)
    survey = rounds.open(survey, by=by)
    invitations.invite(survey, by=by)
    return Invitation.objects.with_all().filter(survey=survey).earliest("pk").path
