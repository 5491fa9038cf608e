"""A field: label, hint, error and input belong together."""

from datetime import date
from typing import Any

import pytest
from django import forms
from lxml import html

from schakel.templatetags.fields import field

CHOICES = [("yes", "Ja"), ("no", "Nee")]


class Questions(forms.Form):
    name = forms.CharField(label="Uw <naam>", help_text="Zoals op uw pas", widget=forms.TextInput({"class": "wide"}))
    nick = forms.CharField(label="Roepnaam", required=False)
    story = forms.CharField(label="Verhaal", widget=forms.Textarea)
    fixed = forms.CharField(label="Code", disabled=True, required=False)
    domain = forms.ChoiceField(label="Domein", choices=CHOICES)
    one = forms.ChoiceField(label="Een van deze", choices=CHOICES, widget=forms.RadioSelect, help_text="Kies er een")
    many = forms.MultipleChoiceField(label="Meer", choices=CHOICES, widget=forms.CheckboxSelectMultiple)
    agreed = forms.BooleanField(label="Akkoord")
    day = forms.DateField(label="Dag", initial=date(2019, 5, 14))
    hour = forms.TimeField(label="Tijd")
    paper = forms.FileField(label="Stuk")
    token = forms.CharField(widget=forms.HiddenInput)


def shown(name: str, data: dict[str, str] | None = None, **attrs: Any) -> html.HtmlElement:
    return html.fragment_fromstring(field(Questions(data)[name], **attrs))


@pytest.mark.parametrize("name", [name for name in Questions.base_fields if name != "token"])
@pytest.mark.parametrize("data", [None, {}])
def test_every_input_has_a_name_that_is_read_out(name: str, data: dict[str, str] | None) -> None:
    root = shown(name, data)
    for box in root.xpath("//input | //select | //textarea"):
        assert box.xpath("ancestor::label") or root.xpath(f"//label[@for='{box.get('id')}']")


@pytest.mark.parametrize("name", [name for name in Questions.base_fields if name != "token"])
def test_every_description_that_is_pointed_at_is_there(name: str) -> None:
    root = shown(name, {})
    for pointer in root.xpath("//@aria-describedby | /*/@aria-describedby"):
        assert all(root.xpath(f"//*[@id='{key}']") for key in pointer.split())


def test_an_error_is_said_and_tied_to_its_input() -> None:
    root = shown("name", {})
    box = root.xpath("//input")[0]
    assert box.get("aria-invalid") == "true"
    assert box.get("aria-describedby") == "id_name_helptext id_name_error"
    assert root.xpath("string(//*[@id='id_name_error'])").startswith("Fout: ")
    assert "has-error" in root.get("class")


def test_what_may_stay_empty_says_so() -> None:
    assert "(niet verplicht)" in shown("nick").text_content()
    assert "(niet verplicht)" not in shown("name").text_content() + shown("fixed").text_content()


def test_a_label_is_escaped() -> None:
    assert "Uw &lt;naam&gt;" in field(Questions()["name"])


def test_the_class_of_the_look_stands_beside_that_of_the_widget() -> None:
    assert shown("name").xpath("//input/@class") == ["wide input"]


@pytest.mark.parametrize("name", ["one", "many"])
def test_choices_are_a_group_with_its_question(name: str) -> None:
    root = shown(name)
    assert root.tag == "fieldset"
    assert len(root.xpath("legend")) == 1
    assert len(root.xpath("//label[@class='choice']/input")) == len(CHOICES)


def test_one_box_has_its_words_behind_it() -> None:
    assert shown("agreed").xpath("string(//label[@class='choice'])").strip() == "Akkoord"


@pytest.mark.parametrize(("name", "kind", "value"), [("day", "date", ["2019-05-14"]), ("hour", "time", [])])
def test_days_and_times_use_the_browsers_own_picker(name: str, kind: str, value: list[str]) -> None:
    root = shown(name)
    assert root.xpath("//input/@type") == [kind]
    assert root.xpath("//input/@value") == value


def test_the_form_itself_keeps_its_widget() -> None:
    form = Questions()
    field(form["day"])
    assert form.fields["day"].widget.input_type == "text"


def test_further_arguments_become_attributes() -> None:
    assert shown("story", rows=3, hx_post="/bewaar/").xpath("//textarea/@hx-post") == ["/bewaar/"]


def test_without_its_hint_the_input_does_not_point_at_it() -> None:
    assert not shown("name", hint=False).xpath("//@aria-describedby")


def test_a_hidden_field_is_only_its_input() -> None:
    assert shown("token").tag == "input"
