"""A secretary: plans a meeting in the editor, builds its agenda, holds it, and brings its minutes to adoption."""

from __future__ import annotations

import io
from collections.abc import Callable

from playwright.sync_api import Page, expect
from pypdf import PdfReader, PdfWriter

from tests.browser.conftest import Visitor, follow, photograph, violations


def a_pdf() -> dict[str, object]:
    writer, buffer = PdfWriter(), io.BytesIO()
    writer.add_blank_page(595, 842)
    writer.write(buffer)
    return {"name": "notitie.pdf", "mimeType": "application/pdf", "buffer": buffer.getvalue()}


def pick(page: Page, field: str, moment: str) -> None:
    """Choose a moment without the calendar of the editor, which opens and closes when it likes."""
    page.locator(field).last.evaluate("(box, moment) => { box.value = moment }", moment)


def plan(page: Page) -> None:
    """Fill in Wagtail's form for a meeting that is over, and publish it."""
    page.locator("[name='title']").fill("Proefvergadering")
    for name, moment in (("begins", "2026-01-13 13:30"), ("ends", "2026-01-13 15:30")):
        pick(page, f"[name='{name}']", moment)
    page.locator("[name='place']").fill("Utrecht")
    # by keyboard: the calendar of the editor hangs over the buttons
    page.get_by_role("button", name="Meer acties").press("Enter")
    page.get_by_role("button", name="Publiceren").press("Enter")
    expect(page.get_by_role("status").or_(page.locator(".messages"))).to_contain_text("gepubliceerd")


def add_block(page: Page, kind: str) -> None:
    """Add a block at the end of the minutes."""
    texts = page.locator("textarea[name$='-text']")
    before = texts.count()
    page.get_by_title("Blok invoegen").last.click()
    page.get_by_role("option", name=kind, exact=True).last.click()
    expect(texts).to_have_count(before + 1)


