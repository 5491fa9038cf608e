from __future__ import annotations

import re

import pytest

from cms.models import HelpdeskPage, InformationPage, PublicationPage
from tests import cast
from tests.cms.conftest import MOMENT

PUBLIC = ["/", "/helpdesk/", "/publicaties/", "/publicaties/kanarie/", "/toegankelijkheid/", "/privacy/", "/stijlgids/"]
ASSET = re.compile(r"<(?:script|img|iframe|source|link)\b[^>]*?\b(?:src|href)=\"([^\"]*)\"")


@pytest.mark.parametrize("where", PUBLIC)
def test_a_page_is_whole(report: PublicationPage, nobody: cast.Person, where: str) -> None:
    answer = nobody.gets(where)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert len(re.findall(r"<h1[\s>]", page)) == 1
    assert '<html lang="nl">' in page
    assert not re.search(r"\sstyle=|\son[a-z]+=\"|<style|<script>", page)
    assert "{{" not in page
    assert "{%" not in page


@pytest.mark.parametrize("where", PUBLIC)
def test_nothing_comes_from_elsewhere(report: PublicationPage, nobody: cast.Person, where: str) -> None:
    assets = ASSET.findall(nobody.gets(where).content.decode())
    assert assets
    assert all(asset.startswith("/static/") for asset in assets)


@pytest.mark.parametrize("where", [page for page in PUBLIC if page != "/stijlgids/"])
def test_a_reader_gets_no_cookie(report: PublicationPage, nobody: cast.Person, where: str) -> None:
    nobody.gets(where)
    assert "sessionid" not in nobody.client.cookies


@pytest.mark.parametrize(("where", "words"), [("/toegankelijkheid/", "WCAG 2.2"), ("/privacy/", "nooit gegevens over")])
def test_what_was_planted_can_be_read(nobody: cast.Person, where: str, words: str) -> None:
    assert words in nobody.gets(where).content.decode()


def test_a_page_knows_its_path(report: PublicationPage, nobody: cast.Person) -> None:
    assert report.embargo_until == MOMENT
    crumbs = nobody.gets("/publicaties/kanarie/").context["crumbs"]
    assert [label for label, _url in crumbs] == ["Startpagina", "Publicaties", "Kanarie in beeld"]


@pytest.mark.parametrize(("name", "sees"), [("nobody", False), ("chloe", False), ("karel", False), ("joke", True)])
def test_only_editors_see_the_way_to_change_it(name: str, sees: bool, db: None) -> None:
    editor = cast.person(name)
    way = f"/beheer/pages/{HelpdeskPage.objects.get().pk}/edit/"
    assert (way in editor.gets("/helpdesk/").content.decode()) is sees
    assert (editor.gets(way).status_code == 200) is sees


def test_the_tree_is_sound(db: None) -> None:
    assert InformationPage.find_problems() == ([], [], [], [], [])
