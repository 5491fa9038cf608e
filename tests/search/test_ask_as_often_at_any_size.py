"""Lists and search ask the same number of questions for a few meetings and papers as for many."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import cast
from tests.many import Size, Words, addresses, fill

FEW, MANY = Size(48, 60, (30, 60), 400), Size(240, 240, (30, 60), 400)


def asked(person: cast.Person, path: str) -> int:
    person.gets(path)
    with CaptureQueriesContext(connection) as questions:
        assert person.gets(path).status_code == 200
    return len(questions)


def at(size: Size) -> dict[str, int]:
    person = cast.Person(fill(size))
    return {name: asked(person, paths[0]) for name, paths in addresses(Words(size.vocabulary)).items()}


@pytest.mark.django_db(transaction=True)
def test_the_number_of_questions_is_constant() -> None:
    from tests import databases

    few = at(FEW)
    databases.prepare()
    assert at(MANY) == few
    assert few["search"] <= 20
