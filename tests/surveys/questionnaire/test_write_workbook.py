"""Read, write and read again is the same questionnaire, whatever a workbook holds."""

import io
import json
from collections.abc import Mapping

import pytest
from openpyxl import load_workbook

from surveys.questionnaire import BrokenWorkbook, NotWritable, Questionnaire, kept_not_shown, read_workbook
from surveys.questionnaire import write_workbook as write

from .books import CHOICES, Rows, as_xls, asking, book
from .features import OLD, RIGHT, WRONG, Sheets, workbook
from .schema import breaches

READABLE: Mapping[str, Sheets] = RIGHT | OLD


def read(content: bytes) -> Questionnaire:
    return read_workbook(content, to_run=False)


@pytest.mark.parametrize("case", READABLE)
def test_read_write_read_is_the_identity(case: str) -> None:
    first = read(workbook(READABLE[case]))
    data = json.loads(first.canonical_json)
    assert read(write(first)).to_json() == data
    assert read(write(Questionnaire.from_json(data))).to_json() == data
    assert list(breaches(data)) == []


@pytest.mark.parametrize("case", READABLE)
def test_every_filled_cell_comes_back(case: str) -> None:
    content = workbook(READABLE[case])
    again = load_workbook(io.BytesIO(write(read(content))))
    for sheet in load_workbook(io.BytesIO(content)).worksheets:
        assert filled(again[sheet.title].values) == filled(sheet.values)


def filled(rows: object) -> list[list[str]]:
    lines = [[plain(cell) for cell in row] for row in rows]  # type: ignore[attr-defined]
    return [[text for text in line if text] for line in lines if any(line)]


def plain(cell: object) -> str:
    if isinstance(cell, bool):
        return str(cell).upper()
    number = int(cell) if isinstance(cell, float) and cell.is_integer() else cell
    text = "" if number is None else str(number).strip()
    curly = text.replace("‘", "'").replace("’", "'") if "${" in text else text
    return curly.replace("_x005F_", "_")


@pytest.mark.parametrize("case", READABLE)
def test_an_xls_says_the_same(case: str) -> None:
    sheets = {title: [[plain(c) for c in row] for row in rows] for title, rows in READABLE[case].items()}
    old = read(as_xls(sheets))
    assert read(write(old)).to_json() == old.to_json()


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_workbook_is_refused_with_its_cell(case: str) -> None:
    with pytest.raises(BrokenWorkbook) as refused:
        read(workbook(WRONG[case]))
    assert all(problem.message.endswith((".", "?")) for problem in refused.value.problems)
    assert all(problem.cell for problem in refused.value.problems) or case == "no survey"


def test_the_questionnaire_of_2019_keeps_its_bytes(questionnaire_2019: Questionnaire) -> None:
    assert questionnaire_2019.sha256 == "d0270c15b5318e9164c3997bd55f86b06185a774b1056e0c589111fe91f63bf8"
    assert read_workbook(write(questionnaire_2019)).sha256 == questionnaire_2019.sha256


def test_sheets_stand_in_their_order_under_their_own_titles() -> None:
    content = write(
        read(workbook({"uitleg": [["x"]], "Choices": CHOICES, "Survey": [["type", "name"], ["start", "s"]]}))
    )
    assert load_workbook(io.BytesIO(content)).sheetnames == ["uitleg", "Choices", "Survey"]


def test_what_looks_like_a_formula_is_written_as_text() -> None:
    content = write(read(book([["type", "name", "label"], ["text", "a", "x"]], settings=[["form_title"], ["x"]])))
    data = read(content).to_json()
    data["children"][0]["columns"]["label"] = "=HYPERLINK(1)"
    sheet = load_workbook(io.BytesIO(write(Questionnaire.from_json(data))))["survey"]
    assert (sheet["C2"].value, sheet["C2"].data_type) == ("=HYPERLINK(1)", "s")


