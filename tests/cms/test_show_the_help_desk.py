from collections.abc import Callable
from datetime import datetime

import pytest
from django.core.exceptions import ValidationError

from cms.models import OpeningHours
from cms.opening import HERE
from tests import cast

Clock = Callable[[datetime], None]


def shown(person: cast.Person, where: str = "/helpdesk/") -> str:
    answer = person.gets(where)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_tells_of_now(nobody: cast.Person, clock: Clock) -> None:
    clock(datetime(2019, 4, 25, 14, 0, tzinfo=HERE))
    page = shown(nobody)
    assert "Nu open" in page
    assert "Tot 17:00. Daarna tot 19:00 alleen voor urgente zaken." in page
    assert "17:00 tot 19:00" in page


def test_it_tells_of_another_moment(nobody: cast.Person) -> None:
    page = shown(nobody, "/helpdesk/?op=2016-07-03T03:00")
    assert "U kijkt naar zondag 3 juli 2016 om 03:00." in page
    assert "Nu alleen voor urgente zaken" in page


@pytest.mark.parametrize(
    "op", ["x", "", "2016-13-45T99:00", "0001-01-01T00:00", "9999-12-31T23:59", "2016-07-03T03:00 zomer"]
)
def test_what_is_no_moment_is_now(nobody: cast.Person, op: str) -> None:
    assert "U kijkt naar" not in shown(nobody, f"/helpdesk/?op={op}")


def test_when_closed_it_says_whom_to_call_instead(nobody: cast.Person) -> None:
    page = shown(nobody, "/helpdesk/?op=2019-04-27T12:00")
    assert "Het is Koningsdag." in page
    assert '<a class="number" href="tel:09008844">' in page


def test_a_change_of_rows_shows_at_once(nobody: cast.Person) -> None:
    OpeningHours.objects.filter(until=None, kind="regular").update(to_time="16:00")
    assert "Tot 16:00." in shown(nobody, "/helpdesk/?op=2019-04-25T14:00")


def test_the_answer_is_not_kept(nobody: cast.Person) -> None:
    assert nobody.gets("/helpdesk/")["Cache-Control"] == "no-store"


def test_an_editor_changes_the_hours(joke: cast.Person, nobody: cast.Person) -> None:
    row = OpeningHours.objects.get(until=None, weekday=3, kind="regular")
    hours = {"since": "2017-03-01", "weekday": "3", "from_time": "09:00", "to_time": "16:30", "kind": "regular"}
    joke.posts(f"/beheer/snippets/cms/openinghours/edit/{row.pk}/", **hours)
    assert "Tot 16:30." in shown(nobody, "/helpdesk/?op=2019-04-25T14:00")


@pytest.mark.parametrize("name", ["aisha", "chloe", "karel"])
def test_nobody_else_does(name: str, db: None) -> None:
    assert cast.person(name).gets("/beheer/snippets/cms/openinghours/").status_code == 404


@pytest.mark.parametrize(("begin", "end"), [("22:00", "06:00"), ("09:00", "09:00")])
def test_hours_over_midnight_are_two_rows(db: None, begin: str, end: str) -> None:
    with pytest.raises(ValidationError):
        OpeningHours(weekday=0, from_time=begin, to_time=end).full_clean()
