"""A member reads: overview, workspace, meeting, paper, minutes; and what is not for members is not there."""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import WebSocketRoute, expect

from tests.browser.conftest import Visitor, desk, follow, photograph, violations


def test_reads_what_is_theirs(visitor: Callable[..., Visitor]) -> None:
    noor = visitor("member_som")
    page, told = noor.page, noor.demo.told
    expect(page.get_by_role("heading", level=1)).to_contain_text("Noor")
    photograph(page, "overzicht")
    assert violations(page) == []
    follow(page.locator(f"main a[href='{told['workspaces']['som']}']").first)
    expect(page.get_by_role("heading", level=1)).to_have_text("Strategisch Overleg Mensenhandel")
    photograph(page, "werkruimte")
    assert violations(page) == []
    follow(page.get_by_role("link", name="Agenda en stukken"))
    expect(page).to_have_url(noor.demo.url + told["meetings"]["upcoming"])
    photograph(page, "vergadering")
    assert violations(page) == []
    noor.goes(told["meetings"]["minutes_adopted"])
    expect(page.locator("main")).to_contain_text("Besluit B")
    photograph(page, "notulen")
    assert violations(page) == []
    assert noor.troubles == []


def test_downloads_the_meeting_and_a_paper(visitor: Callable[..., Visitor]) -> None:
    noor = visitor("member_som")
    noor.goes(noor.demo.told["meetings"]["upcoming"])
    calendar = noor.context.request.get(
        noor.demo.url + noor.page.get_by_role("link", name=".ics").get_attribute("href")
    )
    assert "BEGIN:VEVENT" in calendar.text()
    follow(noor.page.locator(".papers a").first)
    with noor.page.expect_download() as kept:
        noor.page.get_by_role("link", name="Downloaden").click()
    assert kept.value.suggested_filename.endswith(".pdf")
    assert kept.value.path().read_bytes().startswith(b"%PDF")


def test_reads_a_paper_on_our_own_page(visitor: Callable[..., Visitor]) -> None:
    noor = visitor("member_som")
    noor.goes(noor.demo.told["meetings"]["upcoming"])
    follow(noor.page.locator(".papers a").first)
    frame = noor.page.locator("iframe.paper")
    expect(frame).to_be_visible()
    # the browser's own reader stands in the frame, sandboxed as the file is
    until = time.monotonic() + 10
    while time.monotonic() < until and not any(each.url.startswith("chrome-extension://") for each in noor.page.frames):
        noor.page.wait_for_timeout(100)
    assert any(each.url.startswith("chrome-extension://") for each in noor.page.frames)
    photograph(noor.page, "stuk")
    assert violations(noor.page) == []
    assert noor.troubles == []


def test_does_not_find_a_draft(visitor: Callable[..., Visitor]) -> None:
    noor = visitor("member_som")
    answer = noor.page.goto(noor.demo.url + noor.demo.told["meetings"]["minutes_draft"])
    assert answer is not None
    assert answer.status == 404
    photograph(noor.page, "niet-gevonden")
    assert violations(noor.page) == []


def test_searches(visitor: Callable[..., Visitor]) -> None:
    noor = visitor("member_som")
    noor.goes("/zoeken/?q=gemeente")
    expect(noor.page.locator("main")).to_contain_text("Notulen")
    photograph(noor.page, "zoeken")
    assert violations(noor.page) == []


def test_an_outsider_gets_nothing(visitor: Callable[..., Visitor]) -> None:
    dirk = visitor("outsider")
    photograph(dirk.page, "overzicht-buitenstaander")
    for path in [*dirk.demo.told["workspaces"].values(), *dirk.demo.told["meetings"].values()]:
        answer = dirk.page.goto(dirk.demo.url + path)
        assert answer is not None
        assert answer.status == 404, path


def test_the_page_follows_the_chair_without_a_reload(visitor: Callable[..., Visitor]) -> None:
    noor, iris = visitor("member_som"), visitor("chair")
    desk(iris)
    noor.goes(noor.demo.told["meetings"]["upcoming"])
    expect(noor.page.locator("main")).not_to_contain_text("Nu bezig")
    follow(iris.page.get_by_role("button", name="beginnen"))
    expect(noor.page.locator("main")).to_contain_text("Nu bezig", timeout=4000)
    photograph(iris.page, "voorzitter")
    assert violations(iris.page) == []
    photograph(noor.page, "vergadering-bezig")
    assert violations(noor.page) == []


def test_nothing_is_missed_between_the_page_and_its_socket(visitor: Callable[..., Visitor]) -> None:
    noor, iris = visitor("member_som"), visitor("chair")
    desk(iris)

    def begin_first(socket: WebSocketRoute) -> None:
        # her page was made, her socket is not open yet
        follow(iris.page.get_by_role("button", name="beginnen"))
        socket.connect_to_server()

    noor.context.route_web_socket("**/ws/", begin_first)
    noor.goes(noor.demo.told["meetings"]["upcoming"])
    expect(noor.page.locator("main")).to_contain_text("Nu bezig", timeout=4000)


def test_the_page_follows_the_chair_when_sockets_are_blocked(visitor: Callable[..., Visitor]) -> None:
    noor, iris = visitor("member_som"), visitor("chair")
    desk(iris)
    noor.context.route_web_socket("**/ws/", lambda socket: socket.close())
    noor.goes(noor.demo.told["meetings"]["upcoming"])
    expect(noor.page.locator("main")).not_to_contain_text("Nu bezig")
    follow(iris.page.get_by_role("button", name="beginnen"))
    expect(noor.page.locator("main")).to_contain_text("Nu bezig", timeout=9000)
