"""What a secretary writes in the editor becomes the questions of the round, or is refused where it is wrong."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data

from schakel.workspaces.models import Membership
from schakel.workspaces.roles import Role
from surveys.actions import rounds, versions
from surveys.editor.compiling import compile_blocks, empty
from surveys.editor.faults import wrong
from surveys.editor.reading import blocks_of
from surveys.models import SurveyPage
from surveys.questionnaire import read_workbook
from tests import cast
from tests.surveys import small

Json = dict[str, Any]


def form_of(blocks: list[Json]) -> Json:
    """Return blocks as the browser posts them."""
    made: Json = {"count": str(len(blocks))}
    for at, block in enumerate(blocks):
        made[str(at)] = {
            "deleted": "",
            "order": str(at),
            "type": block["type"],
            "id": "",
            "value": _struct(block["value"]),
        }
    return made


def _struct(value: Json) -> Json:
    made: Json = {}
    for name, given in value.items():
        if name == "questions":
            made[name] = form_of(given)
        elif isinstance(given, list):
            made[name] = _list(given)
        elif isinstance(given, dict):
            made[name] = _struct(given)
        elif given not in (False, None):
            made[name] = "on" if given is True else given
    return made


def _list(given: list[Json]) -> Json:
    rows = {str(at): {"deleted": "", "order": str(at), "id": "", "value": _struct(each.get("value", each))}
            for at, each in enumerate(given)}  # fmt: skip
    return {"count": str(len(given)), **rows}


@pytest.fixture
def secretary(ivo: cast.Person) -> cast.Person:
    """ivo, as secretary of the survey team: who has a desk."""
    Membership.objects.filter(user=ivo.who).update(role=Role.SECRETARY)
    return ivo


def save(secretary: cast.Person, page: SurveyPage, blocks: list[Json], **fields: str) -> Any:
    field = SurveyPage._meta.get_field("questions").stream_block
    stream = field.to_python(blocks)
    assert all(inner.value for child in stream for inner in child.value.get("questions", ()))
    blocks = stream.get_prep_value()  # with all that a browser sends
    data = nested_form_data({
        "title": page.title, "slug": page.slug, "sender": "VNG", "introduction": "", "minutes": "20",
        "audience": "frame",
        "year": "2019", "opens_on": "", "closes_at": "", "previous_round": "", "questions": form_of(blocks),
        "comments": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": ""},
        **fields,
    })  # fmt: skip
    data |= {f"comments-{name}": value for name, value in (("TOTAL_FORMS", "0"), ("INITIAL_FORMS", "0"))}
    return secretary.client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def errors(answer: Any) -> Json:
    """Return what is wrong with the questions, as the editor gets it."""
    return answer.context["form"].errors.as_data()["questions"][0].as_json_data()


def number(label: str, **fields: Any) -> Json:
    return {"type": "number", "value": {"label_nl": label, "kind": "integer", **fields}}


def choice(label: str, *labels: str, **fields: Any) -> Json:
    choices = [{"type": "item", "id": "x", "value": {"label_nl": each}} for each in labels]
    return {"type": "choice", "value": {"label_nl": label, "kind": "select_one", "choices": choices, **fields}}


def section(label: str, *questions: Json) -> Json:
    return {"type": "section", "value": {"label_nl": label, "questions": list(questions)}}


def shown_if(question: str, operator: str, value: str = "", joined: str = "all") -> Json:
    return {
        "joined": joined,
        "rows": [{"type": "item", "id": "x", "value": {"question": question, "operator": operator, "value": value}}],
    }


TWO = [
    section("A. Beleid", choice("Is er beleid?", "Ja", "Nee", required=True, label_en="Is there a policy?")),
    section(
        "B. Mensen", number("Hoeveel fte?", minimum="0", maximum="10", condition=shown_if("Is er beleid?", "is", "Ja"))
    ),
]


def test_saving_the_page_writes_the_draft(draft: SurveyPage, secretary: cast.Person) -> None:
    answer = save(secretary, draft, copy.deepcopy(TWO))
    assert answer.status_code == 302, errors(answer)
    form = SurveyPage.objects.get(pk=draft.pk).draft().form
    assert list(form.questions) == ["is_er_beleid", "hoeveel_fte"]
    assert form.questions["hoeveel_fte"].relevant == "${is_er_beleid} = 'ja'"
    assert form.questions["hoeveel_fte"].constraint == ". >= 0 and . <= 10"
    assert form.questions["is_er_beleid"].label("en") == "Is there a policy?"
    page = SurveyPage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert page.questions[1].value["questions"][0].value["name"] == "hoeveel_fte"
    assert "‘Is er beleid?’ is ‘Ja’" in page.questions[1].value["questions"][0].value["rules"]


def test_what_was_written_opens(draft: SurveyPage, secretary: cast.Person) -> None:
    save(secretary, draft, copy.deepcopy(TWO))
    opened = rounds.open(SurveyPage.objects.get(pk=draft.pk), by=secretary.who)
    assert [section.group.label("nl") for section in opened.form.sections] == ["A. Beleid", "B. Mensen"]


WRONG = [
    ("een vraag die er niet is", shown_if("Wat?", "is", "Ja"), ["condition", "rows", "question"], "bestaat niet"),
    (
        "een antwoord dat er niet is",
        shown_if("Is er beleid?", "is", "Soms"),
        ["condition", "rows", "value"],
        "staat niet bij",
    ),
    ("geen antwoord", shown_if("Is er beleid?", "is"), ["condition", "rows", "value"], "waarmee"),
    ("geen getal", shown_if("Is er beleid?", "more", "veel"), ["condition", "rows", "value"], "staat niet bij"),
]


@pytest.mark.parametrize(("_what", "condition", "where", "words"), WRONG)
def test_a_condition_is_refused_where_it_is_wrong(
    _what: str, condition: Json, where: list[str], words: str, draft: SurveyPage, secretary: cast.Person
) -> None:
    before = draft.draft().sha256
    blocks = [TWO[0], section("B. Mensen", number("Hoeveel fte?"), number("En nu?", condition=condition))]
    answer = save(secretary, draft, copy.deepcopy(blocks))
    found = errors(answer)["blockErrors"][1]["blockErrors"]["questions"]["blockErrors"][1]
    for name in where:
        found = found["blockErrors"][name]
        found = found["blockErrors"][0] if name == "rows" else found
    assert words in found["messages"][0]
    assert draft.draft().sha256 == before


@pytest.mark.parametrize(
    ("block", "field", "words"),
    [
        (number("Hoeveel?", minimum="veel"), "minimum", "Vul een getal in"),
        (number("Hoeveel?", minimum="5", maximum="1"), "maximum", "Het minste is meer"),
        (choice("Welke?"), "choices", "Voeg de antwoorden toe"),
        (number("Hoeveel?", name="1 twee"), "name", "mag zo niet"),
    ],
)
def test_a_field_is_refused_where_it_is_wrong(block: Json, field: str, words: str) -> None:
    blocks = copy.deepcopy([TWO[0], section("B", block)])
    error = wrong(compile_blocks(blocks, empty("Proef")), blocks)
    assert error is not None
    found = error.as_json_data()["blockErrors"][1]["blockErrors"]["questions"]["blockErrors"][0]["blockErrors"][field]
    assert words in found["messages"][0]


def test_a_circle_is_refused() -> None:
    first = number("Een?", name="een", condition=shown_if("twee", "filled"))
    blocks = [section("A", first, number("Twee?", name="twee", condition=shown_if("een", "filled")))]
    error = wrong(compile_blocks(blocks, empty("Proef")), blocks)
    assert "wachten op elkaar" in str(error.as_json_data())


def test_a_list_is_used_again() -> None:
    again = choice("En daarna?", list_name="is_er_beleid_keuze")
    made = compile_blocks([section("A", TWO[0]["value"]["questions"][0], again)], empty("Proef"))
    assert [each.name for each in made.form.questions["en_daarna"].choices] == ["ja", "nee"]
    assert len(made.form.lists) == 1


def test_the_same_list_with_other_answers_is_refused() -> None:
    other = choice("En daarna?", "Soms", list_name="is_er_beleid_keuze")
    made = compile_blocks([section("A", TWO[0]["value"]["questions"][0], other)], empty("Proef"))
    assert made.troubles[0][0] == (0, "questions", 1, "list_name")


def test_what_the_editor_shows_of_a_workbook_saves_as_it_was(draft: SurveyPage, secretary: cast.Person) -> None:
    rounds.ask(draft, small.WHOLE, by=secretary.who)
    before = draft.draft().canonical
    page = draft.get_latest_revision_as_object()
    answer = save(secretary, draft, page.questions.get_prep_value())
    assert answer.status_code == 302, errors(answer)
    assert draft.draft().canonical == before


def test_a_rule_from_the_workbook_is_not_overwritten() -> None:
    form = read_workbook(small.workbook())
    blocks = blocks_of(form)
    blocks[1]["value"]["questions"][1]["value"]["label_nl"] = "Iets kwijt?"
    made = compile_blocks(blocks, form.to_json())
    assert made.form.questions["b2"].constraint == "string-length(.) <= 500"
    assert made.form.questions["b2"].label() == "Iets kwijt?"


def test_an_open_round_is_written_in_a_new_version_alone(survey: SurveyPage, secretary: cast.Person) -> None:
    path = reverse("wagtailadmin_pages:edit", args=[survey.pk])
    assert secretary.client.get(path).status_code in (302, 404)
    with pytest.raises(ValidationError):
        rounds.write(survey, survey.form, by=secretary.who)
    versions.begin(survey, by=secretary.who)
    blocks = survey.get_latest_revision_as_object().questions.get_prep_value()
    blocks[0]["value"]["questions"][0]["value"]["label_nl"] = "Is er nu beleid?"
    answer = save(secretary, survey, blocks, sender="Iemand anders", title="Gekaapt")
    assert answer.status_code == 302, errors(answer)
    now = SurveyPage.objects.get(pk=survey.pk)
    assert now.draft().form.questions["a1"].label() == "Is er nu beleid?"
    assert now.form.questions["a1"].label() == "Is er beleid?"
    assert (now.title, now.sender) == (survey.title, survey.sender)


def test_the_preview_shows_the_questions_in_both_languages(draft: SurveyPage, secretary: cast.Person) -> None:
    save(secretary, draft, copy.deepcopy(TWO))
    assert "Is er beleid?" in secretary.gets("survey_look", "proef").content.decode()
    assert "Is there a policy?" in secretary.gets("/onderzoek/proef/voorbeeld/?taal=en").content.decode()
    path = reverse("wagtailadmin_pages:view_draft", args=[draft.pk])
    assert "Is er beleid?" in secretary.client.get(path).content.decode()
