"""The municipalities of a later year, from those of 2019 and the mergers since."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from schakel.directory.models import FrameEntry
from schakel.journal.models import Line
from surveys import known_codes
from surveys.actions import frame
from tests import cast

COUNTS = {2020: 355, 2021: 352, 2022: 345, 2023: 342, 2024: 342, 2025: 342, 2026: 342}


@pytest.fixture
def of_2019(db: None) -> None:
    frame.read(known_codes.frame_2019(), year=2019)


def entry(year: int, code: str) -> FrameEntry:
    return FrameEntry.objects.get(year=year, municipality__cbs_code=code)


@pytest.mark.parametrize(("year", "count"), [*COUNTS.items()])
def test_each_year_has_its_municipalities_and_all_inhabitants(of_2019: None, year: int, count: int) -> None:
    assert frame.derive(year) == count == FrameEntry.objects.filter(year=year).count()
    assert sum(FrameEntry.objects.filter(year=year).values_list("population", flat=True)) == 17_282_163
    codes = FrameEntry.objects.filter(year=year).values_list("municipality__cbs_code", flat=True)
    assert [code for code in codes if known_codes.doubt(code, year)] == []


def test_each_province_has_as_many_as_is_known_of_2026(of_2019: None) -> None:
    frame.derive(2026)
    found = Counter(FrameEntry.objects.filter(year=2026).values_list("province", flat=True))
    assert (found["Groningen"], found["Limburg"], found.total()) == (10, 31, 342)


def test_who_merged_counts_together(of_2019: None) -> None:
    frame.derive(2021)
    eemsdelta = entry(2021, "GM1979")
    formed = [entry(2019, code).population for code in ("GM0003", "GM0010", "GM0024")]
    assert (eemsdelta.population, eemsdelta.province, eemsdelta.size_class) == (sum(formed), "Groningen", "20-50k")


def test_who_was_divided_counts_in_equal_parts(of_2019: None) -> None:
    frame.derive(2021)
    grown = [entry(2021, code).population - entry(2019, code).population
             for code in ("GM0757", "GM0824", "GM0855", "GM0865")]  # fmt: skip
    assert sum(grown) == entry(2019, "GM0788").population
    assert max(grown) - min(grown) <= 1


def test_a_municipality_that_grew_by_a_merger_has_its_new_size(of_2019: None) -> None:
    frame.derive(2023)
    assert (entry(2019, "GM0501").size_class, entry(2023, "GM1992").size_class) == ("<20k", "50-100k")


def test_deriving_again_changes_nothing(of_2019: None) -> None:
    frame.derive(2022)
    before = list(FrameEntry.objects.order_by("pk").values())
    frame.derive(2022)
    assert list(FrameEntry.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("year", [2018, 2019, 2027])
def test_a_year_beyond_the_facts_is_refused(of_2019: None, year: int) -> None:
    with pytest.raises(CommandError, match="2020 tot en met 2026"):
        call_command("frame_of", str(year))
    assert not FrameEntry.objects.exclude(year=2019).exists()


def test_without_2019_there_is_nothing_to_derive_from(db: None) -> None:
    with pytest.raises(CommandError, match="Lees eerst de gemeenten van 2019 in"):
        call_command("frame_of", "2026")


def test_the_command_says_how_many(of_2019: None, ivo: cast.Person, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("frame_of", "2026", "--by", ivo.who.email)
    assert capsys.readouterr().out == "342 gemeenten van 2026 afgeleid.\n"
    assert Line.objects.filter(action="frame.import", by=ivo.who.pk).exists()


def test_it_has_its_button(of_2019: None, ivo: cast.Person) -> None:
    assert ivo.posts("survey_frame_derive", year="2026").status_code == 302
    assert "342" in ivo.gets("survey_frame").content.decode()
    assert "tot en met 2026" in ivo.client.post("/onderzoek/kader/afleiden/", {"year": "2030"}).content.decode()


def test_a_workbook_is_read_as_a_csv_is(db: None, tmp_path: Path) -> None:
    book = Workbook()
    for row in csv.reader(known_codes.frame_2019().decode().splitlines()):
        book.active.append([int(cell) if cell.isdigit() else cell for cell in row])
    book.save(tmp_path / "kader.xlsx")
    call_command("import_frame", str(tmp_path / "kader.xlsx"), "--year", "2019", verbosity=0)
    read = list(FrameEntry.objects.order_by("name", "province").values_list("name", "population", "size_class"))
    frame.read(known_codes.frame_2019(), year=2019)
    assert list(FrameEntry.objects.order_by("name", "province").values_list("name", "population", "size_class")) == read
    assert len(read) == 355


def test_a_wrong_row_of_a_workbook_is_named_with_its_column(db: None, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["gm_code", "name", "province_code", "province", "population", "size_class_cbs", "size_class4"])
    book.active.append(["GM0014", "Groningen", "PV20", "Groningen", "231.299", 7, ">=100k"])
    book.save(tmp_path / "kader.xlsx")
    with pytest.raises(CommandError, match=r"Rij 2: ‘231.299’ is geen aantal inwoners.*\(kolom population\)"):
        call_command("import_frame", str(tmp_path / "kader.xlsx"), "--year", "2019")
    assert not FrameEntry.objects.exists()


@pytest.mark.parametrize("content", [b"PK\x03\x04kapot", b"\xd0\xcf\x11\xe0kapot"])
def test_a_broken_workbook_is_refused(db: None, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "kader.xlsx").write_bytes(content)
    with pytest.raises(CommandError, match="geen werkmap"):
        call_command("import_frame", str(tmp_path / "kader.xlsx"), "--year", "2019")


def test_semicolons_are_understood(db: None) -> None:
    lines = known_codes.frame_2019().decode().splitlines()[:3]
    assert frame.read("\n".join(line.replace(",", ";") for line in lines).encode(), year=2019) == 2


def test_the_page_costs_the_same_however_many_there_are(
    of_2019: None, ivo: cast.Person, django_assert_max_num_queries: Callable[..., object]
) -> None:
    ivo.logged_in()
    with django_assert_max_num_queries(14):  # type: ignore[attr-defined]
        ivo.gets("survey_frame")
