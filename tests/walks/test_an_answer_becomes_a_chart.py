"""An answer becomes a chart: from the workbook of the secretary to the figure that the analyst reads."""

from __future__ import annotations

from typing import Any

import lxml.html
import pytest
from django.core.management import call_command

from surveys import known_codes
from surveys.models import AnswerEvent, Invitation, Submission, SurveyPage
from tests import cast

WORKBOOK = known_codes.FACTS / "aanpak_mensenhandel_2019.xlsx"
FRAME = known_codes.FACTS / "municipalities_2019.csv"
QUESTION = "e01_zorgcoordinator"


def page(answer: Any) -> Any:
    return lxml.html.fromstring(answer.content)


@pytest.fixture
def survey(ivo: cast.Person) -> SurveyPage:
    """The analyst reads the questions and the 355 municipalities, opens the round and invites."""
    cast.workspace("gemeenten")
    by = ["--by", ivo.who.email]
    call_command("import_frame", str(FRAME), "--year", "2019", verbosity=0)
    call_command("import_questionnaire", str(WORKBOOK), "--survey", "meting-2019", *by, verbosity=0)
    call_command("open_round", "meting-2019", *by, verbosity=0)
    call_command("invite", "meting-2019", *by, verbosity=0)
    return SurveyPage.objects.get(slug="meting-2019")


def fill_in(survey: SurveyPage, code: str, care: str) -> str:
    """A municipality opens its link, begins, answers section by section, checks, and sends; return its receipt."""
    somebody = cast.Person(None)
    invitation = Invitation.objects.get(survey=survey, municipality__cbs_code=code)
    assert somebody.gets(invitation.path)["Location"] == "/vragenlijst/meting-2019/"
    somebody.posts("survey_begin", "meting-2019")
    for section, answers in answers_of(code, care).items():
        assert somebody.posts("survey_section", "meting-2019", section, **answers).status_code == 302
    assert "Controleer uw antwoorden" in somebody.gets("survey_check", "meting-2019").content.decode()
    sent = somebody.client.post("/vragenlijst/meting-2019/indienen/", {"confirm": "yes"}, follow=True)
    return str(page(sent).xpath("//*[@data-receipt]")[0].text_content())


def answers_of(code: str, care: str) -> dict[str, dict[str, Any]]:
    return {
        "a": {"a01_gmcode": code, "a02_functie": "management", "a03_belegd": "zorg", "a04_contact": "nee"},
        "b": {"b01_komtvoor": "nee", "b03_telling": "onbekend", "b05_meldafspraken": "nee"},
        "c": {"c01_beleid": "geen", "c04_coalitie": "nee", "c05_bestuurder": "gedeeld", "c06_prioriteit": "6"},
        "d": {"d01_aandachtsfunctionaris": "nee", "d03_fte": "0,5", "d04_training": "nee", "d06_budget": "nee"},
        "e": {QUESTION: care, "e03_opvang": ["jeugd", "nood"], "e05_registratie": "altijd"},
        "f": {"f01_instrumenten": ["geen"], "f02_regio": "nee", "f04_knelpunten": ["geld"], "f05_wensen": ["advies"]},
    }


def test_an_answer_becomes_a_chart(survey: SurveyPage, ivo: cast.Person) -> None:
    codes = [line.split(",")[0] for line in known_codes.frame_2019().decode().splitlines()[1:13]]
    receipts = {fill_in(survey, code, "eigen" if number < 9 else "nee") for number, code in enumerate(codes)}
    assert receipts == set(Submission.objects.values_list("receipt", flat=True))
    assert AnswerEvent.objects.filter(question=QUESTION).count() == 12  # every change is an event

    cast.work()  # the worker computes the figures
    monitor = page(ivo.gets("survey_monitor", "meting-2019"))
    assert "12 van de 355 gemeenten dienden in" in " ".join(monitor.xpath("string(//*[@id='stand'])").split())
    assert len(monitor.xpath("//*[@class='map']//title[contains(., ': ingediend')]")) == 12

    results = page(ivo.gets("survey_results", "meting-2019"))
    section = results.xpath(f"//section[@aria-labelledby='r-{QUESTION}']")[0]
    chart, table = section.xpath(".//*[@class='bars']//b/text()"), section.xpath(".//tbody//td[2]/text()")
    assert chart == table  # the same figures, drawn and written
    assert chart[0] == "75\u00a0%"
    interval = section.xpath("string(.//tbody/tr[1]/td[3])")
    assert interval == "40\u00a0tot\u00a093\u00a0%"  # logit, 11 degrees of freedom, corrected for 12 of 355
    assert "n = 12, N = 355" in section.text_content()
