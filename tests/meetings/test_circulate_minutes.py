from typing import Any

import pytest
from django.core.exceptions import ValidationError

from meetings.actions import minutes
from meetings.models import AgendaItem, MeetingPage, MinutesPage
from schakel.mail.models import OutgoingMail
from schakel.notices.models import Notice
from schakel.search import index
from schakel.workspaces.models import WorkspacePage
from tests import cast


def test_it_works(draft: MinutesPage, aisha: cast.Person, chloe: cast.Person) -> None:
    assert chloe.gets(draft.url).status_code == 404
    answer = aisha.posts("minutes_circulate", draft.meeting.pk, seen=minutes.mark(draft))
    assert answer.status_code == 302
    shown = chloe.gets(draft.url).content.decode()
    assert "Concept, nog niet vastgesteld." in shown
    assert "De leden wachten op <b>cijfers</b>." in shown


def test_pressing_twice_sends_one_mail(draft: MinutesPage, aisha: cast.Person, mailoutbox: list[Any]) -> None:
    seen = minutes.mark(draft)
    for _ in range(2):
        aisha.posts("minutes_circulate", draft.meeting.pk, seen=seen)
    cast.work()
    assert sorted(mail.to[0] for mail in mailoutbox) == ["bram@schakel.example", "chloe@schakel.example"]


def test_the_mail_says_nothing_of_the_content(
    circulated: MinutesPage, mailoutbox: list[Any], chloe: cast.Person
) -> None:
    cast.work()
    mail = mailoutbox[0]
    assert f"/vergaderingen/{circulated.meeting.pk}/notulen/" in mail.body
    assert not any(word in f"{mail.subject} {mail.body}" for word in ("cijfers", "aangifte", "Tweede"))


def test_a_mail_that_waited_until_the_concept_was_gone_is_dropped(
    circulated: MinutesPage, aisha: cast.Person, mailoutbox: list[Any]
) -> None:
    minutes.withhold(circulated, reason="Er staat een naam in.", by=aisha.who)
    cast.work()
    assert mailoutbox == []
    assert not OutgoingMail.objects.exists()


def test_later_drafts_stay_unseen_until_they_go_round_again(
    circulated: MinutesPage, aisha: cast.Person, chloe: cast.Person
) -> None:
    minutes.write(circulated.meeting, body=[("text", "<p>De tweede versie.</p>")], by=aisha.who)
    assert "De tweede versie" not in chloe.gets(circulated.url).content.decode()
    again = minutes.circulate(circulated, by=aisha.who)
    assert "De tweede versie" in chloe.gets(circulated.url).content.decode()
    assert again.version == 2
    assert Notice.objects.filter(kind="minutes.circulated").count() == 2


def test_empty_minutes_stay_where_they_are(meeting: MeetingPage, aisha: cast.Person) -> None:
    page = minutes.write(meeting, body=[], by=aisha.who)
    with pytest.raises(ValidationError, match="nog leeg"):
        minutes.circulate(page, by=aisha.who)


def test_the_meeting_has_to_be_published_first(draft: MinutesPage, aisha: cast.Person) -> None:
    draft.meeting.unpublish()
    with pytest.raises(ValidationError, match="Publiceer haar eerst"):
        minutes.circulate(draft, by=aisha.who)


def test_an_item_that_was_taken_off_the_agenda_is_named_at_its_block(
    draft: MinutesPage, item: AgendaItem, aisha: cast.Person
) -> None:
    item.delete()
    with pytest.raises(ValidationError, match="Blok 2, besluit: Dit agendapunt hoort niet bij deze vergadering"):
        minutes.circulate(draft, by=aisha.who)


def test_a_concept_is_not_in_the_search(circulated: MinutesPage, chloe: cast.Person, aisha: cast.Person) -> None:
    assert not index.find(chloe.who, "cijfers").exists()
    assert not index.find(aisha.who, "cijfers").exists()


def test_publishing_in_wagtail_shows_nothing(draft: MinutesPage, chloe: cast.Person, aisha: cast.Person) -> None:
    draft.get_latest_revision().publish(user=aisha.who, skip_permission_checks=True)
    draft.refresh_from_db()
    assert draft.live
    assert chloe.gets(draft.url).status_code == 404
    assert not MinutesPage.objects.visible_to(chloe.who).exists()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("status", ["draft", "withheld"])
@pytest.mark.parametrize(
    ("name", "code"), [("aisha", 200), ("bram", 404), ("chloe", 404), ("esra", 404), ("karel", 404), ("nobody", 302)]
)
def test_what_is_not_circulated_only_its_writers_see(draft: MinutesPage, status: str, name: str, code: int) -> None:
    MinutesPage.objects.update(status=status, live=True)
    assert cast.person(name).gets(draft.url).status_code == code


@pytest.mark.parametrize(
    ("name", "code"), [("aisha", 200), ("bram", 200), ("chloe", 200), ("esra", 404), ("farid", 404), ("nobody", 302)]
)
@pytest.mark.parametrize("stage", ["circulated", "adopted"])
def test_what_went_round_its_members_see(
    request: pytest.FixtureRequest, stage: str, name: str, code: int, som: WorkspacePage
) -> None:
    page = request.getfixturevalue(stage)
    assert cast.person(name).gets(page.url).status_code == code


def test_hidden_and_absent_minutes_look_alike(draft: MinutesPage, esra: cast.Person) -> None:
    hidden = esra.gets(draft.url)
    absent = esra.gets("/werkruimtes/som/bestaat-niet/notulen/")
    assert (hidden.status_code, hidden.content) == (absent.status_code, absent.content)
