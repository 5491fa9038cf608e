"""The frame around every page: what is the same, and what differs per reader."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.base import Message
from django.forms import CharField, Form
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from lxml import html

from schakel.accounts.models import User

ITEMS = [{"label": "Over ons", "url": "/over/", "current": True}]


class Question(Form):
    name = CharField()


def shown(template: str, user: User | None = None, path: str = "/", **context: object) -> str:
    request: HttpRequest = RequestFactory().get(path)
    request.user = user or AnonymousUser()
    with translation.override("nl"):
        return render_to_string(template, {"nav": ITEMS, "demo": False, "footer_links": [], **context}, request)


def tree(*args: object, **context: object) -> html.HtmlElement:
    return html.document_fromstring(shown(*args, **context))  # type: ignore[arg-type]


def test_it_has_a_language_a_way_past_the_menu_and_one_main() -> None:
    page = tree("base.html")
    assert page.get("lang") == "nl"
    assert page.xpath("//a[@class='skip']/@href") == ["#inhoud"]
    assert len(page.xpath("//main[@id='inhoud']")) == 1


def test_the_menu_says_where_the_reader_is() -> None:
    assert tree("base.html").xpath("//nav//a[@aria-current='page']/@href") == ["/over/"]


def test_a_visitor_can_log_in_and_choose_a_language() -> None:
    page = tree("base.html", path="/nieuws/?page=2")
    assert "Inloggen" in page.xpath("string(//header)")
    assert page.xpath("//form[contains(@action, 'taal')]//input[@name='next']/@value") == ["/nieuws/?page=2"]
    assert not page.xpath("//script[contains(@src, 'htmx')]")


def test_a_person_has_an_account_menu_and_logs_out_by_post() -> None:
    page = tree("base.html", User(name="Noor <Veldkamp>", email="noor@fier.example"))
    assert "Noor <Veldkamp>" in page.xpath("string(//details[@class='menu']/summary)")
    assert page.xpath("//form[contains(@action, 'logout')]/@method") == ["post"]
    assert page.xpath("//script[contains(@src, 'htmx')]")


@pytest.mark.parametrize(("demo", "count"), [(True, 1), (False, 0)])
def test_the_demo_says_that_it_is_invented(demo: bool, count: int) -> None:
    assert len(tree("base.html", demo=demo).xpath("//aside[@class='demo']")) == count


def test_who_may_edit_sees_our_own_link() -> None:
    assert tree("base.html", edit_url="/beheer/1/").xpath("//nav[@aria-label='Deze pagina']/a/@href") == ["/beheer/1/"]
    assert "Bewerken" not in shown("base.html")


def test_a_page_that_is_live_says_where_it_listens() -> None:
    assert tree("base.html", live_url="/ws/").xpath("//body/@data-live") == ["/ws/"]
    assert not tree("base.html").xpath("//body/@data-live")


def test_the_title_starts_with_the_error() -> None:
    assert tree("base.html", form=Question({})).findtext(".//title").startswith("Fout: ")
    assert not tree("base.html", form=Question()).findtext(".//title").startswith("Fout: ")


def test_what_was_just_done_is_said() -> None:
    page = tree("base.html", messages=[Message(25, "Uw keuze is <doorgegeven>.")])
    assert "Uw keuze is <doorgegeven>." in page.xpath("string(//div[@role='status'][contains(@class, 'notes')])")


def test_crumbs_end_with_this_page() -> None:
    page = tree("base.html", crumbs=[("Werkruimtes", "/werkruimtes/"), ("SOM", "")])
    assert page.xpath("//nav[@class='crumbs']//a/@href") == ["/werkruimtes/"]
    assert page.xpath("string(//nav[@class='crumbs']//*[@aria-current='page'])") == "SOM"


@pytest.mark.parametrize("person", [None, User(name="Noor", email="noor@fier.example")])
def test_not_found_is_the_same_for_absent_and_hidden(person: User | None) -> None:
    absent, hidden = (shown("404.html", person, path) for path in ("/er/is/niets/", "/werkruimtes/task-force/"))
    assert absent == hidden
    assert "Inloggen" in absent


def test_a_broken_server_needs_no_context() -> None:
    page = render_to_string("500.html")
    assert "Er ging iets mis bij ons" in page
    assert re.search(r'href="/static/schakel/schakel.css"', page)


@pytest.mark.parametrize(("context", "words"), [({}, "Dit mag u niet doen"), ({"form_expired": True}, "te lang open")])
def test_a_refusal_says_what_is_the_matter(context: dict[str, object], words: str) -> None:
    assert words in tree("403.html", **context).xpath("string(//h1)")


def test_the_style_guide_shows_every_tag_without_a_style_attribute() -> None:
    page = shown("cms/styleguide.html")
    assert "style=" not in page
    assert all(part in page for part in ("mini", "quorum", "meter", "broken", "tlp amber", "data-errors", "receipt"))
