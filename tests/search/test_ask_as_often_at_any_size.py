"""Lists and search ask the same number of questions for a few meetings and papers as for many."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import cast
from tests.many import Size, Words, fill
from tests.weigh import addresses

FEW, MANY = Size(60, 60, (60, 90), 100), Size(80, 80, (60, 90), 100)


def asked(person: cast.Person, path: str) -> int:
    person.gets(path)
    with CaptureQueriesContext(connection) as questions:
        assert person.gets(path).status_code == 200
    return len(questions)


def at(size: Size, **more: int) -> dict[str, int]:
    person = cast.Person(fill(size, **more))
    return {name: asked(person, paths[0]) for name, paths in addresses(Words(size.vocabulary)).items()}


@pytest.mark.django_db
def test_the_number_of_questions_is_constant() -> None:
    few = at(FEW)
    assert at(MANY, numbered_from=1_000) == few
    assert few["search"] <= 15
