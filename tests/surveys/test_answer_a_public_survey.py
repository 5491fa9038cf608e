"""Anybody with the open link fills in a public survey: without a frame, one response in each browser or address."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils import timezone
from django.utils.timezone import localdate

from surveys import frames, results
from surveys.actions import invitations, open_link, rounds
from surveys.models import Code, Invitation, Response, Submission, SurveyPage
from tests import cast
from tests.surveys import small

ANSWERS = {"a1": "nee", "b1": "geld"}
MAIL = "lezer@open.example"


def publicly(ivo: cast.Person, **fields: Any) -> SurveyPage:
    """Open a public survey with the questions of the small one."""
    cache.clear()
    survey = rounds.plan(cast.workspace("gemeenten"), title="Open lijst", slug="open", year=2019, by=ivo.who)
    for name, value in {"audience": SurveyPage.Audience.PUBLIC, **fields}.items():
        setattr(survey, name, value)
    survey.save()
    survey.save_revision(user=ivo.who)
    rounds.ask(survey, small.workbook(), by=ivo.who)
    return rounds.open(survey, by=ivo.who)


@pytest.fixture
def public(ivo: cast.Person) -> SurveyPage:
    return publicly(ivo)


@pytest.fixture
def confirmed(ivo: cast.Person) -> SurveyPage:
    return publicly(ivo, confirm_email=True)


@pytest.fixture
def somebody() -> cast.Person:
    return cast.Person(None)


def words(answer: HttpResponse) -> str:
    return " ".join(small.page(answer).xpath("string(//main)").split())


def begins(person: cast.Person, **data: str) -> HttpResponse:
    return person.posts("survey_take_part_begin", "open", **data)


def fills_in(person: cast.Person) -> None:
    for section, answers in (("a", {"a1": "nee"}), ("b", {"b1": "geld"})):
        [form] = [
            each
            for each in small.forms(person.gets("survey_section", "open", section))
            if "csrf" in str(each.fields.keys())
        ][:1]
        person.posts("survey_section", "open", section, **small.sent(form, answers))  # type: ignore[arg-type]


def reads_the_code(person: cast.Person, address: str = MAIL) -> HttpResponse:
    return person.posts("survey_confirm_take", "open", code=small.code_in_mail(address))


# ---------------------------------------------------------------- from the link to the receipt
def test_anybody_begins_fills_in_and_gets_a_receipt(public: SurveyPage, somebody: cast.Person) -> None:
    assert "ongeveer 20 minuten" in small.page(somebody.gets(public.open_path)).text_content()
    assert begins(somebody)["Location"] == "/vragenlijst/open/onderdelen/"
    fills_in(somebody)
    assert "Klopt alles?" in small.page(somebody.gets("survey_check", "open")).text_content()
    somebody.posts("survey_submit", "open")
    receipt = small.page(somebody.gets("survey_receipt", "open")).text_content()
    made = Submission.objects.get()
    assert made.receipt in receipt
    assert "Gemeente" not in receipt
    assert "None" not in receipt
    check = somebody.gets("survey_verify", data={"nummer": made.receipt, "getal": made.sha256})
    assert "Echt" in words(check)
    for page in ("survey_receipt_pdf", "survey_receipt_proof", "survey_revision"):
        assert somebody.gets(page, "open", 1).status_code == 200


def test_looking_changes_nothing(public: SurveyPage, somebody: cast.Person) -> None:
    assert somebody.gets(public.open_path).status_code == 200
    assert not Invitation.objects.exists()
    assert "Daarna kunt u niet meer bij uw antwoorden" in words(somebody.gets(public.open_path))


@pytest.mark.parametrize(
    "page", ["start", "questions", "tasks", "check", "gather", "revisions", "questions_pdf", "questions_docx"]
)
def test_the_ordinary_pages_serve(public: SurveyPage, somebody: cast.Person, page: str) -> None:
    begins(somebody)
    answer = somebody.gets(f"survey_{page}", "open")
    assert answer.status_code in (200, 302)
    assert b"None" not in answer.content or "pdf" in page or "docx" in page


@pytest.mark.parametrize("page", ["colleagues", "sign_off", "who", "more_time", "comments"])
def test_what_is_of_colleagues_is_shut(public: SurveyPage, somebody: cast.Person, page: str) -> None:
    """Else anybody could send mail to anybody through us."""
    begins(somebody)
    assert somebody.gets(f"survey_{page}", "open").status_code == 404


# ---------------------------------------------------------------- how many
def test_two_browsers_give_two_responses(public: SurveyPage, somebody: cast.Person) -> None:
    begins(somebody)
    begins(cast.Person(None))
    assert Response.objects.filter(survey=public, organisation=None).count() == 2


def test_a_second_beginning_goes_on_with_the_first(public: SurveyPage, somebody: cast.Person) -> None:
    begins(somebody)
    fills_in(somebody)
    for answer in (begins(somebody), somebody.gets(public.open_path)):
        assert answer["Location"] == "/vragenlijst/open/"
    assert somebody.gets("survey_start", "open")["Location"] == "/vragenlijst/open/onderdelen/"
    somebody.posts("survey_submit", "open")
    assert begins(somebody)["Location"] == "/vragenlijst/open/"
    assert somebody.gets("survey_start", "open")["Location"] == "/vragenlijst/open/ontvangstbewijs/"
    assert Response.objects.count() == 1


def test_one_does_not_see_what_another_typed(public: SurveyPage, somebody: cast.Person) -> None:
    begins(somebody)
    fills_in(somebody)
    other = cast.Person(None)
    assert other.gets("survey_tasks", "open").status_code == 404
    begins(other)
    assert "0 van 2" in words(other.gets("survey_tasks", "open"))


def test_the_limit_per_address_leaves_nothing_half_done(
    public: SurveyPage, settings: Any, somebody: cast.Person
) -> None:
    settings.PUBLIC_SURVEY_LIMITS = {"begin": "2/h/ip"}
    first, second, third = (begins(each) for each in (somebody, cast.Person(None), cast.Person(None)))
    assert [first.status_code, second.status_code, third.status_code] == [302, 302, 429]
    assert "te veel mensen tegelijk" in words(third)
    assert Response.objects.count() == Invitation.objects.count() == 2
    assert begins(somebody).status_code == 302  # who began already is not counted again


def test_the_limit_per_survey_counts_all_addresses(public: SurveyPage, settings: Any, somebody: cast.Person) -> None:
    settings.PUBLIC_SURVEY_LIMITS = {"begin": "1/h/key"}
    assert begins(somebody).status_code == 302
    other = cast.Person(None)
    assert other.client.post("/meedoen/open/beginnen/", REMOTE_ADDR="192.0.2.7").status_code == 429


# ---------------------------------------------------------------- when
STATES = {
    "open": ({}, 200, 302),
    "not yet": ({"opens_on": 3}, 410, 410),
    "over": ({"closes_at": -1}, 410, 410),
}


@pytest.mark.parametrize("confirm", [False, True])
@pytest.mark.parametrize("state", STATES)
def test_each_state_by_each_way(ivo: cast.Person, somebody: cast.Person, state: str, confirm: bool) -> None:
    days, shown, begun = STATES[state]
    survey = publicly(ivo, confirm_email=confirm)
    changed: dict[str, datetime | object] = {}
    for name, number in days.items():
        day = timezone.now() + timedelta(days=number)
        changed[name] = localdate(day) if name == "opens_on" else day
    SurveyPage.objects.filter(pk=survey.pk).update(**changed)
    assert somebody.gets(survey.open_path).status_code == shown
    assert begins(somebody, email=MAIL).status_code == begun
    assert Invitation.objects.count() == (1 if begun == 302 else 0)
    assert Response.objects.count() == (1 if begun == 302 and not confirm else 0)


def test_after_closing_the_receipt_is_still_there(public: SurveyPage, somebody: cast.Person) -> None:
    begins(somebody)
    fills_in(somebody)
    somebody.posts("survey_submit", "open")
    other = cast.Person(None)
    begins(other)
    SurveyPage.objects.filter(pk=public.pk).update(closes_at=timezone.now() - timedelta(minutes=1))
    assert "data-receipt" in somebody.gets("survey_receipt", "open").content.decode()
    assert other.gets("survey_start", "open").status_code == 410


def test_a_survey_with_a_frame_is_as_absent_as_none(survey: SurveyPage, somebody: cast.Person) -> None:
    for slug in ("proef", "bestaat-niet"):
        assert somebody.gets("survey_take_part", slug).status_code == 404
        assert somebody.posts("survey_take_part_begin", slug).status_code == 404


def test_before_the_opening_it_is_absent(draft: SurveyPage, somebody: cast.Person) -> None:
    SurveyPage.objects.filter(pk=draft.pk).update(audience=SurveyPage.Audience.PUBLIC)
    assert somebody.gets("survey_take_part", "proef").status_code == 404


# ---------------------------------------------------------------- with an address
def test_an_address_is_confirmed_before_the_beginning(confirmed: SurveyPage, somebody: cast.Person) -> None:
    assert begins(somebody, email=MAIL)["Location"] == "/vragenlijst/open/bevestigen/"
    assert somebody.posts("survey_begin", "open")["Location"] == "/vragenlijst/open/bevestigen/"
    assert not Response.objects.exists()
    assert reads_the_code(somebody)["Location"] == "/vragenlijst/open/"
    assert somebody.posts("survey_begin", "open")["Location"] == "/vragenlijst/open/onderdelen/"
    assert Response.objects.get().invitation.email == MAIL  # type: ignore[union-attr]


def test_the_same_address_comes_back_to_its_own(confirmed: SurveyPage, somebody: cast.Person) -> None:
    begins(somebody, email=MAIL)
    reads_the_code(somebody)
    somebody.posts("survey_begin", "open")
    fills_in(somebody)
    again = cast.Person(None)
    begins(again, email=MAIL.upper())
    page = again.gets("survey_confirm", "open").content.decode()
    assert "Onderdelen" not in page
    assert again.gets("survey_tasks", "open")["Location"] == "/vragenlijst/open/bevestigen/"
    reads_the_code(again)
    assert "2 van 2" in words(again.gets("survey_tasks", "open"))
    assert Response.objects.count() == 1


def test_the_page_of_the_code_does_not_tell_who_began(confirmed: SurveyPage, somebody: cast.Person) -> None:
    begins(somebody, email=MAIL)
    reads_the_code(somebody)
    somebody.posts("survey_begin", "open")
    pages = []
    for address in (MAIL, "lanser@open.example"):
        other = cast.Person(None)
        begins(other, email=address)
        pages.append(words(other.gets("survey_confirm", "open")))
    assert pages[0] == pages[1]


def test_a_wrong_address_can_be_put_right(confirmed: SurveyPage, somebody: cast.Person) -> None:
    begins(somebody, email="fout@open.example")
    assert somebody.gets(confirmed.open_path).status_code == 200
    begins(somebody, email=MAIL)
    reads_the_code(somebody)
    somebody.posts("survey_begin", "open")
    assert Response.objects.get().invitation.email == MAIL  # type: ignore[union-attr]


@pytest.mark.parametrize("email", ["", "geen adres", "a@b"])
def test_what_is_no_address_is_refused_at_the_field(confirmed: SurveyPage, somebody: cast.Person, email: str) -> None:
    answer = begins(somebody, email=email)
    assert small.page(answer).xpath("//input[@name='email'][@aria-invalid='true']")
    assert not Invitation.objects.exists()


def test_at_most_five_codes_an_hour_go_to_an_address(confirmed: SurveyPage) -> None:
    answers = [begins(cast.Person(None), email=MAIL) for _ in range(6)]
    assert [each.status_code for each in answers] == [302] * 5 + [200]
    assert "al vijf codes" in words(answers[-1])
    assert Code.objects.count() == 5


# ---------------------------------------------------------------- the team
def test_inviting_is_refused(public: SurveyPage, ivo: cast.Person) -> None:
    small.frame(3)
    with pytest.raises(ValidationError, match="open koppeling"):
        invitations.invite(public, by=ivo.who)


def test_nobody_signs_a_public_survey(ivo: cast.Person) -> None:
    with pytest.raises(ValidationError, match="ondertekenen"):
        publicly(ivo, sign_off=True)


@pytest.mark.parametrize(
    "page", ["survey", "survey_invitations", "survey_monitor", "survey_results", "survey_sent", "survey_extensions"]
)
def test_the_pages_of_the_team_serve(public: SurveyPage, ivo: cast.Person, somebody: cast.Person, page: str) -> None:
    begins(somebody)
    fills_in(somebody)
    somebody.posts("survey_submit", "open")
    shown = ivo.gets(page, "open")
    assert shown.status_code == 200
    if page in ("survey", "survey_invitations"):
        assert public.open_path in shown.content.decode()
        assert "Gemeenten uitnodigen" not in shown.content.decode()
    if page == "survey_sent":
        assert Submission.objects.get().receipt in words(shown)


def test_results_count_them_and_say_nothing_of_others(public: SurveyPage, ivo: cast.Person) -> None:
    small.frame(3)
    for _ in range(2):
        person = cast.Person(None)
        begins(person)
        fills_in(person)
        person.posts("survey_submit", "open")
    stand = results.compute(public)
    assert (stand.n, stand.population, frames.population(public)) == (2, 0, 0)
    [shares] = [each for each in stand.data if each["name"] == "a1"]
    assert {row["low"] for row in shares["rows"]} == {None}
    shown = words(ivo.gets("survey_results", "open"))
    assert "geen foutmarge" in shown
    assert "van alle" not in shown
    assert "n = 2" in shown
    table = ivo.gets("survey_table", "open").content.decode()
    assert "a1" in table


def test_one_address_has_one_invitation(confirmed: SurveyPage) -> None:
    first, second = open_link.ask_code(confirmed, MAIL), open_link.ask_code(confirmed, f" {MAIL.title()} ")
    assert first.invitation == second.invitation


def test_the_monitor_counts_and_gives_no_percentage(
    public: SurveyPage, ivo: cast.Person, somebody: cast.Person
) -> None:
    somebody.posts("survey_take_part_begin", public.slug)
    page = small.page(ivo.gets("survey_monitor", public.slug))
    assert "0 ingediend, van 1 die begon" in " ".join(page.xpath("//main")[0].text_content().split())
    assert "%" not in page.xpath("//main")[0].text_content()
