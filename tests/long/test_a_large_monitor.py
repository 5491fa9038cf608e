"""The monitor of a round with ten thousand units opens within a second."""

from __future__ import annotations

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from schakel.directory.models import FrameEntry, Municipality, Organisation
from surveys.models import Contact, Entry, Invitation, Response, SurveyPage
from tests import cast
from tests.surveys.conftest import draft, survey

__all__ = ["draft", "survey"]
PROVINCES = ("Utrecht", "Zeeland", "Drenthe", "Gelderland", "Limburg", "Flevoland")
SIZES = ("<20k", "20-50k", "50-100k", ">=100k")


def many(survey: SurveyPage, count: int) -> None:
    """Let there be `count` more invented municipalities: half of them began, a tenth of the mails came back."""
    names = [f"Groot proefdorp {number}" for number in range(count)]
    owners = Organisation.objects.bulk_create(Organisation(name=name, kind="municipality") for name in names)
    towns = Municipality.objects.bulk_create(
        Municipality(
            organisation=own, cbs_code=f"X{n:05}", province_code="PV99", province=PROVINCES[n % 6],
            population=1000, size_class_cbs=1, size_class=SIZES[n % 4],
        )
        for n, own in enumerate(owners)
    )  # fmt: skip
    FrameEntry.objects.bulk_create(
        FrameEntry(
            year=2019, municipality=t, name=t.organisation.name, province=t.province, population=1,
            size_class=t.size_class,
        )
        for t in towns
    )  # fmt: skip
    sent = Invitation.objects.bulk_create(Invitation(survey=survey, municipality=t) for t in towns)
    Contact.objects.bulk_create(
        Contact(
            municipality=t, email=f"c{n}@proefdorp.example", phone="000", bounced_at=timezone.now() if n % 10 else None
        )
        for n, t in enumerate(towns)
    )
    Response.objects.bulk_create(
        Response(
            survey=survey, organisation=each.municipality.organisation, invitation=each, begun_at=timezone.now(),
            progress=n % 100, is_complete=n % 9 == 0,
        )
        for n, each in enumerate(sent[::2])
    )  # fmt: skip
    Entry.objects.bulk_create(Entry(invitation=each, way="link") for each in sent[::3])


@pytest.mark.long
@pytest.mark.parametrize("count", [355, 10_000])
def test_it_opens_within_a_second(count: int, survey: SurveyPage, ivo: cast.Person) -> None:
    ivo.gets("survey_monitor", "proef")
    many(survey, count)
    with CaptureQueriesContext(connection) as asked:
        start = time.process_time()
        page = ivo.gets("survey_monitor", "proef")
        spent = time.process_time() - start
    print(f"{count} units: {spent:.2f} s of processor, {len(asked)} questions, {len(page.content)} bytes")  # noqa: T201
    assert page.status_code == 200
    assert f"van de {count + 3} gemeenten" in page.content.decode()
    assert spent < 1.0
