"""What the rules say of nested answers: path → (relevant, required, valid, value, choices), by hand."""

import pytest

from surveys.questionnaire import BrokenWorkbook, NotNested, evaluate, evaluate_nested
from surveys.questionnaire.canonical import Json

from .made import form, forms


@pytest.fixture(scope="module")
def made() -> dict[str, object]:
    return dict(forms())


def told(made: dict, name: str, answers: object) -> Json:  # type: ignore[type-arg]
    return evaluate_nested(made[name], answers)


def values(findings: Json) -> dict[str, object]:
    return {path: each["value"] for path, each in findings.items() if "value" in each}


VALUES = [
    ("chain", {"a": "nee", "b": "ja"}, {"/a": "nee", "/b": None, "/c": None}),
    ("groups", {"n": 2, "g": {"h": {"m": 1}}}, {"/n": "2", "/g/t": "x", "/g/h/m": "1", "/som": "3"}),
    ("groups", {"n": 2, "g": {"t": "", "h": {"m": 1}}}, {"/n": "2", "/g/t": None, "/g/h/m": None, "/som": "2"}),
    ("groups", {}, {"/n": None, "/g/t": None, "/g/h/m": None, "/som": "0"}),
    ("repeat", {"loc": [{"bed": 3}, {"bed": 4, "naam": "x"}], "veel": "!"},
     {"/loc[1]/naam": None, "/loc[2]/naam": "x", "/loc[1]/bed": "3", "/loc[2]/bed": "4", "/som": "7", "/veel": "!"}),
    ("repeat", {"veel": "!"}, {"/som": "0", "/veel": None}),
    ("nested", {"loc": [{"naam": "x", "cap": [{"bed": 1}, {"bed": 2}]}, {"cap": [{"bed": 9}]}]},
     {"/loc[1]/naam": "x", "/loc[2]/naam": None, "/loc[1]/cap[1]/bed": "1", "/loc[1]/cap[2]/bed": "2",
      "/loc[2]/cap[1]/bed": None, "/loc[1]/cap[1]/plek": "1.1", "/loc[1]/cap[2]/plek": "1.2",
      "/loc[2]/cap[1]/plek": None, "/loc[1]/eigen": "3", "/loc[2]/eigen": "0", "/som": "3"}),
    ("counted", {"n": 1, "loc": [{"naam": "x"}, {"naam": "y"}]}, {"/n": "1", "/loc[1]/naam": "x"}),
    ("counted", {"n": 2, "loc": [{"naam": "x"}]}, {"/n": "2", "/loc[1]/naam": "x", "/loc[2]/naam": None}),
    ("counted", {"n": ""}, {"/n": None}),
    ("counted twice", {"n": 0, "loc": [{"k": 1}]}, {"/n": "0", "/loc[1]/k": "1", "/loc[1]/cap[1]/t": None}),
    ("counted twice", {"n": 0, "loc": [{"k": 3, "cap": [{"t": "a"}, {}, {"t": "c"}]}]},
     {"/n": "0", "/loc[1]/k": "3", "/loc[1]/cap[1]/t": "a", "/loc[1]/cap[2]/t": None, "/loc[1]/cap[3]/t": None}),
    ("other", {"m": ["a", "other"], "m_other": "Dedorp"},
     {"/m": "a other", "/m_other": "Dedorp", "/e": None, "/e_other": None}),
    ("running", {"loc": [{"bed": 1}, {"bed": 2}, {}]},
     {"/loc[1]/naam": None, "/loc[2]/naam": None, "/loc[3]/naam": None, "/loc[1]/bed": "1", "/loc[2]/bed": "2",
      "/loc[3]/bed": None, "/loc[1]/tot": "1", "/loc[2]/tot": "3", "/loc[3]/tot": "3"}),
    ("paths", {"loc": [{"naam": "x", "bed": 2}, {"naam": "y", "bed": 5}]},
     {"/loc[1]/naam": "x", "/loc[2]/naam": "y", "/loc[1]/bed": "2", "/loc[2]/bed": "5", "/k": "2", "/l": "Cedorp"}),
    ("dates", {"van": "2026-11-01", "tot": "2026-11-21"},
     {"/van": "2026-11-01", "/tot": "2026-11-21", "/om": None, "/op": None, "/dagen": "20"}),
    ("calculated text", {"n": 3, "t": "zelf"}, {"/n": "3", "/t": "n3", "/u": "6", "/v": "geheim"}),
    ("repeat in a hidden group", {"a": "nee", "g": {"loc": [{"bed": 1}]}},
     {"/a": "nee", "/g/loc[1]/naam": None, "/g/loc[1]/bed": None, "/k": "0"}),
    ("repeat in a hidden group", {"a": "ja", "g": {"loc": [{"bed": 1}]}},
     {"/a": "ja", "/g/loc[1]/naam": None, "/g/loc[1]/bed": "1", "/k": "2"}),
    ("relevant per instance", {"loc": [{"bed": 1, "t": "a"}, {"bed": 3, "t": "b"}]},
     {"/loc[1]/bed": "1", "/loc[2]/bed": "3", "/loc[1]/t": None, "/loc[2]/t": "b", "/k": "1", "/j": "b"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "answers", "expected"), VALUES)
def test_every_instance_has_its_value(
    made: dict[str, object], name: str, answers: object, expected: dict[str, str | None]
) -> None:
    assert values(told(made, name, answers)) == expected


VALID = [
    ("cascade", {"p": "ut", "q": "c"}, "/q", False), ("cascade", {"p": "nh", "q": "c"}, "/q", True),
    ("cascade", {"p": "ut"}, "/q", True), ("repeat", {"loc": [{"bed": -1}]}, "/loc[1]/bed", False),
    ("repeat", {"loc": [{"bed": "veel"}]}, "/loc[1]/bed", False), ("chain", {"a": "ja"}, "/b", True),
    ("groups", {"n": 2, "g": {"h": {"m": 5}}}, "/g/h/m", False),
    ("groups", {"n": 1, "g": {"h": {"m": 5}}}, "/g/h/m", True),
    ("kinds", {"r": 4}, "/r", True), ("kinds", {"r": 5}, "/r", False), ("kinds", {"o": ["a", "c", "b"]}, "/o", True),
    ("kinds", {"o": ["a", "c"]}, "/o", False), ("kinds", {"k": True}, "/k", True), ("kinds", {"k": "nee"}, "/k", False),
    ("kinds", {"g": "52.1 5.1 0 0"}, "/g", True), ("kinds", {"g": "hier"}, "/g", False),
    ("kinds", {"x": 1.5}, "/x", True), ("kinds", {"x": 1.6}, "/x", False),
    ("dates", {"van": "2026-11-02", "tot": "2026-11-01"}, "/tot", False), ("dates", {"om": "25:00"}, "/om", False),
    ("dates", {"op": "2026-11-21T14:30:00.000+01:00"}, "/op", True), ("other", {"m": ["weg"]}, "/m", False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "answers", "path", "valid"), VALID)
def test_an_answer_is_valid_or_not(made: dict[str, object], name: str, answers: object, path: str, valid: bool) -> None:
    assert told(made, name, answers)[path]["valid"] is valid


def test_choices_are_those_on_offer(made: dict[str, object]) -> None:
    assert told(made, "cascade", {"p": "ut"})["/q"]["choices"] == ["a", "b"]
    assert told(made, "cascade", {})["/q"]["choices"] == []
    assert told(made, "other", {})["/m"]["choices"] == ["a", "b", "c", "other"]
    found = told(made, "cascade in a repeat", {"loc": [{"p": "nh"}, {"p": "ut"}]})
    assert (found["/loc[1]/q"]["choices"], found["/loc[2]/q"]["choices"]) == (["a", "c"], ["a", "b"])
    assert told(made, "chain", {})["/c"]["choices"] is None


def test_required_follows_its_expression(made: dict[str, object]) -> None:
    assert told(made, "chain", {"a": "ja", "b": "ja"})["/c"]["required"] is True
    assert told(made, "chain", {"a": "nee"})["/c"]["required"] is False


def test_calculations_and_notes_say_less(made: dict[str, object]) -> None:
    assert told(made, "repeat", {})["/som"] == {"relevant": True, "value": "0"}
    assert told(made, "other", {"e": "other", "e_other": "x"})["/n"] == {"relevant": True}


@pytest.mark.parametrize(
    ("answers", "reason"),
    [([], "/: hier hoort een object"), ({"loc": {}}, "/loc: hier hoort een lijst"), ({"x": 1}, "/x: deze vraag"),
     ({"loc": [{"naam": {}}]}, "/loc[1]/naam: hier hoort een tekst"), ({"loc": [{}] * 501}, "/loc: hoogstens 500")],
)  # fmt: skip
def test_answers_that_do_not_fit_the_form_are_refused(made: dict[str, object], answers: object, reason: str) -> None:
    with pytest.raises(NotNested) as refused:
        told(made, "repeat", answers)
    assert str(refused.value).startswith(reason)


def test_by_keys_an_instance_keeps_its_id(made: dict) -> None:  # type: ignore[type-arg]
    evaluation = evaluate(made["repeat"], {"loc": "7 2", "bed[7]": "3", "bed[2]": "4", "bed[5]": "99"})
    assert evaluation.instances == {"loc": ("7", "2")}
    assert evaluation.calculated == {"som": "7"}
    assert evaluation.visible_groups == {"loc", "loc[7]", "loc[2]"}
    assert evaluation.answers == {"bed[7]": "3", "bed[2]": "4"}
    assert "naam[7]" in evaluation.visible
    assert evaluate(made["repeat"], {"loc": "5", "bed[5]": "99"}).calculated == {"som": "99"}


def test_a_counted_repeat_says_so_and_numbers_its_instances(made: dict) -> None:  # type: ignore[type-arg]
    evaluation = evaluate(made["counted"], {"n": "2", "naam[2]": "x", "naam[3]": "bewaard"})
    assert evaluation.instances == {"loc": ("1", "2")}
    assert evaluation.counted == {"loc"}
    assert evaluation.answers == {"n": "2", "naam[2]": "x"}
    assert {key: fault.kind for key, fault in evaluation.problems.items()} == {"naam[1]": "required"}
    assert evaluation.required == {"naam[1]", "naam[2]"}


def test_a_number_of_instances_beyond_all_bounds_is_cut_off(made: dict) -> None:  # type: ignore[type-arg]
    assert len(evaluate(made["counted"], {"n": "999999999"}).instances["loc"]) == 500
    assert sum(map(len, evaluate(made["counted twice"], {"n": "400"}).instances.values())) < 10_000


def test_facts_are_known_and_never_asked(made: dict) -> None:  # type: ignore[type-arg]
    evaluation = evaluate(made["known"], {}, facts={"municipality": "Adorp", "population": "2000"})
    assert evaluation.calculated == {"wie": "Adorp", "pop": "2000"}
    assert "groot" in evaluation.visible
    assert "groot" not in evaluate(made["known"], {}, facts={"population": "20"}).visible


def test_a_warning_is_a_doubt_and_no_fault(made: dict) -> None:  # type: ignore[type-arg]
    evaluation = evaluate(made["warned"], {"n": "60"})
    assert evaluation.complete
    assert evaluation.warnings == {"n": "Dit antwoord is ongewoon. Klopt het?"}
    assert evaluate(made["warned"], {"n": "100"}).warnings == {}


def test_a_default_counts_until_it_is_emptied(made: dict) -> None:  # type: ignore[type-arg]
    assert evaluate(made["defaults"], {}).answers.items() >= {"a": "3", "b": "4", "m": "a b", "t": "zo"}.items()
    assert evaluate(made["defaults"], {"b": ""}).answers.keys() == {"a", "d", "m"}


def test_labels_are_filled_in_instance_by_instance() -> None:
    asked = form(
        ("begin_repeat", "loc", {"label": "Locatie ${naam}"}), ("select_one plaats", "naam"),
        ("integer", "bed", {"label": "Bedden in ${naam}?"}), ("end_repeat",),
    )  # fmt: skip
    evaluation = evaluate(asked, {"loc": "1 2", "naam[1]": "a", "naam[2]": "b"})
    assert [evaluation.labels(f"bed[{each}]") for each in "12"] == ["Bedden in Adorp?", "Bedden in Bedorp?"]
    assert evaluation.labels("loc[2]") == "Locatie Bedorp"


def test_an_instance_looks_at_the_others() -> None:
    asked = form(
        ("begin_repeat", "loc"), ("text", "naam"), ("calculate", "alle", {"calculation": "count(${loc})"}),
        ("calculate", "eerder", {"calculation": "join(',', ${loc}[position() < position(current()/..)]/naam)"}),
        ("calculate", "gelijk", {"calculation": "count(../../loc[naam = current()/../naam])"}), ("end_repeat",),
    )  # fmt: skip
    found = values(evaluate_nested(asked, {"loc": [{"naam": "x"}, {"naam": "y"}, {"naam": "x"}]}))
    assert [found[f"/loc[{each}]/alle"] for each in (1, 2, 3)] == ["3", "3", "3"]
    assert [found[f"/loc[{each}]/eerder"] for each in (1, 2, 3)] == [None, "x", "x,y"]
    assert [found[f"/loc[{each}]/gelijk"] for each in (1, 2, 3)] == ["2", "1", "2"]


CIRCLES = [
    ([("begin_repeat", "r", {"repeat_count": "count(${q})"}), ("text", "q"), ("end_repeat",)], "r → q → r"),
    ([("begin_repeat", "r"), ("integer", "q", {"relevant": "${s} = 1"}),
      ("calculate", "s", {"calculation": "sum(${q})"}), ("end_repeat",)], "q → s → q"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "circle"), CIRCLES)
def test_circles_through_repeats_are_shown_with_their_path(rows: list, circle: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(BrokenWorkbook) as broken:
        form(*rows)
    assert circle in str(broken.value)


def test_a_form_that_was_read_twice_is_one_form() -> None:
    first, second = form(("text", "a")), form(("text", "a"))
    assert evaluate(first, {"a": "x"}).sections == evaluate(second, {"a": "x"}).sections


def test_sections_count_every_instance(made: dict) -> None:  # type: ignore[type-arg]
    [loose, loc] = evaluate(made["repeat"], {"loc": "1 2", "bed[1]": "3", "bed[2]": "-1"}).sections
    assert (loose.name, loc.name, loc.visible, loc.answered, loc.problems) == ("", "loc", 4, 2, 1)
