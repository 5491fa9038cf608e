"""Pages and addresses at the desk, for the tests around its fence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, resolve
from wagtail.models import Page

from meetings.models import MeetingPage
from schakel.accounts.models import User
from schakel.workspaces.models import WorkspacePage

MARKER = "Kanarie7f3a"  # stands in the title of a page that somebody may not know of
BEGIN = datetime(2027, 3, 9, 9, 0, tzinfo=UTC)
SAMPLES = {
    "app_label": "meetings", "model_name": "meetingpage", "content_type_app_name": "meetings",
    "content_type_model_name": "meetingpage", "action_name": "copy", "action": "delete", "slug": "x", "uidb64": "MQ",
    "token": "x", "app_name": "taggit", "revision_id_a": "earliest", "revision_id_b": "latest",
}  # fmt: skip


def meeting(workspace: WorkspacePage, title: str, by: User | None = None, **fields: Any) -> MeetingPage:
    """Return a meeting in a workspace, written at the desk: it has a revision and a line in the history."""
    page = MeetingPage(title=title, begins=BEGIN, ends=BEGIN + timedelta(hours=2), owner=by, **fields)
    workspace.add_child(instance=page)
    page.save_revision(user=by, log_action=True).publish()
    return MeetingPage.objects.get(pk=page.pk)


def home() -> Page:
    return Page.objects.get(depth=2).specific


def public() -> Page:
    """Return a public page."""
    return Page.objects.filter(depth=3, workspacespage__isnull=True).first().specific


def form(page: Page | None = None, **changed: Any) -> dict[str, Any]:
    """Return what the editor of a meeting posts."""
    return {
        "title": "Overleg in maart", "slug": page.slug if page else "overleg-in-maart", "begins": "2027-03-09 10:00",
        "ends": "2027-03-09 12:00", "place": "Utrecht", "intro": "", **changed,
    }  # fmt: skip


def addresses(page: int = 1) -> list[tuple[str, str]]:
    """Return (name of the route, an address) for every route under /beheer/, with `page` for each number."""
    return [(resolve(address).view_name, address) for address in _addresses(get_resolver(), "", page)]


def _addresses(resolver: URLResolver, above: str, page: int) -> Iterator[str]:
    for each in resolver.url_patterns:
        path = above + str(each.pattern).lstrip("^")
        if isinstance(each, URLResolver):
            yield from _addresses(each, path, page)
        elif isinstance(each, URLPattern) and path.startswith("beheer/") and ".*" not in path:
            yield "/" + _filled(path, page)


def _filled(path: str, page: int) -> str:
    path = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", path).replace("\\", "").rstrip("$")
    path = re.sub(r"<int:\w+>|<pk>|<\w+:pk>|<str:object_id>", str(page), path)
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda match: SAMPLES[match.group(1)], path)


def links(shown: str) -> set[str]:
    """Return where the links of a screen lead, inside the desk; the menu stands in the page as JSON."""
    found = set(re.findall(r'(?:href=|"url": )"(/beheer/[^"#?]*)', shown))
    return {address for address in found if "/bulk/" not in address}  # these wait for pages to be ticked
