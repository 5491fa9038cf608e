"""The small questionnaire, its municipalities, and one who fills it in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import lxml.html
from django.core import mail

from schakel.directory.models import FrameEntry
from surveys import known_codes
from surveys.actions import responses
from surveys.models import Contact, Invitation, Response, Submission
from tests import cast
from tests.surveys.questionnaire.books import book

RULES = ["relevant", "constraint", "constraint_message", "required"]
WHOLE = known_codes.FACTS / "aanpak_mensenhandel_2019.xlsx"

# one municipality's answers to the questionnaire of 2019 (invented)
OF_2019 = {
    "a01_gmcode": "GM0014", "a02_functie": "beleid_zorg", "a03_belegd": "zorg", "a04_contact": "ja",
    "a05_email": "veiligheid@gm0014.example", "b01_komtvoor": "ja", "b02_vormen": "arbeid", "b03_telling": "geteld",
    "b04_signalen": "0", "b05_meldafspraken": "ja", "b06_meldpunten": "politie zorgcoordinator anoniem",
    "c01_beleid": "onderdeel", "c03_vormen": "seksueel crimineel", "c04_coalitie": "ja", "c05_bestuurder": "gedeeld",
    "c06_prioriteit": "6", "d01_aandachtsfunctionaris": "nee", "d03_fte": "0.67", "d04_training": "incidenteel",
    "d05_groepen": "toezicht", "d06_budget": "ja", "e01_zorgcoordinator": "voorbereiding",
    "e03_opvang": "vrouwenopvang nood", "e05_registratie": "soms", "f01_instrumenten": "geen", "f02_regio": "casus",
    "f03_partners": "politie om riec", "f04_knelpunten": "kennis", "f05_wensen": "training handreiking",
}  # fmt: skip


def workbook() -> bytes:
    """Return two sections: a hidden question with a rule of its own, and one choice that excludes the others."""
    alone = "not(selected(., 'geen') and count-selected(.) > 1)"
    return book(
        [
            ["type", "name", "label", *RULES],
            ["begin_group", "a", "A. Beleid"],
            ["select_one ja_nee", "a1", "Is er beleid?", "", "", "", "yes"],
            ["integer", "a2", "Sinds welk jaar?", "${a1} = 'ja'", ". >= 2000", "Vul een jaar vanaf 2000 in.", "yes"],
            ["end_group"],
            ["begin_group", "b", "B. Steun"],
            ["select_multiple steun", "b1", "Welke steun helpt?", "", alone, "Kies geen, of iets anders.", "yes"],
            ["text", "b2", "Wilt u iets toelichten?", "", "string-length(.) <= 500"],
            ["decimal", "b3", "Hoeveel fte?"],
            ["end_group"],
        ],
        [
            ["list_name", "name", "label"],
            ["ja_nee", "ja", "Ja"],
            ["ja_nee", "nee", "Nee"],
            ["steun", "geld", "Geld"],
            ["steun", "kennis", "+Kennis"],
            ["steun", "geen", "Geen"],
        ],
    )


def frame(count: int, year: int = 2019) -> None:
    """Let there be `count` invented municipalities in `year`."""
    for number in range(1, count + 1):
        own = cast.municipality(f"GM9{number:03}", f"Proefdorp {number}", hex_col=number % 20, hex_row=number // 20)
        strata = {"province": ["Utrecht", "Zeeland"][number % 2], "size_class": ["<20k", "20-50k"][number % 2]}
        known = {"name": str(own), "population": own.population, **strata}
        FrameEntry.objects.get_or_create(year=year, municipality=own, defaults=known)


def answered(invitation: Invitation, **answers: str) -> Response:
    response = responses.begin(invitation)
    responses.save(response, answers)
    return response


def submitted(invitation: Invitation, **answers: str) -> Submission:
    return responses.submit(answered(invitation, **{"a1": "nee", "b1": "geld", **answers}))


def page(answer: Any) -> Any:
    """Return the page as a tree."""
    return lxml.html.fromstring(answer.content)


def forms(answer: Any) -> list[Any]:
    """Return the forms of the page itself, not those of its header."""
    return [form for form in page(answer).xpath("//main//form") if form.get("method") == "post"]


def sent(form: Any, answers: Mapping[str, str]) -> dict[str, list[str]]:
    """Return what a browser without JavaScript posts: the fields as they stand, and `answers` in their place."""
    several = {box.get("name") for box in form.xpath(".//input[@type='checkbox']")}
    data: dict[str, list[str]] = {}
    for name, value in form.form_values():
        data.setdefault(name, []).append(value)
    for name in set(form.fields) & set(answers):
        data[name] = answers[name].split() if name in several else [answers[name]]
    return data


def code_in_mail(address: str) -> str:
    """Return the digits of the last code that was mailed to `address`."""
    cast.work()
    letters = [str(letter.body) for letter in mail.outbox if letter.to == [address]]
    return re.findall(r"\b\d{6}\b", letters[-1])[0]


def confirms(person: cast.Person, address: str, slug: str = "proef") -> Any:
    """Confirm an address as somebody who reads its mail; return the last answer."""
    box = page(person.gets("survey_confirm", slug)).xpath("//input[@name='address']")
    marks = {each.getparent().text_content().strip(): each.get("value") for each in box}
    name, _, domain = address.partition("@")
    person.posts("survey_confirm_send", slug, address=marks[f"{name[:1]}…@{domain}"])
    return person.posts("survey_confirm_take", slug, code=code_in_mail(address))


def contact(invitation: Invitation, email: str = "contact@proefdorp.example") -> Contact:
    return Contact.objects.create(municipality=invitation.town, email=email, name="Contact (verzonnen)")
