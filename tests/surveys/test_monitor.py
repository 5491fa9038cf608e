from __future__ import annotations

import io
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from schakel.directory.models import FrameEntry
from surveys import by_day, calling, response_states
from surveys.actions import call_notes, invitations, reopening, responses, rounds
from surveys.models import Contact, Entry, Invitation, Response, SignOff, Submission, SurveyPage
from tests import cast
from tests.surveys import small

NONE = ["0"] * 5  # waiting, complete, two halves, opened


def test_each_municipality_has_its_state(survey: SurveyPage, ivo: cast.Person) -> None:
    small.frame(5)
    invitations.invite(survey, by=ivo.who)
    opened, begun, complete, submitted, _unopened = Invitation.objects.with_all().order_by("pk")
    responses.begin(opened)
    small.answered(begun, a1="ja")
    small.answered(complete, a1="nee", b1="geld")
    small.submitted(submitted)
    states = {unit.name: unit.state for unit in response_states.units(survey)}
    assert [states[name] for name in sorted(states)] == ["opened", "begun", "complete", "submitted", "unopened"]


def test_it_counts_by_province_part_of_the_country_and_size_class(invitation: Invitation, ivo: cast.Person) -> None:
    small.submitted(invitation)
    page = small.page(ivo.gets("survey_monitor", "proef"))
    found = page.xpath("//*[@id='tables']//tr[td]")
    rows = {row.xpath("string(th)"): row.xpath("td/text()")[:11] for row in found}
    assert rows["Zeeland"] == ["1", *NONE, "1", "0", "0", "2", "50\u00a0%"]
    assert rows["Utrecht"] == ["0", *NONE, "1", "0", "0", "1", "0\u00a0%"]
    assert rows["Nederland"] == ["1", *NONE, "2", "0", "0", "3", "33\u00a0%"]
    assert rows["West"] == ["1", *NONE, "2", "0", "0", "3", "33\u00a0%"]
    assert rows["20.000 tot 50.000"] == ["1", *NONE, "1", "0", "0", "2", "50\u00a0%"]


def test_the_map_says_the_same_as_the_list(invitation: Invitation, ivo: cast.Person) -> None:
    small.submitted(invitation)
    page = small.page(ivo.gets("survey_monitor", "proef"))
    titles = set(page.xpath("//*[@class='map']//title/text()"))
    rows = page.xpath("//*[@id='units']//tr[td]")
    listed = {f"{row.xpath('string(th)')}: {row.xpath('string(td[2])').lower()}" for row in rows}
    assert titles == listed == {"Proefdorp 1: ingediend", "Proefdorp 2: niet geopend", "Proefdorp 3: niet geopend"}


def test_it_asks_as_much_of_many_as_of_few(survey: SurveyPage, ivo: cast.Person) -> None:
    counts = []
    for size in (3, 30):
        small.frame(size)
        invitations.invite(survey, by=ivo.who)
        for invitation in Invitation.objects.with_all()[: size - 1]:
            responses.begin(invitation)
        ivo.gets("survey_monitor", "proef")
        with CaptureQueriesContext(connection) as asked:
            assert ivo.gets("survey_monitor", "proef").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("demo", [True, False])
def test_the_demo_says_that_it_is_fictional(demo: bool, survey: SurveyPage, ivo: cast.Person, settings: object) -> None:
    settings.DEMO = demo  # type: ignore[attr-defined]
    assert ("Fictieve antwoorden" in ivo.gets("survey_monitor", "proef").content.decode()) is demo


def test_a_round_without_municipalities_says_so(draft: SurveyPage, ivo: cast.Person) -> None:
    assert "nog niet ingelezen" in ivo.gets("survey_monitor", "proef").content.decode()


def test_who_only_has_to_press_the_button_is_found(invitation: Invitation) -> None:
    from surveys.models import Response

    response = small.answered(invitation, a1="nee", b1="geld")
    assert list(Response.objects.complete_not_submitted()) == [response]  # type: ignore[attr-defined]
    responses.save(response, {"a1": "ja"})
    assert not Response.objects.complete_not_submitted()  # type: ignore[attr-defined]


def states(survey: SurveyPage) -> dict[str, str]:
    return {unit.name: unit.state for unit in response_states.units(survey)}


