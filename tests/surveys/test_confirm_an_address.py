"""A link alone shows no stored answer: somebody confirms an invited address with a code, or belongs to the session
that began."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import URLPattern, reverse
from django.utils import timezone

from schakel.directory.models import Affiliation
from surveys import urls
from surveys.actions import codes, invitations, participants, responses
from surveys.models import Code, Contact, Entry, Invitation, Participant, Response
from tests import cast
from tests.surveys import small

CONTACT = "contact@proefdorp.example"


@pytest.fixture
def answered(invitation: Invitation) -> Response:
    small.contact(invitation)
    return small.answered(invitation, a1="ja", b2="Geheim antwoord")


@pytest.fixture
def stranger(answered: Response, invitation: Invitation) -> cast.Person:
    """Somebody to whom the link was forwarded, after others answered."""
    person = cast.Person(None)
    person.gets(invitation.path)
    return person


def asks(person: cast.Person, address: str = CONTACT) -> str:
    """Let a code be sent, and return it as it stands in the mail."""
    page = small.page(person.gets("survey_confirm", "proef"))
    person.posts("survey_confirm_send", "proef", address=page.xpath("//input[@name='address']/@value")[0])
    return small.code_in_mail(address)


# ---------------------------------------------------------------- route × state
FREE = {"survey_questions", "survey_confirm", "survey_confirm_send", "survey_confirm_take", "survey_leave"}


def routes() -> dict[str, URLPattern]:
    """Return the routes of one questionnaire by name."""
    known = [each for each in urls.urlpatterns if str(each.pattern).startswith("vragenlijst/<slug:slug>/")]
    return {str(each.name): each for each in known}


# the questions as files, and what to gather: without answers
BLANK = {name for name in routes() if name.startswith(("survey_questions_", "survey_gather"))}
GUARDED = sorted(set(routes()) - FREE - BLANK)


def filled(name: str, slug: str = "proef") -> str:
    known = {"slug": slug, "name": "a"}
    return reverse(name, kwargs={each: known.get(each, 1) for each in routes()[name].pattern.converters})


@pytest.mark.parametrize("name", GUARDED)
def test_no_page_shows_a_stored_answer_to_the_link_alone(name: str, stranger: cast.Person) -> None:
    path = filled(name)
    for answer in (stranger.client.get(path), stranger.client.post(path)):
        assert answer.status_code == 302
        assert answer["Location"] == "/vragenlijst/proef/bevestigen/"


@pytest.mark.parametrize("name", sorted(FREE))
def test_what_needs_no_code_shows_none_of_them_either(name: str, stranger: cast.Person) -> None:
    path = reverse(name, args=["proef"])
    for answer in (stranger.client.get(path, follow=True), stranger.client.post(path, follow=True)):
        assert "Geheim antwoord" not in answer.content.decode()


def test_the_script_hears_where_to_confirm(stranger: cast.Person) -> None:
    answer = stranger.client.post("/vragenlijst/proef/opslaan/", headers={"X-Requested-With": "fetch"})
    assert (answer.status_code, answer.json()["confirm"]) == (401, "/vragenlijst/proef/bevestigen/")


@pytest.mark.parametrize("slug", ["proef", "bestaat-niet"])
def test_the_script_of_nobody_hears_where_to_log_in(slug: str, answered: Response, nobody: cast.Person) -> None:
    answer = nobody.client.post(f"/vragenlijst/{slug}/opslaan/", headers={"X-Requested-With": "fetch"})
    assert (answer.status_code, answer.json()) == (401, {"login": "/account/login/"})


@pytest.mark.parametrize("name", sorted(routes()))
def test_hidden_and_absent_look_alike(name: str, answered: Response, nobody: cast.Person) -> None:
    hidden, absent = nobody.client.get(filled(name)), nobody.client.get(filled(name, "bestaat-niet"))
    assert hidden.status_code == absent.status_code
    assert hidden.content == absent.content


# ---------------------------------------------------------------- who needs no code
def test_the_session_that_began_goes_on(respondent: cast.Person, invitation: Invitation) -> None:
    respondent.posts("survey_section", "proef", "a", a1="ja", a2="2011")
    assert "2011" in respondent.gets("survey_check", "proef").content.decode()
    respondent.gets(invitation.path)  # opening the link again forgets nothing
    assert respondent.gets("survey_tasks", "proef").status_code == 200


def test_while_nothing_is_stored_the_link_is_enough(visitor: cast.Person, invitation: Invitation) -> None:
    responses.begin(invitation)
    assert visitor.gets("survey_tasks", "proef").status_code == 200
    visitor.posts("survey_section", "proef", "a", a1="nee")
    assert visitor.gets("survey_check", "proef").status_code == 200  # the first answer came from here


def test_who_works_for_the_municipality_and_is_logged_in(answered: Response, dirk: cast.Person) -> None:
    Affiliation.objects.create(user=dirk.who, organisation=answered.organisation)
    assert dirk.gets("survey_check", "proef").status_code == 200


def test_an_account_of_somebody_else_is_no_reason(stranger: cast.Person, dirk: cast.Person) -> None:
    dirk.gets(Invitation.objects.get(municipality__cbs_code="GM9001").path)
    assert dirk.gets("survey_check", "proef")["Location"] == "/vragenlijst/proef/bevestigen/"


# ---------------------------------------------------------------- the code
def test_who_reads_the_mail_comes_in(stranger: cast.Person) -> None:
    page = stranger.gets("survey_confirm", "proef").content.decode()
    assert "c…@proefdorp.example" in page
    assert CONTACT not in page
    answer = stranger.posts("survey_confirm_take", "proef", code=asks(stranger))
    assert answer["Location"] == "/vragenlijst/proef/"
    assert "Geheim antwoord" in stranger.gets("survey_check", "proef").content.decode()
    assert [(each.way, str(each.participant)) for each in Entry.objects.all()] == [("code", CONTACT)]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        ("wrong", "Deze code klopt niet"),
        ("expired", "verlopen"),
        ("too often", "te vaak"),
        ("other's", "klopt niet"),
        ("replaced", "klopt niet"),
        ("used", "verlopen"),
        ("empty", "klopt niet"),
    ],
)
def test_another_code_does_not_count(spoil: str, words: str, stranger: cast.Person, invitation: Invitation) -> None:
    code = asks(stranger)
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    typed = code
    if spoil == "wrong":
        typed = wrong
    elif spoil == "expired":
        Code.objects.update(sent_at=timezone.now() - timedelta(minutes=15, seconds=1))
    elif spoil == "too often":
        for _ in range(5):
            stranger.posts("survey_confirm_take", "proef", code=wrong)
    elif spoil == "other's":
        other = Invitation.objects.exclude(pk=invitation.pk)[0]
        typed = codes.digits(codes.send(codes.Address(other, CONTACT)))
        assert typed != code
    elif spoil == "replaced":
        asks(stranger)
    elif spoil == "used":
        Code.objects.update(used_at=timezone.now())
    else:
        typed = ""
    answer = stranger.posts("survey_confirm_take", "proef", code=typed)
    assert words in answer.content.decode()
    assert stranger.gets("survey_check", "proef").status_code == 302
    assert not Participant.objects.exists()


def test_a_code_counts_once(stranger: cast.Person, invitation: Invitation) -> None:
    code = asks(stranger)
    stranger.posts("survey_confirm_take", "proef", code=code)
    thief = cast.Person(None)
    thief.gets(invitation.path)
    thief.posts("survey_confirm_take", "proef", code=code)
    assert thief.gets("survey_check", "proef").status_code == 302


def test_five_codes_an_hour_and_no_more(stranger: cast.Person) -> None:
    mark = small.page(stranger.gets("survey_confirm", "proef")).xpath("//input[@name='address']/@value")[0]
    for _ in range(5):
        assert stranger.posts("survey_confirm_send", "proef", address=mark).status_code == 302
    assert "al vijf codes" in stranger.posts("survey_confirm_send", "proef", address=mark).content.decode()
    assert Code.objects.count() == 5


def test_what_is_stored_does_not_tell_the_digits(stranger: cast.Person) -> None:
    code = asks(stranger)
    assert code not in " ".join(map(str, Code.objects.values_list().get()))


def test_the_mail_tells_nothing_of_the_questionnaire(stranger: cast.Person) -> None:
    asks(stranger)
    assert "Proefdorp" not in mail.outbox[-1].body + mail.outbox[-1].subject


def test_an_address_that_the_invitation_does_not_know_gets_none(stranger: cast.Person) -> None:
    answer = stranger.posts("survey_confirm_send", "proef", address="f" * 24)
    assert "Kies een van de adressen" in answer.content.decode()
    assert not Code.objects.exists()


@pytest.mark.parametrize("gone", ["former", "bounced"])
def test_an_address_that_counts_no_longer_is_not_offered(gone: str, stranger: cast.Person) -> None:
    now = timezone.now()
    Contact.objects.update(**{"until" if gone == "former" else "bounced_at": now})
    page = stranger.gets("survey_confirm", "proef").content.decode()
    assert "c…@proefdorp.example" not in page
    assert "Wij kennen nog geen e-mailadres" in page


# ---------------------------------------------------------------- until it ends
def test_who_was_ended_is_out_at_the_next_request(stranger: cast.Person, invitation: Invitation) -> None:
    small.confirms(stranger, CONTACT)
    participants.end(Participant.objects.get(), by=None)
    assert stranger.gets("survey_check", "proef").status_code == 410
    assert "c…@" not in _again(invitation)


def _again(invitation: Invitation) -> str:
    person = cast.Person(None)
    person.gets(invitation.path)
    return person.gets("survey_confirm", "proef").content.decode()


def test_a_new_link_shuts_the_former_way_in(stranger: cast.Person, invitation: Invitation, ivo: cast.Person) -> None:
    small.confirms(stranger, CONTACT)
    invitations.renew(invitation, by=ivo.who)
    assert stranger.gets("survey_check", "proef").status_code == 410


def test_when_the_link_expires_who_confirmed_stays(
    stranger: cast.Person, respondent: cast.Person, invitation: Invitation
) -> None:
    small.confirms(stranger, CONTACT)
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now())
    assert stranger.gets("survey_check", "proef").status_code == 200
    assert respondent.gets("survey_tasks", "proef").status_code == 410
    expired = cast.Person(None).gets(invitation.path)
    assert expired.status_code == 410
    assert "Vraag een nieuwe koppeling" in expired.content.decode()


def test_staff_say_how_long_a_new_link_works(invitation: Invitation, ivo: cast.Person) -> None:
    ivo.posts("survey_renew", "proef", invitation.pk, days="10")
    invitation.refresh_from_db()
    assert timedelta(days=9) < invitation.expires_at - timezone.now() <= timedelta(days=10)
    ivo.posts("survey_renew", "proef", invitation.pk)
    invitation.refresh_from_db()
    assert invitation.expires_at is None


def test_leaving_forgets_the_way_in(respondent: cast.Person) -> None:
    assert respondent.posts("survey_leave", "proef")["Location"] == "/"
    assert respondent.gets("survey_tasks", "proef").status_code == 404


# ---------------------------------------------------------------- who came in
def test_the_coordinator_sees_who_came_in_and_how(
    respondent: cast.Person, invitation: Invitation, dirk: cast.Person
) -> None:
    respondent.posts("survey_section", "proef", "a", a1="nee")
    small.contact(invitation)
    Affiliation.objects.create(user=dirk.who, organisation=invitation.town.organisation)
    dirk.posts("survey_section", "proef", "a", a1="nee")
    colleague = cast.Person(None)
    colleague.gets(invitation.path)
    small.confirms(colleague, CONTACT)
    page = small.page(respondent.gets("survey_who", "proef")).xpath("string(//main)")
    assert "met de koppeling, zonder code" in page
    assert f"{CONTACT}, met de koppeling en een code" in page
    assert "Dirk (verzonnen), met een account" in page


def test_it_counts_what_somebody_does_once_a_day(visitor: cast.Person) -> None:
    visitor.gets("survey_questions", "proef")
    assert not Entry.objects.exists()
    visitor.posts("survey_begin", "proef")
    for value in ("ja", "nee"):
        visitor.posts("survey_section", "proef", "a", a1=value)
    assert Entry.objects.count() == 1


def test_a_colleague_who_left_is_ended(stranger: cast.Person, respondent: cast.Person, invitation: Invitation) -> None:
    small.confirms(stranger, CONTACT)
    someone = Participant.objects.create(invitation=invitation, email="weg@proefdorp.example")
    stranger.posts("survey_end", "proef", participant=someone.pk)
    own = Participant.objects.get(email=CONTACT)
    stranger.posts("survey_end", "proef", participant=own.pk)
    assert [each.email for each in Participant.objects.filter(ended_at__isnull=False)] == [someone.email]


def test_nobody_of_another_municipality_is_ended(stranger: cast.Person, invitation: Invitation) -> None:
    small.confirms(stranger, CONTACT)
    other = Invitation.objects.exclude(pk=invitation.pk)[0]
    theirs = Participant.objects.create(invitation=other, email="elders@proefdorp.example")
    assert stranger.posts("survey_end", "proef", participant=theirs.pk).status_code == 404


def test_the_number_of_queries_does_not_grow(
    respondent: cast.Person,
    invitation: Invitation,
    django_assert_max_num_queries: object,
) -> None:
    respondent.posts("survey_section", "proef", "a", a1="nee")
    for number in range(30):
        someone = participants.join(invitation, email=f"n{number}@proefdorp.example")
        participants.enter(invitation, way="code", participant=someone)
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        respondent.gets("survey_who", "proef")
