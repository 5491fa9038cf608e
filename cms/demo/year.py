"""Meetings of the demo. The SOM has one to come, one whose minutes were adopted and one whose minutes are a draft."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from cms.demo.paper import paper
from meetings.actions import agenda, attendance, meeting, minutes
from meetings.models import AgendaItem, Attendance, MeetingPage
from schakel.accounts.models import User
from schakel.files import papers
from schakel.workspaces.models import WorkspacePage

Kind, State = AgendaItem.Kind, Attendance.State


@dataclass(frozen=True)
class Point:
    """An item of an agenda of the demo; `paper` is the title of a paper that goes with it."""

    title: str
    kind: str
    minutes: int
    owner: str = ""
    by: str = ""
    tlp: str = "amber"
    paper: str = ""
    paper_tlp: str = ""  # that of the item without one


@dataclass(frozen=True)
class Meeting:
    """A meeting of the demo: `day` counts from the day on which the demo is loaded, or is a date."""

    slug: str
    workspace: str
    title: str
    day: int | date
    begins: time
    hours: float
    place: str
    points: tuple[Point, ...] = ()
    said: tuple[tuple[str, int, str], ...] = field(default=())  # kind of block, number of the point, text
    until: str = ""  # how far the minutes come: "", draft, circulated or adopted


OPENING = Point("Opening en vaststelling van de agenda", Kind.OPENING, 5, owner="Iris Bakker", tlp="clear")
CLOSING = Point("Rondvraag en sluiting", Kind.CLOSING, 15, owner="Iris Bakker", tlp="clear")

MEETINGS = [
    Meeting(
        "vergadering-vorig-kwartaal", "som", "Vergadering van het vorige kwartaal", -98, time(13, 30), 2.5,
        "Amersfoort",
        (
            OPENING,
            Point("Zorgcoördinatie: waar is nog niemand?", Kind.DECISION, 40, owner="Kees van Tilburg"),
            Point("Enquête onder gemeenten", Kind.DECISION, 30, owner="Iris Bakker", tlp="green"),
            CLOSING,
        ),
        (
            ("discussion", 1, "De voorzitter opent de vergadering. De agenda wordt ongewijzigd vastgesteld."),
            ("discussion", 2, "Eind 2018 zijn er 23 zorgcoördinatoren. In een aantal regio’s doet CoMensha dit werk op "
             "afstand. De vergadering vindt dat het overzicht van regio’s openbaar moet zijn."),
            ("decision", 2, "CoMensha houdt een openbaar overzicht bij van de zorgcoördinatie per gemeente. Het "
             "overzicht noemt organisaties, geen personen."),
            ("action", 2, "Daan Smeets|14|Bij de leden navragen welke gemeenten bij hun regio horen."),
            ("discussion", 3, "De VNG en CoMensha vragen alle 355 gemeenten hoe zij mensenhandel aanpakken. De vragen "
             "volgen de rollen die de Nationaal Rapporteur noemt."),
            ("decision", 3, "Het SOM steunt de enquête. Elk lid vraagt de gemeenten in zijn regio om mee te doen."),
            ("action", 3, "Noor Veldkamp|-6|De gemeenten in Friesland vragen om mee te doen."),
            ("action", 3, "Iris Bakker|21|De eerste uitkomsten op de agenda zetten."),
        ),
        "adopted",
    ),
    Meeting(
        "vergadering-van-dit-kwartaal", "som", "Vergadering van dit kwartaal", -12, time(13, 30), 2.5, "Amersfoort",
        (
            OPENING,
            Point("Notulen en actiepunten van de vorige keer", Kind.MINUTES, 10, owner="Daan Smeets"),
            Point("Eerste ervaringen met 36 extra opvangplekken", Kind.DISCUSSION, 30, owner="Mirjam de Groot",
                  paper="Notitie eerste ervaringen"),
            CLOSING,
        ),
        (
            ("discussion", 1, "De voorzitter opent de vergadering."),
            ("discussion", 3, "De plekken kwamen er in april 2019, in Almere, Alkmaar, Amsterdam, Rotterdam en Zwolle. "
             "De leden wisselen eerste ervaringen uit."),
            ("action", 3, "Mirjam de Groot|30|Overzicht van opvangplekken bijwerken."),
        ),
        "draft",
    ),
    Meeting(
        "volgende-vergadering", "som", "Volgende vergadering", 24, time(13, 30), 2.5,
        "Amersfoort, en via beeldverbinding",
        (
            OPENING,
            Point("Notulen en actiepunten van de vorige keer", Kind.MINUTES, 10, owner="Daan Smeets"),
            Point("Mededelingen", Kind.INFORMATION, 10, by="alle leden", tlp="green"),
            Point("Ronde langs de leden: successen, trends, knelpunten", Kind.ROUND, 30, by="alle leden"),
            Point("Stand van de zorgcoördinatie", Kind.DISCUSSION, 25, owner="Yasmin el Amrani",
                  paper="Overzicht per regio", paper_tlp="amber+strict"),
            Point("Pauze", Kind.PAUSE, 10, tlp="clear"),
            Point("Enquête gemeenten: stand van de respons", Kind.INFORMATION, 20, owner="Iris Bakker", tlp="green",
                  paper="Respons tot nu toe"),
            Point("Veiligheid van de opvanglocaties", Kind.DISCUSSION, 10, owner="Mirjam de Groot", tlp="red"),
            Point("Werkafspraken over vervanging", Kind.DECISION, 10, owner="Daan Smeets", tlp="green"),
            CLOSING,
        ),
    ),
    Meeting(
        "overleg-31-mei-2018", "meldpunten", "Derde overleg van het platform", date(2018, 5, 31), time(10, 0), 3,
        "Amersfoort",
        (
            Point("Hoe staat elk meldpunt ervoor?", Kind.ROUND, 45, by="alle meldpunten"),
            Point("Signaleren bij Veilig Thuis", Kind.DISCUSSION, 30, owner="Rens Oudejans"),
            Point("Onder welke organisatie vallen de meldpunten?", Kind.DISCUSSION, 30, owner="Sander Blok"),
            Point("Trends in de meldingen", Kind.DISCUSSION, 30, owner="Marijke ten Have"),
            Point("Jongens als blinde vlek", Kind.DISCUSSION, 30, owner="Lotte Verhagen"),
            Point("Rondvraag en sluiting", Kind.CLOSING, 15, owner="Iris Bakker", tlp="clear"),
        ),
        (
            ("discussion", 1, "Zo’n twintig professionals zitten aan tafel. Elk meldpunt vertelt hoe het staat."),
            ("discussion", 5, "Jongens zijn weinig in beeld. De meldpunten wisselen uit wat bij hen werkt."),
            ("action", 5, "Marijke ten Have|10|Voorbeelden verzamelen van voorlichting die ook jongens bereikt."),
        ),
        "adopted",
    ),
    Meeting(
        "volgend-overleg", "meldpunten", "Volgend overleg van het platform", 38, time(10, 0), 3, "Amersfoort",
        (
            Point("Opening", Kind.OPENING, 5, owner="Iris Bakker", tlp="clear"),
            Point("Ronde langs de meldpunten", Kind.ROUND, 60, by="alle meldpunten"),
            Point("Werkwijze bij een melding van buiten de regio", Kind.DISCUSSION, 45, owner="Rens Oudejans"),
        ),
    ),
    Meeting(
        "vorig-overleg", "zorgcoordinatoren", "Vorig overleg", -40, time(10, 0), 4, "Utrecht",
        (
            Point("Landelijk beleid in de praktijk", Kind.DISCUSSION, 60, by="alle zorgcoördinatoren"),
            Point("Nazorg: een gezamenlijke werkinstructie", Kind.DECISION, 45, owner="Bilal Aksoy"),
        ),
        (
            ("discussion", 1, "De zorgcoördinatoren bespreken waar landelijk beleid in de praktijk knelt."),
            ("decision", 2, "Er komt één werkinstructie voor nazorg."),
            ("action", 2, "Bilal Aksoy|17|Een eerste versie van de werkinstructie delen."),
        ),
        "adopted",
    ),
    Meeting(
        "volgend-overleg-zorgcoordinatoren", "zorgcoordinatoren", "Volgend overleg", 31, time(10, 0), 4, "Utrecht",
        (
            Point("Opening", Kind.OPENING, 5, owner="Iris Bakker", tlp="clear"),
            Point("Werkinstructie nazorg, eerste versie", Kind.DISCUSSION, 45, owner="Bilal Aksoy"),
            Point("Wat geven wij mee aan het SOM?", Kind.DECISION, 30, owner="Iris Bakker"),
        ),
    ),
    Meeting(
        "vorige-vergadering-task-force", "task-force", "Vorige vergadering", -60, time(14, 0), 2, "Den Haag",
        (
            Point("Successen, trends en knelpunten uit de praktijk", Kind.DISCUSSION, 40, owner="Iris Bakker"),
            Point("Capaciteit bij de politie", Kind.DISCUSSION, 40, owner="Robin Hoekstra"),
        ),
        (
            ("discussion", 1, "CoMensha brengt in wat de leden van het SOM en de zorgcoördinatoren zien."),
            ("decision", 1, "De Task Force bespreekt twee keer per jaar wat uit de praktijk komt."),
            ("action", 2, "Robin Hoekstra|20|Een overzicht van beschikbare rechercheurs per eenheid sturen."),
        ),
        "circulated",
    ),
    Meeting(
        "volgende-vergadering-task-force", "task-force", "Volgende vergadering", 45, time(14, 0), 2, "Den Haag",
        (
            Point("Opening", Kind.OPENING, 5, owner="Wouter Prins", tlp="clear"),
            Point("Inbreng van het SOM", Kind.DISCUSSION, 45, owner="Iris Bakker"),
        ),
    ),
    Meeting(
        "overleg-enquete", "gemeenten", "Overleg over de enquête", 10, time(9, 30), 1, "Via beeldverbinding",
        (Point("Wie bellen wij na?", Kind.DISCUSSION, 30, owner="Eva Molenaar", tlp="green"),),
    ),
]  # fmt: skip

STANDING = {
    "task-force": [("Instellingsbesluit", ["De Task Force is ingesteld tot 1 maart 2020."])],
    "som": [
        ("Werkwijze van het SOM", ["Wij vergaderen vier keer per jaar. Voor een besluit zijn zeven zetels nodig."]),
        ("Rooster van aftreden", ["Elke organisatie wijst een lid en een vaste vervanger aan."]),
    ],
    "zorgcoordinatoren": [("Werkwijze van het overleg", ["Geen zaken en geen personen in de stukken."])],
    "meldpunten": [("Afspraken tussen de meldpunten", ["Een melding van buiten de regio wordt doorgegeven."])],
    "gemeenten": [("Opzet van de enquête", ["Alle 355 gemeenten, vragen naar vier rollen."])],
}


def hold(told: Meeting, workspace: WorkspacePage, people: dict[str, User], *, by: User) -> MeetingPage:
    """Plan a meeting of the demo, and hold it when it has been: agenda, papers, attendance, minutes."""
    day = told.day if isinstance(told.day, date) else _working_day(told.day)
    begins = timezone.make_aware(datetime.combine(day, told.begins))
    page = meeting.plan(
        workspace, title=told.title, slug=told.slug, begins=begins, ends=begins + timedelta(hours=told.hours),
        place=told.place, fills=False, by=by,
    )  # fmt: skip
    items = [_put(page, point, people, by=by) for point in told.points]
    if told.until:
        _attend(page, by=by)
        body = [_block(kind, items[number - 1], text, people) for kind, number, text in told.said]
        prose = minutes.write(page, body=body, by=by)
        if told.until in ("circulated", "adopted"):
            minutes.circulate(prose, by=by)
        if told.until == "adopted":
            minutes.adopt(prose, by=by, without_meeting="Alle leden stemden schriftelijk in.")
    return page


def _working_day(days: int) -> date:
    """Return the day that many days from now; on a weekend, the Monday after it."""
    day = timezone.localdate() + timedelta(days=days)
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def _put(page: MeetingPage, point: Point, people: dict[str, User], *, by: User) -> AgendaItem:
    item = agenda.add_item(
        page, title=point.title, kind=point.kind, duration=point.minutes, owner=people.get(point.owner),
        owner_text=point.by, tlp=point.tlp, by=by,
    )  # fmt: skip
    if point.paper:
        file = paper(f"{point.paper}.pdf", point.paper, ["De inhoud van dit stuk is verzonnen."])
        agenda.add_paper(item, file, title=point.paper, tlp=point.paper_tlp, by=by)
    return item


def _attend(page: MeetingPage, *, by: User) -> None:
    seats = [seat for seat in page.workspace.seats.all() if seat.organisation_id]
    came: dict[object, str | tuple[str, str]] = dict.fromkeys(seats, State.PRESENT)
    if len(seats) > 4:
        came[seats[-1]] = State.NOTICE
        came[seats[-2]] = (State.SUBSTITUTED, "een vaste vervanger")
    attendance.record(page, came, by=by)  # type: ignore[arg-type]


def _block(kind: str, item: AgendaItem, text: str, people: dict[str, User]) -> tuple[str, dict[str, object]]:
    if kind == "action":
        owner, days, words = text.split("|")
        due = timezone.localdate() + timedelta(days=int(days))
        return kind, {"item": item, "owner": people[owner], "due": due, "text": words}
    return kind, {"item": item, "text": f"<p>{text}</p>" if kind == "discussion" else text}


def shelve(workspace: WorkspacePage, *, by: User) -> None:
    """Put the standing papers of the demo on the shelf of a workspace."""
    for title, lines in STANDING[workspace.slug]:
        papers.add(workspace, paper(f"{title}.pdf", title, lines), title=title, tlp="green", by=by)
