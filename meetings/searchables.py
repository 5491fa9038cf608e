"""How meetings, agenda items, minutes, decisions and action points are found.

What is on an agenda is found while its meeting shows; minutes and what they leave behind once they are adopted.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings import passages, reading
from meetings.models import ActionPoint, AgendaItem, Decision, MeetingPage, MinutesPage
from schakel.files.models import Paper
from schakel.registries import Searchable, searchables
from schakel.tlp import Tlp

Status, Kind = MinutesPage.Status, AgendaItem.Kind
SAY_NOTHING = (Kind.PAUSE, Kind.OPENING, Kind.CLOSING)  # they stand on every agenda


def _title(page: MinutesPage) -> str:
    return _("Notulen %(day)s: %(title)s") % {"day": reading.day(page.meeting), "title": page.meeting.title}


def _anchored(row: Any) -> str:
    return f"{row.minutes.url}#{row.anchor}"


def _of_item(item: AgendaItem) -> str:
    return f"{item.get_kind_display()} {item.owner_text}"


def _stands(item: AgendaItem) -> bool:
    return item.meeting.live and item.kind not in SAY_NOTHING


def _items() -> QuerySet[Any]:
    return AgendaItem.objects.filter(meeting__live=True).exclude(kind__in=SAY_NOTHING).order_by("pk")


def _is_of_red_item(paper: Paper) -> bool:
    """Tell whether a paper belongs to an item that stays in the room, whatever its own mark is."""
    return AgendaItem.objects.filter(papers=paper, tlp=Tlp.RED).exists()


def offer() -> None:
    """Tell the index of these."""
    searchables.hide(Paper, when=_is_of_red_item)
    searchables.register(
        Searchable(
            model=MeetingPage,
            name=gettext_lazy("Vergadering"),
            title=lambda page: f"{page.title}, {reading.day(page)}",
            text=lambda page: f"{page.intro} {page.place}",
            workspace=lambda page: page.workspace.pk,
            url=lambda page: page.url,
            moment=lambda page: page.begins,
            shown=lambda page: page.live,
            page=lambda page: page.pk,
            rows=lambda: MeetingPage.objects.live().order_by("pk"),
        )
    )
    searchables.register(
        Searchable(
            model=AgendaItem,
            name=gettext_lazy("Agendapunt"),
            title=lambda item: item.title,
            text=_of_item,
            workspace=lambda item: item.workspace.pk,
            url=lambda item: f"{item.meeting.url}#punt-{item.pk}",
            moment=lambda item: item.meeting.begins,
            shown=_stands,
            page=lambda item: item.meeting_id,
            rows=_items,
        )
    )
    searchables.register(
        Searchable(
            model=MinutesPage,
            name=gettext_lazy("Notulen"),
            title=_title,
            text=lambda page: strip_tags(passages.words(page)),
            workspace=lambda page: page.workspace.pk,
            url=lambda page: page.url,
            moment=lambda page: page.moment,
            shown=lambda page: page.is_frozen,
            rows=lambda: MinutesPage.objects.filter(status=Status.ADOPTED).order_by("pk"),
        )
    )
    for model, name in ((Decision, gettext_lazy("Besluit")), (ActionPoint, gettext_lazy("Actiepunt"))):
        searchables.register(
            Searchable(
                model=model,
                name=name,
                title=lambda row: str(row.number),
                text=lambda row: str(row.text),
                workspace=lambda row: row.workspace_id,
                url=_anchored,
                moment=lambda row: row.meeting.begins,
                rows=model.objects.order_by("pk").all,
            )
        )
