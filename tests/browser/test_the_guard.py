"""The guard on personal data: warned while one types, refused with the reason, released by the chair from the phone."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import Visitor, follow, photograph, violations

TITLE = "Situatie van Blessing Adesina, BSN 123456782 (verzonnen)"


def test_a_title_waits_for_the_chair(visitor: Callable[..., Visitor]) -> None:
    daan = visitor("secretary")
    page = daan.goes(daan.demo.told["meetings"]["upcoming"])
    follow(page.get_by_role("link", name="Agenda maken").first)
    title = page.get_by_label("Titel").last
    title.press_sequentially(TITLE, delay=1)
    expect(page.locator(".note mark").first).to_be_visible(timeout=8000)
    photograph(page, "bewaker-waarschuwt")
    assert violations(page) == []
    follow(page.get_by_role("button", name="Toevoegen").last)
    expect(page.get_by_label("Titel").last).to_have_value(TITLE)
    page.get_by_label("Staat er een naam of plaats in").last.fill("Alles is verzonnen, voor een proef.")
    follow(page.get_by_role("button", name="Toevoegen").last)
    expect(page.locator("main")).to_contain_text("De voorzitter moet dit eerst vrijgeven")
    photograph(page, "bewaker-wacht")
    assert violations(page) == []
    adding = page.url

    iris = visitor("chair", viewport={"width": 360, "height": 780})
    phone = iris.goes("/overzicht/")
    expect(phone.locator("main")).to_contain_text("Wacht op uw vrijgave")
    follow(phone.locator("a[href*='/vrijgave/']").first)
    photograph(phone, "bewaker-vrijgeven")
    assert violations(phone) == []
    expect(phone.locator("main")).not_to_contain_text("123456782")
    follow(phone.get_by_role("button", name="Vrijgeven"))

    daan.goes(adding.removesuffix("toevoegen/"))
    page.get_by_label("Titel").last.fill(TITLE)
    follow(page.get_by_role("button", name="Toevoegen").last)
    expect(page.locator("main")).to_contain_text("Situatie van Blessing Adesina")
    assert iris.troubles == []


def test_the_editor_of_minutes_warns_too(visitor: Callable[..., Visitor]) -> None:
    daan = visitor("secretary")
    page = daan.goes(daan.demo.told["meetings"]["minutes_draft"])
    follow(page.get_by_role("link", name="Bewerken"))
    text = page.locator("textarea[name$='-text']").first
    before = text.input_value()
    text.press("End")
    text.press_sequentially(" Mevrouw Okafor is geboren op 3 mei 2004.", delay=1)
    expect(page.locator(".note mark").first).to_be_visible(timeout=8000)
    expect(page.locator(".note mark").filter(has_text="2004")).to_be_visible()
    text.fill(before)
    assert daan.troubles == [], daan.troubles