def test_map_legend_and_tables_count_alike(survey: SurveyPage, ivo: cast.Person) -> None:
    each_state(survey, ivo)
    page = small.page(ivo.gets("survey_monitor", "proef"))
    captions = Counter(title.partition(": ")[2] for title in page.xpath("//*[@class='map']//title/text()"))
    keys = page.xpath("//ul[@class='legend']/li")
    legend = {" ".join(key.xpath("text()")).strip(): int(key.xpath("string(b)")) for key in keys}
    foot = page.xpath("//tfoot//td/text()")[: len(legend)]
    sizes = [row.xpath("td/text()")[: len(legend)] for row in page.xpath("(//*[@id='tables']//table)[1]//tr[td]")]
    assert list(legend.values()) == list(map(int, foot)) == [sum(map(int, each)) for each in zip(*sizes, strict=True)]
    assert {name[0].lower() + name[1:]: count for name, count in legend.items()} == captions
    listed = Counter(page.xpath("//*[@id='units']//tr/td[2]/text()"))
    assert {name: listed[name] for name in legend} == legend


def each_state(survey: SurveyPage, ivo: cast.Person) -> None:
    """Let there be one municipality in each state; the eleventh was not invited."""
    SurveyPage.objects.filter(pk=survey.pk).update(sign_off=True)
    survey.refresh_from_db()
    small.frame(8)
    invitations.invite(survey, by=ivo.who)
    small.frame(9)
    sent, waits, complete, most, begun, opened, _unopened, bounced = Invitation.objects.with_all().order_by(
        "municipality__cbs_code"
    )
    SurveyPage.objects.filter(pk=survey.pk).update(sign_off=False)
    sent.survey.sign_off = False
    small.submitted(sent)
    SurveyPage.objects.filter(pk=survey.pk).update(sign_off=True)
    waiting = small.answered(waits, a1="nee", b1="geld")
    SignOff.objects.create(response=waiting, email="baas@proefdorp.example", revision=waiting.revision)
    small.answered(complete, a1="nee", b1="geld")
    small.answered(most, a1="ja", b1="geld", b2="Toelichting")
    small.answered(begun, a1="ja")
    Entry.objects.create(invitation=opened, way=Entry.Way.LINK)
    small.contact(bounced)
    Contact.objects.update(bounced_at=timezone.now())


def test_each_of_the_nine_states(survey: SurveyPage, ivo: cast.Person) -> None:
    each_state(survey, ivo)
    found = states(survey)
    order = ["submitted", "waiting", "complete", "most", "begun", "opened", "unopened", "bounced", "uninvited"]
    assert [found[f"Proefdorp {number}"] for number in range(1, 10)] == order


def test_who_is_reached_by_another_contact_is_not_lost(survey: SurveyPage, invitation: Invitation) -> None:
    small.contact(invitation)
    Contact.objects.update(bounced_at=timezone.now())
    assert states(survey)["Proefdorp 1"] == "bounced"
    small.contact(invitation, "ander@proefdorp.example")
    assert states(survey)["Proefdorp 1"] == "unopened"


def test_who_changes_what_was_sent_still_counts(survey: SurveyPage, invitation: Invitation, ivo: cast.Person) -> None:
    response = small.submitted(invitation).response
    reopening.reopen(response, reason="Een getal klopte niet.", by=ivo.who)
    page = small.page(ivo.gets("survey_monitor", "proef"))
    assert page.xpath("string(//*[@class='figure-number'])") == "1"
    row = page.xpath("//*[@id='units']//tr[td][1]")[0].text_content()
    assert "Ingediend" in row
    assert "wordt gewijzigd" in row


def test_the_list_is_filtered(survey: SurveyPage, invitation: Invitation, ivo: cast.Person) -> None:
    small.answered(invitation, a1="ja")

    def names(query: str) -> list[str]:
        page = small.page(ivo.client.get(f"/onderzoek/proef/respons/?{query}"))
        return [row.text_content() for row in page.xpath("//*[@id='units']//tr/th[@scope='row']")]

    assert names("stand=begun") == ["Proefdorp 1"]
    assert names("provincie=Utrecht") == ["Proefdorp 2"]
    assert names("q=dorp+3") == ["Proefdorp 3"]
    assert names("q=bestaatniet") == []


def test_it_is_paged(survey: SurveyPage, ivo: cast.Person) -> None:
    small.frame(60)
    page = small.page(ivo.gets("survey_monitor", "proef"))
    assert len(page.xpath("//*[@id='units']//tr[td]")) == 50
    assert page.xpath("string(//*[@class='figure-number'])") == "0"
    second = small.page(ivo.client.get("/onderzoek/proef/respons/?page=2"))
    assert len(second.xpath("//*[@id='units']//tr[td]")) == 10


# ---------------------------------------------------------------- whom to phone
def test_the_group_that_answers_least_is_phoned_first(survey: SurveyPage, ivo: cast.Person) -> None:
    each_state(survey, ivo)  # odd numbers stand in Zeeland, where somebody submitted
    found = calling.strata(response_states.units(survey))
    assert [(each.province, each.submitted, each.total) for each in found] == [("Utrecht", 0, 4)]
    assert [unit.state for unit in found[0].units] == ["waiting", "most", "opened", "bounced"]