def test_from_plan_to_adopted_minutes(visitor: Callable[..., Visitor]) -> None:
    daan = visitor("secretary")
    page, told = daan.page, daan.demo.told
    daan.goes(told["workspaces"]["som"])
    follow(page.get_by_role("link", name="Nog een vergadering plannen"))
    plan(page)
    daan.goes(told["workspaces"]["som"])
    follow(page.get_by_role("link", name="Alle vergaderingen"))
    photograph(page, "vergaderingen")
    assert violations(page) == []
    follow(page.get_by_role("link", name="13 januari 2026"))
    meeting = page.url

    # the agenda: two items, one with a paper, put in order without dragging
    follow(page.get_by_role("link", name="Agenda maken").first)
    for title in ("Stand van zaken", "Opening"):
        page.get_by_label("Titel").last.fill(title)
        if title == "Stand van zaken":
            page.locator("input[type='file']").set_input_files(a_pdf())
        follow(page.get_by_role("button", name="Toevoegen").last)
        expect(page.locator("main")).to_contain_text(title)
    follow(page.get_by_role("button", name="Omhoog").last)
    text = page.locator("main").inner_text()
    assert text.index("1. Opening") < text.index("2. Stand van zaken")
    expect(page.locator(".papers")).to_contain_text("Stand van zaken")  # the name of the file is kept nowhere
    photograph(page, "agenda-maken")
    assert violations(page) == []

    # who came
    page.goto(meeting)
    follow(page.get_by_role("link", name="Aanwezigheid").first)
    for box in page.locator("select[name^='state_']").all():
        box.select_option("present")
    for choice in page.locator("input[type='radio'][value='present']").all():
        choice.check()
    photograph(page, "aanwezigheid")
    assert violations(page) == []
    follow(page.locator("main").get_by_role("button", name="Opslaan").first)

    # the minutes, in the editor: a decision and an action point
    page.goto(meeting)
    follow(page.get_by_role("button", name="Notulen beginnen"))
    add_block(page, "Besluit")
    page.locator("select[name$='-item']").last.select_option(label="2. Stand van zaken")
    page.locator("textarea[name$='-text']").last.fill("Het SOM steunt de proef.")
    add_block(page, "Actiepunt")
    page.locator("textarea[name$='-text']").last.fill("De proef beschrijven.")
    page.locator("select[name$='-owner']").last.select_option(label="Noor Veldkamp, Fier")
    pick(page, "input[name$='-due']", "2027-02-01")
    page.get_by_role("button", name="Bewaar concept").press("Enter")
    expect(page.locator(".messages")).to_contain_text("Notulen 13 januari 2026")

    # a member sees nothing of a draft
    noor = visitor("member_som")
    answer = noor.page.goto(meeting + "notulen/")
    assert answer is not None
    assert answer.status == 404

    # circulated, then adopted
    page.goto(meeting + "notulen/")
    photograph(page, "notulen-in-bewerking")
    assert violations(page) == []
    follow(page.get_by_role("link", name="Rondsturen"))
    photograph(page, "notulen-rondsturen")
    follow(page.locator("main").get_by_role("button").first)
    noor.page.goto(meeting + "notulen/")
    expect(noor.page.locator("main")).to_contain_text("nog niet vastgesteld")
    photograph(noor.page, "notulen-concept")
    assert violations(noor.page) == []
    follow(noor.page.get_by_role("link", name="Correctie voorstellen").first)
    noor.page.get_by_label("Wat moet er staan?").fill("De voorzitter opende om half twee.")
    photograph(noor.page, "notulen-correctie")
    assert violations(noor.page) == []
    follow(noor.page.get_by_role("button", name="Versturen"))
    page.goto(meeting + "notulen/")
    follow(page.get_by_role("link", name="Beantwoorden").first)
    page.get_by_label("Overnemen: ik pas de tekst zelf aan").check()
    photograph(page, "notulen-correctie-beantwoorden")
    follow(page.get_by_role("button", name="Antwoorden"))
    noor.page.goto(meeting + "notulen/")
    photograph(noor.page, "notulen-correctie-overgenomen")
    assert violations(noor.page) == []
    page.goto(meeting + "notulen/")
    follow(page.get_by_role("link", name="Vaststellen"))
    photograph(page, "notulen-vaststellen")
    assert violations(page) == []
    ground = page.get_by_label("Stelt u schriftelijk vast")
    if not ground.is_visible():  # another test planned a later meeting, which could adopt them
        page.get_by_text("Schriftelijk vaststellen, zonder vergadering").click()
    ground.fill("De leden stemden schriftelijk in.")
    follow(page.locator("main").get_by_role("button").first)
    noor.page.reload()
    expect(noor.page.locator("main")).to_contain_text("Vastgesteld")
    noor.goes("/overzicht/")
    expect(noor.page.locator("main")).to_contain_text("De proef beschrijven.")
    noor.goes("/zoeken/?q=proeven")
    expect(noor.page.locator("main")).to_contain_text("Notulen")

    # the editor refuses from now on
    page.goto(meeting + "notulen/")
    expect(page.get_by_role("link", name="Bewerken")).to_have_count(0)
    assert daan.troubles == [], daan.troubles


def test_sees_the_own_workspace_alone_in_the_editor(visitor: Callable[..., Visitor]) -> None:
    daan = visitor("secretary")
    page = daan.goes("/beheer/pages/")
    expect(page.locator("main")).to_contain_text("Strategisch Overleg")
    expect(page.locator("main")).not_to_contain_text("Task Force")
    noor = visitor("member_som")
    answer = noor.page.goto(noor.demo.url + "/beheer/")
    assert answer is not None
    assert answer.status == 404


def test_adds_a_standing_paper(visitor: Callable[..., Visitor]) -> None:
    daan = visitor("secretary")
    daan.goes(daan.demo.told["workspaces"]["som"])
    follow(daan.page.get_by_role("link", name="Stuk toevoegen"))
    photograph(daan.page, "stuk-toevoegen")
    assert violations(daan.page) == []
    daan.page.get_by_label("Titel").fill("Rooster 2027")
    daan.page.locator("input[type='file']").set_input_files(a_pdf())
    follow(daan.page.get_by_role("button", name="Toevoegen"))
    expect(daan.page.locator("main")).to_contain_text("Rooster 2027")
    daan.goes(daan.demo.told["workspaces"]["som"])
    expect(daan.page.locator("#stukken")).to_contain_text("Rooster 2027")


