"""What ODK answers, by hand: a table of expressions over one small form with repeats."""

from datetime import datetime

import pytest

from surveys.questionnaire import Questionnaire, evaluate_nested, read_workbook

from .books import book

NOON = datetime(2026, 11, 21, 12, 30)  # noqa: DTZ001
ANSWERS = {
    "t": "abc", "n": 7, "z": 0, "d": "2.50", "dag": "2026-11-21", "uur": "14:30", "toen": "2026-11-21T18:00",
    "een": "b", "meer": ["a", "c"], "plek": "52.0 5.0 0 0", "niet": "weg",
    "loc": [
        {"naam": "x", "cap": [{"bed": 3}, {"bed": ""}, {"bed": 4}]},
        {"naam": "", "cap": []},
        {"naam": "z", "cap": [{"bed": 10}]},
    ],
}  # fmt: skip
ROWS = [
    ["type", "name", "label", "relevant", "calculation"],
    ["text", "t", "T"], ["text", "leeg", "L"], ["integer", "n", "N"], ["integer", "z", "Z"], ["decimal", "d", "D"],
    ["integer", "niks", "N"], ["date", "dag", "D"], ["time", "uur", "U"], ["datetime", "toen", "T"],
    ["select_one abc", "een", "E"], ["select_multiple abc", "meer", "M"], ["geopoint", "plek", "P"],
    ["text", "niet", "N", "${n} = 8"],
    ["calculate", "waar", "", "", "${n} > 5"], ["calculate", "onwaar", "", "", "${n} > 50"],
    ["calculate", "nul", "", "", "${n} - 7"],
    ["begin_repeat", "loc", "Locatie"], ["text", "naam", "N"],
    ["begin_repeat", "cap", "Capaciteit"], ["integer", "bed", "B"], ["end_repeat"],
    ["calculate", "eigen", "", "", "sum(${bed})"], ["end_repeat"],
]  # fmt: skip
CHOICES = [["list_name", "name", "label", "soort"], ["abc", "a", "Aap", "x"], ["abc", "b", "Beer", "y"],
           ["abc", "c", "Cavia", "x"]]  # fmt: skip