def test_the_contact_and_the_last_note_stand_beside_it(
    survey: SurveyPage, invitation: Invitation, ivo: cast.Person
) -> None:
    contact = small.contact(invitation)
    Contact.objects.filter(pk=contact.pk).update(phone="088 000 00 01")
    call_notes.add(survey, invitation.town, text="Eerste keer.", by=ivo.who)
    call_notes.add(survey, invitation.town, text="Belt maandag terug.", by=ivo.who)
    words = small.page(ivo.gets("survey_monitor", "proef")).xpath("//*[@id='phone']")[0].text_content()
    assert "088 000 00 01" in words
    assert "Belt maandag terug." in words
    assert "Eerste keer." not in words


def test_a_round_that_is_over_phones_nobody(survey: SurveyPage, ivo: cast.Person) -> None:
    SurveyPage.objects.filter(pk=survey.pk).update(closes_at=timezone.now() - timedelta(days=1))
    assert not small.page(ivo.gets("survey_monitor", "proef")).xpath("//*[@id='phone']")


# ---------------------------------------------------------------- day by day
def test_the_course_stands_beside_that_of_the_former_round(
    survey: SurveyPage, invitation: Invitation, ivo: cast.Person
) -> None:
    SurveyPage.objects.filter(pk=survey.pk).update(opened_at=timezone.now() - timedelta(days=4))
    small.submitted(invitation)
    page = small.page(ivo.gets("survey_monitor", "proef"))
    rows = [[cell.text_content() for cell in row.xpath("th|td")] for row in page.xpath("//*[@id='course']//tr[td]")]
    assert [(row[0], row[2]) for row in rows] == [("1", "0"), ("5", "1")]
    assert len(page.xpath("//*[@id='course']//path")) == 1
    assert not page.xpath("//*[@id='course']//*[@style]")
    small.frame(3, year=2020)
    later = rounds.plan(cast.workspace("gemeenten"), title="Later", slug="later", year=2020, by=ivo.who)
    SurveyPage.objects.filter(pk=later.pk).update(previous_round=survey, opened_at=timezone.now())
    page = small.page(ivo.gets("survey_monitor", "later"))
    rows = [[cell.text_content() for cell in row.xpath("th|td")] for row in page.xpath("//*[@id='course']//tr[td]")]
    assert [(row[0], *row[2:]) for row in rows] == [("1", "0", "0"), ("5", "–", "1")]
    assert len(page.xpath("//*[@id='course']//path")) == 2


def test_a_second_submission_is_not_counted_twice(survey: SurveyPage, invitation: Invitation, ivo: cast.Person) -> None:
    response = small.submitted(invitation).response
    reopening.reopen(response, reason="Een getal klopte niet.", by=ivo.who)
    responses.submit(Response.objects.get(pk=response.pk))
    assert Submission.objects.count() == 2
    assert by_day.courses(survey)[0].counts[-1] == 1


# ---------------------------------------------------------------- the table as a file
def test_the_table_is_a_file_with_harmless_cells(survey: SurveyPage, invitation: Invitation, ivo: cast.Person) -> None:
    small.answered(invitation, a1="ja")
    FrameEntry.objects.filter(municipality=invitation.town).update(name="=1+1")
    words = ivo.gets("survey_monitor_csv", "proef").content.decode("utf-8-sig")
    assert 'GM9001,\'=1+1,Zeeland,20.000 tot 50.000,"Bezig, minder dan 50 %",20' in words
    book = load_workbook(io.BytesIO(ivo.gets("survey_monitor_xlsx", "proef").content))
    assert book.active
    rows = {row[0]: row[1:] for row in book.active.iter_rows(values_only=True)}
    assert rows["GM9001"][0] in ("=1+1", "'=1+1")
    assert rows["GM9001"][4] == 20
    assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)


def test_as_many_questions_for_thirty(survey: SurveyPage, ivo: cast.Person) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert ivo.gets("survey_monitor", "proef").status_code == 200
        return len(asked)

    for invitation in Invitation.objects.with_all():
        call_notes.add(survey, invitation.town, text="Gebeld.", by=ivo.who)
        small.contact(invitation, f"c{invitation.pk}@proefdorp.example")
    cost()
    few = cost()
    small.frame(30)
    invitations.invite(survey, by=ivo.who)
    for invitation in Invitation.objects.with_all():
        call_notes.add(survey, invitation.town, text="Gebeld.", by=ivo.who)
        small.contact(invitation, f"d{invitation.pk}@proefdorp.example")
    assert cost() == few
