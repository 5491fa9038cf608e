"""A marker stands in the titles of what somebody may not know of; whatever is asked at the desk, it never appears."""

import re

import pytest
from django.http import HttpResponse

from meetings.actions import agenda, minutes
from meetings.models import MeetingPage
from schakel.accounts import people
from schakel.workspaces.desk.routes import OPEN
from schakel.workspaces.models import WorkspacePage
from tests import cast
from tests.workspaces.desk import pages
from tests.workspaces.desk.pages import MARKER

# the title that members see, the title of the draft, the address, the name of the workspace
SECRETS = [f"{MARKER} geheim overleg", f"{MARKER} verplaatst", f"{MARKER.lower()}-geheim", "Landelijke Task Force"]

ASKED = [
    "",
    "pages/",
    "pages/{shelf}/",
    "pages/{own}/?search_all=1&q=" + MARKER,
    "pages/{own}/results/?search_all=1&q=" + MARKER,
    "pages/{workspace}/?search_all=1&has_child_pages=false",
    "pages/search/?q=" + MARKER,
    "pages/search/results/?q=" + MARKER,
    "pages/search/?q=geheim&content_type=meetings.meetingpage",
    "pages/usage/meetings/meetingpage/",
    "pages/usage/meetings/meetingpage/?export=csv",
    "pages/create/meetings/minutespage",
    "pages/create/meetings/minutespage?parent_page={foreign}",
    "choose-page/",
    "choose-page/?page_type=meetings.MeetingPage",
    "choose-page/?page_type=meetings.MinutesPage",
    "choose-page/{workspace}/",
    "choose-page/{workspace}/?target_pages[]={foreign}",
    "choose-page/{foreign}/",
    "choose-page/search/?q=" + MARKER,
    "choose-page/search/?q=" + MARKER + "&page_type=meetings.MeetingPage",
    "choose-page/chosen-multiple/?id={foreign}",
    "choose-page/chosen-multiple/?id={own}&id={foreign}",
    "api/main/pages/",
    "api/main/pages/?limit=50&fields=*",
    "api/main/pages/?child_of={elsewhere}",
    "api/main/pages/?child_of=root&for_explorer=1",
    "api/main/pages/?descendant_of={elsewhere}",
    "api/main/pages/?descendant_of=root",
    "api/main/pages/?search=" + MARKER,
    "api/main/pages/?id={foreign}",
    "api/main/pages/{foreign}/",
    "api/main/pages/find/?id={foreign}",
    "reports/site-history/",
    "reports/site-history/?label=" + MARKER,
    "reports/site-history/?export=csv",
    "reports/aging-pages/",
    "reports/aging-pages/?export=xlsx",
    "reports/page-types-usage/",
    "pages/{own}/revisions/{revision}/view/",
    "pages/{own}/revisions/{revision}/revert/",
    "pages/{own}/revisions/compare/live...{revision}/",
    "pages/{own}/usage/",
    "bulk/wagtailcore/page/delete/?id={foreign}",
    "bulk/wagtailcore/page/publish/?id={own}&id={foreign}",
    "bulk/wagtailcore/page/delete/?id=all",
    "bulk/wagtailcore/page/delete/?id=all&id={own}",
    "bulk/wagtailcore/page/publish/?id=all&childOf={elsewhere}",
    "bulk/wagtailcore/page/publish/?id=all&childOf={shelf}",
    "bulk/wagtailcore/page/move/?id={own}",
]


def fill(path: str, own: MeetingPage, foreign: MeetingPage) -> str:
    there, here = foreign.get_parent(), own.get_parent()
    return "/beheer/" + path.format(
        own=own.pk, foreign=foreign.pk, workspace=here.pk, elsewhere=there.pk, shelf=there.get_parent().pk,
        revision=foreign.latest_revision_id or foreign.revisions.latest("pk").pk,
    )  # fmt: skip


def without_tokens(shown: str) -> str:
    return re.sub(r"[A-Za-z0-9]{64}", "", shown)


def text(answer: HttpResponse) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode(errors="replace") + str(answer.headers)


@pytest.mark.parametrize("path", ASKED)
def test_a_secretary_never_sees_another_workspace(
    path: str, aisha: cast.Person, own: MeetingPage, foreign: MeetingPage
) -> None:
    shown = text(aisha.gets(fill(path, own, foreign), follow=True))
    assert [secret for secret in [*SECRETS, "Esra"] if secret in shown] == []


@pytest.mark.parametrize("path", ASKED)
def test_nor_does_a_secretary_of_two(path: str, aisha: cast.Person, own: MeetingPage, foreign: MeetingPage) -> None:
    people.admit(aisha.who, cast.seat("meldpunten", "CoMensha"), role="secretary", by=None)
    shown = text(aisha.gets(fill(path, own, foreign), follow=True))
    assert [secret for secret in [*SECRETS, "Esra"] if secret in shown] == []


def test_every_open_route_is_absent_for_a_page_elsewhere(
    aisha: cast.Person, own: MeetingPage, foreign: MeetingPage
) -> None:
    absent = aisha.gets("/beheer/bestaat-niet/").content
    for route, address in pages.addresses(foreign.pk):
        if OPEN.get(route):
            asked = f"{address}?{OPEN[route][0]}={foreign.pk}"
            assert (aisha.gets(asked).content, aisha.posts(asked).status_code) == (absent, 404), route


