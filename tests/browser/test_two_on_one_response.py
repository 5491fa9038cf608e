"""Two browsers on one response: the line is cut, the session ends, two answers meet; nothing that was typed is lost."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from email import message_from_bytes, policy
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.bench import untouched
from tests.browser.conftest import Demo, Visitor, follow, photograph, violations

SECTION = "/vragenlijst/aanpak-mensenhandel-2019/onderdelen/f/"
FIELD = "[name='f06_toelichting']"
CONTACT = "collega@proefstad.example"  # invented


def knows(data: Path, link: str) -> None:
    """Let the team know this contact of the municipality of a link, and no other."""
    invitation = int(link.split("/v/")[1].partition(".")[0], 16)
    with closing(sqlite3.connect(data / "schakel.sqlite3", timeout=20)) as database, database:
        database.execute(
            "UPDATE surveys_contact SET email = ?, bounced_at = NULL "
            "WHERE municipality_id = (SELECT municipality_id FROM surveys_invitation WHERE id = ?)",
            (CONTACT, invitation),
        )


def code(data: Path, number: int) -> str:
    """Return the digits of the `number`th code that was mailed to the colleague."""
    until = time.monotonic() + 15
    while time.monotonic() < until:
        letters = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in _letters(data)]
        bodies = [letter.get_body(("plain",)) for letter in letters if CONTACT in str(letter["To"])]
        codes = [found[1] for body in bodies if body and (found := re.search(r": (\d{6})\b", body.get_content()))]
        if len(codes) >= number:
            return codes[number - 1]
        time.sleep(0.2)
    raise AssertionError("No code came.")


def _letters(data: Path) -> list[Path]:
    return sorted((data / "mail").glob("*"), key=lambda path: path.stat().st_mtime_ns)


def unsent(page: Page) -> int:
    return int(page.evaluate("async () => (await schakelOutbox.all(() => true)).length"))


def all_sent(page: Page) -> None:
    """Wait until the outbox of this browser is empty."""
    page.wait_for_function("async () => (await schakelOutbox.all(() => true)).length === 0", timeout=6000)


def line(page: Page, words: str) -> None:
    expect(page.locator("[data-state]")).to_contain_text(words, timeout=6000)


def confirms(page: Page, data: Path, number: int) -> None:
    page.get_by_role("button", name="Code sturen").click()
    digits = page.get_by_label("Code van zes cijfers")
    expect(digits).to_be_visible()
    digits.fill(code(data, number))


def test_what_was_typed_survives(demo: Demo, visitor: Callable[..., Visitor]) -> None:
    link = untouched(demo.house.data)[-3]
    knows(demo.house.data, link)
    founder, colleague = visitor(), visitor()
    follow(founder.goes(link).get_by_role("button", name="Beginnen"))
    mine = founder.goes(SECTION)
    line(mine, "Nog niets om op te slaan")
    mine.locator(FIELD).fill("Van de eerste")
    line(mine, "1 wijziging nog niet opgeslagen")
    line(mine, "Opgeslagen om")

    # the link alone shows nothing of it
    page = colleague.goes(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Bevestig wie u bent")
    photograph(page, "vragenlijst-bevestigen")
    assert violations(page) == []
    confirms(page, demo.house.data, 1)
    follow(page.get_by_role("button", name="Verder"))
    page = colleague.goes(SECTION)
    expect(page.locator(FIELD)).to_have_value("Van de eerste")

    # the line is cut, and comes back
    colleague.context.set_offline(True)
    page.locator(FIELD).fill("Van de tweede, zonder netwerk")
    page.locator("[name='f02_regio']").first.check()
    line(page, "2 wijzigingen nog niet opgeslagen")
    follow_nothing(page)
    assert unsent(page) == 2
    colleague.context.set_offline(False)
    line(page, "Opgeslagen om")
    all_sent(page)

    # the first one still sees what stood there before: both answers meet
    mine.locator(FIELD).fill("Van de eerste, nog eens")
    mine.locator(FIELD).blur()
    panel = mine.locator("[data-conflict]")
    expect(panel).to_contain_text("Van de tweede, zonder netwerk")
    expect(panel).to_contain_text("Van de eerste, nog eens")
    panel.get_by_role("button", name="Mijn antwoord").click()
    line(mine, "Opgeslagen om")
    expect(panel).to_have_count(0)

    # the session ends: come in again on the page itself
    address = page.url
    page.reload()
    colleague.context.clear_cookies()
    page.locator(FIELD).fill("Wat er nog stond toen de sessie verliep")
    window = page.get_by_role("dialog", name="Kom opnieuw binnen")
    expect(window).to_be_visible()
    assert violations(page) == []
    window.get_by_label("Plak de koppeling").fill(demo.url + link if link.startswith("/") else link)
    window.get_by_role("button", name="Openen").click()
    confirms(page, demo.house.data, 2)
    page.get_by_role("button", name="Verder").click()
    expect(window).to_be_hidden()
    line(page, "Opgeslagen om")
    expect(page.locator(FIELD)).to_have_value("Wat er nog stond toen de sessie verliep")
    assert page.url == address

    # a page that is closed before the line is back still has it
    colleague.context.set_offline(True)
    page.locator(FIELD).fill("Getypt, en het deksel dicht")
    line(page, "1 wijziging nog niet opgeslagen")
    page.close()
    colleague.context.set_offline(False)
    page = colleague.page = colleague.context.new_page()
    page.goto(demo.url + SECTION)
    expect(page.locator(FIELD)).to_have_value("Getypt, en het deksel dicht")
    all_sent(page)
    all_sent(mine)
    line(page, "Opgeslagen om")
    mine.reload()
    expect(mine.locator(FIELD)).to_have_value("Getypt, en het deksel dicht")
    mine.goto(demo.url + "/vragenlijst/aanpak-mensenhandel-2019/wie/")
    expect(mine.locator("main")).to_contain_text(f"{CONTACT}, met de koppeling en een code")
    photograph(mine, "vragenlijst-wie")
    assert violations(mine) == []


def follow_nothing(page: Page) -> None:
    """Press the button of the section without a line: the page stays, with what was typed."""
    address = page.url
    page.locator("form[data-section] button.button").last.click()
    time.sleep(0.5)
    assert page.url == address
