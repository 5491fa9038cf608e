from __future__ import annotations

import csv
from typing import Any

import pandas as pd
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from surveys import frames, snapshots
from surveys.actions import invitations
from surveys.analysis import SurveyDesign
from surveys.figures import harmless
from surveys.models import Invitation, SurveyPage
from tests import cast
from tests.surveys import small

GIVEN = [
    {"a1": "ja", "a2": "2001", "b1": "geld kennis", "b3": "0.5"},
    {"a1": "ja", "a2": "2010", "b1": "geld", "b2": "=SOM(A1)"},
    *({"a1": "nee", "b1": "kennis", "b3": "2"} for _ in range(5)),
    {"a1": "nee", "b1": "geen", "b3": "1.25"},
]


@pytest.fixture
def answered(survey: SurveyPage, ivo: cast.Person) -> SurveyPage:
    """Eight of twenty municipalities submitted."""
    small.frame(20)
    invitations.invite(survey, by=ivo.who)
    for invitation, answers in zip(Invitation.objects.with_all().order_by("pk"), GIVEN, strict=False):
        small.submitted(invitation, **answers)
    return survey


def by_hand() -> SurveyDesign:
    data = pd.DataFrame(GIVEN)
    data["b3"], data["a2"] = data["b3"].astype(float), data["a2"].astype(float)
    return SurveyDesign(data, population=20)


def shown(answered: SurveyPage) -> dict[str, Any]:
    return {each["name"]: each for each in snapshots.stand(answered).data}


@pytest.mark.parametrize(
    ("name", "choices", "several"), [("a1", ["ja", "nee"], False), ("b1", ["geld", "kennis", "geen"], True)]
)
def test_shares_equal_the_design_on_the_same_answers(
    answered: SurveyPage, name: str, choices: list[str], several: bool
) -> None:
    design = by_hand()
    expected = design.ticked(name, choices) if several else design.shares(name, choices)
    rows = {row["choice"]: row for row in shown(answered)[name]["rows"]}
    for choice, estimate in expected.items():
        found = rows[str(choice)]
        assert (found["value"], found["low"], found["high"]) == (estimate.value, estimate.low, estimate.high)
        assert found["count"] == round(estimate.value * 8)


def test_a_mean_equals_the_design_on_the_same_answers(answered: SurveyPage) -> None:
    found, expected = shown(answered)["b3"], by_hand().mean("b3")
    assert (found["mean"]["value"], found["mean"]["low"], found["n"]) == (expected.value, expected.low, 7)
    assert found["quartiles"] == [1.625, 2.0, 2.0]


def test_a_question_that_was_hidden_counts_only_who_was_asked(answered: SurveyPage) -> None:
    assert shown(answered)["a2"]["n"] == 2


def test_the_frame_brings_the_strata(answered: SurveyPage) -> None:
    data = frames.submissions(answered, answered.form)
    assert list(data[frames.MUNICIPALITY])[:2] == ["GM9001", "GM9002"]
    assert set(data[frames.PROVINCE]) == {"Utrecht", "Zeeland"}
    assert frames.population(answered) == 20


def test_the_figures_are_never_stale(answered: SurveyPage) -> None:
    snapshots.store(answered)
    ninth = Invitation.objects.with_all().order_by("pk")[8]
    assert snapshots.stand(answered).n == 8
    small.submitted(ninth)
    assert snapshots.stand(answered).n == 9


def test_what_the_worker_stored_equals_what_is_computed_now(answered: SurveyPage) -> None:
    computed = snapshots.stand(answered)
    snapshots.store(answered)
    stored = snapshots.stand(answered)
    assert (stored.n, stored.population, stored.data) == (computed.n, computed.population, computed.data)


