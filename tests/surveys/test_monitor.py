from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from surveys import response_states
from surveys.actions import invitations, responses
from surveys.models import Invitation, SurveyPage
from tests import cast
from tests.surveys import small


def test_each_municipality_has_its_state(survey: SurveyPage, ivo: cast.Person) -> None:
    small.frame(5)
    invitations.invite(survey, by=ivo.who)
    opened, begun, complete, submitted, _unopened = Invitation.objects.with_all().order_by("pk")
    responses.begin(opened)
    small.answered(begun, a1="ja")
    small.answered(complete, a1="nee", b1="geld")
    small.submitted(submitted)
    states = {unit.name: unit.state for unit in response_states.units(survey)}
    assert [states[name] for name in sorted(states)] == ["opened", "begun", "complete", "submitted", "unopened"]


def test_it_counts_by_province_and_size_class(invitation: Invitation, ivo: cast.Person) -> None:
    small.submitted(invitation)
    page = small.page(ivo.gets("survey_monitor", "proef"))
    found = page.xpath("//table[@class='stack']//tr[td]")
    rows = {row.xpath("string(th)"): row.xpath("td/text()")[:7] for row in found}
    assert rows["Zeeland"] == ["1", "0", "0", "0", "1", "2", "50\u00a0%"]
    assert rows["Utrecht"] == ["0", "0", "0", "0", "1", "1", "0\u00a0%"]
    assert rows["Nederland"] == ["1", "0", "0", "0", "2", "3", "33\u00a0%"]
    assert rows["20.000 tot 50.000"] == ["1", "0", "0", "0", "1", "2", "50\u00a0%"]


def test_the_map_says_the_same_as_the_list(invitation: Invitation, ivo: cast.Person) -> None:
    small.submitted(invitation)
    page = small.page(ivo.gets("survey_monitor", "proef"))
    titles = set(page.xpath("//*[@class='map']//title/text()"))
    rows = page.xpath("//details//tr[td]")
    listed = {f"{row.xpath('string(th)')}: {row.xpath('string(td[2])').lower()}" for row in rows}
    assert titles == listed == {"Proefdorp 1: ingediend", "Proefdorp 2: niet geopend", "Proefdorp 3: niet geopend"}


def test_it_asks_as_much_of_many_as_of_few(survey: SurveyPage, ivo: cast.Person) -> None:
    counts = []
    for size in (3, 23):
        small.frame(size)
        invitations.invite(survey, by=ivo.who)
        for invitation in Invitation.objects.with_all()[: size - 1]:
            responses.begin(invitation)
        ivo.gets("survey_monitor", "proef")
        with CaptureQueriesContext(connection) as asked:
            assert ivo.gets("survey_monitor", "proef").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("demo", [True, False])
def test_the_demo_says_that_it_is_fictional(demo: bool, survey: SurveyPage, ivo: cast.Person, settings: object) -> None:
    settings.DEMO = demo  # type: ignore[attr-defined]
    assert ("Fictieve antwoorden" in ivo.gets("survey_monitor", "proef").content.decode()) is demo


def test_a_round_without_municipalities_says_so(draft: SurveyPage, ivo: cast.Person) -> None:
    assert "nog niet ingelezen" in ivo.gets("survey_monitor", "proef").content.decode()


def test_who_only_has_to_press_the_button_is_found(invitation: Invitation) -> None:
    from surveys.models import Response

    response = small.answered(invitation, a1="nee", b1="geld")
    assert list(Response.objects.complete_not_submitted()) == [response]  # type: ignore[attr-defined]
    responses.save(response, {"a1": "ja"})
    assert not Response.objects.complete_not_submitted()  # type: ignore[attr-defined]
