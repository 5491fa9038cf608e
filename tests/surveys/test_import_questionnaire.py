from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from surveys.models import Questionnaire, SurveyPage
from surveys.questionnaire import Questionnaire as Canonical
from tests import cast
from tests.surveys import small
from tests.surveys.questionnaire.books import book


def run(file: Path, slug: str, by: cast.Person, *options: str) -> None:
    call_command("import_questionnaire", str(file), "--survey", slug, "--by", by.who.email, *options)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "stuk.xlsx"
    rows = [["type", "name", "label", "relevant"], ["integer", "q1", "Hoeveel?", "${q9} = 1"], ["foto", "q2", "Foto?"]]
    path.write_bytes(book(rows))
    return path


def test_it_reads_the_whole_questionnaire(ivo: cast.Person, capsys: pytest.CaptureFixture[str]) -> None:
    cast.workspace("gemeenten")
    run(small.WHOLE, "meting", ivo)
    assert capsys.readouterr().out == "35 vragen in 6 groepen ingelezen voor ‘meting’.\n"
    survey = SurveyPage.objects.get(slug="meting")
    assert survey.workspace.slug == "gemeenten"
    assert survey.title == "Aanpak mensenhandel in gemeenten (0-meting)"


def test_what_is_stored_is_the_canonical_form(draft: SurveyPage) -> None:
    stored = draft.questionnaires.get()
    assert Canonical.from_json(stored.canonical).sha256 == stored.sha256


def test_reading_it_again_replaces_the_draft(draft: SurveyPage, ivo: cast.Person) -> None:
    run(small.WHOLE, "proef", ivo)
    assert len(Questionnaire.objects.get(survey=draft).form.sections) == 6


def test_a_broken_workbook_names_sheet_and_cell(broken: Path, draft: SurveyPage, ivo: cast.Person) -> None:
    before = draft.questionnaires.get().sha256
    with pytest.raises(CommandError) as refused:
        run(broken, "proef", ivo)
    assert "survey!D2: " in str(refused.value)
    assert "survey!A3: " in str(refused.value)
    assert draft.questionnaires.get().sha256 == before


def test_a_broken_workbook_leaves_no_new_round(broken: Path, ivo: cast.Person) -> None:
    with pytest.raises(CommandError):
        run(broken, "nieuw-onderzoek", ivo)
    assert not SurveyPage.objects.exists()


@pytest.mark.parametrize("slug", ["Meting", "één", "a b", "a_b", "../x", "nieuw"])
def test_an_address_that_cannot_be_is_refused(slug: str, gemeenten: object, ivo: cast.Person) -> None:
    with pytest.raises(CommandError, match="adres"):
        run(small.WHOLE, slug, ivo)
    assert not SurveyPage.objects.exists()


def test_an_opened_round_keeps_its_questions(survey: SurveyPage, ivo: cast.Person) -> None:
    with pytest.raises(CommandError, match="De vragen liggen vast"):
        run(small.WHOLE, "proef", ivo)


def test_it_is_for_the_survey_team(draft: SurveyPage, aisha: cast.Person) -> None:
    with pytest.raises(CommandError, match="Er is geen vragenlijst ‘proef’"):
        run(small.WHOLE, "proef", aisha)
    with pytest.raises(CommandError, match="mag geen vragenlijst maken"):
        run(small.WHOLE, "ander", aisha)


def test_it_needs_somebody_who_exists(db: None) -> None:
    with pytest.raises(CommandError, match="geen account"):
        call_command("import_questionnaire", str(small.WHOLE), "--survey", "x", "--by", "niemand@schakel.example")


@pytest.mark.parametrize("name", ["afwezig.xlsx", "."])
def test_a_file_that_cannot_be_read_is_told(name: str, tmp_path: Path, ivo: cast.Person) -> None:
    with pytest.raises(CommandError, match="is niet te lezen"):
        run(tmp_path / name, "x", ivo)
