"""Who one is: the second step, a passkey, where one is logged in, and a session that ends while one types."""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import Route, expect

from schakel.accounts import second_factor
from tests.browser.conftest import SHOTS, Visitor, follow, photograph, violations


def fill_in_name_and_password(somebody: Visitor, who: str) -> None:
    page = somebody.page
    page.get_by_label("E-mailadres").fill(somebody.demo.told["accounts"][who])
    page.get_by_label("Wachtwoord", exact=True).fill(somebody.demo.told["password"])
    follow(page.locator("main").get_by_role("button", name="Inloggen", exact=True).first)


def test_a_member_chooses_a_second_step(visitor: Callable[..., Visitor]) -> None:
    bilal = visitor("member_zorg")
    page = bilal.goes("/account/tweede-stap/")
    photograph(page, "tweede-stap")
    assert violations(page) == []
    follow(page.get_by_role("link", name="App instellen"))
    if "bevestigen" in page.url or "reauthenticate" in page.url:
        page.get_by_label("Wachtwoord").fill(bilal.demo.told["password"])
        follow(page.locator("main").get_by_role("button").first)
    photograph(page, "tweede-stap-app")
    assert violations(page) == []
    secret = page.locator(".secret code").inner_text()
    page.get_by_label("Code van zes cijfers").fill(second_factor.code_now(secret))
    follow(page.get_by_role("button", name="Instellen"))
    expect(page.locator(".codes li")).to_have_count(10)
    assert violations(page) == []
    recovery = page.locator(".codes code").first.inner_text()
    # the next time a password is not enough; a recovery code is
    again = visitor()
    again.goes("/account/login/")
    fill_in_name_and_password(again, "member_zorg")
    photograph(again.page, "inloggen-code")
    assert violations(again.page) == []
    again.page.get_by_label("Code").fill("000000")
    follow(again.page.get_by_role("button", name="Verder"))
    expect(again.page.get_by_role("alert")).to_be_visible()
    assert violations(again.page) == []
    again.page.get_by_label("Code").fill(recovery)
    follow(again.page.get_by_role("button", name="Verder"))
    expect(again.page).to_have_url(again.demo.url + "/overzicht/")
    again.goes("/account/sessions/")
    expect(again.page.get_by_role("button", name="Daar uitloggen").first).to_be_visible()
    photograph(again.page, "waar-ingelogd")
    assert violations(again.page) == []
    assert bilal.troubles == []


def test_a_passkey_is_added_and_logs_in_without_a_password(visitor: Callable[..., Visitor]) -> None:
    marijke = visitor()
    # a passkey belongs to a name, not to a number
    home = marijke.demo.url.replace("127.0.0.1", "localhost")
    page = marijke.page
    wire = marijke.context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    wire.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**options, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    page.goto(f"{home}/account/login/")
    fill_in_name_and_password(marijke, "member_meldpunten")
    page.goto(f"{home}/account/tweede-stap/")
    follow(page.get_by_role("link", name="Passkey toevoegen"))
    photograph(page, "passkey-toevoegen")
    assert violations(page) == []
    page.get_by_label("Ook inloggen zonder wachtwoord").check()
    follow(page.get_by_role("button", name="Toevoegen"))
    expect(page.locator(".codes li")).to_have_count(10)
    page.goto(f"{home}/account/tweede-stap/passkeys/")
    assert violations(page) == []
    marijke.context.clear_cookies()
    page.goto(f"{home}/account/login/")
    follow(page.get_by_role("button", name="Inloggen met een passkey"))
    expect(page).to_have_url(f"{home}/overzicht/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Marijke")


