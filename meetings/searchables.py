"""How minutes, decisions and action points are found. They are indexed when minutes are adopted, never before."""

from __future__ import annotations

from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from meetings import passages, reading
from meetings.models import ActionPoint, Decision, MinutesPage
from schakel.registries import Searchable, searchables


def _title(page: MinutesPage) -> str:
    return _("Notulen %(day)s: %(title)s") % {"day": reading.day(page.meeting), "title": page.meeting.title}


def _anchored(row: Any) -> str:
    return f"{row.minutes.url}#{row.anchor}"


def offer() -> None:
    """Tell the index of these three."""
    searchables.register(
        Searchable(
            model=MinutesPage,
            name=_("Notulen"),
            title=_title,
            text=lambda page: strip_tags(passages.words(page)),
            workspace=lambda page: page.workspace.pk,
            url=lambda page: page.url,
            moment=lambda page: page.moment,
        )
    )
    for model, name in ((Decision, _("Besluit")), (ActionPoint, _("Actiepunt"))):
        searchables.register(
            Searchable(
                model=model,
                name=name,
                title=lambda row: str(row.number),
                text=lambda row: str(row.text),
                workspace=lambda row: row.workspace_id,
                url=_anchored,
                moment=lambda row: row.meeting.begins,
            )
        )
