import pytest
from django.core.exceptions import ValidationError

from meetings.actions import minutes
from meetings.models import MinutesPage
from tests import cast


def test_it_works(circulated: MinutesPage, bram: cast.Person, chloe: cast.Person) -> None:
    answer = bram.posts(
        "minutes_withhold", circulated.meeting.pk, seen=minutes.mark(circulated), reason="Er staat een naam in."
    )
    assert answer.status_code == 302
    assert chloe.gets(circulated.url).status_code == 404
    assert "Notulen" not in chloe.gets(circulated.meeting.url).content.decode()


def test_it_wants_a_reason(circulated: MinutesPage, aisha: cast.Person, chloe: cast.Person) -> None:
    answer = aisha.posts("minutes_withhold", circulated.meeting.pk, seen=minutes.mark(circulated), reason=" ")
    assert answer.status_code == 200
    assert chloe.gets(circulated.url).status_code == 200


def test_twice_is_once(circulated: MinutesPage, aisha: cast.Person) -> None:
    for _ in range(2):
        page = minutes.withhold(circulated, reason="Er staat een naam in.", by=aisha.who)
    assert page.status == "withheld"


def test_it_goes_round_again_when_it_is_better(circulated: MinutesPage, aisha: cast.Person, chloe: cast.Person) -> None:
    minutes.withhold(circulated, reason="Er staat een naam in.", by=aisha.who)
    minutes.write(circulated.meeting, body=[("text", "<p>Zonder naam.</p>")], by=aisha.who)
    minutes.circulate(circulated, by=aisha.who)
    assert "Zonder naam" in chloe.gets(circulated.url).content.decode()


@pytest.mark.parametrize("stage", ["draft", "adopted"])
def test_only_a_concept_comes_back(request: pytest.FixtureRequest, stage: str, aisha: cast.Person) -> None:
    with pytest.raises(ValidationError, match="Alleen een rondgestuurd concept"):
        minutes.withhold(request.getfixturevalue(stage), reason="Toch niet.", by=aisha.who)