def test_marks_stand_on_the_page_and_on_every_printed_one(visitor: Callable[..., Visitor]) -> None:
    daan = visitor("secretary")
    page = daan.goes(daan.demo.told["meetings"]["upcoming"])
    expect(page.locator(".head .tlp")).to_have_text("TLP:RED")
    expect(page.locator(".print-mark")).to_be_hidden()
    photograph(page, "vergadering-met-merken")
    assert violations(page) == []
    printed = PdfReader(io.BytesIO(page.pdf(width="148mm", height="210mm")))
    assert len(printed.pages) > 1
    assert [each.extract_text().split()[0] for each in printed.pages] == ["TLP:RED"] * len(printed.pages)

    # lower the mark of the red item: refused without a reason, and the reason is kept for the secretariat
    follow(page.get_by_role("link", name="Agenda maken").first)
    follow(page.get_by_role("link", name="Veiligheid van de opvanglocaties"))
    page.get_by_label("Wie mag dit weten").first.select_option("amber")
    follow(page.get_by_role("button", name="Opslaan"))
    expect(page.get_by_role("alert")).to_contain_text("Schrijf op waarom het merk omlaag mag.")
    photograph(page, "merk-verlagen")
    assert violations(page) == []
    page.get_by_label("Waarom mag het merk omlaag?").fill("De locaties worden niet genoemd.")
    follow(page.get_by_role("button", name="Opslaan"))
    follow(page.get_by_role("link", name="Veiligheid van de opvanglocaties"))
    expect(page.locator("main")).to_contain_text("De locaties worden niet genoemd.")
    photograph(page, "merk-verlaagd")
    daan.goes(daan.demo.told["meetings"]["upcoming"])
    expect(page.locator(".head .tlp")).to_have_text("TLP:AMBER+STRICT")
    assert daan.troubles == [], daan.troubles


def test_who_sat_when(visitor: Callable[..., Visitor]) -> None:
    daan = visitor("secretary")
    page = daan.goes(daan.demo.told["workspaces"]["som"])
    expect(page.locator("main")).to_contain_text("ook van vóór hun eigen tijd")
    photograph(page, "werkruimte-met-regel")
    follow(page.get_by_role("link", name="Wie zat wanneer"))
    expect(page.locator("main table")).to_contain_text("Noor Veldkamp")
    photograph(page, "wie-zat-wanneer")
    assert violations(page) == []
    follow(page.get_by_role("link", name="Strategisch Overleg Mensenhandel").first)
    admin = visitor("admin")
    admin.goes("/mensen/verleden/")
    photograph(admin.page, "verleden")
    assert violations(admin.page) == []
    assert daan.troubles == admin.troubles == []


# what Word puts on the clipboard: lists are paragraphs with a bullet, and everything has a style of Word's own
FROM_WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body lang=NL><!--StartFragment-->
<h2>Uit het verslag<o:p></o:p></h2><p class=MsoNormal>Dit is <b>vet</b> en verzonnen.<o:p></o:p></p>
<ul type=disc><li class=MsoNormal>Noord<o:p></o:p></li><li class=MsoNormal>Zuid<o:p></o:p></li></ul>
<!--EndFragment--></body></html>"""
PASTE = """(element, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "Uit het verslag");
  element.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def test_pastes_from_word_and_keeps_the_structure(visitor: Callable[..., Visitor]) -> None:
    daan = visitor("secretary")
    page = daan.goes(daan.demo.told["meetings"]["minutes_draft"])
    follow(page.get_by_role("link", name="Bewerken"))
    text = page.locator("[contenteditable=true]").first
    text.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    text.evaluate(PASTE, FROM_WORD)
    expect(text.locator("li").first).to_contain_text("Noord")
    page.wait_for_timeout(1500)  # the editor writes what was typed into its form a moment later
    with page.expect_response(lambda answer: answer.request.method == "POST" and "/edit/" in answer.url):
        page.get_by_role("button", name="Bewaar concept").press("Enter")
    page.wait_for_timeout(1500)
    daan.goes(daan.demo.told["meetings"]["minutes_draft"])
    article = page.locator("article.minutes")
    expect(article.locator("li").last).to_contain_text("Zuid")
    expect(article.locator("b").first).to_contain_text("vet")
    expect(article.locator("h2", has_text="Uit het verslag")).to_have_count(1)
