"""Signing off: somebody other than the fillers approves the answers as they stand, or returns them with remarks."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from surveys import signing
from surveys.actions import responses, sign_offs
from surveys.models import Comment, Invitation, Response, SignOff, SurveyPage
from tests import cast
from tests.surveys import people, small

PAGE = "/vragenlijst/proef/ondertekenen/"
RIA = {"name": "Ria (verzonnen)", "email": "ria@proefdorp.example"}
State = SignOff.State


@pytest.fixture
def survey(survey: SurveyPage) -> SurveyPage:
    SurveyPage.objects.filter(pk=survey.pk).update(sign_off=True)
    return SurveyPage.objects.get(pk=survey.pk)


@pytest.fixture
def response(invitation: Invitation) -> Response:
    """All answered, by jan."""
    response = responses.begin(invitation)
    responses.save(response, {"a1": "nee", "b1": "geld"}, participant=people.participant(invitation, "Jan"))
    return response


@pytest.fixture
def els(response: Response, invitation: Invitation) -> cast.Person:
    """The coordinator, who typed nothing."""
    return people.comes_in(invitation, "Els")


@pytest.fixture
def asked(response: Response, invitation: Invitation) -> SignOff:
    return sign_offs.ask(response, **RIA, by=None, participant=people.participant(invitation, "Els"))


@pytest.fixture
def ria(asked: SignOff) -> cast.Person:
    return people.signer(asked, "Ria")


def state() -> str:
    return SignOff.objects.get().state


def test_without_it_the_check_page_offers_to_submit(respondent: cast.Person) -> None:
    SurveyPage.objects.update(sign_off=False)
    assert "Antwoorden indienen" in respondent.gets("survey_check", "proef").content.decode()
    assert respondent.gets(PAGE).status_code == 404


def test_the_whole_way(els: cast.Person, response: Response) -> None:
    check = els.gets("survey_check", "proef").content.decode()
    assert "Ter ondertekening aanbieden" in check
    assert "Antwoorden indienen" not in check
    [form] = small.forms(els.gets(PAGE))
    assert els.client.post(form.get("action"), small.sent(form, RIA))["Location"] == PAGE
    cast.work()
    [letter] = [each for each in mail.outbox if each.to == [RIA["email"]]]
    assert SignOff.objects.get().path in letter.body
    ria = people.signer(SignOff.objects.get(), "Ria")
    page = ria.gets(PAGE)
    assert "Geld" in page.content.decode()
    ria.posts("survey_approve", "proef")
    assert signing.approved(Response.objects.get()) == SignOff.objects.get()
    assert "Antwoorden indienen" in els.gets("survey_check", "proef").content.decode()


def test_the_signer_may_look_and_change_nothing(ria: cast.Person) -> None:
    data = {"question": "b2", "value": "Sluip", "client": "6f1c3e1e-6a6b-4a63-9a51-2f5b0a8c9d10", "base": 1}
    assert ria.client.post("/vragenlijst/proef/opslaan/", data).status_code == 404
    assert ria.gets("survey_section", "proef", "b").status_code == 404
    assert ria.gets("survey_colleagues", "proef").status_code == 404
    assert ria.gets("survey_tasks", "proef")["Location"] == PAGE
    assert state() == State.ASKED


def test_the_link_asks_for_a_code_first(asked: SignOff) -> None:
    visitor = cast.Person(None)
    assert visitor.gets(asked.path)["Location"] == PAGE
    assert visitor.gets(PAGE)["Location"] == "/vragenlijst/proef/bevestigen/"
    small.confirms(visitor, RIA["email"])
    assert "Geld" in visitor.gets(PAGE).content.decode()


def test_returned_questions_stand_on_the_task_list(els: cast.Person, ria: cast.Person) -> None:
    answer = ria.posts("survey_give_back", "proef", **{"remark:b1": "Ook kennis, dacht ik", "remark": "Bijna goed"})
    assert answer["Location"] == PAGE
    cast.work()
    [letter] = [each for each in mail.outbox if each.to == ["els@proefdorp.example"]]
    assert "kennis" not in letter.body
    tasks = small.page(els.gets("survey_tasks", "proef"))
    assert "Ook kennis, dacht ik" in tasks.xpath("string(//*[@aria-labelledby='returned'])")
    assert tasks.xpath("//*[@aria-labelledby='returned']//a/@href") == ["/vragenlijst/proef/onderdelen/b/#b1"]
    assert "Bijna goed" in els.gets(PAGE).content.decode()
    path = letter.body.split("http://")[1].split()[0].partition("/")[2]
    assert els.gets(f"/{path}")["Location"] == PAGE


@pytest.mark.parametrize("how", ["changing the answer", "the button"])
def test_what_was_returned_is_settled(els: cast.Person, ria: cast.Person, response: Response, how: str) -> None:
    ria.posts("survey_give_back", "proef", **{"remark:b1": "Ook kennis"})
    if how == "the button":
        els.posts("survey_comment_settle", "proef", pk=Comment.objects.get().pk)
    else:
        responses.save(response, {"b1": "geld kennis"}, writer="jan")
    assert Comment.objects.get().is_settled
    assert "Ook kennis" not in els.gets("survey_tasks", "proef").content.decode()


def test_giving_back_asks_for_a_reason_and_keeps_what_was_typed(ria: cast.Person) -> None:
    answer = ria.posts("survey_give_back", "proef")
    assert answer.status_code == 422
    assert "wat er anders moet" in small.page(answer).xpath("string(//*[@data-errors])")
    answer = ria.posts("survey_give_back", "proef", **{"remark:b1": "Kort", "remark:b2": "x" * 2001})
    assert answer.status_code == 422
    assert "Kort" in answer.content.decode()
    assert state() == State.ASKED


@pytest.mark.parametrize("before", [State.ASKED, State.APPROVED])
def test_an_answer_that_changes_lets_it_lapse(ria: cast.Person, response: Response, before: str) -> None:
    if before == State.APPROVED:
        ria.posts("survey_approve", "proef")
    assert state() == before
    responses.save(response, {"b2": "Nog iets"}, writer="jan")
    assert state() == State.LAPSED
    assert signing.approved(Response.objects.get()) is None


def test_the_same_answer_again_lets_nothing_lapse(asked: SignOff, response: Response) -> None:
    responses.save(response, {"a1": "nee"}, writer="jan")
    assert state() == State.ASKED


def test_what_changed_while_reading_is_not_approved(ria: cast.Person, asked: SignOff, response: Response) -> None:
    responses.save(response, {"b2": "Nog iets"}, writer="jan")
    answer = ria.posts("survey_approve", "proef")
    assert answer.status_code == 410  # the link lapsed with the request
    signer = people.participant(asked.response.invitation, "Ria")  # type: ignore[arg-type]
    with pytest.raises(ValidationError, match="intussen gewijzigd"):
        sign_offs.approve(asked, by=None, participant=signer)


def test_the_page_warns_while_it_waits(els: cast.Person, asked: SignOff) -> None:
    for name, args in (("survey_tasks", []), ("survey_section", ["a"])):
        assert "vervalt de aanvraag" in els.gets(name, "proef", *args).content.decode()


# ---------------------------------------------------------------- who may be asked, who may decide
@pytest.mark.parametrize(
    ("email", "words"),
    [
        ("jan@proefdorp.example", "vulde zelf antwoorden in"),
        ("JAN@proefdorp.example", "vulde zelf antwoorden in"),
        ("els@proefdorp.example", "niet zelf ondertekenen"),
        ("ria", "e-mailadres"),
    ],
)
def test_the_signer_is_somebody_else(els: cast.Person, email: str, words: str) -> None:
    answer = els.posts("survey_sign_off_ask", "proef", name="Wie (verzonnen)", email=email)
    assert answer.status_code == 422
    assert words in small.page(answer).xpath("string(//*[@data-errors])")
    assert not SignOff.objects.exists()


def test_one_at_a_time_and_the_same_again_is_the_same(els: cast.Person, asked: SignOff) -> None:
    els.posts("survey_sign_off_ask", "proef", **RIA)
    assert SignOff.objects.count() == 1
    answer = els.posts("survey_sign_off_ask", "proef", name="Bea (verzonnen)", email="bea@proefdorp.example")
    assert "Trek die eerst in" in answer.content.decode()
    els.posts("survey_sign_off_withdraw", "proef")
    els.posts("survey_sign_off_ask", "proef", name="Bea (verzonnen)", email="bea@proefdorp.example")
    assert list(SignOff.objects.values_list("state", flat=True)) == [State.ASKED, State.LAPSED]


def test_nothing_is_asked_while_a_question_is_open(els: cast.Person, response: Response) -> None:
    responses.save(response, {"b1": ""}, writer="jan")
    assert "Nog niet alle vragen" in els.gets(PAGE).content.decode()
    assert els.posts("survey_sign_off_ask", "proef", **RIA).status_code == 422


ACTORS = ["ria", "els", "jan", "other", "nobody known", "ria filled in"]
MOMENTS = ["asked", "withdrawn", "closed", "submitted"]


@pytest.mark.parametrize("who", ACTORS)
def test_who_may_approve_and_give_back(who: str, asked: SignOff, ria: cast.Person, els: cast.Person) -> None:
    invitation = asked.response.invitation
    assert invitation is not None
    person = {"ria": ria, "els": els}.get(who, ria)
    if who == "jan":
        person = people.comes_in(invitation, "Jan")
    if who == "other":
        other = Invitation.objects.with_all().get(survey=invitation.survey, municipality__cbs_code="GM9002")
        responses.begin(other)
        person = people.comes_in(other, "Ria")
    if who == "nobody known":
        person = cast.Person(None)
        person.gets(invitation.path)
    if who == "ria filled in":  # without being known: in this browser
        session = ria.client.session["survey_ways_in"]["proef"]["who"]
        responses.save(Response.objects.get(), {"b2": "van Ria"}, writer=session)
        SignOff.objects.update(state=State.ASKED, revision=2)
    person.posts("survey_give_back", "proef", remark="Nee")
    person.posts("survey_approve", "proef")
    assert (state() == State.RETURNED) is (who == "ria")
    assert (state() == State.ASKED) is (who != "ria")


@pytest.mark.parametrize("moment", MOMENTS)
def test_when_one_may_approve(
    moment: str, asked: SignOff, ria: cast.Person, els: cast.Person, survey: SurveyPage, response: Response
) -> None:
    if moment == "withdrawn":
        els.posts("survey_sign_off_withdraw", "proef")
    if moment == "closed":
        SurveyPage.objects.filter(pk=survey.pk).update(closes_at=timezone.now())
    if moment == "submitted":
        Response.objects.update(submitted_at=timezone.now())
    ria.posts("survey_approve", "proef")
    assert (state() == State.APPROVED) is (moment == "asked")
