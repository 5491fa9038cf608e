"""A secretary of the survey team writes questions with a condition, looks at them as a municipality, and opens."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.browser.conftest import Visitor, follow, photograph, violations
from tests.browser.test_the_policy_of_the_desk import refused

WHO = "survey_secretary"
IN_SECTION = "[data-contentpath='questions'] [data-contentpath='questions']"
QUESTIONS = "questions-0-value-questions"


def block(page: Page, before: Locator, sort: str) -> None:
    """Add a block of a sort at the plus sign that is given."""
    before.click()
    page.get_by_role("option", name=sort, exact=True).last.click()


def field(page: Page, name: str) -> Locator:
    return page.locator(f"[name='{name}']")


def row(page: Page, at: Locator, first: str) -> None:
    """Add a row, of which the field `first` appears: the editor draws it a moment after a block was put there."""
    for _ in range(5):
        at.locator("[data-streamfield-list-add], button[title='Toevoegen']").last.click()
        try:
            field(page, first).wait_for(timeout=2000)
            return
        except PlaywrightTimeout:
            continue
    raise AssertionError(f"No row with {first} came.")


def test_a_secretary_writes_looks_and_opens(visitor: Callable[..., Visitor]) -> None:
    sanne = visitor(WHO)
    page = sanne.goes("/onderzoek/")
    page.get_by_label("Hoe heet de vragenlijst?").fill("Zelf geschreven")
    follow(page.get_by_role("button", name="Ronde maken"))
    follow(page.get_by_role("link", name="Vragen en inleiding schrijven"))
    page.wait_for_load_state("networkidle")

    block(page, page.locator("[data-contentpath='questions'] [title='Blok invoegen']").first, "Onderdeel")
    field(page, "questions-0-value-label_nl").fill("A. Beleid")
    block(page, page.locator(f"{IN_SECTION} [title='Blok invoegen']").first, "Keuzevraag")
    field(page, f"{QUESTIONS}-0-value-label_nl").fill("Is er beleid?")
    field(page, f"{QUESTIONS}-0-value-label_en").fill("Is there a policy?")
    for at, answer in enumerate(("Ja", "Nee")):
        name = f"{QUESTIONS}-0-value-choices-{at}-value-label_nl"
        row(page, page.locator("[data-contentpath='choices']").first, name)
        field(page, name).fill(answer)
    block(page, page.locator(f"{IN_SECTION} [title='Blok invoegen']").last, "Getal")
    field(page, f"{QUESTIONS}-1-value-label_nl").fill("Sinds welk jaar?")
    condition = page.locator("[data-contentpath='condition']").last
    condition.locator("[data-panel-toggle]").first.click()
    rule = f"{QUESTIONS}-1-value-condition-rows-0-value"
    row(page, condition, f"{rule}-question")
    field(page, f"{rule}-question").fill("Is er beleid?")
    field(page, f"{rule}-value").fill("Ja")
    page.get_by_role("button", name="Bewaar concept").press("Enter")
    page.wait_for_timeout(2500)  # the page saves itself, or reloads after the button

    page = sanne.goes("/onderzoek/zelf-geschreven/")
    expect(page.locator("main")).to_contain_text("2 vragen in 1 onderdelen")
    follow(page.get_by_role("link", name="Bekijken zoals een gemeente"))
    expect(page.locator("main")).to_contain_text("Alleen te zien als: ‘Is er beleid?’ is ‘Ja’")
    photograph(page, "vragenlijst-bekijken")
    assert violations(page) == []
    follow(page.get_by_role("link", name="In het Engels"))
    expect(page.locator("main")).to_contain_text("Is there a policy?")
    sanne.goes("/onderzoek/zelf-geschreven/")
    page.get_by_role("button", name="Ronde openen").click()
    follow(page.locator("dialog[open] [data-yes]"))
    expect(page.locator("main")).to_contain_text("De ronde is geopend.")
    photograph(page, "opzet-geopend")
    assert violations(page) == []
    assert refused(sanne) == []
