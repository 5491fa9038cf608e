from __future__ import annotations

import csv
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from schakel.directory.models import FrameEntry, Municipality, Organisation
from surveys import known_codes
from surveys.models import SurveyPage
from tests import cast

HEAD = "gm_code,name,province_code,province,population,size_class_cbs,size_class4,hex_col,hex_row"
GOOD = "GM0014,Groningen,PV20,Groningen,231299,7,>=100k,21,4"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kader.csv"


def run(file: Path, *lines: str, head: str = HEAD, year: int = 2019) -> None:
    file.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    call_command("import_frame", str(file), "--year", str(year))


def test_it_reads_the_355_municipalities(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_frame", str(known_codes.FACTS / "municipalities_2019.csv"), "--year", "2019")
    assert capsys.readouterr().out == "355 gemeenten van 2019 ingelezen.\n"
    assert FrameEntry.objects.filter(year=2019).count() == Municipality.objects.count() == 355
    assert sum(FrameEntry.objects.values_list("population", flat=True)) == 17_282_163


def test_reading_it_again_changes_nothing(db: None, file: Path) -> None:
    run(file, GOOD)
    run(file, GOOD)
    assert FrameEntry.objects.count() == Organisation.objects.count() == 1


def test_the_place_on_the_map_may_be_absent(db: None, file: Path) -> None:
    run(file, GOOD.removesuffix(",21,4"), head=HEAD.removesuffix(",hex_col,hex_row"))
    assert Municipality.objects.get().hex_col is None


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("GM9999,Nergens,PV20,Groningen,100,1,<20k,1,1", "Rij 3: CBS-code GM9999 is in 2019 geen gemeente"),
        ("0363,Amsterdam,PV27,Noord-Holland,100,1,<20k,1,1", "Rij 3: ‘0363’ is geen CBS-code"),
        ("GM0014,Groningen,PV20,Groningen,100,1,<20k,1,1", "Rij 3: CBS-code GM0014 staat ook in rij 2"),
        ("GM0037,Stadskanaal,PV99,Groningen,100,1,<20k,1,1", "Rij 3: ‘PV99’ is geen provincie"),
        ("GM0037,Stadskanaal,PV20,Groningen,veel,1,<20k,1,1", "Rij 3: ‘veel’ is geen aantal inwoners"),
        ("GM0037,Stadskanaal,PV20,Groningen,100,9,<20k,1,1", "Rij 3: size_class_cbs"),
        ("GM0037,Stadskanaal,PV20,Groningen,100,1,klein,1,1", "Rij 3: size_class4"),
        ("GM0037,Stadskanaal,PV20,Groningen,100,1,<20k,1,", "Rij 3: hex_col en hex_row"),
        ("GM0037,Stadskanaal,PV20,Groningen,100,1,<20k,21,4", "Rij 3: deze plek op de kaart heeft rij 2 al"),
        ("GM0037,,PV20,Groningen,100,1,<20k,1,1", "Rij 3: de naam ontbreekt"),
        ("GM0037,Stadskanaal,PV20", "Rij 3: deze rij heeft niet evenveel kolommen"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_stored(db: None, file: Path, line: str, words: str) -> None:
    with pytest.raises(CommandError) as refused:
        run(file, GOOD, line)
    assert words in str(refused.value)
    assert not FrameEntry.objects.exists()
    assert not Municipality.objects.exists()


def test_every_wrong_row_is_named_at_once(db: None, file: Path) -> None:
    with pytest.raises(CommandError) as refused:
        run(file, "GM1,A,PV20,Groningen,1,1,<20k,1,1", GOOD, "GM2,B,PV20,Groningen,1,1,<20k,2,2")
    assert [line[:6] for line in str(refused.value).splitlines()] == ["Rij 2:", "Rij 4:"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "deze kolommen ontbreken: gm_code"),
        (b"code,name\n", "Rij 1"),
        (HEAD.encode(), "geen gemeenten"),
        (HEAD.encode() + b"\nGM0014,Gr\xf6ningen,PV20,Groningen,1,1,<20k,1,1\n", "geen UTF-8"),
    ],
)
def test_another_kind_of_file_is_refused(db: None, file: Path, content: bytes, words: str) -> None:
    file.write_bytes(content)
    with pytest.raises(CommandError, match=words):
        call_command("import_frame", str(file), "--year", "2019")


@pytest.mark.parametrize(("year", "code", "exists"), [
    (2020, "GM0003", True), (2021, "GM0003", False), (2020, "GM1979", False), (2021, "GM1979", True),
    (2022, "GM0457", True), (2023, "GM0457", False), (2030, "GM4321", True), (2010, "GM4321", True),
])  # fmt: skip
def test_a_code_is_known_in_its_years(year: int, code: str, exists: bool) -> None:
    assert (known_codes.doubt(code, year) == "") is exists


def test_a_year_that_was_asked_loses_no_municipality(survey: SurveyPage, file: Path) -> None:
    with pytest.raises(CommandError, match="Proefdorp 1"):
        run(file, GOOD)
    assert FrameEntry.objects.count() == 3


def test_it_has_its_button(ivo: cast.Person) -> None:
    with (known_codes.FACTS / "municipalities_2019.csv").open("rb") as upload:
        assert ivo.posts("survey_frame", year="2019", file=upload).status_code == 302
    assert "355" in ivo.gets("survey_frame").content.decode()


def test_the_button_tells_the_rows_too(ivo: cast.Person, file: Path) -> None:
    file.write_text(f"{HEAD}\nGM1,A,PV20,Groningen,1,1,<20k,1,1\n")
    with file.open("rb") as upload:
        answer = ivo.posts("survey_frame", year="2019", file=upload)
    assert "Rij 2: ‘GM1’ is geen CBS-code" in answer.content.decode()


def test_the_facts_are_one_row_per_municipality() -> None:
    rows = list(csv.DictReader(known_codes.frame_2019().decode().splitlines()))
    assert len({row["gm_code"] for row in rows}) == len(rows) == 355
    assert len({(row["hex_col"], row["hex_row"]) for row in rows}) == 355
