from datetime import datetime

import pytest
from lxml import etree

from surveys.questionnaire.expressions import Expression, NotAnExpression, Places, Scope, compile_expression

PLACES = Places({"a": "/data/g/a", "b": "/data/g/b", "c": "/data/c"})
NOON = datetime(2026, 11, 21, 12, 0)  # noqa: DTZ001


def asked(**answers: str) -> etree._Element:
    """Question a, in a tree of the questions a and b in the group g, and c."""
    data = etree.fromstring("<data><g><a/><b/></g><c/></data>")
    for name, text in answers.items():
        next(data.iter(name)).text = text
    return next(data.iter("a"))


def compiled(text: str, *, as_truth: bool = True) -> Expression:
    return compile_expression(text, Scope(PLACES, "/data/g/a"), as_truth=as_truth)


def value(text: str, **answers: str) -> str:
    return compiled(text, as_truth=False).text(asked(**answers), NOON)


TRUTHS = [
    ("${b} = 'ja'", {"b": "ja"}, True),
    ("${b} = 'ja'", {}, False),
    ("${b} != 'nee'", {}, True),
    ("${b} = 'ja' or ${b} = 'wel'", {"b": "wel"}, True),
    ("${b} = 'or' or ${b} = 'and'", {"b": "and"}, True),
    (". >= 0 and . <= 144", {"a": "144"}, True),
    (". >= 0 and . <= 144", {"a": "-1"}, False),
    (". >= 0", {}, False),
    (". < 0", {}, False),
    (". <= 1", {"a": "0.1"}, True),
    (". * 36 + 0.5 >= coalesce(${b}, 0)", {"a": "0"}, True),
    (". * 36 + 0.5 >= coalesce(${b}, 0)", {"a": "0.5", "b": "20"}, False),
    (". * 36 + 0.5 >= coalesce(${b}, 0)", {"a": "0.6", "b": "20"}, True),
    ("not(selected(., 'geen') and count-selected(.) > 1)", {"a": "geen om"}, False),
    ("not(selected(., 'geen') and count-selected(.) > 1)", {"a": "geen"}, True),
    ("selected(., 'om')", {"a": "oma"}, False),
    ("count-selected(.) = 0", {}, True),
    ("selected-at(., 1) = 'y'", {"a": "x y"}, True),
    ("selected-at(., 9) = ''", {"a": "x y"}, True),
    ("regex(., '^GM[0-9]{4}$')", {"a": "GM0363"}, True),
    ("regex(., 'GM[0-9]{4}')", {"a": "xGM0363"}, False),
    ("regex(., '^[^@ ]+@[^@ ]+[.][A-Za-z]{2,}$')", {"a": "zorg@stad.example"}, True),
    ("regex(., '^[^@ ]+@[^@ ]+[.][A-Za-z]{2,}$')", {"a": "zorg@stad"}, False),
    ("string-length(.) <= 3", {"a": "één"}, True),
    ("if(${b} > 1, true(), false())", {"b": "1"}, False),
    ("if(${b} = '', ${c}, ${b}) = 'x'", {"c": "x"}, True),
    ("${b} < ${c}", {"b": "2026-01-31", "c": "2026-02-01"}, True),
    ("${b} < ${c}", {"b": "9", "c": "10"}, True),
    (". <= today()", {"a": "2026-11-21"}, True),
    (". < today()", {"a": "2026-11-21"}, False),
    (". = today()", {"a": "2026-11-21"}, True),
    ("now() > today()", {}, True),
    (". - ${b} = 31", {"a": "2026-02-01", "b": "2026-01-01"}, True),
    ("date('2026-02-30') = ''", {}, True),
    ("../b = 'x'", {"b": "x"}, True),
    ("/data/c = 'x' and /form/g/b = 'y'", {"c": "x", "b": "y"}, True),
    ("current()/../b = 'x'", {"b": "x"}, True),
    ("1 - -1 = 2 and --1 = 1", {}, True),
    ("7 mod 4 = 3 and 7 div 2 = 3.5", {}, True),
    ("2 + 3 * 4 = 14 and (2 + 3) * 4 = 20", {}, True),
    ("true() or false() and false()", {}, True),
    ("${b}", {"b": "x"}, True),
    ("${b}", {}, False),
    ("${b} = true()", {}, False),
    ('${ b } = "it\'s"', {"b": "it's"}, True),
    ("count(${b}) = 1", {}, True),
    ("contains(${b}, ']]>') and starts-with(${b}, '<')", {"b": "<a>]]>"}, True),
]


