from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.actions import meeting
from schakel.workspaces.models import WorkspacePage
from tests import cast

DAY = timedelta(days=1)


def hold(som: WorkspacePage, aisha: cast.Person, title: str, days: int, *, publish: bool = True) -> None:
    begins = timezone.now() + days * DAY
    meeting.plan(som, title=title, begins=begins, ends=begins + DAY / 12, publish=publish, by=aisha.who)


def text(person: cast.Person, som: WorkspacePage) -> str:
    return person.gets("meetings", som.pk).content.decode()


def test_it_lists_what_comes_and_what_was(som: WorkspacePage, aisha: cast.Person, chloe: cast.Person) -> None:
    hold(som, aisha, "Geweest", -9)
    hold(som, aisha, "Straks", 9)
    page = text(chloe, som)
    assert page.index("Wat komt") < page.index("Straks") < page.index("Eerdere vergaderingen") < page.index("Geweest")


def test_a_draft_is_for_the_secretary(som: WorkspacePage, aisha: cast.Person, chloe: cast.Person) -> None:
    hold(som, aisha, "Nog geheim", 9, publish=False)
    assert "Nog geheim" in text(aisha, som)
    assert "Nog geheim" not in text(chloe, som)


@pytest.mark.parametrize("shown", [2, 18])
def test_it_asks_as_much_for_many_as_for_few(
    som: WorkspacePage, aisha: cast.Person, chloe: cast.Person, shown: int
) -> None:
    for number in range(shown):
        hold(som, aisha, f"Overleg {number}", -2 - number)
    chloe.gets("meetings", som.pk)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        chloe.gets("meetings", som.pk)
    assert len(asked) <= 16


def test_the_workspace_page_shows_what_comes_after_the_next(
    som: WorkspacePage, aisha: cast.Person, chloe: cast.Person
) -> None:
    hold(som, aisha, "Eerst", 3)
    hold(som, aisha, "Daarna nog een", 9)
    assert "Daarna nog een" in chloe.gets("/werkruimtes/som/").content.decode()
