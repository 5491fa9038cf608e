"""A municipality fills in: opens its link, begins, answers, loses nothing, checks, submits, gets a receipt."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from cms.demo.answers import invented_answers
from tests.browser.conftest import Visitor, follow, photograph, violations


def answer(page: Page, name: str, value: str) -> None:
    """Answer one question as a hand would."""
    inputs = page.locator(f"[name='{name}']")
    expect(inputs.first).to_be_visible(timeout=3000)  # a rule may show it only after the answer before
    if inputs.first.get_attribute("type") in ("radio", "checkbox"):
        for each in value.split():
            page.locator(f"[name='{name}'][value='{each}']").check()
    else:
        inputs.first.fill(value)
        inputs.first.blur()


def saved(page: Page) -> None:
    expect(page.locator(".saved")).to_contain_text("Opgeslagen om", timeout=5000)


def test_fills_in_from_link_to_receipt(visitor: Callable[..., Visitor]) -> None:
    somebody = visitor()
    page = somebody.goes(somebody.demo.told["survey"]["open_link"])
    assert "/v/" not in page.url
    photograph(page, "vragenlijst-begin")
    assert violations(page) == []
    follow(page.get_by_role("button", name="Beginnen"))
    photograph(page, "vragenlijst-onderdelen")
    assert violations(page) == []
    follow(page.locator("main ol a").first)
    answers = invented_answers()[0]
    for section in "abcdef":
        for name, value in answers.items():
            if name.startswith(section) and value:
                answer(page, name, value)
        saved(page)
        if section == "b":
            photograph(page, "vragenlijst-vragen")
            assert violations(page) == []
        follow(page.locator("form.form button.button, main form button.button").last)
        page.wait_for_load_state()
    expect(page.get_by_role("heading", level=1)).to_have_text("Controleer uw antwoorden")
    photograph(page, "vragenlijst-controleren")
    assert violations(page) == []
    page.get_by_role("checkbox").check()
    follow(page.get_by_role("button", name="indienen"))
    receipt = page.locator("[data-receipt]")
    expect(receipt).to_be_visible()
    number = receipt.inner_text()
    photograph(page, "vragenlijst-ontvangstbewijs")
    assert violations(page) == []
    page.reload()
    assert page.locator("[data-receipt]").inner_text() == number
    assert somebody.troubles == []


def test_what_was_typed_is_there_after_coming_back(visitor: Callable[..., Visitor]) -> None:
    sanne = visitor("municipality")
    photograph(sanne.page, "overzicht-gemeente")
    assert violations(sanne.page) == []
    follow(sanne.page.get_by_role("link", name="Aanpak mensenhandel").first)
    begin = sanne.page.get_by_role("button", name="Beginnen")
    if begin.count():
        follow(begin)
    follow(sanne.page.locator("main ol a").first)
    answer(sanne.page, "a02_functie", "management")
    saved(sanne.page)
    address = sanne.page.url
    again = visitor("municipality")
    again.goes(address)
    expect(again.page.locator("[name='a02_functie'][value='management']")).to_be_checked()


def test_a_question_appears_and_disappears_at_once(visitor: Callable[..., Visitor]) -> None:
    sanne = visitor("municipality")
    sanne.goes("/vragenlijst/aanpak-mensenhandel-2019/")
    begin = sanne.page.get_by_role("button", name="Beginnen")
    if begin.count():
        follow(begin)
    sanne.goes("/vragenlijst/aanpak-mensenhandel-2019/onderdelen/a/")
    email = sanne.page.locator("[name='a05_email']")
    answer(sanne.page, "a04_contact", "ja")
    expect(email).to_be_visible()
    email.fill("beleid@gemeente.example")
    email.blur()
    saved(sanne.page)
    answer(sanne.page, "a04_contact", "nee")
    expect(email).to_be_hidden()
    answer(sanne.page, "a04_contact", "ja")
    expect(email).to_have_value("beleid@gemeente.example")


def test_an_error_is_told_where_it_is(visitor: Callable[..., Visitor]) -> None:
    sanne = visitor("municipality", java_script_enabled=False)
    sanne.goes("/vragenlijst/aanpak-mensenhandel-2019/")
    begin = sanne.page.get_by_role("button", name="Beginnen")
    if begin.count():
        follow(begin)
    sanne.goes("/vragenlijst/aanpak-mensenhandel-2019/onderdelen/c/")
    sanne.page.locator("[name='c06_prioriteit']").fill("11")
    follow(sanne.page.locator("main form button.button").last)
    expect(sanne.page.get_by_role("alert")).to_contain_text("1 tot en met 10")
    expect(sanne.page.locator("[name='c06_prioriteit']")).to_have_value("11")


def test_a_forged_link_says_what_to_do(visitor: Callable[..., Visitor]) -> None:
    somebody = visitor()
    page = somebody.goes("/v/1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/")
    expect(page.locator("main")).to_contain_text("koppeling")
    photograph(page, "vragenlijst-link-werkt-niet")
    assert violations(page) == []