def test_a_session_that_ends_while_one_types_loses_nothing(visitor: Callable[..., Visitor]) -> None:
    robin = visitor("member_task_force")
    page = robin.goes("/account/email/")
    field = page.get_by_label("Nieuw e-mailadres")
    field.fill("nog.niet.verstuurd@schakel.example")
    # logged out in another window
    other = robin.context.new_page()
    other.goto(robin.demo.url + "/account/logout/")
    follow(other.locator("main").get_by_role("button", name="Uitloggen"))
    page.evaluate("document.body.dispatchEvent(new CustomEvent('schakel:refused'))")
    expect(page.get_by_role("heading", name="U bent uitgelogd")).to_be_visible()
    page.screenshot(path=SHOTS / "sessie-voorbij.png")
    with robin.context.expect_page() as opened:
        page.get_by_role("link", name="Opnieuw inloggen").click()
    window = opened.value
    window.get_by_label("E-mailadres").fill(robin.demo.told["accounts"]["member_task_force"])
    window.get_by_label("Wachtwoord", exact=True).fill(robin.demo.told["password"])
    window.locator("main").get_by_role("button", name="Inloggen", exact=True).first.click()
    expect(page.get_by_role("heading", name="U bent uitgelogd")).to_be_hidden()
    expect(field).to_have_value("nog.niet.verstuurd@schakel.example")
    follow(page.get_by_role("button", name="Wijzigen"))  # the form of before carries a token that counts
    expect(page.locator("main")).not_to_contain_text("te oud")
    assert page.locator("h1").inner_text() != "Geen toegang"


def test_two_minutes_before_the_end_it_asks(visitor: Callable[..., Visitor]) -> None:
    robin = visitor("member_som")
    page = robin.page
    clock = {"left": 90}

    def almost(route: Route) -> None:
        answer = route.fetch()
        told = answer.json()
        route.fulfill(response=answer, json={**told, "left": clock["left"]})

    page.route("**/account/sessie/", almost)
    robin.goes("/overzicht/")
    page.evaluate("document.body.dispatchEvent(new CustomEvent('schakel:refused'))")
    expect(page.get_by_role("heading", name="Bent u er nog?")).to_be_visible()
    expect(page.locator("dialog [data-left]")).to_have_text("1:29", timeout=3000)
    assert violations(page) == []
    page.screenshot(path=SHOTS / "sessie-bijna-voorbij.png")
    clock["left"] = 1800
    page.get_by_role("button", name="Ingelogd blijven").click()
    expect(page.get_by_role("heading", name="Bent u er nog?")).to_be_hidden()


def test_the_editor_of_pages_loses_nothing_either(visitor: Callable[..., Visitor]) -> None:
    julia = visitor()
    told = julia.demo.told
    page = julia.goes("/account/login/?next=/beheer/")
    fill_in_name_and_password(julia, "editor")
    page.get_by_label("Code").fill(second_factor.code_now(told["totp"]["editor"]))
    follow(page.get_by_role("button", name="Verder"))
    julia.goes("/toegankelijkheid/")
    follow(page.get_by_role("link", name="Bewerken"))
    title = page.locator("[name='title']")
    before = title.input_value()
    title.fill(f"{before} (nog niet opgeslagen)")
    julia.context.clear_cookies(name="sessionid")
    page.evaluate("document.body.dispatchEvent(new CustomEvent('schakel:refused'))")
    expect(page.get_by_role("heading", name="U bent uitgelogd")).to_be_visible()
    page.screenshot(path=SHOTS / "sessie-voorbij-in-de-editor.png")
    with julia.context.expect_page() as opened:
        page.get_by_role("link", name="Opnieuw inloggen").click()
    window = opened.value
    window.get_by_label("E-mailadres").fill(told["accounts"]["editor"])
    window.get_by_label("Wachtwoord", exact=True).fill(told["password"])
    window.locator("main").get_by_role("button", name="Inloggen", exact=True).first.click()
    # the code of this moment is spent; the one of thirty seconds on is taken already
    window.get_by_label("Code").fill(second_factor.code(told["totp"]["editor"], int(time.time()) // 30 + 1))
    window.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("heading", name="U bent uitgelogd")).to_be_hidden()
    expect(title).to_have_value(f"{before} (nog niet opgeslagen)")
    title.fill(before)
    page.get_by_role("button", name="Bewaar concept").press("Enter")
    expect(page.locator(".messages")).to_contain_text(before)
