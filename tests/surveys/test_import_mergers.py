from datetime import date

import pytest
from django.core.management import call_command

from schakel.directory.models import Municipality
from surveys import known_codes
from surveys.actions import frame


@pytest.fixture
def directory(db: None) -> None:
    frame.read(known_codes.frame_2019(), year=2019)
    call_command("import_mergers", verbosity=0)


def test_who_was_merged_has_a_last_day_and_a_successor(directory: None) -> None:
    gone = Municipality.objects.get(cbs_code="GM0003")
    [successor] = gone.successors.all()
    assert (gone.until, successor.cbs_code, str(successor)) == (date(2021, 1, 1), "GM1979", "Eemsdelta")


def test_a_new_municipality_begins_with_the_people_of_those_that_formed_it(directory: None) -> None:
    eemsdelta = Municipality.objects.get(cbs_code="GM1979")
    assert eemsdelta.population == sum(each.population for each in eemsdelta.predecessors.all())
    assert (eemsdelta.since, eemsdelta.province, eemsdelta.size_class) == (date(2021, 1, 1), "Groningen", "20-50k")


def test_one_that_was_divided_has_more_successors(directory: None) -> None:
    assert Municipality.objects.get(cbs_code="GM0788").successors.count() == 4


@pytest.mark.parametrize(("day", "count"), [(date(2019, 1, 1), 355), (date(2022, 6, 1), 344), (date(2023, 1, 1), 342)])
def test_the_number_of_municipalities_falls(directory: None, day: date, count: int) -> None:
    assert Municipality.objects.on(day).count() == count


def test_reading_it_again_changes_nothing(directory: None) -> None:
    before = Municipality.objects.count()
    call_command("import_mergers", verbosity=0)
    assert Municipality.objects.count() == before


def test_an_empty_directory_stays_empty(db: None) -> None:
    call_command("import_mergers", verbosity=0)
    assert not Municipality.objects.exists()
