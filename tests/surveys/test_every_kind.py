"""Each kind of question over plain HTTP: what is posted is stored and stands there again."""

from __future__ import annotations

from typing import Any

import pytest

from surveys.models import Response
from tests import cast
from tests.surveys import kitchen, small

HERE = "/vragenlijst/alles/onderdelen/"


@pytest.fixture
def somebody(ivo: cast.Person) -> cast.Person:
    """Somebody of the municipality, who began."""
    person = cast.Person(None)
    person.gets(kitchen.invitation(kitchen.opened(ivo)).path)
    person.posts("survey_begin", "alles")
    return person


def stored() -> dict[str, str]:
    return {key: value for key, value in Response.objects.get().answers.items() if value}


def shown(person: cast.Person, section: str = "soorten") -> Any:
    return small.page(person.gets(f"{HERE}{section}/"))


def post(person: cast.Person, section: str, **answers: Any) -> Any:
    [form] = small.forms(person.gets(f"{HERE}{section}/"))
    data: dict[str, list[str]] = {}
    for name, value in form.form_values():
        data.setdefault(name, []).append(value)
    data |= {key: value if isinstance(value, list) else [value] for key, value in answers.items()}
    return person.client.post(f"{HERE}{section}/", data)


def press(person: cast.Person, section: str, words: str, **answers: str) -> Any:
    """Press a button within the questions and follow where it leads."""
    [form] = small.forms(person.gets(f"{HERE}{section}/"))
    [button] = [each for each in form.xpath(".//button[@formaction]") if words in each.text_content()][:1]
    data = {name: [value] for name, value in form.form_values()} | {key: [value] for key, value in answers.items()}
    answer = person.client.post(f"{HERE}{section}/{button.get('formaction')}", data)
    return small.page(person.client.get(answer["Location"].partition("#")[0]))


@pytest.mark.parametrize(
    ("key", "typed", "kept", "again"),
    [
        ("regel", ["Tekst"], "Tekst", ["Tekst"]),
        ("vak", ["Twee\r\nregels"], "Twee\nregels", ["Twee\nregels"]),
        ("heel", ["12"], "12", ["12"]),
        ("fte", ["1,5"], "1.5", ["1,5"]),
        ("dag", ["21-11-2026"], "2026-11-21", ["21-11-2026"]),
        ("tijd", ["14.30"], "14:30", ["14:30"]),
        ("moment", ["21-11-2026", "9:05"], "2026-11-21T09:05", ["21-11-2026", "09:05"]),
        ("keus", ["ja"], "ja", ["ja"]),
        ("lijst", ["nee"], "nee", ["nee"]),
        ("partners", ["politie", "zorg"], "politie zorg", ["politie", "zorg"]),
        ("volgorde", ["politie:2", "om:3", "zorg:1"], "zorg politie om", ["politie:2", "om:3", "zorg:1"]),
        ("cijfer", ["7"], "7", ["7"]),
        ("akkoord", ["OK"], "OK", ["OK"]),
        ("plek", ["52,0907", "5,1214"], "52.0907 5.1214 0 0", ["52,0907", "5,1214"]),
    ],
)
def test_an_answer_is_stored_and_stands_there_again(
    somebody: cast.Person, key: str, typed: list[str], kept: str, again: list[str]
) -> None:
    post(somebody, "soorten", **{key: typed})
    assert stored()[key] == kept
    [form] = small.forms(somebody.gets(f"{HERE}soorten/"))
    assert [value.removeprefix("\n") for name, value in form.form_values() if name == key] == again


