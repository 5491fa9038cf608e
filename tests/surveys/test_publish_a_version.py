"""A new version of an open round: what it does is seen first, and no answer changes or moves."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from surveys.actions import responses, versions
from surveys.models import Invitation, Questionnaire, SurveyPage
from surveys.questionnaire.differences import What
from tests import cast
from tests.surveys import small
from tests.surveys.questionnaire.books import book
from tests.surveys.test_set_up_a_round import upload

CHOICES = [["ja_nee", "ja", "Ja"], ["ja_nee", "nee", "Nee"]]
HELP = {"geld": "Geld", "kennis": "+Kennis", "geen": "Geen"}


def other(*rows: list[str], help_with: dict[str, str] = HELP, columns: str = "relevant required") -> bytes:
    """Return the small workbook with other rows, and other choices of help."""
    lists = [["list_name", "name", "label"], *CHOICES, *([["steun", name, label] for name, label in help_with.items()])]
    return book([["type", "name", "label", *columns.split()], *rows], lists)


GROUP, END = ["begin_group", "a", "A. Beleid"], ["end_group"]
A1 = ["select_one ja_nee", "a1", "Is er beleid?", "", "yes"]
A2 = ["integer", "a2", "Sinds welk jaar?", "${a1} = 'ja'", "yes"]
B1 = ["select_multiple steun", "b1", "Welke steun helpt?", "", "yes"]
B3 = ["decimal", "b3", "Hoeveel fte?"]


@pytest.fixture
def others(survey: SurveyPage) -> list[Invitation]:
    return list(Invitation.objects.with_all().filter(survey=survey).order_by("pk"))


def now(survey: SurveyPage) -> SurveyPage:
    return SurveyPage.objects.select_related("questionnaire").get(pk=survey.pk)


def put(survey: SurveyPage, by: cast.Person, *rows: list[str], **options: Any) -> Questionnaire:
    draft = versions.propose(now(survey), other(*rows, **options), by=by.who)
    return versions.publish(now(survey), draft, note="Proef", by=by.who)


TABLE = [
    ("added", (GROUP, A1, A2, ["text", "a9", "Nieuw?"], END), {What.ADDED: "a9"}),
    ("reworded", (GROUP, [*A1[:2], "Is er nu beleid?", *A1[3:]], A2, END), {What.REWORDED: "a1"}),
    ("kind", (GROUP, A1, ["text", *A2[1:]], END), {What.KIND: "a2"}),
    ("rules", (GROUP, A1, [*A2[:4], ""], END), {What.RULE: "a2"}),
    ("moved", (GROUP, A2, A1, END), {What.MOVED: ""}),
]


@pytest.mark.parametrize(("_name", "rows", "expected"), TABLE)
def test_the_effect_names_each_change(
    _name: str, rows: Any, expected: dict[What, str], survey: SurveyPage, ivo: cast.Person
) -> None:
    draft = versions.propose(survey, other(*rows), by=ivo.who)
    found = [(change.what, change.key) for change in versions.effect(survey, draft).changes]
    for what, key in expected.items():
        assert [each for each in found if each[0] is what and key in each[1]]
    assert (What.RETIRED, "b1") in found


def test_answers_stay_and_come_back(survey: SurveyPage, others: list[Invitation], ivo: cast.Person) -> None:
    response = small.answered(others[0], a1="ja", a2="2010", b1="geld")
    put(survey, ivo, GROUP, A1, B1, END)
    response.refresh_from_db()
    assert response.answers == {"a1": "ja", "a2": "2010", "b1": "geld"}
    again = responses.begin(Invitation.objects.with_all().get(pk=others[0].pk))
    assert "a2" not in responses.stands(again).visible
    responses.save(again, {"a1": "nee"})
    put(survey, ivo, GROUP, A1, A2, B1, END)
    last = responses.begin(Invitation.objects.with_all().get(pk=others[0].pk))
    assert last.answers["a2"] == "2010"
    assert "a2" not in responses.stands(last).visible
    responses.save(last, {"a1": "ja"})
    assert responses.stands(last).evaluation.answers["a2"] == "2010"


def test_who_sent_in_keeps_the_version(survey: SurveyPage, others: list[Invitation], ivo: cast.Person) -> None:
    sent = small.submitted(others[0])
    put(survey, ivo, GROUP, A1, END)
    sent.refresh_from_db()
    assert (sent.questionnaire.version, now(survey).questionnaire.version) == (1, 2)


def test_a_name_that_is_not_asked_is_still_refused(survey: SurveyPage, others: list[Invitation]) -> None:
    response = responses.begin(others[0])
    with pytest.raises(ValidationError):
        responses.save(response, {"zomaar": "ja"})


def test_a_complete_response_becomes_incomplete(survey: SurveyPage, others: list[Invitation], ivo: cast.Person) -> None:
    response = small.answered(others[0], a1="nee", b1="geld")
    assert response.is_complete
    draft = versions.propose(survey, other(GROUP, A1, B1, [*B3, "", "yes"], END), by=ivo.who)
    assert versions.effect(survey, draft).incomplete == 1
    versions.publish(survey, draft, by=ivo.who)
    response.refresh_from_db()
    assert not response.is_complete


def test_an_answered_question_keeps_its_kind(survey: SurveyPage, others: list[Invitation], ivo: cast.Person) -> None:
    small.answered(others[0], a1="ja", a2="2010")
    draft = versions.propose(survey, other(GROUP, A1, ["text", *A2[1:]], B1, END), by=ivo.who)
    with pytest.raises(ValidationError, match="nieuwe naam"):
        versions.publish(survey, draft, by=ivo.who)
    assert now(survey).questionnaire.version == 1


def test_with_buttons(survey: SurveyPage, others: list[Invitation], ivo: cast.Person) -> None:
    small.answered(others[0], a1="ja", a2="2010")
    answer = ivo.posts("survey_ask", "proef", file=upload(other(GROUP, A1, END)))
    assert answer["Location"] == "/onderzoek/proef/versie/"
    page = ivo.gets("survey_version", "proef").content.decode()
    assert "Vervallen vragen" in page
    assert "Eén gemeente gaf dit antwoord al" in page
    mark = now(survey).draft().sha256
    refused = ivo.posts("survey_version_publish", "proef", sha256="0" * 64, note="")
    assert "intussen gewijzigd" in refused.content.decode()
    ivo.posts("survey_version_publish", "proef", sha256=mark, note="Korter")
    assert now(survey).questionnaire.version == 2
    assert "Korter" in ivo.gets("survey", "proef").content.decode()


def test_a_version_can_be_thrown_away(survey: SurveyPage, ivo: cast.Person) -> None:
    ivo.posts("survey_version_begin", "proef")
    assert ivo.gets("survey_version", "proef").status_code == 200
    ivo.posts("survey_version_discard", "proef")
    assert now(survey).draft() is None
    assert ivo.gets("survey_version", "proef").status_code == 404


# ---------------------------------------------------------------- one export
def table(survey: SurveyPage, by: cast.Person, tmp_path: Path) -> list[dict[str, str]]:
    out = tmp_path / "uit.csv"
    call_command("export_answers", "proef", "--out", str(out), "--by", by.who.email, verbosity=0)
    return list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"))))


def test_removing_a_choice_moves_no_column(
    survey: SurveyPage, others: list[Invitation], ivo: cast.Person, tmp_path: Path
) -> None:
    """The fault of kpi#2089: after a choice was removed and the form deployed again, later answers stood one off."""
    small.submitted(others[0], b1="geld kennis", b2="Voor de wijziging", b3="1.5")
    [before] = table(survey, ivo, tmp_path)
    fewer = {name: label for name, label in HELP.items() if name != "geld"}
    put(survey, ivo, GROUP, A1, A2, B1, ["text", "b2", "Wilt u iets toelichten?"], B3, END, help_with=fewer)
    small.submitted(Invitation.objects.with_all().get(pk=others[1].pk), b1="kennis", b2="=1+1", b3="2.5")
    first, second = table(survey, ivo, tmp_path)
    assert first == before
    assert list(first) == list(before)
    assert [second[name] for name in ("b1/geld", "b1/kennis", "b1/geen", "b2", "b3")] == ["", "1", "0", "'=1+1", "2.5"]
    assert [first["version"], second["version"]] == ["1", "2"]


