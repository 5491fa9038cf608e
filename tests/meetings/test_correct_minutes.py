"""Corrections: a member proposes one at a paragraph, the secretary takes or refuses it, everybody sees both."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from meetings.actions import corrections, minutes
from meetings.models import Correction, MeetingPage, MinutesPage
from schakel.mail.models import OutgoingMail
from schakel.notices.models import Notice
from tests import cast


def place(page: MinutesPage, kind: str = "discussion", number: int = 1) -> dict[str, Any]:
    block = next(each for each in page.body.raw_data if each["type"] == kind)
    return {"block": block["id"], "paragraph": number}


def address(page: MinutesPage, **where: Any) -> str:
    at = where or place(page)
    return f"/vergaderingen/{page.meeting.pk}/notulen/corrigeren/?block={at['block']}&paragraph={at['paragraph']}"


@pytest.fixture
def sent(circulated: MinutesPage, chloe: cast.Person) -> Correction:
    return corrections.send(circulated, **place(circulated), quoted="cijfers", text="gegevens", by=chloe.who)


def test_a_member_proposes_one_and_all_see_it_beside_the_paragraph(
    circulated: MinutesPage, chloe: cast.Person, bram: cast.Person
) -> None:
    assert "Correctie voorstellen" in chloe.gets(circulated.url).content.decode()
    asked = chloe.gets(address(circulated)).content.decode()
    assert "De leden wachten op <b>cijfers</b>." in asked
    answer = chloe.posts(address(circulated), quoted="cijfers", text="gegevens", key=uuid4())
    assert answer.status_code == 302
    shown = bram.gets(circulated.url).content.decode()
    assert "‘cijfers’ moet worden:" in shown
    assert "Wacht op antwoord" in shown
    assert shown.index("moet worden") < shown.index("Het SOM vraagt om cijfers")


def test_sent_twice_it_is_one(circulated: MinutesPage, chloe: cast.Person) -> None:
    key = uuid4()
    for _ in range(2):
        assert chloe.posts(address(circulated), text="gegevens", key=key).status_code == 302
    assert Correction.objects.count() == Notice.objects.filter(kind="minutes.correction").count() == 1


def test_what_was_typed_stays_when_it_is_refused(circulated: MinutesPage, chloe: cast.Person) -> None:
    shown = chloe.posts(address(circulated), quoted="staat er niet", text="gegevens", key=uuid4()).content.decode()
    assert "Deze woorden staan niet zo in de alinea" in shown
    assert ">\ngegevens</textarea>" in shown


def test_the_guard_reads_along(circulated: MinutesPage, chloe: cast.Person) -> None:
    shown = chloe.posts(address(circulated), text="Het BSN is 111222333.", key=uuid4()).content.decode()
    assert "te herkennen kan zijn" in shown
    assert not Correction.objects.exists()


def test_after_the_term_it_is_too_late(circulated: MinutesPage, chloe: cast.Person) -> None:
    MinutesPage.objects.update(corrections_until=timezone.now() - timedelta(minutes=1))
    assert "Correctie voorstellen" not in chloe.gets(circulated.url).content.decode()
    with pytest.raises(ValidationError, match="De termijn is voorbij"):
        corrections.send(circulated, **place(circulated), text="gegevens", by=chloe.who)


def test_the_secretary_is_told_and_then_the_sender(
    sent: Correction, aisha: cast.Person, bram: cast.Person, mailoutbox: list[Any]
) -> None:
    cast.work()
    told = {mail.to[0] for mail in mailoutbox if "Er is een correctie" in mail.body}
    assert told == {"aisha@schakel.example"}
    corrections.refuse(sent, answer="Zo is het gezegd.", by=aisha.who)
    cast.work()
    assert {mail.to[0] for mail in mailoutbox if "is beantwoord" in mail.body} == {"chloe@schakel.example"}
    assert not any("gegevens" in mail.body or "gezegd" in mail.body for mail in mailoutbox)
    assert OutgoingMail.objects.exists()


def test_taking_it_over_puts_its_words_in_the_newest_text(
    sent: Correction, circulated: MinutesPage, aisha: cast.Person, chloe: cast.Person
) -> None:
    where = (circulated.meeting.pk, sent.pk)
    assert "De leden wachten op cijfers." in aisha.gets("correction_answer", *where).content.decode()
    assert aisha.posts("correction_answer", *where, verdict="apply", answer="Dank.").status_code == 302
    newest = minutes.latest(MinutesPage.objects.get())
    assert "<b>gegevens</b>" in str(newest.body.raw_data)
    shown = chloe.gets(circulated.url).content.decode()
    assert "<b>cijfers</b>" in shown  # until it goes round again
    assert ("Overgenomen" in shown, "Dank." in shown) == (True, True)


def test_the_words_of_a_decision_are_replaced_too(
    circulated: MinutesPage, aisha: cast.Person, chloe: cast.Person
) -> None:
    row = corrections.send(circulated, **place(circulated, "decision"), quoted="cijfers", text="data", by=chloe.who)
    corrections.take(row, apply=True, by=aisha.who)
    assert "Het SOM vraagt om data." in str(minutes.latest(MinutesPage.objects.get()).body.raw_data)


def test_words_that_are_not_there_once_are_left_to_the_secretary(
    circulated: MinutesPage, aisha: cast.Person, chloe: cast.Person
) -> None:
    row = corrections.send(circulated, **place(circulated), quoted="op cijfers", text="op data", by=chloe.who)
    with pytest.raises(ValidationError, match="Pas de tekst zelf aan"):
        corrections.take(row, apply=True, by=aisha.who)
    row.refresh_from_db()
    assert row.waits
    assert corrections.take(row, by=aisha.who).state == "taken"


def test_a_refusal_needs_an_answer_that_all_see(sent: Correction, aisha: cast.Person, bram: cast.Person) -> None:
    where = (sent.minutes.meeting.pk, sent.pk)
    refused = aisha.posts("correction_answer", *where, verdict="refuse", answer="").content.decode()
    assert "Schrijf op waarom u de correctie niet overneemt" in refused
    aisha.posts("correction_answer", *where, verdict="refuse", answer="Zo is het gezegd.")
    shown = bram.gets(sent.minutes.url).content.decode()
    assert ("Niet overgenomen" in shown, "Zo is het gezegd." in shown) == (True, True)


def test_corrections_stay_when_a_newer_text_goes_round(
    sent: Correction, circulated: MinutesPage, aisha: cast.Person, chloe: cast.Person
) -> None:
    corrections.take(sent, apply=True, answer="Dank.", by=aisha.who)
    minutes.circulate(circulated, by=aisha.who)
    shown = chloe.gets(circulated.url).content.decode()
    assert "<b>gegevens</b>" in shown
    assert shown.index("<b>gegevens</b>") < shown.index("Dank.") < shown.index("Het SOM vraagt")
    minutes.write(circulated.meeting, body=[("text", "<p>Heel anders.</p>")], by=aisha.who)
    minutes.circulate(circulated, by=aisha.who)
    shown = chloe.gets(circulated.url).content.decode()
    assert shown.index("Bij een verwijderde alinea") < shown.index("Dank.")


def test_it_is_found_again_where_its_paragraph_went(
    sent: Correction, circulated: MinutesPage, aisha: cast.Person, chloe: cast.Person
) -> None:
    draft = minutes.latest(circulated)
    stored = [dict(block) for block in draft.body.raw_data]
    stored[0]["value"] = {**stored[0]["value"], "text": "<p>Nieuw begin.</p><p>De leden wachten op <b>cijfers</b>.</p>"}
    draft.body = draft.body.stream_block.to_python(stored)
    draft.save_revision(user=aisha.who)
    minutes.circulate(circulated, by=aisha.who)
    shown = chloe.gets(circulated.url).content.decode()
    assert shown.index("Nieuw begin") < shown.index("wachten op <b>cijfers") < shown.index("moet worden")


def test_a_long_list_asks_no_more_of_the_database(
    sent: Correction, circulated: MinutesPage, chloe: cast.Person, django_assert_max_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert chloe.gets(circulated.url).status_code == 200
        return len(found)

    asked()
    few = asked()
    for _ in range(8):
        corrections.send(circulated, **place(circulated), text="Nog een.", by=chloe.who)
    assert asked() == few


# ------------------------------------------------------------------------------ the table
STATES = ("sent", "taken", "refused", "withdrawn")
# what each verb does to a correction in each state: the state that it has afterwards, "" where it is refused
OUTCOMES = {
    "take": {"sent": "taken", "taken": "taken", "refused": "", "withdrawn": ""},
    "refuse": {"sent": "refused", "taken": "", "refused": "refused", "withdrawn": ""},
    "withdraw": {"sent": "withdrawn", "taken": "", "refused": "", "withdrawn": "withdrawn"},
}


@pytest.mark.parametrize("verb", OUTCOMES)
def test_every_verb_in_every_state(verb: str, sent: Correction, aisha: cast.Person, chloe: cast.Person) -> None:
    by = chloe.who if verb == "withdraw" else aisha.who
    more = {"answer": "Zo is het gezegd."} if verb == "refuse" else {}
    for state in STATES:
        Correction.objects.update(state=state)
        wanted = OUTCOMES[verb][state]
        if wanted:
            assert getattr(corrections, verb)(sent, **more, by=by).state == wanted, state
        else:
            with pytest.raises(ValidationError, match="al afgehandeld"):
                getattr(corrections, verb)(sent, **more, by=by)
            assert Correction.objects.get().state == state


ANSWERS = {"aisha": 302, "bram": 403, "chloe": 403, "quirine": 403, "rachid": 403, "esra": 404, "dirk": 404}
WITHDRAWS = {"chloe": 302, "aisha": 403, "bram": 403, "quirine": 403, "rachid": 403, "esra": 404, "dirk": 404}
SENDS = {"aisha": 302, "bram": 302, "chloe": 302, "quirine": 302, "rachid": 403, "esra": 404, "dirk": 404}
CLOSES = {"aisha": 302, "bram": 302, "chloe": 403, "quirine": 403, "rachid": 403, "esra": 404, "dirk": 404}


def test_every_role_at_every_button(sent: Correction, circulated: MinutesPage, meeting: MeetingPage) -> None:
    for names, route, args, data in (
        (SENDS, address(circulated), (), {"text": "Zo."}),
        (ANSWERS, "correction_answer", (meeting.pk, sent.pk), {"verdict": "take"}),
        (CLOSES, "minutes_close", (meeting.pk,), {}),
    ):
        got = {name: cast.person(name).posts(route, *args, **data, key=uuid4()).status_code for name in names}
        assert got == names, route
    Correction.objects.update(state="sent")
    got = {name: cast.person(name).posts("correction_withdraw", meeting.pk, sent.pk).status_code for name in WITHDRAWS}
    assert got == WITHDRAWS


def test_of_a_draft_nobody_else_learns_that_it_exists(
    draft: MinutesPage, bram: cast.Person, aisha: cast.Person
) -> None:
    assert bram.gets("minutes_corrections", draft.meeting.pk).status_code == 404
    assert aisha.gets("minutes_corrections", draft.meeting.pk).status_code == 200
