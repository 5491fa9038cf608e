"""Every kind of question in a browser: without axe finding anything, at 320 px, and by keyboard alone."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Demo, Visitor, follow, photograph, violations
from tests.live import environment

HERE = "/vragenlijst/alles/onderdelen/"
OPEN = "import django; django.setup(); from tests.surveys import kitchen; print(kitchen.link())"


def opened(demo: Demo) -> str:
    """Put the round with every kind of question into the demo; return a link."""
    around = environment(demo.house.data, demo.house.port)
    return subprocess.run([sys.executable, "-c", OPEN], env=around, capture_output=True, text=True, check=True).stdout


def press(page: Page, name: str) -> None:
    """Press a button by keyboard; what follows the colon is for who listens."""
    page.get_by_role("button", name=re.compile(name.replace(":", " ?:"))).first.focus()
    page.keyboard.press("Enter")


def fine(page: Page, name: str) -> None:
    photograph(page, f"vraag-{name}")
    assert violations(page) == [], name


def test_every_kind(visitor: Callable[..., Visitor]) -> None:
    somebody = visitor()
    page = somebody.goes(opened(somebody.demo).strip())
    follow(page.get_by_role("button", name="Beginnen"))

    somebody.goes(HERE + "soorten/")
    fine(page, "soorten")
    press(page, "Omlaag: Politie")
    press(page, "Omlaag: Politie")
    assert page.evaluate("document.activeElement.textContent") == "Omhoog: Politie"
    places = page.locator("select[name=volgorde]")
    assert places.evaluate_all("all => all.map((each) => each.value)") == ["om:1", "zorg:2", "politie:3"]
    expect(page.locator(".saved")).to_contain_text("Opgeslagen om", timeout=5000)
    page.locator("[name=fte]").fill("-1")
    page.locator("[name=heel]").fill("120")
    follow(page.locator(".actions button"))
    assert page.title().startswith("Fout:")
    expect(page.locator("[data-errors]")).to_be_focused()
    expect(page.get_by_text("Dat is meer dan 100.")).to_be_visible()
    fine(page, "soorten-fout")
    assert page.locator("select[name=volgorde]").first.input_value() == "om:1"

    somebody.goes(HERE + "tabel/")
    expect(page.get_by_role("radio", name="de politie (niet verplicht) Nooit")).not_to_be_checked()
    page.locator("[name=politie][value=soms]").focus()
    page.keyboard.press("Space")
    page.set_viewport_size({"width": 320, "height": 640})
    expect(page.get_by_role("radio", name="de politie (niet verplicht) Soms")).to_be_checked()
    expect(page.locator("tr[data-question=politie] td").get_by_text("Soms")).to_be_visible()
    page.set_viewport_size({"width": 1366, "height": 768})
    expect(page.get_by_role("columnheader", name="Soms")).to_be_visible()
    fine(page, "tabel")

    somebody.goes(HERE + "locaties/")
    for name in ("‘Locatie’ toevoegen", "‘Kamer’ toevoegen"):
        with page.expect_navigation():
            press(page, name)
    page.get_by_label("Hoeveel bedden?").fill("3")
    with page.expect_navigation():
        press(page, "Verwijderen: Locatie 1")
    expect(page.get_by_text("Wilt u dit deel verwijderen?")).to_be_visible()
    fine(page, "herhaling")
    with page.expect_navigation():
        press(page, "Ja, verwijderen")
    expect(page.get_by_text("Hoeveel bedden?")).to_have_count(0)
    assert somebody.troubles == []
