import pytest

from surveys.questionnaire import Group, faults, read_workbook
from surveys.questionnaire.lss import BrokenLss, read_lss
from surveys.questionnaire.lss.script import MAX_LENGTH, NoEqual, Variable, to_xpath
from surveys.questionnaire.lss.texts import as_text

from .limesurvey import document, new, old, question

FORMS = {"today": new(), "years ago": old()}


@pytest.mark.parametrize("export", FORMS)
def test_every_type_that_has_an_equal_comes_along(export: str) -> None:
    form = read_lss(FORMS[export]).questionnaire
    kinds = {key: question.kind for key, question in form.questions.items()}
    assert {key: kinds[key] for key in ("Q1", "Q2", "Q4", "Q5", "Q6", "Q7", "Q8", "Q9", "Q11", "Q24")} == {
        "Q1": "select_one", "Q2": "select_multiple", "Q4": "integer", "Q5": "date", "Q6": "rank", "Q7": "calculate",
        "Q8": "note", "Q9": "text", "Q11": "select_one", "Q24": "file",
    }  # fmt: skip
    table = form.keyed["Q3"][0]
    assert isinstance(table, Group)
    assert (table.appearance, [row.name for row in table.children]) == ("table-list", ["Q3_R1", "Q3_R2"])
    assert {"Q13_K1", "Q14_Y1_X2", "Q15_D1_1", "Q16_C1_comment", "Q17_comment", "Q18_Y1_X1", "Q19_S1"} <= set(kinds)
    assert faults(form) == []


def test_both_generations_give_the_same_questionnaire() -> None:
    assert read_lss(new()).questionnaire == read_lss(old()).questionnaire


def test_texts_come_in_every_language_and_without_markup() -> None:
    form = read_lss(new()).questionnaire
    assert (form.title, form.languages) == ("Verzonnen enquête", ("Dutch (nl)", "English (en)"))
    assert (form.questions["Q1"].label("nl"), form.questions["Q1"].label("en")) == ("Vraag Q1", "Question one")
    assert form.questions["Q1"].hint("en") == "Choose"
    assert [choice.label("nl") for choice in form.lists[0].choices] == ["Nee & niets", "Ja"]
    assert form.questions["Q8"].label("nl") == "U zei ${Q1} in {TOKEN:PLAATS}\nen ${Q4}."
    assert as_text("<p>a<script>b</script></p><ul><li>c</li></ul>&amp;\x07") == "a\nc\n&"


def test_conditions_and_checks_become_rules() -> None:
    form = read_lss(new()).questionnaire
    assert form.questions["Q2"].relevant == "${Q1} = 'A2'"
    assert form.keyed["Q3"][0].relevant == "selected(${Q2}, 'SQ1') and not(${Q1} = '')"
    assert form.questions["Q2"].constraint == "count-selected(.) <= 1"
    assert form.questions["Q4"].constraint == "regex(., '^[0-9]+$') and . <= 99"
    assert form.questions["Q7"].calculation == "${Q4} * 2 + 1"
    assert [form.questions[key].required for key in ("Q1", "Q3_R1", "Q4")] == ["yes", "yes", ""]
    assert form.questions["Q1"].or_other


def test_what_has_no_equal_is_named_and_kept() -> None:
    found = read_lss(new(quota=[{"name": "Vol"}]))
    assert [str(left) for left in found.left] == [
        "Q2: de instelling random_order: 1",
        "Q8: een invulplek in de tekst: {TOKEN:PLAATS}",
        "Q10: de voorwaarde heeft geen gelijke (de naam Q4.relevanceStatus): Q4.relevanceStatus == 1",
        "Q12: het type I (de keuze van de taal) heeft geen gelijke",
        "quota: een quotum: Vol",
    ]
    assert (found.asked, found.mapped) == (24, 23)
    assert found.questionnaire.questions["Q10"].columns["lss_relevance"] == "Q4.relevanceStatus == 1"
    assert read_workbook(found.workbook) == found.questionnaire


