"""The coordinator hands a section to a colleague, who sees that section, says that it is ready, and nothing else."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from surveys.actions import delegations, responses
from surveys.models import Delegation, Invitation, Participant, Response, SurveyPage
from surveys.questionnaire import Questionnaire
from surveys.reach import section_of
from tests import cast
from tests.surveys import people, small

PAGE = "/vragenlijst/proef/collegas/"
JAN = {"section": "b", "name": "Jan (verzonnen)", "email": "jan@proefdorp.example", "alone": "on"}


@pytest.fixture
def response(invitation: Invitation) -> Response:
    return small.answered(invitation, a1="nee", b2="Geheim van onderdeel B")


@pytest.fixture
def els(response: Response, invitation: Invitation) -> cast.Person:
    """The coordinator."""
    return people.comes_in(invitation, "Els")


@pytest.fixture
def handed(response: Response, invitation: Invitation) -> Delegation:
    """Section a, which jan sees alone."""
    els = people.participant(invitation, "Els")
    told = {"email": "jan@proefdorp.example", "name": "Jan (verzonnen)"}
    return delegations.hand_over(response, "a", **told, remark="Vraag het aan Piet", by=None, participant=els)


@pytest.fixture
def jan(handed: Delegation) -> cast.Person:
    return people.delegate(handed, "Jan")


def hand_over(person: cast.Person, **data: str) -> Any:
    return person.posts("survey_hand_over", "proef", **{**JAN, **data})


def test_the_colleague_gets_a_mail_with_a_link_of_their_own(els: cast.Person) -> None:
    assert hand_over(els, remark="Kanarie")["Location"] == PAGE
    cast.work()
    [letter] = [each for each in mail.outbox if each.to == ["jan@proefdorp.example"]]
    assert letter.subject == "Een collega vraagt u om mee te doen"
    assert "Els (verzonnen) van gemeente Proefdorp 1" in letter.body
    assert Delegation.objects.get().path in letter.body
    assert "Kanarie" not in letter.body + str(letter.alternatives)


def test_the_link_leads_to_the_section_after_a_code(els: cast.Person) -> None:
    hand_over(els)
    cast.work()
    jan = cast.Person(None)
    assert jan.gets(Delegation.objects.get().path)["Location"] == "/vragenlijst/proef/onderdelen/"
    assert jan.gets("survey_tasks", "proef")["Location"] == "/vragenlijst/proef/bevestigen/"
    small.confirms(jan, "jan@proefdorp.example")
    page = small.page(jan.gets("survey_tasks", "proef"))
    assert page.xpath("//main//ol//a/text()") == ["B. Steun"]


def test_opening_the_link_changes_nothing(handed: Delegation) -> None:
    visitor = cast.Person(None)
    visitor.gets(handed.path)
    visitor.client.head(handed.path)
    handed.refresh_from_db()
    assert (handed.ready_at, Participant.objects.filter(email=handed.email).exists()) == (None, False)


def test_twice_to_the_same_address_is_one(els: cast.Person) -> None:
    hand_over(els)
    hand_over(els, email="JAN@proefdorp.example ")
    cast.work()
    assert Delegation.objects.count() == 1
    assert len([each for each in mail.outbox if each.to == ["jan@proefdorp.example"]]) == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"email": "jan"}, "e-mailadres"),
        ({"email": ""}, "verplicht"),
        ({"name": "Jan http://boos.example/"}, "alleen een naam"),
        ({"section": "z"}, "geldige keuze"),
        ({"remark": "x" * 2001}, "2000"),
    ],
)
def test_what_is_wrong_stands_at_the_field_and_is_kept(els: cast.Person, wrong: dict[str, str], words: str) -> None:
    answer = hand_over(els, **wrong)
    assert answer.status_code == 422
    assert words in small.page(answer).xpath("string(//*[@data-errors])")
    assert small.page(answer).xpath("//input[@name='name']/@value") == [{**JAN, **wrong}["name"]]
    assert not Delegation.objects.exists()


def test_the_coordinator_sees_who_has_what_and_how_far(els: cast.Person, jan: cast.Person, handed: Delegation) -> None:
    jan.posts("survey_ready", "proef", pk=handed.pk, ready="yes")
    row = small.page(els.gets(PAGE)).xpath("string(//li[@data-part='a'])")
    assert "Jan (verzonnen)" in row
    assert "Klaar gemeld" in row
    assert "1 van 1 vragen beantwoord" in row


def test_the_list_asks_as_much_for_many_as_for_one(els: cast.Person, response: Response) -> None:
    els.gets(PAGE)
    with CaptureQueriesContext(connection) as none:
        els.gets(PAGE)
    who = people.participant(response.invitation, "Els")  # type: ignore[arg-type]
    for number in range(20):
        told = {"email": f"c{number}@proefdorp.example", "name": "Collega"}
        delegations.hand_over(response, "ab"[number % 2], **told, by=None, participant=who)
    with CaptureQueriesContext(connection) as many:
        els.gets(PAGE)
    assert len(many) == len(none)


# ---------------------------------------------------------------- who may
@pytest.mark.parametrize("who", ["els", "stranger", "jan", "other", "closed", "submitted"])
def test_who_may_hand_over_and_take_back(
    who: str, els: cast.Person, handed: Delegation, jan: cast.Person, survey: SurveyPage, response: Response
) -> None:
    person = {"els": els, "jan": jan}.get(who, els)
    if who == "stranger":  # has the link and began, and nobody knows who it is
        person = cast.Person(None)
        invitation = Invitation.objects.with_all().get(survey=survey, municipality__cbs_code="GM9002")
        person.gets(invitation.path)
        person.posts("survey_begin", "proef")
    if who == "other":
        other = Invitation.objects.with_all().get(survey=survey, municipality__cbs_code="GM9003")
        responses.begin(other)
        person = people.comes_in(other, "Petra")
    if who == "closed":
        SurveyPage.objects.filter(pk=survey.pk).update(closes_at=timezone.now())
    if who == "submitted":
        responses.save(response, {"b1": "geld"})
        responses.submit(response)
    for act in ("survey_hand_over", "survey_hand_over_again", "survey_take_back"):
        before = list(Delegation.objects.filter(response=response).values())
        person.posts(act, "proef", **JAN, pk=handed.pk)
        may = who == "els" or (act == "survey_take_back" and who in ("closed", "submitted"))
        assert (list(Delegation.objects.filter(response=response).values()) != before) is may, act


def test_who_confirmed_nothing_is_offered_to_confirm(respondent: cast.Person) -> None:
    page = small.page(respondent.gets(PAGE))
    assert page.xpath("//main//a[@href='/vragenlijst/proef/bevestigen/']")
    assert not page.xpath("//input[@name='email']")


def test_taking_back_shuts_the_link_and_the_session(els: cast.Person, jan: cast.Person, handed: Delegation) -> None:
    assert jan.gets("survey_tasks", "proef").status_code == 200
    els.posts("survey_take_back", "proef", pk=handed.pk)
    assert jan.gets("survey_tasks", "proef").status_code == 410
    assert cast.Person(None).gets(handed.path).status_code == 410


def test_sending_again_rotates_the_link(els: cast.Person, jan: cast.Person, handed: Delegation) -> None:
    old = handed.path
    els.posts("survey_hand_over_again", "proef", pk=handed.pk)
    handed.refresh_from_db()
    assert cast.Person(None).gets(old).status_code == jan.gets("survey_tasks", "proef").status_code == 410
    assert cast.Person(None).gets(handed.path).status_code == 302


# ---------------------------------------------------------------- what the colleague sees
def test_the_colleague_reads_the_remark_and_says_ready(jan: cast.Person, handed: Delegation) -> None:
    page = jan.gets("survey_tasks", "proef")
    assert "Vraag het aan Piet" in page.content.decode()
    [form] = small.forms(page)
    jan.client.post(form.get("action"), small.sent(form, {}))
    handed.refresh_from_db()
    assert handed.ready_at
    [form] = small.forms(jan.gets("survey_tasks", "proef"))
    jan.client.post(form.get("action"), small.sent(form, {}))
    handed.refresh_from_db()
    assert handed.ready_at is None


def test_the_colleague_saves_their_section_and_returns(jan: cast.Person) -> None:
    [form] = small.forms(jan.gets("survey_section", "proef", "a"))
    answer = jan.client.post(form.get("action"), small.sent(form, {"a1": "ja"}))
    assert answer["Location"] == "/vragenlijst/proef/onderdelen/a/?nieuw=1"
    [form] = small.forms(jan.gets(answer["Location"]))
    answer = jan.client.post(form.get("action"), small.sent(form, {"a2": "2018"}))
    assert answer["Location"] == "/vragenlijst/proef/onderdelen/"
    assert Response.objects.get().answers["a2"] == "2018"


SHUT = [
    "controleren/", "ontvangstbewijs/", "collegas/", "ondertekenen/", "onderdelen/b/", "opmerkingen/?vraag=b2", "wie/",
]  # fmt: skip


def test_no_page_shows_another_section(jan: cast.Person) -> None:
    assert {path: jan.gets(f"/vragenlijst/proef/{path}").status_code for path in SHUT} == dict.fromkeys(SHUT, 404)


def test_what_is_open_names_no_other_section(jan: cast.Person) -> None:
    for path in ("onderdelen/", "onderdelen/a/", "vragen/", "opmerkingen/?vraag=a1"):
        answer = jan.gets(f"/vragenlijst/proef/{path}")
        assert answer.status_code == 200, path
        assert "Geheim" not in answer.content.decode(), path
        assert "Steun" not in answer.content.decode(), path


POSTS = {
    "opslaan/": {"question": "b2", "value": "Sluip", "client": str(uuid.uuid4()), "base": 0},
    "onderdelen/b/": {"b2": "Sluip"},
    "indienen/": {"confirm": "yes"},
    "verschil/": {"choice:b2": "mine", "mine:b2": "Sluip", "@base": "0"},
    "opmerkingen/plaatsen/": {"question": "b2", "remark": "Sluip"},
    "collegas/overdragen/": JAN,
    "aanwezig/": {"client": str(uuid.uuid4()), "section": "b"},
    "ondertekenen/akkoord/": {},
}


def test_nothing_can_be_sent_for_another_section(jan: cast.Person) -> None:
    for path, data in POSTS.items():
        answer = jan.client.post(f"/vragenlijst/proef/{path}", data)
        assert answer.status_code == 404, path
        assert "Geheim" not in answer.content.decode(), path
    assert Response.objects.get().answers["b2"] == "Geheim van onderdeel B"


def test_the_acknowledgement_tells_of_no_other_section(jan: cast.Person) -> None:
    data = {"question": "a1", "value": "ja", "client": str(uuid.uuid4()), "base": 1}
    said = jan.client.post("/vragenlijst/proef/opslaan/", data).json()
    assert said["visible"] == ["a1", "a2"]


def test_with_sight_of_all_nothing_is_shut(els: cast.Person, handed: Delegation) -> None:
    Delegation.objects.filter(pk=handed.pk).update(alone=False)
    whole = people.delegate(handed, "Jan")
    assert whole.gets("survey_section", "proef", "b").status_code == 200
    assert whole.gets("survey_check", "proef").status_code == 200


def test_after_the_submission_the_colleague_hears_so(jan: cast.Person, response: Response) -> None:
    responses.save(response, {"b1": "geld"})
    responses.submit(response)
    answer = jan.client.get("/vragenlijst/proef/onderdelen/a/", follow=True)
    assert "zijn ingediend" in answer.content.decode()
    assert "Geheim" not in answer.content.decode()


def test_a_key_is_found_in_its_section(survey: SurveyPage) -> None:
    form: Questionnaire = survey.form
    found = {key: section_of(form, key) for key in ("a1", "b3", "b/b3", "b3[2]", "x9", "[[")}
    assert {key: section and section.name for key, section in found.items()} == {
        "a1": "a", "b3": "b", "b/b3": "b", "b3[2]": "b", "x9": None, "[[": None,
    }  # fmt: skip
