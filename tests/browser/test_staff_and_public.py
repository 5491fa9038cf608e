"""Analysts, administrators, editors and the public; dark, print and English."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SHOTS, Visitor, follow, photograph, violations


def test_an_analyst_follows_the_response_and_reads_results(visitor: Callable[..., Visitor]) -> None:
    eva = visitor("analyst")
    page = eva.goes(eva.demo.told["survey"]["monitor"])
    expect(page.locator("main")).to_contain_text("van de 355 gemeenten")
    photograph(page, "respons")
    assert violations(page) == []
    eva.goes(eva.demo.told["survey"]["results"])
    expect(page.locator("main")).to_contain_text("vertrouwelijk")
    expect(page.locator("main")).to_contain_text("fictief")
    photograph(page, "resultaten")
    assert violations(page) == []
    assert eva.troubles == []


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("home", "/"),
        ("helpdesk", "/helpdesk/"),
        ("publicaties", "/publicaties/"),
        ("toegankelijkheid", "/toegankelijkheid/"),
        ("inloggen", "/account/login/"),
        ("wachtwoord-vergeten", "/account/password/reset/"),
        ("stijlgids", "/stijlgids/"),
        ("post", "/post/"),
    ],
)
def test_the_public_reads(visitor: Callable[..., Visitor], name: str, path: str) -> None:
    somebody = visitor()
    page = somebody.goes(path)
    photograph(page, name)
    assert violations(page) == []
    assert somebody.troubles == []


def test_a_publication_under_embargo_is_not_there(visitor: Callable[..., Visitor]) -> None:
    somebody = visitor()
    answer = somebody.page.goto(somebody.demo.url + somebody.demo.told["publication_under_embargo"])
    assert answer is not None
    assert answer.status == 404


def test_an_administrator_sees_people_and_no_content(visitor: Callable[..., Visitor]) -> None:
    karel = visitor("admin")
    karel.goes("/mensen/")
    photograph(karel.page, "mensen")
    assert violations(karel.page) == []
    for name, path in (("logboek", "/logboek/"), ("verleden", "/mensen/verleden/")):
        karel.goes(path)
        photograph(karel.page, name)
        assert violations(karel.page) == []
    answer = karel.page.goto(karel.demo.url + karel.demo.told["workspaces"]["som"])
    assert answer is not None
    assert answer.status == 404


def test_a_wrong_password_is_told_in_one_place(visitor: Callable[..., Visitor]) -> None:
    somebody = visitor()
    page = somebody.goes("/account/login/")
    page.get_by_label("E-mailadres").fill("noor.veldkamp@schakel.example")
    page.get_by_label("Wachtwoord", exact=True).fill("niet het goede")
    follow(page.locator("main").get_by_role("button", name="Inloggen").first)
    expect(page.get_by_role("alert")).to_be_visible()
    photograph(page, "inloggen-fout")
    assert violations(page) == []


@pytest.mark.parametrize("which", ["workspaces", "minutes", "results"])
def test_dark(visitor: Callable[..., Visitor], which: str) -> None:
    somebody = visitor("analyst" if which == "results" else "member_som", color_scheme="dark")
    told = somebody.demo.told
    path = {"workspaces": told["workspaces"]["som"], "minutes": told["meetings"]["minutes_adopted"]}
    page = somebody.goes(path.get(which, told["survey"]["results"]))
    page.screenshot(path=SHOTS / f"{which}-donker.png", full_page=True)
    assert violations(page) == []


def test_minutes_print_without_navigation(visitor: Callable[..., Visitor]) -> None:
    noor = visitor("member_som")
    page = noor.goes(noor.demo.told["meetings"]["minutes_adopted"])
    page.emulate_media(media="print")
    expect(page.locator(".top nav")).to_be_hidden()
    expect(page.locator(".crumbs")).to_be_hidden()
    expect(page.get_by_text("Besluit B").first).to_be_visible()
    page.pdf(path=SHOTS / "notulen.pdf", format="A4")


def test_english_is_the_persons_choice(visitor: Callable[..., Visitor]) -> None:
    somebody = visitor(locale="en-GB")
    page = somebody.goes("/")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    follow(page.get_by_role("button", name="English"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("link", name="Log in").first).to_be_visible()
    somebody.goes("/helpdesk/")
    photograph(page, "helpdesk-engels")
    assert violations(page) == []
