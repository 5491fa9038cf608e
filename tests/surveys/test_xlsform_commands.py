"""schakel xlsform read|write and import_lss, as scripts use them."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from surveys.models import SurveyPage
from surveys.questionnaire import read_workbook
from tests import cast
from tests.surveys.questionnaire.books import asking
from tests.surveys.questionnaire.features import RIGHT, workbook
from tests.surveys.questionnaire.limesurvey import new

FORM = Path(__file__).parents[2] / "surveys" / "facts" / "aanpak_mensenhandel_2019.xlsx"


def read(path: Path, capsys: Any) -> Any:
    call_command("xlsform", "read", str(path))
    return json.loads(capsys.readouterr().out)


def test_read_write_read_prints_the_same(tmp_path: Path, capsys: Any) -> None:
    first = read(FORM, capsys)
    (tmp_path / "form.json").write_text(json.dumps(first))
    call_command("xlsform", "write", str(tmp_path / "form.json"), str(tmp_path / "again.xlsx"))
    assert read(tmp_path / "again.xlsx", capsys) == first


def test_read_names_what_is_kept_and_not_shown(tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "form.xlsx").write_bytes(asking(["geotrace", "lijn", "L"], ["text", "a", "A"]))
    call_command("xlsform", "read", str(tmp_path / "form.xlsx"))
    assert "bewaard, niet getoond: lijn (geotrace)" in capsys.readouterr().err


def test_read_keeps_what_cannot_run(tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "form.xlsx").write_bytes(workbook(RIGHT["functions"]))
    call_command("xlsform", "read", str(tmp_path / "form.xlsx"))
    told = capsys.readouterr()
    assert "pulldata" in told.out
    assert "bewaard, niet uitgevoerd: calculation" in told.err


@pytest.mark.parametrize("content", [b"geen werkmap", asking(["txet", "a", "A"], ["text", "", "B"])])
def test_a_wrong_workbook_is_one_line(tmp_path: Path, capsys: Any, content: bytes) -> None:
    (tmp_path / "form.xlsx").write_bytes(content)
    with pytest.raises(CommandError) as refused:
        call_command("xlsform", "read", str(tmp_path / "form.xlsx"))
    assert "\n" not in str(refused.value)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("content", ["geen json", "[]", '{"format": 2}'])
def test_wrong_json_writes_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / "form.json").write_text(content)
    with pytest.raises(CommandError, match="canonieke JSON"):
        call_command("xlsform", "write", str(tmp_path / "form.json"), str(tmp_path / "out.xlsx"))
    assert [path.name for path in tmp_path.iterdir()] == ["form.json"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "form.json").write_text(json.dumps(read(FORM, capsys)))
    with pytest.raises(CommandError, match="niet te schrijven"):
        call_command("xlsform", "write", str(tmp_path / "form.json"), str(tmp_path / "weg" / "out.xlsx"))


def test_limesurvey_becomes_a_workbook(tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "oud.lss").write_bytes(new())
    call_command("import_lss", str(tmp_path / "oud.lss"), "--out", str(tmp_path / "nieuw.xlsx"))
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "23 van 24 vragen overgenomen uit ‘Verzonnen enquête’."
    assert "niet overgenomen: Q12: het type I (de keuze van de taal) heeft geen gelijke" in told
    assert "Q14_Y1_X1" in read_workbook(tmp_path / "nieuw.xlsx").questions


def test_another_file_is_no_limesurvey(tmp_path: Path) -> None:
    (tmp_path / "oud.lss").write_bytes(b"<html/>")
    with pytest.raises(CommandError, match=r"geen \.lss van LimeSurvey"):
        call_command("import_lss", str(tmp_path / "oud.lss"))


def test_limesurvey_is_asked_in_a_round(tmp_path: Path, draft: SurveyPage, ivo: cast.Person) -> None:
    (tmp_path / "oud.lss").write_bytes(new())
    call_command("import_lss", str(tmp_path / "oud.lss"), "--survey", draft.slug, "--by", ivo.who.email)
    assert draft.questionnaires.get().form.title == "Verzonnen enquête"
