"""A secretary writes the pages of the own workspace through Wagtail's own screens."""

import pytest
from django.http import HttpResponse

from meetings.models import MeetingPage
from schakel.workspaces.models import WorkspacePage
from tests import cast
from tests.workspaces.desk import pages


def edit(person: cast.Person, page: MeetingPage, **changed: str) -> HttpResponse:
    return person.posts(f"/beheer/pages/{page.pk}/edit/", **pages.form(page, **changed))


@pytest.mark.parametrize(("button", "live"), [({}, False), ({"action-publish": "1"}, True)])
def test_she_writes_a_page(aisha: cast.Person, som: WorkspacePage, button: dict[str, str], live: bool) -> None:
    answer = aisha.posts(f"/beheer/pages/add/meetings/meetingpage/{som.pk}/", **pages.form(), **button)
    page = MeetingPage.objects.child_of(som).get()
    assert answer.status_code == 302
    assert (page.title, page.live, page.owner) == ("Overleg in maart", live, aisha.who)
    assert aisha.gets(f"/beheer/pages/{page.pk}/edit/").status_code == 200


def test_she_keeps_a_draft_and_publishes_it(aisha: cast.Person, own: MeetingPage) -> None:
    edit(aisha, own, title="Overleg in april")
    assert MeetingPage.objects.get().title == "Overleg in maart"
    edit(aisha, own, title="Overleg in april", **{"action-publish": "1"})
    assert MeetingPage.objects.get().title == "Overleg in april"


def test_she_sees_her_draft_as_members_will(aisha: cast.Person, own: MeetingPage) -> None:
    edit(aisha, own, title="Overleg in april")
    answer = aisha.gets(f"/beheer/pages/{own.pk}/view_draft/")
    assert (answer.status_code, "Overleg in april" in answer.content.decode()) == (200, True)


def test_she_sees_a_preview_while_she_writes(aisha: cast.Person, own: MeetingPage) -> None:
    address = f"/beheer/pages/{own.pk}/edit/preview/"
    assert aisha.posts(address, **pages.form(own, title="Nog niet bewaard")).json()["is_valid"]
    assert "Nog niet bewaard" in aisha.gets(f"{address}?in_preview_panel=true").content.decode()


def test_she_compares_and_brings_back(aisha: cast.Person, own: MeetingPage) -> None:
    first = own.revisions.get()
    edit(aisha, own, title="Overleg in april", **{"action-publish": "1"})
    compared = aisha.gets(f"/beheer/pages/{own.pk}/revisions/compare/{first.pk}...latest/")
    assert "april" in compared.content.decode()
    data = pages.form(own, **{"action-publish": "1", "revision": str(first.pk)})
    aisha.posts(f"/beheer/pages/{own.pk}/revisions/{first.pk}/revert/", **data)
    assert MeetingPage.objects.get().title == "Overleg in maart"


def test_she_publishes_several_at_once(aisha: cast.Person, som: WorkspacePage, own: MeetingPage) -> None:
    edit(aisha, own, title="Overleg in april")
    address = f"/beheer/bulk/wagtailcore/page/publish/?id=all&childOf={som.pk}"
    assert aisha.gets(address).status_code == 200
    aisha.posts(address)
    assert MeetingPage.objects.get().title == "Overleg in april"


def test_she_changes_the_page_of_the_workspace(aisha: cast.Person, som: WorkspacePage) -> None:
    data = {"title": som.title, "purpose": "Vertalen van en naar de praktijk", "action-publish": "1"}
    aisha.posts(f"/beheer/pages/{som.pk}/edit/", **data)
    assert WorkspacePage.objects.get(pk=som.pk).purpose == "Vertalen van en naar de praktijk"


def test_an_editor_writes_a_public_page(joke: cast.Person) -> None:
    page = pages.public()
    assert joke.gets(f"/beheer/pages/{page.pk}/edit/").status_code == 200
    assert joke.gets(f"/beheer/pages/{page.pk}/view_draft/").status_code == 200


def test_no_way_out_of_a_screen_leads_nowhere(aisha: cast.Person, own: MeetingPage) -> None:
    for path in ("", "pages/{}/", "pages/{}/edit/", "pages/{}/history/", "reports/site-history/", "account/"):
        shown = aisha.gets("/beheer/" + path.format(own.pk)).content.decode()
        for address in pages.links(shown):
            assert aisha.gets(address).status_code != 404, (path, address)