CASES = [
    ("sum(${bed})", "17"), ("count(${bed})", "4"), ("count-non-empty(${bed})", "3"), ("min(${bed})", "3"),
    ("max(${bed})", "10"), ("max(${bed}, 40)", "40"), ("count(${cap})", "4"), ("count(${loc})", "3"),
    ("join(', ', ${bed})", "3, , 4, 10"), ("join('-', 'a', 1, ${t})", "a-1-abc"), ("concat(${naam})", "xz"),
    ("sum(${eigen})", "17"), ("max(${eigen})", "10"), ("sum(${niks})", "0"), ("min(${niks})", None),
    ("min(3, ${niks}, 2)", "2"), ("count(${niet})", "0"), ("count(${t})", "1"),
    ("indexed-repeat(${naam}, ${loc}, 3)", "z"), ("indexed-repeat(${naam}, ${loc}, 9)", None),
    ("indexed-repeat(${naam}, ${loc}, 0)", "x"), ("indexed-repeat(${bed}, ${loc}, 1, ${cap}, 3)", "4"),
    ("indexed-repeat(${bed}, ${loc}, 3, ${cap}, 1) + 1", "11"),
    ("indexed-repeat(${bed}, ${loc}, ${z} + 1, ${cap}, 1)", "3"),
    ("${loc}[position() = 3]/naam", "z"), ("${loc}[3]/naam", "z"), ("${loc}[naam = 'z']/cap/bed", "10"),
    ("sum(${loc}[position() < 3]/cap/bed)", "7"), ("count(${loc}[naam != ''])", "2"),
    ("count(${bed}[. > 3])", "2"), ("sum(/data/loc/cap[bed > 3]/bed)", "14"),
    ("instance('abc')/root/item[name = ${een}]/label", "Beer"),
    ("count(instance('abc')/root/item[soort = 'x'])", "2"),
    ("instance('abc')/root/item[soort = 'x'][2]/name", "c"),
    ("jr:choice-name(${een}, '${een}')", "Beer"), ("jr:choice-name(selected-at(${meer}, 1), '${meer}')", "Cavia"),
    ("jr:choice-name('weg', '${een}')", None),
    ("selected(${meer}, 'a') and not(selected(${meer}, 'b'))", "true"), ("count-selected(${meer})", "2"),
    ("selected-at(${meer}, 0)", "a"), ("selected-at(${meer}, 5)", None), ("${meer} = 'a c'", "true"),
    ("${niet} = ''", "true"), ("${niks} = ''", "true"), ("${niks} = 0", "false"), ("${niks} != 5", "true"),
    ("${n} = '7'", "true"), ("${d} = '2.5'", "true"), ("${d} = 2.5", "true"), ("${n} = ${t}", "false"),
    ("0.1 + 0.2 = 0.3", "true"), ("${waar} and not(${onwaar})", "true"), ("if(${onwaar}, 'ja', 'nee')", "nee"),
    ("if(${nul}, 'ja', 'nee')", "nee"), ("if(${z}, 'ja', 'nee')", "nee"), ("if(${t}, 'ja', 'nee')", "ja"),
    ("${waar} = true()", "true"), ("${waar} + 1", "2"), ("${waar} = 1", "true"), ("${waar} = 'true'", "true"),
    ("coalesce(${leeg}, ${t})", "abc"), ("coalesce(${niks}, 3)", "3"), ("once('x')", "x"),
    ("1 div 0", "Infinity"), ("-1 div 0", "-Infinity"), ("0 div 0", None), ("${niks} + 1", None),
    ("7 div 2", "3.5"), ("7 mod 4", "3"), ("-7 mod 4", "-3"), ("10 div 4 * 2", "5"), ("3000000 * 1000", "3000000000"),
    ("round(2.5)", "3"), ("round(-2.5)", "-2"), ("round(1234.5678, 2)", "1234.57"), ("round(1250, -2)", "1300"),
    ("int(-3.9)", "-3"), ("int('12abc')", None), ("number('1,5')", "1.5"), ("string-length(${t})", "3"),
    ("substr(${t}, 1)", "bc"), ("substr(${t}, 0, 2)", "ab"), ("substr(${t}, -2)", "bc"),
    ("contains(${t}, 'b')", "true"),
    ("starts-with(${t}, 'a') and ends-with(${t}, 'c')", "true"),
    ("substring-before('a-b', '-')", "a"),
    ("substring-after('a-b', '-')", "b"), ("translate('abc', 'ab', 'x')", "xc"), ("normalize-space('  a   b ')", "a b"),
    ("regex(${t}, '[a-c]+')", "true"), ("boolean-from-string('TRUE')", "true"), ("boolean-from-string('ja')", "false"),
    ("today()", "2026-11-21"), ("today() = ${dag}", "true"), ("${dag} - date('2026-11-01')", "20"),
    ("date(${dag} + 30)", "2026-12-21"), ("format-date(${dag}, '%d-%m-%Y')", "21-11-2026"),
    ("format-date-time(${toen}, '%Y/%n/%e %H:%M')", "2026/11/21 18:00"), ("format-date(${leeg}, '%Y')", None),
    ("decimal-date-time('1970-01-02')", "1"), ("decimal-time('18:00')", "0.75"), ("${toen} > ${dag}", "true"),
    ("date-time('2026-11-21T18:00:00')", "2026-11-21T18:00:00"),
    ("pow(2, 10)", "1024"), ("sqrt(16)", "4"), ("exp(0) + log(1) + log10(100) + exp10(2)", "103"), ("abs(-3)", "3"),
    ("round(pi(), 4)", "3.1416"), ("sin(0) + cos(0)", "1"), ("round(atan2(1, 1) * 4, 3)", "3.142"),
    ("checklist(1, 2, true(), false(), true())", "true"), ("weighted-checklist(3, 9, true(), 2, true(), 2)", "true"),
    ("digest('abc', 'MD5', 'hex')", "900150983cd24fb0d6963f7d28e17f72"), ("position(..)", "1"), ("true()", "true"),
    ("distance(${plek})", "0"), ("../t = /data/t and current()/../t = ${t}", "true"), ("'a' = 'b' = false()", "true"),
]  # fmt: skip


@pytest.fixture(scope="module")
def forms() -> dict[str, Questionnaire]:
    """One form of all cases: each is a calculation of its own."""
    rows = [*ROWS, *(["calculate", f"k{at}", "", "", text] for at, (text, _) in enumerate(CASES))]
    return {"all": read_workbook(book(rows, CHOICES))}


@pytest.fixture(scope="module")
def found(forms: dict[str, Questionnaire]) -> dict[str, object]:
    findings = evaluate_nested(forms["all"], ANSWERS, now=NOON)
    return {path: each.get("value") for path, each in findings.items()}


@pytest.mark.parametrize(("at", "text", "expected"), [(at, *case) for at, case in enumerate(CASES)])
def test_an_expression_has_the_value_that_odk_gives(
    found: dict[str, object], at: int, text: str, expected: str | None
) -> None:
    assert found[f"/k{at}"] == expected, text


def test_the_values_within_a_repeat_are_those_of_the_instance(found: dict[str, object]) -> None:
    assert [found[f"/loc[{number}]/eigen"] for number in (1, 2, 3)] == ["7", "0", "10"]
