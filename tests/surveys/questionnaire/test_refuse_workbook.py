import pytest
from openpyxl import Workbook

from surveys.questionnaire import BrokenWorkbook, read_workbook

from .books import CHOICES, asking, book, problems_of, saved

TEXT = ["text", "x", "Vraag"]

BROKEN = {
    "unknown type": (asking(["txet", "a", "A"]), "survey!A2: Het type ‘txet’ bestaat niet. Bedoelde u ‘text’?"),
    "no type": (asking(["", "a", "A"]), "survey!A2: Deze rij heeft geen type."),
    "no name": (asking(["text", "", "A"]), "survey!B2: Deze rij heeft geen naam."),
    "bad name": (asking(["text", "1a", "A"]), "survey!B2: De naam ‘1a’ mag zo niet."),
    "double name": (asking(TEXT, TEXT), "survey!B3: De naam ‘x’ komt al eerder voor."),
    "no label": (asking(["text", "a", ""]), "survey!C2: Deze vraag heeft geen tekst."),
    "no list": (asking(["select_one", "a", "A"]), "survey!A2: Achter select_one ontbreekt de lijst."),
    "unknown list": (asking(["select_one nja", "a", "A"]), "survey!A2: De lijst ‘nja’ bestaat niet."),
    "file list": (asking(["rank", "a", "A"]), "survey!A2: Achter rank ontbreekt de lijst."),
    "word behind the list": (asking(["select_one ja_nee anders", "a", "A"]), "survey!A2: ‘anders’ achter de lijst"),
    "or other and filter": (
        asking(["select_one ja_nee or_other", "a", "A", "name = 'ja'"], columns="choice_filter"),
        "survey!D2: Een filter en or_other gaan niet samen.",
    ),
    "loop over nothing": (
        asking(["begin loop over weg", "r", "R"], TEXT, ["end loop"]),
        "survey!A2: De lijst ‘weg’ bestaat niet",
    ),
    "loop": (
        asking(["begin loop over ja_nee", "r", "R"], TEXT, ["end loop"]),
        "survey!A2: Een loop wordt bewaard en niet gevraagd.",
    ),
    "double repeat": (
        asking(
            ["begin_group", "g", "G"],
            ["begin_repeat", "r", "R"],
            TEXT,
            ["end_repeat"],
            ["end_group"],
            ["begin_repeat", "r", "R"],
            ["text", "y", "Y"],
            ["end_repeat"],
        ),
        "survey!B7: De herhaling ‘r’ komt al eerder voor.",
    ),
    "end of another": (asking(["begin_repeat", "r", "R"], TEXT, ["end_group"]), "survey!A4: Deze rij past niet bij"),
    "ambiguous": (
        asking(["begin_group", "g", "G"], TEXT, ["end_group"], TEXT, ["text", "y", "Y", "${x} = 1"]),
        "survey!D6: Er zijn 2 rijen met de naam ‘x’, dus ${x} kan van alles zijn.",
    ),
    "unfinished reference": (asking(["text", "y", "Hoe ${x"]), "survey!C2: De verwijzing ${x is niet af."),
    "parameters": (asking(["range", "a", "A", "start"], columns="parameters"), "survey!D2: Schrijf parameters als"),
    "unknown parameter": (asking(["range", "a", "A", "s=1"], columns="parameters"), "survey!D2: De parameter ‘s’"),
    "range of no width": (asking(["range", "a", "A", "step=20"], columns="parameters"), "survey!D2: De parameter step"),
    "trigger": (asking(["text", "a", "A", "${b}"], columns="trigger"), "survey!D2: De verwijzing ${b} bestaat niet."),
    "table of two lists": (
        book(
            [
                ["type", "name", "label", "appearance"],
                ["begin_group", "g", "G", "table-list"],
                ["select_one ja_nee", "a", "A"],
                ["select_one x", "b", "B"],
                ["end_group"],
            ],
            [*CHOICES, ["x", "1", "Een"]],
        ),
        "survey!A4: In een tabel hebben alle vragen dezelfde lijst.",
    ),
    "unclosed": (asking(["begin_group", "g", "G"], TEXT), "survey!A2: Deze groep wordt niet gesloten."),
    "unopened": (asking(TEXT, ["end_group"]), "survey!A3: Hier eindigt een groep die niet begonnen is."),
    "absent reference": (asking([*TEXT, "${y} = 1"]), "survey!D2: De verwijzing ${y} bestaat niet."),
    "reference in text": (asking(["text", "a", "Hoe ${b}?"]), "survey!C2: De verwijzing ${b} bestaat niet."),
    "unparsable": (asking([*TEXT, "", "(. > 1"]), "survey!E2: In de expressie ontbreekt een ‘)’."),
    "unclosed quote": (asking([*TEXT, "", ". = 'a"]), "survey!E2: Het aanhalingsteken bij teken 5"),
    "unknown function": (asking([*TEXT, "", "selectd(., 'a')"]), "survey!E2: De functie selectd() bestaat niet"),
    "bad required": (asking([*TEXT, "", "", "", "misschien"]), "survey!G2: Het pad misschien leidt niet"),
    "bad pattern": (asking([*TEXT, "", "regex(., '(a')"]), "survey!E2: Het patroon klopt niet"),
    "empty calculation": (asking(["calculate", "a", ""]), "survey!F2: Deze berekening is leeg."),
    "self": (asking([*TEXT, ". = 'a'"]), "survey!D2: Deze regels wachten op elkaar: x → x."),
    "no columns": (book([["soort", "name"], ["text", "a"]]), "survey!A1: De kolom type ontbreekt."),
    "empty survey": (book([]), "survey!A1: De kolom type ontbreekt."),
    "double column": (
        book([["type", "name", "label", "relevant", "relevance"], TEXT]),
        "survey!E1: De kolom relevant staat er 2 keer (D, E).",
    ),
    "double choice": (book(choices=[*CHOICES, ["ja_nee", "ja", "J"]]), "choices!B4: De naam ‘ja’ staat al"),
    "space in ticked": (
        book(
            [["type", "name", "label"], ["select_multiple ja_nee", "a", "A"]], [*CHOICES, ["ja_nee", "weet niet", "W"]]
        ),
        "choices!B4: In de naam ‘weet niet’",
    ),
    "nameless choice": (book(choices=[*CHOICES, ["ja_nee", "", "J"]]), "choices!B4: Een antwoord in de lijst"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_it_names_the_cell_and_the_remedy(case: str) -> None:
    content, expected = BROKEN[case]
    [problem] = [line for line in problems_of(content) if line.startswith(expected)]
    assert problem.endswith((".", "?"))


def test_it_refuses_a_circle_and_shows_the_path() -> None:
    rows = [["text", "a", "A", "${b} = 1"], ["text", "b", "B", "${c} = 1"], ["text", "c", "C", "${a} = 1"]]
    [problem] = problems_of(asking(*rows))
    assert problem.startswith("survey!D2: Deze regels wachten op elkaar: a → b → c → a.")


def test_a_long_circle_is_shown_in_part() -> None:
    rows = [["text", f"q{at}", "Q", f"${{q{(at + 1) % 30}}} = 1"] for at in range(30)]
    [problem] = problems_of(asking(*rows))
    assert "q0 → q1 → q2" in problem
    assert "q11 → … → q0." in problem


def test_it_refuses_a_group_that_waits_for_its_own_question() -> None:
    rows = [["begin_group", "g", "G", "${a} = 1"], ["text", "a", "A"], ["end_group"]]
    assert problems_of(asking(*rows))[0].startswith("survey!D2: Deze regels wachten op elkaar: g → a → g.")


def test_it_refuses_a_circle_through_a_calculation() -> None:
    rows = [["text", "a", "A", "${b} = 1"], ["calculate", "b", "", "", "", "${a} + 1"]]
    assert problems_of(asking(*rows))[0].startswith("survey!D2: Deze regels wachten op elkaar: a → b → a.")


def test_it_names_all_problems_at_once_in_the_order_of_the_workbook() -> None:
    rows = [["txet", "a", "A"], ["text", "", "B"], ["select_one weg", "c", "C", "${weg} = 1"]]
    cells = [line.split(":")[0] for line in problems_of(asking(*rows))]
    assert cells == ["survey!A2", "survey!B3", "survey!A4", "survey!D4"]


def test_empty_rows_do_not_shift_the_addresses() -> None:
    assert problems_of(asking([], [], ["txet", "a", "A"]))[0].startswith("survey!A4")


def test_it_uses_the_sheet_name_as_the_workbook_spells_it() -> None:
    workbook = Workbook()
    workbook.worksheets[0].title = "Survey"
    workbook.worksheets[0].append(["type", "name", "label"])
    workbook.worksheets[0].append(["txet", "a", "A"])
    assert problems_of(saved(workbook))[0].startswith("Survey!A2")


def test_it_refuses_a_workbook_without_the_sheet_survey() -> None:
    with pytest.raises(BrokenWorkbook, match="Het blad survey ontbreekt"):
        read_workbook(saved(Workbook()))


def test_it_refuses_groups_nested_too_deep() -> None:
    rows = [["begin_group", f"g{at}", "G"] for at in range(21)]
    assert "meer dan 20 groepen in elkaar" in problems_of(asking(*rows))[-1]
