"""schakel xlsform evaluate: what the rules of a form say of answers, for scripts."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.surveys.questionnaire.books import asking

ROWS = [
    ["begin_repeat", "loc", "Locatie"], ["begin_repeat", "cap", "Capaciteit"],
    ["integer", "bedden", "Bedden", "", ". > 0", "", "yes"], ["end_repeat"], ["end_repeat"],
    ["calculate", "som", "", "", "", "sum(${bedden})"], ["note", "dank", "Dank", "${som} > 3"],
]  # fmt: skip


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "vorm.xlsx"
    path.write_bytes(asking(*ROWS))
    return path


def evaluated(form: Path, answers: object) -> object:
    path = form.with_name("antwoorden.json")
    path.write_text(answers if isinstance(answers, str) else json.dumps(answers), encoding="utf-8")
    out = StringIO()
    call_command("xlsform", "evaluate", str(form), str(path), stdout=out)
    return json.loads(out.getvalue())


def test_it_tells_of_every_instance_by_its_path(form: Path) -> None:
    assert evaluated(form, {"loc": [{}, {"cap": [{"bedden": 4}, {"bedden": 0}]}]}) == {
        "/loc[2]/cap[1]/bedden": {"relevant": True, "required": True, "valid": True, "value": "4", "choices": None},
        "/loc[2]/cap[2]/bedden": {"relevant": True, "required": True, "valid": False, "value": "0", "choices": None},
        "/som": {"relevant": True, "value": "4"},
        "/dank": {"relevant": True},
    }


def test_a_list_of_answers_gives_a_list(form: Path) -> None:
    found = evaluated(form, [{}, {"loc": [{"cap": [{"bedden": 1}]}]}])
    assert isinstance(found, list)
    assert [each["/som"]["value"] for each in found] == ["0", "1"]


@pytest.mark.parametrize(
    ("answers", "reason"),
    [("{", "geen JSON"), ({"weg": 1}, "/weg"), ({"loc": 1}, "/loc"), ("3", "object"), ([{}, {"weg": 1}], "/weg")],
)
def test_it_refuses_what_does_not_fit_in_one_line(form: Path, answers: object, reason: str) -> None:
    with pytest.raises(CommandError) as refused:
        evaluated(form, answers)
    assert reason in str(refused.value)
    assert "\n" not in str(refused.value)


def test_it_refuses_a_form_that_does_not_hold(form: Path) -> None:
    form.write_bytes(asking(["text", "a", "A", "${b} = 1"], ["text", "b", "B", "${a} = 1"]))
    with pytest.raises(CommandError) as refused:
        evaluated(form, {})
    assert "a → b → a" in str(refused.value)