@pytest.mark.parametrize("page", [999_999, 10**30])
def test_a_page_elsewhere_answers_as_one_that_does_not_exist(
    aisha: cast.Person, own: MeetingPage, foreign: MeetingPage, page: int
) -> None:
    for path in ("pages/{}/edit/", "pages/{}/", "api/main/pages/{}/", "choose-page/chosen-multiple/?id={}"):
        hidden, absent = (aisha.gets("/beheer/" + path.format(pk)) for pk in (foreign.pk, page))
        assert (hidden.status_code, hidden.content) == (absent.status_code, absent.content)


@pytest.mark.parametrize("path", ["revisions/{}/view/", "revisions/{}/revert/", "revisions/compare/live...{}/"])
def test_a_revision_of_elsewhere_answers_as_an_absent_page(
    path: str, aisha: cast.Person, own: MeetingPage, foreign: MeetingPage
) -> None:
    answer = aisha.gets(f"/beheer/pages/{own.pk}/" + path.format(foreign.revisions.latest("pk").pk))
    assert (answer.status_code, answer.content) == (404, aisha.gets("/beheer/bestaat-niet/").content)


def test_choosing_begins_at_the_own_workspace(aisha: cast.Person, som: WorkspacePage, foreign: MeetingPage) -> None:
    """The only meeting that there is stands elsewhere; Wagtail would begin to choose right there."""
    answer = aisha.gets("/beheer/choose-page/?page_type=meetings.MeetingPage", follow=True)
    assert som.title in answer.json()["html"]
    assert "Task Force" not in answer.json()["html"]


def test_the_start_page_does_not_count_what_others_have(aisha: cast.Person, task_force: WorkspacePage) -> None:
    people.admit(aisha.who, cast.seat("meldpunten", "CoMensha"), role="secretary", by=None)
    before = without_tokens(aisha.gets("/beheer/").content.decode())  # the headers hold the second of the answer
    pages.meeting(task_force, MARKER)
    assert without_tokens(aisha.gets("/beheer/").content.decode()) == before


@pytest.mark.parametrize("path", ASKED)
def test_an_editor_sees_no_title_of_a_workspace(
    path: str, joke: cast.Person, own: MeetingPage, foreign: MeetingPage
) -> None:
    shown = text(joke.gets(fill(path, own, foreign), follow=True)).replace("Overleg in maart</title>", "")
    for title in (
        "Overleg in maart",
        "geheim overleg",
        f"{MARKER} verplaatst",
        "Strategisch Overleg",
        "Landelijke Task",
    ):
        assert title not in shown


def test_what_one_wrote_in_a_workspace_that_one_left_is_gone_from_the_start_page(
    aisha: cast.Person, task_force: WorkspacePage
) -> None:
    second = people.admit(aisha.who, cast.seat("task-force", "CoMensha"), role="secretary", by=None)
    pages.meeting(task_force, MARKER, by=aisha.who)
    assert MARKER in text(aisha.gets("/beheer/"))
    people.release(second, by=None)
    assert MARKER not in text(aisha.gets("/beheer/"))


def test_an_address_that_is_typed_as_a_link_stays_an_address(aisha: cast.Person, foreign: MeetingPage) -> None:
    people.admit(aisha.who, cast.seat("task-force", "CoMensha"), role="member", by=None)
    data = {"external-link-chooser-url": f"http://localhost{foreign.url}", "external-link-chooser-link_text": "hier"}
    answer = aisha.posts("wagtailadmin_choose_page_external_link", **data)
    assert answer.json()["result"]["title"] == "hier"
    assert f"{MARKER} verplaatst" not in text(answer)


def test_an_editing_session_elsewhere_does_not_exist(
    aisha: cast.Person, own: MeetingPage, foreign: MeetingPage
) -> None:
    ping = "/beheer/editing-sessions/ping/{}/{}/{}/1/"
    assert aisha.posts(ping.format("meetings", "meetingpage", own.pk)).status_code == 200
    assert aisha.posts(ping.format("meetings", "meetingpage", foreign.pk)).status_code == 404
    assert aisha.posts(ping.format("accounts", "user", own.pk)).status_code == 404
    assert aisha.posts(ping.format("geen", "model", own.pk)).status_code == 404


def test_a_link_form_without_an_address_is_asked_for_it(aisha: cast.Person) -> None:
    answer = aisha.posts("desk_external_link", nothing="")
    assert (answer.status_code, answer.json()["step"]) == (200, "external_link")


@pytest.mark.parametrize("screen", ["edit/", "edit/preview/"])
def test_a_form_with_parts_missing_is_a_bad_request(screen: str, aisha: cast.Person, own: MeetingPage) -> None:
    item = agenda.add_item(own, title="Punt", by=aisha.who)
    page = minutes.write(own, body=[("discussion", {"item": item, "text": "<p>Besproken.</p>"})], by=aisha.who)
    assert aisha.posts(f"/beheer/pages/{page.pk}/{screen}", title="Notulen").status_code == 400