@pytest.mark.parametrize(
    ("key", "typed", "words"),
    [
        ("fte", ["-1"], "Minder dan niets kan niet."),
        ("tijd", ["straks"], "Vul een tijd in"),
        ("moment", ["21-11-2026", ""], "Vul een datum en een tijd in"),
        ("moment", ["", "9:05"], "Vul een datum en een tijd in"),
        ("volgorde", ["politie:1", "om:1", "zorg:"], "Geef elk antwoord een eigen plaats"),
        ("plek", ["52,0907", ""], "Vul beide getallen in"),
        ("plek", ["ergens", "5,1"], "Vul twee getallen in"),
    ],
)
def test_what_is_wrong_is_told_and_kept(somebody: cast.Person, key: str, typed: list[str], words: str) -> None:
    page = small.page(post(somebody, "soorten", **{key: typed}))
    assert page.xpath("string(//title)").strip().startswith("Fout:")
    assert words in page.xpath("string(//*[@data-errors])")
    [form] = [form for form in page.xpath("//main//form") if form.get("method") == "post"]
    assert [value for name, value in form.form_values() if name == key] == typed


def test_a_select_with_an_answer_of_ones_own_asks_which(somebody: cast.Person) -> None:
    assert shown(somebody).xpath("//*[@data-question='partners_other']/@hidden")
    post(somebody, "soorten", partners=["politie", "other"])
    post(somebody, "soorten", partners_other="De buurt")
    assert stored()["partners_other"] == "De buurt"


def test_what_lies_fixed_is_text_and_a_default_stands_there(somebody: cast.Person) -> None:
    page = shown(somebody)
    assert "zo is het" in page.xpath("string(//*[@data-question='vast'])")
    assert not page.xpath("//input[@name='vast']")
    assert page.xpath("//input[@name='vooraf']/@value") == ["voorbeeld"]
    assert "vooraf" not in stored()
    post(somebody, "soorten")
    assert stored()["vooraf"] == "voorbeeld"


def test_an_image_is_kept_and_not_shown(somebody: cast.Person) -> None:
    assert not shown(somebody).xpath("//*[@data-question='foto']")


def test_hints_and_guidance_belong_to_the_question(somebody: cast.Person) -> None:
    [question] = shown(somebody).xpath("//*[@data-question='regel']")
    assert question.xpath("string(.//*[@id='regel-hint'])") == "Kort."
    assert "regel-hint" in question.xpath(".//input[@name='regel']/@aria-describedby")[0]
    assert "Langer uitgelegd." in question.xpath("string(.//details)")


def test_an_open_question_speaks_with_its_own_words(somebody: cast.Person) -> None:
    page = small.page(somebody.gets(f"{HERE}soorten/?controle=1"))
    assert "Zonder dit getal gaat het niet." in page.xpath("string(//*[@data-errors])")


def test_what_is_unusual_is_asked_once_and_can_be_confirmed(somebody: cast.Person) -> None:
    page = small.page(post(somebody, "soorten", heel="120"))
    assert "Dat is meer dan 100." in page.xpath("string(//*[@data-errors])")
    assert not page.xpath("string(//title)").strip().startswith("Fout")
    assert page.xpath("//input[@name='@ok:heel']/@value") == ["120"]
    assert post(somebody, "soorten", **{"@ok:heel": "120"}).status_code == 302
    assert shown(somebody).xpath("//input[@name='@ok:heel']/@checked")
    again = post(somebody, "soorten", **{"@ok:heel": "120", "heel": "130"})
    assert again.status_code == 302  # it was asked already: nobody is held up
    assert not shown(somebody).xpath("//input[@name='@ok:heel']/@checked")
    assert "@ok:heel" not in stored()


# ---------------------------------------------------------------- tables


def test_a_table_has_headers_and_a_row_for_each_question(somebody: cast.Person) -> None:
    page = shown(somebody, "tabel")
    [table] = page.xpath("//table")
    assert [each.text_content() for each in table.xpath(".//th[@scope='col']")] == ["Nooit", "Soms", "Vaak"]
    post(somebody, "tabel", politie="soms", om="vaak")
    assert stored() == {"politie": "soms", "om": "vaak"}
    assert shown(somebody, "tabel").xpath("//input[@checked]/@value") == ["soms", "vaak"]


