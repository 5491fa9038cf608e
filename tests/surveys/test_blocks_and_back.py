"""What the editor compiles and shows again compiles to the same: nothing is lost between blocks and questionnaire."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.editor.compiling import compile_blocks, empty
from surveys.editor.kinds import KEPT
from surveys.editor.reading import blocks_of, item
from surveys.questionnaire import faults, read_workbook
from tests.surveys import small
from tests.surveys.questionnaire.books import book

Json = dict[str, Any]
WORDS = st.text("abcdé ’'\"&<", min_size=1, max_size=12).map(lambda text: f"x{text.strip()}")
MAYBE = st.one_of(st.just(""), WORDS)
ROWS = st.lists(st.builds(lambda label: item({"label_nl": label, "label_en": ""}), WORDS), min_size=1, max_size=3)
COMMON = {"label_nl": WORDS, "label_en": MAYBE, "hint_nl": MAYBE, "hint_en": MAYBE, "required": st.booleans()}


def block(sort: str, /, **own: Any) -> st.SearchStrategy[Json]:
    return st.fixed_dictionaries({"type": st.just(sort), "value": st.fixed_dictionaries({**COMMON, **own})})


QUESTION = st.one_of(
    block("words", long=st.booleans()),
    block("number", kind=st.sampled_from(["integer", "decimal"]), minimum=st.sampled_from(["", "0", "-1,5"]),
          maximum=st.sampled_from(["", "10", "12,5"]), constraint_message_nl=MAYBE),
    block("moment", kind=st.sampled_from(["date", "time", "datetime"])),
    block("choice", kind=st.sampled_from(["select_one", "select_multiple", "rank"]), choices=ROWS),
    block("matrix", choices=ROWS, rows=ROWS),
    block("acknowledge"),
    block("note"),
)  # fmt: skip
SECTION = st.fixed_dictionaries({
    "type": st.just("section"),
    "value": st.fixed_dictionaries({"label_nl": WORDS, "label_en": MAYBE, "questions": st.lists(QUESTION, max_size=4)}),
})  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(blocks=st.lists(SECTION, min_size=1, max_size=3), operator=st.sampled_from(["filled", "empty"]))
def test_blocks_to_questionnaire_and_back(blocks: list[Json], operator: str) -> None:
    first = compile_blocks(blocks, empty("Proef"))
    assert first.troubles == []
    assert faults(first.form) == []
    data = first.form.to_json()
    again = compile_blocks(blocks_of(first.form), data)
    assert again.troubles == []
    assert again.form.canonical_json == first.form.canonical_json
    assert len(again.places) == len(list(first.form.walk()))


def test_the_questionnaire_of_2019_comes_back_as_it_was() -> None:
    form = read_workbook(small.WHOLE)
    blocks = blocks_of(form)
    assert compile_blocks(blocks, form.to_json()).form.canonical_json == form.canonical_json
    shown = [each["type"] for section in blocks[1:] for each in section["value"]["questions"]]
    assert KEPT not in shown


DEEP = [
    ["type", "name", "label", "relevant", "calculation", "choice_filter", "media::image", "repeat_count"],
    ["begin_group", "a", "A. Beleid", "", "", "", "plaat.png"],
    ["begin_repeat", "loc", "Locatie", "", "", "", "", "2"],
    ["integer", "bedden", "Hoeveel bedden?"],
    ["end_repeat"],
    ["calculate", "som", "", "", "1 + 1"],
    ["begin_group", "in", "Binnenin"],
    ["text", "t", "Wat?", "string-length('x') = 1"],
    ["end_group"],
    ["select_one ja_nee", "s", "Welke?", "", "", "name != 'x'"],
    ["text", "odd", "Vreemd?", "regex('a', 'a') and 1 = 1", "", "", "foto.png"],
    ["end_group"],
]


def test_what_is_deeper_is_kept_whole() -> None:
    form = read_workbook(book(DEEP, [["list_name", "name", "label"], ["ja_nee", "ja", "Ja"]]))
    blocks = blocks_of(form)
    kinds = [each["type"] for each in blocks[0]["value"]["questions"]]
    assert kinds == [KEPT, KEPT, KEPT, KEPT, "words"]
    assert all(each["value"]["why"] for each in blocks[0]["value"]["questions"][:4])
    made = compile_blocks(blocks, form.to_json())
    assert made.troubles == []
    assert made.form.canonical_json == form.canonical_json


def test_what_is_deeper_can_be_moved_and_taken_out() -> None:
    form = read_workbook(book(DEEP, [["list_name", "name", "label"], ["ja_nee", "ja", "Ja"]]))
    blocks = blocks_of(form)
    inside = blocks[0]["value"]["questions"]
    blocks[0]["value"]["questions"] = [inside[4], inside[0]]
    made = compile_blocks(blocks, form.to_json())
    assert [child.name for child in made.form.children[0].children] == ["odd", "loc"]
    assert made.form.questions["odd"].columns["relevant"] == "regex('a', 'a') and 1 = 1"
