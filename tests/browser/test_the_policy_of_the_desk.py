"""Wagtail's editor works under a content policy that lets no script stand within a page."""

from __future__ import annotations

from collections.abc import Callable

from tests.browser.conftest import Visitor, follow
from tests.browser.test_a_secretary import plan


def refused(visitor: Visitor) -> list[str]:
    """Return what the browser did not do because of the policy."""
    return [said for said in visitor.troubles if "Content Security Policy" in said or "violates" in said]


def test_a_secretary_writes_looks_and_compares(visitor: Callable[..., Visitor]) -> None:
    daan = visitor("secretary")
    page, told = daan.page, daan.demo.told
    for path in ("/beheer/", "/beheer/pages/", "/beheer/reports/site-history/", "/beheer/reports/aging-pages/",
                 "/beheer/account/", "/beheer/pages/search/?q=overleg"):  # fmt: skip
        page.goto(daan.demo.url + path)
        page.wait_for_load_state("networkidle")
    page.goto(daan.demo.url + told["workspaces"]["som"])
    follow(page.get_by_role("link", name="Nog een vergadering plannen"))
    plan(page)
    page.goto(daan.demo.url + told["workspaces"]["som"])
    follow(page.get_by_role("link", name="Alle vergaderingen"))
    follow(page.get_by_role("link", name="13 januari 2026").first)
    follow(page.get_by_role("button", name="Notulen beginnen"))
    page.get_by_title("Blok invoegen").last.click()
    page.get_by_role("option", name="Tekst", exact=True).last.click()
    page.locator("[contenteditable=true]").first.click()
    page.keyboard.type("Een zin erbij.")
    page.keyboard.press("Shift+Home")
    page.keyboard.press("Control+b")
    for side in ("preview", "status"):
        toggle = page.locator(f"[data-side-panel-toggle='{side}']")
        if toggle.count():
            toggle.first.click()
            page.wait_for_timeout(1500)
    page.get_by_role("button", name="Bewaar concept").press("Enter")
    page.wait_for_url("**/edit/**")
    here = page.url.partition("/edit/")[0]
    for path in ("history/", "usage/", "delete/", "revisions/compare/earliest...latest/"):
        page.goto(f"{here}/{path}")
        page.wait_for_load_state("networkidle")
    page.goto(f"{here}/edit/")
    page.keyboard.press("Control+s")
    page.wait_for_timeout(1500)
    assert refused(daan) == []


def test_an_editor_opens_all_there_is(visitor: Callable[..., Visitor]) -> None:
    joke = visitor("editor")
    page = joke.goes("/beheer/")
    for link in sorted({each.get_attribute("href") or "" for each in page.locator("a[href^='/beheer/']").all()}):
        if "logout" not in link:
            page.goto(joke.demo.url + link)
            page.wait_for_load_state("networkidle")
    page.goto(joke.demo.url + "/helpdesk/")
    page.get_by_role("link", name="Bewerken").click()
    page.wait_for_url("**/edit/**")
    page.wait_for_load_state("networkidle")
    assert refused(joke) == []
