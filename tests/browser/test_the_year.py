"""The year of a body: what its members and its secretary do between meetings, on their own screens."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor, desk, follow, photograph, violations

MOST_CLICKS = 12


@pytest.fixture(autouse=True)
def before_the_meeting(visitor: Callable[..., Visitor]) -> None:
    """Close the meeting that another test left in session: what is prepared here comes before it."""
    desk(visitor("chair"))


def number_of(somebody: Visitor) -> str:
    """Return the key of the next meeting of the SOM."""
    found = re.search(r"\d+", somebody.demo.told["meetings"]["ics"])
    assert found
    return found.group()


def looks_right(page: Page, name: str) -> None:
    photograph(page, name)
    assert violations(page) == [], name


@pytest.mark.parametrize(
    ("who", "pages"),
    [
        (
            "member_som",
            {
                "berichten": "/berichten/",
                "mijn-agenda": "/mijn-agenda/",
                "mijn-acties": "/mijn-acties/",
                "besluiten-en-acties": "/besluiten/",
                "punt-indienen": "/vergaderingen/{meeting}/indienen/",
                "ronde": "/vergaderingen/{meeting}/ronde/",
                "vervanger": "/vergaderingen/{meeting}/vervanger/",
                "stukkenbundel": "/vergaderingen/{meeting}/stukkenbundel/",
                "notities": "/vergaderingen/{meeting}/notities/",
                "zoeken-treffers": "/zoeken/?q=opvang",
            },
        ),
        (
            "secretary",
            {
                "secretariaat": "/secretariaat/",
                "antwoorden": "/vergaderingen/{meeting}/antwoorden/",
                "agenda-maken-vol": "/vergaderingen/{meeting}/agenda-maken/",
                "wijzigen": "/vergaderingen/{meeting}/wijzigen/",
                "annuleren": "/vergaderingen/{meeting}/annuleren/",
                "stemmingen": "/vergaderingen/{meeting}/stemmingen/",
            },
        ),
        (
            "anneke.postma",
            {"knelpunt-onderweg": "{open}", "knelpunt-beantwoord": "{answered}", "overzicht-zorg": "/overzicht/"},
        ),
        ("admin", {"mislukte-e-mail": "/mensen/post/"}),
    ],
)
def test_each_page_looks_right(visitor: Callable[..., Visitor], who: str, pages: dict[str, str]) -> None:
    somebody = visitor(who)
    known = {"meeting": number_of(somebody), **somebody.demo.told["field_reports"]}
    for name, path in pages.items():
        page = somebody.goes(path.format(**known))
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        looks_right(page, name)
    assert somebody.troubles == [], somebody.troubles


def test_a_year_is_planned_in_a_dozen_clicks(visitor: Callable[..., Visitor]) -> None:
    daan = visitor("secretary")
    page, clicks = daan.page, 0

    def click(name: str, role: str = "button") -> None:
        nonlocal clicks
        clicks += 1
        follow(page.get_by_role(role, name=name).first)  # type: ignore[arg-type]

    daan.goes(daan.demo.told["workspaces"]["som"])
    click("Alle vergaderingen", "link")
    click("Reeks plannen", "link")
    page.get_by_label("Titel").first.fill("Overleg van het jaar")
    looks_right(page, "reeks-plannen")
    click("Toon de data")
    looks_right(page, "reeks-datums")
    click("Maak de vergaderingen en nodig uit")
    expect(page.locator("main")).to_contain_text("Overleg van het jaar")
    assert clicks <= MOST_CLICKS
    assert daan.troubles == [], daan.troubles


def test_a_member_answers_prepares_and_opens_the_pack(visitor: Callable[..., Visitor]) -> None:
    noor = visitor("member_som", viewport={"width": 360, "height": 780})
    page = noor.goes(noor.demo.told["meetings"]["upcoming"])
    follow(page.get_by_role("button", name="Ja, ik kom").first)
    expect(page.locator("main")).to_contain_text("Ja")
    noor.goes(f"/vergaderingen/{number_of(noor)}/ronde/invullen/")
    expect(page.locator("main")).to_contain_text("Beschrijf geen zaak en geen persoon")
    looks_right(page, "ronde-invullen")
    got = noor.context.request.get(noor.demo.url + noor.demo.told["meetings"]["pack"])
    assert got.body().startswith(b"%PDF")
    assert noor.troubles == [], noor.troubles


def test_a_bottleneck_is_reported_on_a_phone(visitor: Callable[..., Visitor]) -> None:
    anneke = visitor("anneke.postma", viewport={"width": 360, "height": 780})
    page = anneke.goes(anneke.demo.told["workspaces"]["zorgcoordinatoren"])
    follow(page.get_by_role("link", name="Alle meldingen"))
    looks_right(page, "knelpunten")
    follow(page.get_by_role("link", name="Melden wat u ziet"))
    looks_right(page, "knelpunt-melden")
    page.get_by_label("Titel").fill("Vervoer naar de opvang (verzonnen)")
    page.locator("textarea").first.fill("Verzonnen: er is ’s avonds geen vervoer naar de opvang.")
    follow(page.get_by_role("button", name="Melden"))
    expect(page.locator("main")).to_contain_text("Vervoer naar de opvang (verzonnen)")
    # nobody above learns of it
    answer = visitor("member_som").page.goto(page.url)
    assert answer is not None
    assert answer.status == 404
    assert anneke.troubles == [], anneke.troubles
