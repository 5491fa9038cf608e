"""Before its moment a publication is not there; from that moment on it is. No job has to run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from cms.models import PublicationIndexPage, PublicationPage
from tests import cast
from tests.cms.conftest import MOMENT

Clock = Callable[[datetime], None]
INSTANT = timedelta(microseconds=1)
WHERE = "/publicaties/kanarie/"


@pytest.mark.parametrize(("since", "status"), [(-INSTANT, 404), (timedelta(0), 200), (INSTANT, 200)])
def test_it_is_exact(report: PublicationPage, nobody: cast.Person, clock: Clock, since: timedelta, status: int) -> None:
    clock(MOMENT + since)
    assert nobody.gets(WHERE).status_code == status


@pytest.mark.parametrize("name", ["nobody", "chloe", "karel", "joke"])
def test_before_its_moment_it_looks_like_what_is_absent(report: PublicationPage, clock: Clock, name: str) -> None:
    clock(MOMENT - INSTANT)
    reader = cast.person(name)
    hidden, absent = reader.gets(WHERE), reader.gets("/publicaties/bestaat-niet/")
    assert hidden.status_code == absent.status_code == 404
    assert hidden.content == absent.content
    assert dict(hidden.headers) == dict(absent.headers)


@pytest.mark.parametrize("where", [WHERE.rstrip("/"), f"{WHERE}verder/", f"{WHERE}?bladzijde=1"])
def test_no_way_around(report: PublicationPage, nobody: cast.Person, clock: Clock, where: str) -> None:
    clock(MOMENT - INSTANT)
    absent = where.replace("kanarie", "bestaat-niet")
    assert nobody.gets(where).status_code == nobody.gets(absent).status_code
    assert nobody.client.get(where, follow=True).status_code == 404
    assert nobody.client.head(where, follow=True).status_code == 404


@pytest.mark.parametrize("where", ["/", "/publicaties/", "/zoeken/?q=kanarie", WHERE, "/helpdesk/", "/overzicht/"])
def test_nothing_tells_of_it_before(report: PublicationPage, chloe: cast.Person, clock: Clock, where: str) -> None:
    clock(MOMENT - INSTANT)
    page = chloe.gets(where).content.decode().lower().replace('value="kanarie"', "").replace("‘kanarie’", "")
    assert "kanarie in beeld" not in page
    assert "kanariegeel" not in page
    assert "/publicaties/kanarie" not in page.replace("next=/publicaties/kanarie/", "")


@pytest.mark.parametrize("where", ["/", "/publicaties/", WHERE])
def test_from_its_moment_on_it_shows(report: PublicationPage, nobody: cast.Person, clock: Clock, where: str) -> None:
    clock(MOMENT - INSTANT)
    nobody.gets(where)
    clock(MOMENT)
    assert "Kanarie in beeld" in nobody.gets(where).content.decode()


def test_the_answer_is_not_kept(report: PublicationPage, nobody: cast.Person, clock: Clock) -> None:
    clock(MOMENT)
    assert nobody.gets(WHERE)["Cache-Control"] == "no-store"


def test_the_map_of_the_site_names_it_when_it_is_public(report: PublicationPage, clock: Clock) -> None:
    cache.clear()
    clock(MOMENT - INSTANT)
    assert report.get_sitemap_urls() == []
    clock(MOMENT)
    assert [entry["location"] for entry in report.get_sitemap_urls()] == [f"http://localhost{WHERE}"]


def test_an_editor_sees_a_preview_that_says_so(report: PublicationPage, clock: Clock) -> None:
    clock(MOMENT - INSTANT)
    preview = report.make_preview_request()
    assert preview.status_code == 200
    assert "Onder embargo tot 18 oktober 2018 om 06:00" in preview.rendered_content


def test_a_draft_is_not_public_after_the_moment_either(report: PublicationPage, nobody: cast.Person) -> None:
    report.unpublish()
    assert nobody.gets(WHERE).status_code == 404


def test_without_an_embargo_it_is_public_at_once(nobody: cast.Person) -> None:
    page = PublicationPage(title="Vrij", slug="vrij")
    PublicationIndexPage.objects.get().add_child(instance=page)
    assert page.is_public_at(timezone.now())
    assert nobody.gets("/publicaties/vrij/").status_code == 200


def test_the_newest_is_the_one_that_became_public_last(report: PublicationPage, nobody: cast.Person) -> None:
    older = PublicationPage(title="Ouder", slug="ouder", embargo_until=MOMENT - timedelta(days=365))
    PublicationIndexPage.objects.get().add_child(instance=older)
    assert [page.title for page in PublicationPage.objects.public_at(MOMENT).newest_first()] == [report.title, "Ouder"]
