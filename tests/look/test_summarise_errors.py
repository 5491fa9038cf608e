"""The panel on top of a form that is not right yet."""

from typing import Any

from django import forms
from lxml import html

from schakel.templatetags.summary import error_summary

CHOICES = [("yes", "Ja"), ("no", "Nee")]


class Question(forms.Form):
    year = forms.IntegerField(
        label="In welk jaar?", min_value=2000, error_messages={"min_value": "Vul 2000 of later in"}
    )
    one = forms.ChoiceField(label="Een van deze", choices=CHOICES, widget=forms.RadioSelect)
    token = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        if self.data.get("token") == "<old>":
            raise forms.ValidationError("De ronde <is> gesloten")
        return self.cleaned_data


def panel(**data: str) -> html.HtmlElement:
    return html.fragment_fromstring(error_summary(Question(data)))


def test_a_form_that_is_right_has_none() -> None:
    assert error_summary(Question({"year": "2019", "one": "yes", "token": "new"})) == ""
    assert error_summary(Question()) == ""


def test_it_is_announced_and_can_take_the_focus() -> None:
    root = panel(year="2019", token="new")
    assert (root.get("role"), root.get("tabindex")) == ("alert", "-1")
    assert root.get("data-errors") is not None
    assert root.xpath(f"//h2[@id='{root.get('aria-labelledby')}']")


def test_its_title_counts() -> None:
    assert panel(year="2019", token="new").findtext("h2") == "Eén ding klopt nog niet"
    assert panel(token="new").findtext("h2") == "2 dingen kloppen nog niet"


def test_it_links_to_the_input_and_to_the_first_choice() -> None:
    assert panel(token="new").xpath("//a/@href") == ["#id_year", "#id_one_0"]


def test_a_bare_message_says_which_question_it_is_about() -> None:
    year, one = panel(token="new").xpath("//li")
    assert year.text_content().startswith("In welk jaar? ")
    assert one.text_content().startswith("Een van deze: ")


def test_a_message_in_our_own_words_stands_by_itself() -> None:
    assert panel(year="1899", one="yes", token="new").xpath("string(//li)") == "Vul 2000 of later in"


def test_what_concerns_the_whole_form_is_text() -> None:
    root = panel(year="2019", one="yes", token="<old>")
    assert root.findtext("h2") == "Dit is niet gelukt"
    assert root.xpath("string(//li)") == "De ronde <is> gesloten"
    assert not root.xpath("//a")


def test_a_hidden_field_has_nothing_to_go_to() -> None:
    assert not panel(year="2019", one="yes").xpath("//a")


def test_the_title_can_be_given() -> None:
    assert "Inloggen is niet gelukt" in error_summary(Question({}), "Inloggen is niet gelukt")