def test_a_new_choice_comes_behind(
    survey: SurveyPage, others: list[Invitation], ivo: cast.Person, tmp_path: Path
) -> None:
    small.submitted(others[0])
    [before] = table(survey, ivo, tmp_path)
    put(survey, ivo, GROUP, A1, A2, B1, B3, END, help_with={"mensen": "Mensen", **HELP})
    [after] = table(survey, ivo, tmp_path)
    assert list(after)[: len(before)] == list(before)
    assert list(after)[len(before) :] == ["b1/mensen"]


def test_the_workbook_has_a_codebook_and_no_formula(
    survey: SurveyPage, others: list[Invitation], ivo: cast.Person
) -> None:
    small.submitted(others[0], b2="=HYPERLINK(1)")
    answer = ivo.posts("survey_answers", "proef")
    found = load_workbook(io.BytesIO(answer.content))
    assert found.sheetnames == ["antwoorden", "codeboek"]
    rows = list(found["antwoorden"].iter_rows(values_only=True))
    assert rows[1][rows[0].index("b2")] == "'=HYPERLINK(1)"
    assert ["b1", "select_multiple", "1"] in [list(row[:3]) for row in found["codeboek"].iter_rows(values_only=True)]


def test_the_export_is_for_the_team(survey: SurveyPage, tmp_path: Path) -> None:
    out = tmp_path / "uit.csv"
    with pytest.raises(CommandError):
        call_command("export_answers", "proef", "--out", str(out), "--by", cast.person("aisha").who.email)
    assert not out.exists()
