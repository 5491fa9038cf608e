"""A small survey for the tests: two sections, three invented municipalities."""

from __future__ import annotations

import pytest

from schakel.directory.models import FrameEntry, Municipality
from surveys.actions import invitations, rounds
from surveys.models import Invitation, SurveyPage
from tests import cast
from tests.surveys import small


@pytest.fixture
def draft(ivo: cast.Person) -> SurveyPage:
    """A round that is not open yet, with its questions read."""
    survey = rounds.plan(cast.workspace("gemeenten"), title="Proef meting", slug="proef", year=2019, by=ivo.who)
    rounds.ask(survey, small.workbook(), by=ivo.who)
    return survey


@pytest.fixture
def survey(draft: SurveyPage, ivo: cast.Person) -> SurveyPage:
    """The round, open for three municipalities."""
    small.frame(3)
    opened = rounds.open(draft, by=ivo.who)
    invitations.invite(opened, by=ivo.who)
    return opened


@pytest.fixture
def invitation(survey: SurveyPage) -> Invitation:
    return Invitation.objects.with_all().get(survey=survey, municipality__cbs_code="GM9001")


@pytest.fixture
def visitor(invitation: Invitation) -> cast.Person:
    """Somebody of Proefdorp 1, who came in by the link and has not begun."""
    person = cast.Person(None)
    person.gets(invitation.path)
    return person


@pytest.fixture
def respondent(visitor: cast.Person) -> cast.Person:
    """The same, after "Beginnen"."""
    visitor.posts("survey_begin", "proef")
    return visitor


@pytest.fixture
def own_municipality() -> Municipality:
    """The municipality that hana works for, in the frame of 2019."""
    own = cast.municipality()
    FrameEntry.objects.create(
        year=2019, municipality=own, name=str(own), province=own.province, population=1, size_class=own.size_class
    )
    return own
