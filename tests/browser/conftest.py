"""A real Schakel with the demo, and a real Chromium. Screenshots of each page type are kept at three widths."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from schakel.accounts import second_factor
from tests import databases
from tests.live import House, running, schakel
from tests.settings import WORKER

WIDTHS = {360: 780, 768: 1024, 1366: 768}
SHOTS = Path(__file__).parent / "screenshots"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the browser tests, and say clearly when there is no browser. Each worker has a server of its own."""
    here = str(Path(__file__).parent)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None and not os.environ.get("CI"):
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine: the browser tests were NOT run"))


@dataclass(frozen=True)
class Demo:
    """The running demo: its server and what `schakel demo --json` tells."""

    house: House
    told: dict[str, Any]

    @property
    def url(self) -> str:
        return self.house.url


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    base = tmp_path_factory.getbasetemp()
    loaded = (base.parent if WORKER != "main" else base) / "loaded"
    with databases.alone("demo"):
        if not loaded.exists():
            load(loaded)
    data = tmp_path_factory.mktemp("demo")
    shutil.copytree(loaded, data, dirs_exist_ok=True)
    with running(data) as house:
        yield Demo(house, json.loads((data / "told.json").read_text()))


def load(folder: Path) -> None:
    """Load the demo, once for all workers, and let the work that it leaves be done."""
    unfinished = folder.with_suffix(".unfinished")
    unfinished.mkdir()
    told = schakel(unfinished, "demo", "--json", SCHAKEL_DEMO_PASSWORD="een lange zin voor de proef")
    assert told.returncode == 0, told.stderr
    (unfinished / "told.json").write_text(told.stdout)
    with running(unfinished):
        wait_for_the_worker(unfinished)
    unfinished.rename(folder)


def wait_for_the_worker(data: Path) -> None:
    """Wait until the worker has indexed and mailed what the demo left to it: pings come at once after that."""
    waiting = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status IN ('READY', 'RUNNING')"
    until = time.monotonic() + 120
    with closing(sqlite3.connect(data / "schakel.sqlite3", timeout=20)) as database:
        while time.monotonic() < until and database.execute(waiting).fetchone()[0]:
            time.sleep(0.5)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Visitor:
    """Somebody at a browser."""

    demo: Demo
    context: BrowserContext
    page: Page
    troubles: list[str]

    def goes(self, path: str) -> Page:
        """Open a page; whatever the browser complains of is remembered."""
        self.page.goto(path if path.startswith("http") else self.demo.url + path)
        return self.page

    def logs_in(self, who: str) -> Visitor:
        self.goes("/account/login/")
        self.page.get_by_label("E-mailadres").fill(self.demo.told["accounts"].get(who, f"{who}@schakel.example"))
        self.page.get_by_label("Wachtwoord", exact=True).fill(self.demo.told["password"])
        follow(self.page.locator("main").get_by_role("button", name="Inloggen").first)
        secret = self.demo.told["totp"].get(who)
        if secret:
            self.page.get_by_label("Code").fill(second_factor.code_now(secret))
            follow(self.page.get_by_role("button", name="Verder"))
        self.page.wait_for_url("**/overzicht/")
        return self


@pytest.fixture(scope="session")
def cookies() -> dict[str, Any]:
    """Remember who logged in before: a code of six digits is taken once, so staff log in once for all tests."""
    return {}


@pytest.fixture
def visitor(demo: Demo, chromium: Browser, cookies: dict[str, Any]) -> Iterator[Callable[..., Visitor]]:
    """Return a maker of visitors: `visitor("secretary")` is logged in, `visitor()` is nobody."""
    contexts = []

    def make(who: str = "", **options: Any) -> Visitor:
        wide = {"width": 1366, "height": 768}
        known = {"storage_state": cookies[who]} if who in cookies else {}
        context = chromium.new_context(**{"viewport": wide, "locale": "nl-NL", **known, **options})
        contexts.append(context)
        page = context.new_page()
        troubles: list[str] = []
        page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        somebody = Visitor(demo, context, page, troubles)
        if known:
            somebody.goes("/overzicht/")
        elif who:
            somebody.logs_in(who)
            if who in demo.told["totp"]:
                cookies[who] = context.storage_state()
        return somebody

    yield make
    for context in contexts:
        context.close()


def follow(way: Locator) -> None:
    """Click a link or a button and be on the page that it leads to: a click by itself waits for none."""
    with way.page.expect_navigation():
        way.click()


def desk(iris: Visitor) -> None:
    """Go to the desk of the chair; a meeting that another test left in session is closed first."""
    iris.goes(iris.demo.told["meetings"]["upcoming"])
    follow(iris.page.get_by_role("link", name="leiden").first)
    closing = iris.page.get_by_role("button", name="sluiten")
    if closing.count():
        closing.click()  # asks first
        follow(iris.page.locator("dialog[open] [data-yes]"))
    expect(iris.page.get_by_role("button", name="beginnen")).to_be_visible()


def photograph(page: Page, name: str) -> None:
    """Keep a picture of the whole page at each width; nothing may stick out sideways."""
    SHOTS.mkdir(exist_ok=True)
    before = page.viewport_size
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        wide = page.evaluate("document.documentElement.scrollWidth")
        page.screenshot(path=SHOTS / f"{name}-{width}.png", full_page=True)
        assert wide <= width, f"{name} is {wide} px wide at {width} px"
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, f"{name} sticks out at 320 px"
    if before:
        page.set_viewport_size(before)


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong, a line each."""
    found = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    return [f"{each['id']}: {each['help']} ({each['nodes'][0]['html'][:120]})" for each in found.response["violations"]]