def test_the_page_shows_bars_the_same_table_n_and_the_interval(answered: SurveyPage, ivo: cast.Person) -> None:
    page = small.page(ivo.gets("survey_results", "proef"))
    section = page.xpath("//section[@aria-labelledby='r-a1']")[0]
    assert "van alle 20 gemeenten" in section.xpath("string(p[@class='say'])")
    assert section.xpath(".//*[@class='bars']//b/text()") == ["25\u00a0%", "75\u00a0%"]
    assert [row.xpath("td[2]/text()")[0] for row in section.xpath(".//tbody/tr")] == ["25\u00a0%", "75\u00a0%"]
    assert "n = 8, N = 20" in section.text_content()


def test_small_cells_are_marked(answered: SurveyPage, ivo: cast.Person) -> None:
    section = small.page(ivo.gets("survey_results", "proef")).xpath("//section[@aria-labelledby='r-b1']")[0]
    marks = [("vertrouwelijk" in row.text_content()) for row in section.xpath(".//tbody/tr")]
    assert marks == [True, False, True]


def test_what_somebody_wrote_is_shown_to_nobody(answered: SurveyPage, ivo: cast.Person) -> None:
    page = ivo.gets("survey_results", "proef").content.decode()
    assert "SOM(A1)" not in page
    assert "1 gemeenten vulden hier iets in" in page
    assert "SOM(A1)" not in ivo.gets("survey_table", "proef").content.decode()


def test_one_section_can_be_chosen(answered: SurveyPage, ivo: cast.Person) -> None:
    page = ivo.gets("/onderzoek/proef/resultaten/?deel=b").content.decode()
    assert "Welke steun helpt?" in page
    assert "Is er beleid?" not in page


def test_nobody_answered_yet(survey: SurveyPage, draft: SurveyPage, ivo: cast.Person) -> None:
    assert "Nog geen antwoorden" in ivo.gets("survey_results", "proef").content.decode()


def test_one_answer_gives_a_mean_without_interval(invitation: Invitation, ivo: cast.Person) -> None:
    small.submitted(invitation, b3="2")
    page = ivo.gets("survey_results", "proef").content.decode()
    assert "Gemiddelde" in page
    assert "95 %-interval van het gemiddelde" not in page


@pytest.mark.parametrize("demo", [True, False])
def test_the_table_says_whether_it_is_fictional(
    demo: bool, answered: SurveyPage, ivo: cast.Person, settings: Any
) -> None:
    settings.DEMO = demo
    answer = ivo.gets("survey_table", "proef")
    rows = list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert ("fictief" in answer["Content-Disposition"]) is demo
    assert {row["let_op"] for row in rows} == {"fictief" if demo else ""}
    assert ("fictief" in ivo.gets("survey_results", "proef").content.decode()) is demo


def test_no_cell_of_the_table_is_a_formula(answered: SurveyPage, ivo: cast.Person) -> None:
    text = ivo.gets("survey_table", "proef").content.decode("utf-8-sig")
    cells = [cell for row in csv.reader(text.splitlines(), delimiter=";") for cell in row]
    assert "'+Kennis" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\tx", "\rx"])
def test_a_cell_that_looks_like_a_formula_is_made_harmless(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


def test_kept_figures_cost_a_constant_number_of_questions(answered: SurveyPage, ivo: cast.Person) -> None:
    ivo.logged_in()
    counts = []
    for more in (0, 10):
        for invitation in Invitation.objects.with_all().order_by("pk")[8 : 8 + more]:
            small.submitted(invitation)
        snapshots.store(answered)
        with CaptureQueriesContext(connection) as asked:
            ivo.gets("survey_results", "proef")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_it_says_whether_the_answers_resemble_the_frame(answered: SurveyPage, ivo: cast.Person) -> None:
    page = small.page(ivo.gets("survey_results", "proef"))
    panel = page.xpath("//section[@aria-labelledby='alike']")[0]
    assert "Lijken deze 8 op alle 20?" in panel.text_content()
    assert panel.xpath(".//td[@class='num']/text()") == ["50 / 50\u00a0%", "50 / 50\u00a0%"]
    assert "Ja, naar inwoners." in panel.text_content()
