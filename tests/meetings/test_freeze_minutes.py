"""Adopted minutes against every verb that Wagtail has."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction
from wagtail.test.utils.form_data import nested_form_data, streamfield

from meetings.actions import minutes
from meetings.models import AgendaItem, Attendance, Decision, MeetingPage, MinutesPage
from tests import cast

BULK = ["delete", "publish", "unpublish", "move"]


def verbs(page: MinutesPage, target: Page) -> list[tuple[str, dict[str, Any]]]:
    """Return each address of Wagtail that changes a page, with what its form would send."""
    oldest = page.revisions.order_by("pk").first()
    edited = nested_form_data({"title": "Anders", "slug": "anders", "body": streamfield([])})

    def on(name: str, *more: Any) -> str:
        return reverse(f"wagtailadmin_pages:{name}", args=[target.pk, *more])

    parent = target.get_parent().pk
    copy = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": parent, "copy_subpages": "on", "alias": "on"}
    return [
        (on("edit"), edited),
        (on("edit"), {**edited, "action-publish": "1"}),
        (on("edit"), {**edited, "overwrite_revision_id": page.latest_revision_id}),
        (on("edit"), {**edited, "revision": oldest.pk, "action-publish": "1"}),
        (on("revisions_revert", oldest.pk), edited),
        (on("revisions_unschedule", oldest.pk), {}),
        (on("unpublish"), {"include_descendants": "on"}),
        (on("delete"), {}),
        (on("copy"), copy),
        (on("copy"), {**copy, "publish_copies": "on"}),
        (on("convert_alias"), {}),
        (on("move"), {"new_parent_page": parent}),
        (reverse("wagtailadmin_pages:move_confirm", args=[target.pk, parent]), {}),
        (on("set_page_position"), {}),
        (on("set_privacy"), {"restriction_type": "password", "password": "geheim"}),
        (on("lock"), {}),
        (on("unlock"), {}),
        *[
            (
                reverse("wagtail_bulk_action", args=["wagtailcore", "page", act]) + f"?id={target.pk}",
                {"include_descendants": "on"},
            )
            for act in BULK
        ],
    ]


def state(page: MinutesPage) -> list[Any]:
    """Return all that must stay as it was."""
    pages = Page.objects.order_by("pk").values_list(
        "pk", "path", "slug", "title", "live", "locked", "expired", "url_path"
    )
    return [
        list(pages),
        list(MinutesPage.objects.values("pk", "status", "fingerprint", "live_revision", "latest_revision")),
        page.revisions.count(),
        Decision.objects.count(),
        PageViewRestriction.objects.count(),
        minutes.verify(page),
    ]


@pytest.fixture
def before(adopted: MinutesPage, aisha: cast.Person) -> list[Any]:
    assert aisha.gets("/beheer/").status_code == 200
    return state(adopted)


def test_every_verb_of_wagtail_refuses(adopted: MinutesPage, before: list[Any], aisha: cast.Person) -> None:
    for address, data in verbs(adopted, adopted):
        aisha.client.post(address, data)
        assert state(adopted) == before, address


def test_its_meeting_is_as_firm(adopted: MinutesPage, before: list[Any], aisha: cast.Person) -> None:
    for address, data in verbs(adopted, adopted.meeting):
        aisha.client.post(address, data)
        assert state(adopted) == before, address


def test_what_is_done_to_the_workspace_leaves_it_alone(
    adopted: MinutesPage, before: list[Any], aisha: cast.Person
) -> None:
    workspace = adopted.workspace
    bulk = [reverse("wagtail_bulk_action", args=["wagtailcore", "page", act]) + f"?id={workspace.pk}" for act in BULK]
    for address in [
        *(reverse(f"wagtailadmin_pages:{act}", args=[workspace.pk]) for act in ("delete", "unpublish")),
        *bulk,
    ]:
        aisha.client.post(address, {"include_descendants": "on"})
        page = MinutesPage.objects.get()
        assert (page.live, page.status, minutes.verify(page)) == (True, "adopted", True), address


def test_the_same_verbs_do_work_on_a_draft(draft: MinutesPage, aisha: cast.Person) -> None:
    """So that the two tests above do not pass because nothing works."""
    aisha.gets("/beheer/")
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    body = nested_form_data({"title": "Anders", "slug": "anders", "body": streamfield([])})
    assert aisha.client.get(address).status_code == 200
    aisha.client.post(address, body)
    assert draft.revisions.count() == 2
    aisha.client.post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))
    assert not MinutesPage.objects.exists()


@pytest.mark.parametrize("verb", ["publish", "unpublish"])
def test_a_concept_is_shown_and_hidden_by_our_verbs_alone(
    circulated: MinutesPage, aisha: cast.Person, chloe: cast.Person, verb: str
) -> None:
    minutes.write(circulated.meeting, body=[("text", "<p>Nog niet rond.</p>")], by=aisha.who)
    aisha.gets("/beheer/")
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", verb]) + f"?id={circulated.pk}"
    aisha.client.post(bulk, {})
    aisha.client.post(reverse("wagtailadmin_pages:unpublish", args=[circulated.pk]), {})
    shown = chloe.gets(circulated.url)
    assert shown.status_code == 200
    assert "Nog niet rond" not in shown.content.decode()


def test_whoever_loaded_it_before_comes_too_late(
    circulated: MinutesPage, attended: MeetingPage, aisha: cast.Person
) -> None:
    loaded = MinutesPage.objects.get(pk=circulated.pk)
    page = minutes.adopt(circulated, by=aisha.who, without_meeting="Zo is afgesproken.")
    loaded.body = [{"type": "text", "value": "<p>Anders.</p>"}]
    for verb in (loaded.save, loaded.save_revision):
        with pytest.raises(PermissionDenied):
            verb()
    assert minutes.verify(page)


def test_its_rows_hold_each_other(adopted: MinutesPage) -> None:
    from django.db.models import ProtectedError

    for thing in (AgendaItem.objects.get(), Attendance.objects.all()[0].seat, MinutesPage.objects.get()):
        with pytest.raises(ProtectedError):
            thing.delete()
