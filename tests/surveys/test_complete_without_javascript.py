from __future__ import annotations

from typing import Any

import pytest

from surveys import known_codes
from surveys.actions import frame, invitations, rounds
from surveys.models import AnswerEvent, Invitation, Submission
from tests import cast
from tests.surveys import small


@pytest.fixture
def of_2019(ivo: cast.Person, gemeenten: Any) -> Invitation:
    """The invitation of Groningen to the whole questionnaire."""
    frame.read(known_codes.frame_2019(), year=2019)
    survey = rounds.plan(gemeenten, title="Aanpak mensenhandel, 0-meting", slug="aanpak", year=2019, by=ivo.who)
    rounds.ask(survey, small.WHOLE, by=ivo.who)
    invitations.invite(rounds.open(survey, by=ivo.who), by=ivo.who)
    return Invitation.objects.with_all().get(municipality__cbs_code="GM0014")


def follow(person: cast.Person, answer: Any) -> Any:
    while answer.status_code == 302:
        answer = person.gets(answer["Location"])
    return answer


def complete(person: cast.Person, link: str, answers: dict[str, str]) -> tuple[Any, int]:
    """Follow the forms from the link to the receipt; return the last page, and how many sections there were."""
    begin = small.forms(follow(person, person.gets(link)))[0]
    tasks = follow(person, person.client.post(begin.get("action"), small.sent(begin, {})))
    page, sections = person.gets(small.page(tasks).xpath("//main//ol//a/@href")[0]), 0
    while set((form := small.forms(page)[0]).fields) & set(answers):
        page = follow(person, person.client.post(form.get("action"), small.sent(form, answers)))
        sections += 1
    return follow(person, person.client.post(form.get("action"), small.sent(form, {"confirm": "yes"}))), sections


def test_the_whole_questionnaire_of_2019_can_be_completed(of_2019: Invitation, nobody: cast.Person) -> None:
    receipt, sections = complete(nobody, of_2019.path, small.OF_2019)
    number = small.page(receipt).xpath("//*[@data-receipt]")[0].text_content()
    assert sections == 7  # d07 came into sight, so its section was shown once more
    assert Submission.objects.get().receipt == number
    assert Submission.objects.get().answers == small.OF_2019
    assert AnswerEvent.objects.count() == len(small.OF_2019)