def test_a_text_that_a_spreadsheet_takes_for_a_code_is_kept() -> None:
    data = read_workbook(asking(["text", "a", "A"])).to_json()
    data["children"][0]["columns"]["label"] = "_x0041_ en\r\n\u00a0_x005F_"
    assert read(write(Questionnaire.from_json(data))).to_json() == data


def test_a_new_column_comes_behind_the_others() -> None:
    data = read_workbook(asking(["text", "a", "A"])).to_json()
    data["children"][0]["columns"]["hint::Dutch (nl)"] = "Kort"
    again = read_workbook(write(Questionnaire.from_json(data)))
    assert again.questions["a"].hint("nl") == "Kort"
    assert dict(again.headers)["survey"][-1] == "hint::Dutch (nl)"


def test_what_was_no_workbook_is_written_with_types_and_names() -> None:
    question = {"kind": "select_one", "name": "a", "list": "jn", "columns": {"label": "A"}}
    group = {"kind": "repeat", "name": "r", "columns": {"label": "R"}, "closing": {}, "children": [question]}
    choices = [{"name": "jn", "choices": [{"name": "ja", "columns": {"label": "Ja"}}]}]
    data = {"format": 1, "settings": {"form_title": "T"}, "headers": {}, "lists": choices, "children": [group]}
    again = read_workbook(write(Questionnaire.from_json(data)))
    assert [(node.kind, node.name) for node, _ in again.walk()] == [("repeat", "r"), ("select_one", "a")]
    assert [choice.label() for choice in again.questions["a"].choices] == ["Ja"]


def test_what_does_not_fit_in_a_cell_is_refused() -> None:
    data = read_workbook(asking(["text", "a", "A"])).to_json()
    for text in ("x" * 40_000, "bel \a"):
        data["children"][0]["columns"]["label"] = text
        with pytest.raises(NotWritable):
            write(Questionnaire.from_json(data))


def test_what_is_kept_and_not_shown_is_listed() -> None:
    rows: Rows = [
        ["barcode", "a", "A"],
        ["text", "b", "B"],
        ["select_one_from_file weg.csv", "c", "C"],
        ["text", "d", "D", "yes"],
    ]
    form = read(workbook({"survey": [["type", "name", "label", "disabled"], *rows], "los": [["x"]]}))
    assert [str(kept) for kept in kept_not_shown(form)] == [
        "a (barcode)", "c (select_one_from_file weg.csv)", "d (disabled)", "los (werkblad)",
    ]  # fmt: skip
    assert list(form.questions) == ["a", "b", "c"]
    assert [question.name for question in form.asked] == ["b"]


def test_choices_of_another_sheet_are_offered() -> None:
    form = read(workbook(RIGHT["file beside it"]))
    assert [(choice.name, choice.label()) for choice in form.questions["p"].choices] == [
        ("u", "Utrecht"),
        ("g", "Gent"),
    ]
    assert [c.name for c in read(workbook(RIGHT["external list"])).questions["p"].choices] == ["u"]
    assert form.questions["p"].is_asked
    assert kept_not_shown(form) == []


def test_an_old_title_is_the_title() -> None:
    assert read(workbook(OLD["set form title"])).title == "Oude vragenlijst"


def test_cells_are_read_as_the_reference_converter_reads_them() -> None:
    rows = [node.columns for node, _ in read(workbook(RIGHT["cells of all kinds"])).walk()]
    assert [rows[0][key] for key in ("label", "required", "default", "eigen", "uur")] == [
        "1", "TRUE", "2020-01-02 03:04:05", "2.5", "12:30:00",
    ]  # fmt: skip
    assert [rows[1][key] for key in ("label", "required", "default", "eigen", "uur")] == [
        "FALSE", "10", "2020-01-02 00:00:00", "1e-07", "-3",
    ]  # fmt: skip


def test_names_that_come_twice_have_a_path_as_their_key() -> None:
    form = read(workbook(RIGHT["same name elsewhere"]))
    assert list(form.keyed) == ["g", "g/a", "h", "h/a"]
    assert [form.key(node) for node, _ in form.walk()] == ["g", "g/a", "h", "h/a"]
