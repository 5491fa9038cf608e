"""Load the demo: all of it in one transaction, through the verbs that a browser uses; nothing of it twice."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from cms.demo import agenda, attendance, colleagues, fieldwork, minutes, pack, planning, register, shelf, travel, year
from cms.demo.answers import invented_answers
from cms.demo.bodies import ACCOUNTS, BODIES, WITHOUT_SEAT, Body, address
from cms.models import PublicationIndexPage, PublicationPage
from schakel.accounts import people
from schakel.accounts.models import PlatformRole, Role, User
from schakel.directory.models import Affiliation, CareCoordination, Organisation, Region, ReportingPoint
from schakel.workspaces import periods
from schakel.workspaces.models import Seat, WorkspacePage
from schakel.workspaces.roles import Role as Seated
from surveys.actions import extensions, frame, invitations, mergers, responses, rounds
from surveys.models import Invitation, SurveyPage

HERE = Path(__file__).parent
FACTS = HERE.parent.parent / "surveys" / "facts"
SURVEY = "aanpak-mensenhandel-2019"
UNDER_EMBARGO = "jaarbeeld-onder-embargo"
Say = Callable[[str], None]


def is_loaded() -> bool:
    """Tell whether the demo stands in this database."""
    return User.objects.filter(email=address(ACCOUNTS["secretary"])).exists()


@transaction.atomic
def load(password: str, say: Say) -> None:
    """Make bodies, people, meetings, the survey with its invented answers, and a publication under embargo."""
    say("people and workspaces")
    persons = _people(password)
    spaces = {body.slug: _seat(body, persons) for body in BODIES}
    say("meetings, papers and minutes")
    for told in year.MEETINGS:
        year.hold(told, spaces[told.workspace], persons, by=_secretary(told.workspace, persons))
    for slug, space in spaces.items():
        year.shelve(space, by=_secretary(slug, persons))
    say("355 municipalities and the questionnaire")
    survey = _survey(spaces["gemeenten"], persons)
    _employ(persons["Sanne de Wit"], survey)
    say("135 invented responses")
    _answer(survey)
    _leave_unfinished(survey)
    colleagues.tell(survey)
    say("directory and publications")
    _directory()
    _publication()
    say("what members and secretaries did in their year")
    for part in (planning, agenda, attendance, minutes, register, shelf, pack, travel, fieldwork):
        part.tell(spaces, persons)


def _people(password: str) -> dict[str, User]:
    names = {name for body in BODIES for seated in body.seats.values() for name, _ in seated} | set(WITHOUT_SEAT)
    persons = {name: User.objects.create_user(address(name), name=name) for name in sorted(names)}
    shared = User(email="")
    shared.set_password(password)  # hashed once: forty hashes would take longer than all the rest
    User.objects.filter(pk__in=[person.pk for person in persons.values()]).update(password=shared.password)
    PlatformRole.objects.create(user=persons[ACCOUNTS["editor"]], role=Role.EDITOR)
    PlatformRole.objects.create(user=persons[ACCOUNTS["admin"]], role=Role.ADMINISTRATOR)
    for name, employer in WITHOUT_SEAT.items():
        if employer:
            Affiliation.objects.create(user=persons[name], organisation=_organisation(employer))
    return persons


def _organisation(name: str, kind: str = Organisation.Kind.CARE) -> Organisation:
    return Organisation.objects.get_or_create(name=name, defaults={"kind": kind})[0]


def _seat(body: Body, persons: dict[str, User]) -> WorkspacePage:
    page: WorkspacePage = WorkspacePage.objects.get(slug=body.slug)
    long_ago = timezone.make_aware(datetime(2018, 1, 1))  # noqa: DTZ001
    for name, seated in body.seats.items():
        seat = people.give_seat(page, name, since=long_ago, by=None)
        for person, role in seated:
            people.admit(persons[person], seat, role=role, since=long_ago, by=None)
    periods.choose_past(page, body.past, by=None)
    for note in body.empty_seats:
        Seat.objects.create(workspace=page, note=note, since=long_ago)
    return page


def _secretary(slug: str, persons: dict[str, User]) -> User:
    [body] = [body for body in BODIES if body.slug == slug]
    return next(persons[name] for held in body.seats.values() for name, role in held if role == Seated.SECRETARY)


def _survey(space: WorkspacePage, persons: dict[str, User]) -> SurveyPage:
    by = _secretary("gemeenten", persons)
    frame.read((FACTS / "municipalities_2019.csv").read_bytes(), year=2019, by=by)
    mergers.read(by=by)
    survey = rounds.plan(space, title="Aanpak mensenhandel in gemeenten, 0-meting 2019", slug=SURVEY, year=2019, by=by)
    survey.introduction = (
        "Met deze vragen brengen VNG en CoMensha in beeld hoe gemeenten mensenhandel aanpakken: signaleren, beleid, "
        "regie, zorg en opvang. U krijgt daarna een terugkoppeling."
    )
    closing = timezone.localdate() + timedelta(days=60)
    survey.closes_at = timezone.make_aware(datetime.combine(closing, time(23, 59)))
    survey.save()
    survey.save_revision(user=by)
    rounds.ask(survey, FACTS / "aanpak_mensenhandel_2019.xlsx", by=by)
    opened = rounds.open(survey, by=by)
    invitations.invite(opened, by=by)
    return opened


def _answer(survey: SurveyPage) -> None:
    invited = {each.town.cbs_code: each for each in Invitation.objects.filter(survey=survey).with_all()}
    for answers in invented_answers():
        invitation = invited[answers["a01_gmcode"]]
        invitation.survey = survey  # one page for all, instead of one each
        response = responses.begin(invitation)
        responses.save(response, {name: value for name, value in answers.items() if value})
        responses.submit(response)


def _leave_unfinished(survey: SurveyPage) -> None:
    """Let six municipalities be on their way: opened, begun, and complete without having pressed the button."""
    untouched = Invitation.objects.filter(survey=survey, municipality__organisation__survey_responses__isnull=True)
    pattern = invented_answers()[0]
    for invitation, far in zip(
        untouched.with_all().order_by("pk")[1:7], ("", "", "a", "ab", "abc", "abcdef"), strict=True
    ):
        response = responses.begin(invitation)
        answers = {name: value for name, value in pattern.items() if value and name[0] in far}
        if answers:
            responses.save(response, {**answers, "a01_gmcode": invitation.town.cbs_code})
    last = Invitation.objects.with_all().get(pk=invitation.pk)
    until = timezone.localdate() + timedelta(days=75)
    extensions.ask(last, until=until, reason="Onze beleidsmedewerker is ziek en komt volgende maand terug (verzonnen).")


def _employ(person: User, survey: SurveyPage) -> None:
    """Let a person work for the first municipality that has not answered."""
    answered = {answers["a01_gmcode"] for answers in invented_answers()}
    open_ones = Invitation.objects.filter(survey=survey).exclude(municipality__cbs_code__in=answered)
    first = open_ones.order_by("municipality__cbs_code").select_related("municipality__organisation")[0]
    Affiliation.objects.create(user=person, organisation=first.town.organisation)


def _directory() -> None:
    """Regions, care coordination and reporting points as the stored public pages name them; days are not known."""
    with (HERE / "care_coordination_regions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            area = Region.objects.create(name=row["region_nl"], kind=Region.Kind.CARE, source=row["source"])
            owner = _organisation(row["organisation"])
            CareCoordination.objects.create(area=area, organisation=owner, note=row["note"])
    with (HERE / "reporting_points_loverboys.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["region_nl"]:
                kind = Region.Kind.REPORTING
                area = Region.objects.create(name=row["region_nl"], kind=kind, source=row["source"])
                owner = _organisation(row["name"], Organisation.Kind.REPORTING_POINT)
                ReportingPoint.objects.create(area=area, organisation=owner, note=row["note"])


def _publication() -> None:
    index = PublicationIndexPage.objects.get()
    day = datetime(timezone.localdate().year + 2, 10, 18, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
    summary = "Wie kwamen er in beeld, waar, en welke hulp was er? De cijfers volgen na de Nationaal Rapporteur."
    page = PublicationPage(
        title="Jaarbeeld (voorbeeld, onder embargo)", slug=UNDER_EMBARGO, summary=summary, embargo_until=day
    )
    index.add_child(instance=page)
    page.save_revision().publish()