def test_a_rule_hides_a_row(somebody: cast.Person) -> None:
    post(somebody, "tabel", politie="nooit")
    page = shown(somebody, "tabel")
    assert page.xpath("//tr[@data-question='om']/@hidden")
    assert page.xpath("//tr[@data-question='om']//input[not(@disabled)]") == []


# ---------------------------------------------------------------- repeats


def test_one_more_has_fields_of_its_own(somebody: cast.Person) -> None:
    before = shown(somebody, "locaties").xpath("//*[starts-with(@data-question, 'naam[')]/@data-question")
    page = press(somebody, "locaties", "‘Locatie’")
    after = page.xpath("//*[starts-with(@data-question, 'naam[')]/@data-question")
    assert len(after) == len(before) + 1
    post(somebody, "locaties", **{after[-1]: "Het huis"})
    assert stored()[after[-1]] == "Het huis"


def test_what_was_typed_is_stored_before_one_more_comes(somebody: cast.Person) -> None:
    [first] = press(somebody, "locaties", "‘Locatie’").xpath(
        "//*[starts-with(@data-question, 'naam[')]/@data-question"
    )[:1]
    press(somebody, "locaties", "‘Locatie’", **{first: "Het huis"})
    assert stored()[first] == "Het huis"


def test_removing_asks_first_and_keeps_the_answers(somebody: cast.Person) -> None:
    press(somebody, "locaties", "‘Locatie’")
    keys = press(somebody, "locaties", "‘Locatie’").xpath("//*[starts-with(@data-question, 'naam[')]/@data-question")
    post(somebody, "locaties", **{key: f"Huis {at}" for at, key in enumerate(keys)})
    asked = press(somebody, "locaties", "Verwijderen: Locatie 1")
    assert "Wilt u dit deel verwijderen?" in asked.text_content()
    [form] = [form for form in asked.xpath("//main//form") if form.get("method") == "post"]
    [yes] = [each for each in form.xpath(".//button[@formaction]") if "Ja, verwijderen" in each.text_content()]
    somebody.client.post(f"{HERE}locaties/{yes.get('formaction')}", dict(form.form_values()))
    left = shown(somebody, "locaties").xpath("//*[starts-with(@data-question, 'naam[')]/@data-question")
    assert left == keys[1:]
    assert stored()[keys[0]] == "Huis 0"
    again = press(somebody, "locaties", "‘Locatie’").xpath("//*[starts-with(@data-question, 'naam[')]/@data-question")
    assert keys[0] not in again  # an id is never given twice


def test_a_repeat_within_a_repeat(somebody: cast.Person) -> None:
    press(somebody, "locaties", "‘Locatie’")
    page = press(somebody, "locaties", "‘Kamer’")
    [key] = page.xpath("//*[starts-with(@data-question, 'bedden[')]/@data-question")[-1:]
    assert key.count("[") == 2
    post(somebody, "locaties", **{key: "3"})
    assert stored()[key] == "3"


def test_a_counted_repeat_follows_its_number_and_has_no_buttons(somebody: cast.Person) -> None:
    post(somebody, "locaties", aantal="2")
    page = shown(somebody, "locaties")
    assert len(page.xpath("//*[starts-with(@data-question, 'merk[')]")) == 2
    assert not [each for each in page.xpath("//button[@formaction]") if "Auto" in each.text_content()]


def test_words_of_an_answer_stand_in_the_next_question(somebody: cast.Person) -> None:
    press(somebody, "locaties", "‘Locatie’")
    post(somebody, "soorten", regel="de opvang")
    assert "Hoe heet de opvang?" in shown(somebody, "locaties").text_content()


def test_the_beginning_holds_what_stands_in_no_group(somebody: cast.Person) -> None:
    assert "Om te beginnen" in somebody.gets("survey_tasks", "alles").content.decode()
    post(somebody, "-", los="Sanne (verzonnen)")
    assert stored()["los"] == "Sanne (verzonnen)"
