"""Dates and times, as a Dutch reader expects them."""

from datetime import UTC, date, datetime, time

import pytest
from django.template import Context, Template
from django.utils import translation

from schakel.templatetags import moments

SUMMER = datetime(2019, 5, 14, 11, 30, tzinfo=UTC)
NEW_YEAR = datetime(2020, 12, 31, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (SUMMER, "dinsdag 14 mei 2019"),
        (NEW_YEAR, "vrijdag 1 januari 2021"),
        (date(2019, 5, 14), "dinsdag 14 mei 2019"),
        (None, ""),
    ],
)
def test_a_day_has_its_weekday(value: date | None, written: str) -> None:
    with translation.override("nl"):
        assert moments.daydate(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [(SUMMER, "13:30"), (NEW_YEAR, "00:30"), (time(9, 5), "09:05"), (time(0, 0), "00:00"), (None, "")],
)
def test_a_time_is_that_of_the_netherlands(value: datetime | time | None, written: str) -> None:
    assert moments.clocktime(value) == written


def test_a_moment_is_a_day_and_a_time() -> None:
    with translation.override("nl"):
        assert moments.moment(datetime(2021, 11, 23, 14, 31, tzinfo=UTC)) == "23 november 2021 om 15:31"


def test_a_number_keeps_to_its_unit() -> None:
    assert Template("{% load look %}{{ value|nbsp }}").render(Context({"value": "5 <b>"})) == "5\xa0&lt;b&gt;"
