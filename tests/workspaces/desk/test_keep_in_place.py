"""Pages stay where they stand, and are neither hidden nor shown apart: no button of Wagtail does it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction

from meetings.models import MeetingPage
from schakel.workspaces.models import WorkspacePage
from tests import cast
from tests.workspaces.desk import pages

CLOSED = [
    ("pages/{own}/move/", {"new_parent_page": "{other}"}),
    ("pages/{own}/move/{other}/confirm/", {}),
    ("pages/{own}/set_position/", {"position": "0"}),
    ("pages/{own}/copy/", {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": "{workspace}"}),
    ("pages/{own}/copy/", {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": "{other}", "alias": "on"}),
    ("pages/{own}/convert_alias/", {}),
    ("pages/{own}/privacy/", {"restriction_type": "login"}),
    ("pages/{own}/lock/", {}),
    ("pages/{own}/unlock/", {}),
    ("pages/{own}/revisions/{revision}/unschedule/", {}),
    ("bulk/wagtailcore/page/move/?id={own}", {"chooser": "{other}"}),
    ("api/main/pages/{own}/action/move/", {"destination_page_id": "{other}"}),
    ("api/main/pages/{own}/action/copy/", {"destination_page_id": "{workspace}", "slug": "kopie"}),
    ("api/main/pages/{own}/action/create_alias/", {"destination_page_id": "{workspace}", "update_slug": "kopie"}),
    ("api/main/pages/{own}/action/convert_alias/", {}),
    ("api/main/pages/{own}/action/delete/", {}),
    ("api/main/pages/{own}/action/unpublish/", {}),
]


def state() -> list[tuple[object, ...]]:
    fields = ("pk", "path", "title", "live", "locked", "alias_of", "go_live_at", "expire_at")
    return list(Page.objects.order_by("path").values_list(*fields))


@pytest.mark.parametrize(("path", "data"), CLOSED)
def test_it_changes_nothing(
    path: str, data: dict[str, str], aisha: cast.Person, own: MeetingPage, task_force: WorkspacePage
) -> None:
    known = {
        "own": own.pk,
        "other": task_force.pk,
        "workspace": own.get_parent().pk,
        "revision": own.latest_revision_id,
    }
    before = state()
    answer = aisha.posts(
        "/beheer/" + path.format(**known), **{name: text.format(**known) for name, text in data.items()}
    )
    assert (answer.status_code, state()) == (404, before)
    assert not PageViewRestriction.objects.exists()


def test_a_date_to_publish_that_is_posted_all_the_same_is_not_kept(aisha: cast.Person, own: MeetingPage) -> None:
    dates = {"go_live_at": "2030-01-01 10:00", "expire_at": "2031-01-01 10:00"}
    aisha.posts(f"/beheer/pages/{own.pk}/edit/", **pages.form(own, **dates, **{"action-publish": "1"}))
    kept = MeetingPage.objects.get()
    assert (kept.go_live_at, kept.expire_at, kept.live, kept.scheduled_revision) == (None, None, True, None)


@pytest.mark.parametrize("verb", ["delete", "unpublish"])
@pytest.mark.parametrize("path", ["pages/{}/{}/", "bulk/wagtailcore/page/{1}/?id={0}"])
def test_a_workspace_does_not_disappear(verb: str, path: str, aisha: cast.Person, som: WorkspacePage) -> None:
    address = "/beheer/" + path.format(som.pk, verb)
    assert aisha.posts(address, confirm_site_name="Schakel").status_code in (302, 403)
    assert WorkspacePage.objects.get(pk=som.pk).live


@pytest.mark.parametrize("name", ["before_move_page", "before_copy_page", "before_convert_alias_page"])
def test_the_hooks_refuse_on_their_own(name: str, own: MeetingPage) -> None:
    """Should a route ever be opened by mistake, this still stands."""
    with pytest.raises(PermissionDenied):
        for hook in hooks.get_hooks(name):
            hook(RequestFactory().post("/"), own)