def test_the_old_table_of_conditions_becomes_a_rule() -> None:
    rows = [
        {"cid": 1, "qid": 21, "cqid": 10, "cfieldname": "77X1X10", "method": "==", "value": "A1", "scenario": 1},
        {"cid": 2, "qid": 21, "cqid": 10, "cfieldname": "77X1X10", "method": "==", "value": "A2", "scenario": 1},
        {"cid": 3, "qid": 21, "cqid": 11, "cfieldname": "+77X1X11SQ1", "method": "==", "value": "Y", "scenario": 1},
        {"cid": 4, "qid": 20, "cqid": 13, "cfieldname": "77X1X13", "method": "<", "value": "5", "scenario": 1},
        {"cid": 5, "qid": 20, "cqid": 11, "cfieldname": "77X1X11", "method": "==", "value": "SQ2", "scenario": 2},
        {"cid": 6, "qid": 14, "cqid": 13, "cfieldname": "77X1X13", "method": "!=", "value": " ", "scenario": 1},
    ]
    form = read_lss(old(conditions=rows)).questionnaire
    assert form.questions["Q11"].relevant == "${Q4} < '5' or selected(${Q2}, 'SQ2')"
    assert form.questions["Q5"].relevant == "not(${Q4} = '')"


@pytest.mark.parametrize(
    ("script", "xpath"),
    [
        ("(Q1 > 3 && Q2 <= 5) || Q3 eq '-oth-'", "${Q1} > 3 and ${Q2} <= 5 or ${Q3} = 'other'"),
        ("!(Q1 == 'a' or Q2 != \"b\")", "not(${Q1} = 'a' or ${Q2} != 'b')"),
        ("M_1 != 'Y' and is_empty(M_1)", "not(selected(${M}, '1')) and not(selected(${M}, '1'))"),
        ("count(Q1, M_1) ge 2", "if(${Q1} != '', 1, 0) + if(selected(${M}, '1'), 1, 0) >= 2"),
        ("(Q1 + Q2) * 3 - (Q3 - 1) > -2", "(${Q1} + ${Q2}) * 3 - (${Q3} - 1) > -2"),
        ("regexMatch('/^[a-z]+$/', Q1)", "regex(${Q1}, '^[a-z]+$')"),
        ("sum(Q1, Q2) / 2 lt 4", "(coalesce(${Q1}, 0) + coalesce(${Q2}, 0)) div 2 < 4"),
        ("Q1.NAOK", "${Q1} != '' and ${Q1} != '0'"),
    ],
)
def test_a_script_has_an_equal(script: str, xpath: str) -> None:
    assert to_xpath(script, lambda name: Variable("M", "1") if name == "M_1" else Variable(name)) == xpath


@pytest.mark.parametrize(
    "script",
    ["Q1.shown == 'x'", "strtotime(Q1) > 3", "Q1 ==", "(Q1", "Q1 ? 1 : 2", "regexMatch('/a/i', Q1)", "Q1 = 3", "(" * 99,
     "1" * (MAX_LENGTH + 1), "Q1 == 'it\\'s'"],
)  # fmt: skip
def test_a_script_without_an_equal_is_told(script: str) -> None:
    with pytest.raises(NoEqual):
        to_xpath(script, Variable)


def test_a_circle_of_conditions_is_taken_apart() -> None:
    asked = [
        question(1, "S", "A", relevance="B == 'x'", question="A", language="nl"),
        question(2, "S", "B", relevance="A == 'x'", question="B", language="nl"),
    ]
    groups = [{"gid": 1, "group_order": 1, "group_name": "G", "language": "nl"}]
    found = read_lss(document(178, groups=groups, questions=asked, surveys=[{"sid": 77, "language": "nl"}]))
    assert [left.what.partition(":")[0] for left in found.left] == ["een regel (Deze regels wachten op elkaar"]
    assert sum(bool(q.relevant) for q in found.questionnaire.questions.values()) == 1


def test_codes_and_lists_that_cannot_be_are_made_so() -> None:
    asked = [question(1, "L", "1a", question="", language="nl"), question(2, "S", "1a", question="B", language="nl")]
    groups = [{"gid": 1, "group_order": 1, "group_name": "G", "language": "nl"}]
    found = read_lss(document(178, groups=groups, questions=asked, surveys=[{"sid": 77, "language": "nl"}]))
    assert {key: q.kind for key, q in found.questionnaire.questions.items()} == {"v1a": "text", "v1a_2": "text"}
    assert [left.name for left in found.left] == ["1a", "v1a"]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"<document>", b"<document><LimeSurveyDocType>Group</LimeSurveyDocType></document>", document(640),
        b'<!DOCTYPE d [<!ENTITY a "b">]><document><LimeSurveyDocType>Survey</LimeSurveyDocType></document>',
    ],
)  # fmt: skip
def test_another_file_is_refused(content: bytes) -> None:
    with pytest.raises(BrokenLss):
        read_lss(content)