@pytest.mark.parametrize(("text", "answers", "truth"), TRUTHS)
def test_an_expression_holds_or_not(text: str, answers: dict[str, str], truth: bool) -> None:
    assert compiled(text).truth(asked(**answers), NOON) is truth


VALUES = [
    ("1 div 3 * 3", {}, "1"),
    ("0.1 + 0.2", {}, "0.30000000000000004"),
    ("${b} + 1", {}, ""),
    ("number('')", {}, ""),
    ("coalesce(${b}, ${c})", {"c": "x"}, "x"),
    ("coalesce(${b}, 0) + coalesce(${c}, 0)", {"c": "2.5"}, "2.5"),
    ("if(${b} > 0, 'veel', 'weinig')", {"b": "1"}, "veel"),
    ("int(3.9)", {}, "3"),
    ("int(-3.9)", {}, "-3"),
    ("int('x')", {}, ""),
    ("round(2.5)", {}, "3"),
    ("round(-2.5)", {}, "-2"),
    ("round(3.14159, 2)", {}, "3.14"),
    ("pow(2, 10)", {}, "1024"),
    ("sqrt(-1)", {}, ""),
    ("min(3, 1, 2)", {}, "1"),
    ("max(3, ${b})", {}, "3"),
    ("abs(-3)", {}, "3"),
    ("concat('a', 1 + 1, ${b})", {"b": "z"}, "a2z"),
    ("substr('abcdef', 1, 3)", {}, "bc"),
    ("substring('abcdef', 2, 3)", {}, "bcd"),
    ("once('x')", {}, "x"),
    ("once('x')", {"a": "y"}, "y"),
    ("date(0)", {}, "1970-01-01"),
    ("decimal-date-time('1970-01-02')", {}, "1"),
    ("today()", {}, "2026-11-21"),
    ("now()", {}, "2026-11-21T12:00:00"),
    ("boolean-from-string('1')", {}, "true"),
    ("normalize-space('  a   b ')", {}, "a b"),
]


@pytest.mark.parametrize(("text", "answers", "expected"), VALUES)
def test_an_expression_has_a_value(text: str, answers: dict[str, str], expected: str) -> None:
    assert value(text, **answers) == expected


REFUSED = [
    ("", "houdt te vroeg op"),
    ("1 +", "houdt te vroeg op"),
    ("(1", "ontbreekt een ‘)’"),
    ("1)", "klopt niet bij ‘)’"),
    ("'a", "wordt niet gesloten"),
    ("“a”", "rechte aanhalingstekens"),
    ("1 == 1", "klopt niet bij ‘=’"),
    ("a && b", "hoort niet in een expressie"),
    ("${weg}", "bestaat niet"),
    ("${bb}", "Bedoelde u"),
    ("${}", "Schrijf een verwijzing"),
    ("${b}[1", "ontbreekt een ‘]’"),
    ("b = 1", "leidt niet naar een vraag"),
    ("../../weg", "leidt niet naar een vraag"),
    ("//a", "mag alleen namen"),
    ("/data/*", "mag alleen namen"),
    ("@a", "klopt niet bij ‘@’"),
    ("document('/etc/passwd')", "bestaat niet of wordt nog niet ondersteund"),
    ("__import__('os')", "bestaat niet"),
    ("selected(.)", "krijgt 2 waarden"),
    ("coalesce(1, 2, 3)", "krijgt 2 waarden"),
    ("min()", "krijgt minstens 1 waarden"),
    ("regex(., ${b})", "Zet het patroon van regex"),
    ("regex(., '(?=a)')", "patroon"),
    ("count('a')", "Hier hoort een verwijzing"),
    ("'a\x00'", "onzichtbaar teken"),
    ("1" * 5001, "langer dan 5000 tekens"),
    ("1+" * 600 + "1", "meer dan 1000 delen"),
    ("(" * 40 + "1" + ")" * 40, "haakjes in elkaar"),
]


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_it_refuses_an_expression_and_says_why(text: str, reason: str) -> None:
    with pytest.raises(NotAnExpression) as refused:
        compiled(text)
    assert reason in str(refused.value)
    assert str(refused.value).endswith((".", "?"))


def test_it_names_what_it_reads() -> None:
    expression = compiled("${b} = 1 and ../b = 2 and /data/c = 3 and . = 4")
    assert expression.references == {"b", "c"}
    assert expression.reads_own


def test_an_answer_is_never_read_as_an_expression() -> None:
    assert value("${b}", b="'] | //* | document('x')") == "'] | //* | document('x')"


def test_a_long_chain_is_no_deep_recursion() -> None:
    assert compiled(" or ".join(["${b} = 'x'"] * 240)).references == {"b"}
