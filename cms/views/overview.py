"""Mijn overzicht: what waits for this person, gathered from all parts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from schakel.registries import Panel
from schakel.workspaces import panels
from schakel.workspaces.doors import signed_in

NIGHT, MORNING, AFTERNOON = 6, 12, 18  # the hour at which each of them ends
WRITTEN_OUT = 12

Filled = list[tuple[Panel, dict[str, Any]]]


@signed_in
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show the panels of this person, and count on top what waits: panels tell it as `waiting` and `late`."""
    columns = panels.of_person(request.user)  # type: ignore[arg-type]
    filled: Filled = [*columns["panels"], *columns["side_panels"]]
    now = timezone.localtime()
    context = {
        "now": now,
        "greeting": greeting(now),
        "waiting": waiting_sentence(counted(filled, "waiting")),
        "late": late_sentence(counted(filled, "late")),
    }
    return render(request, "cms/overview.html", {**columns, **context})


def greeting(now: datetime) -> str:
    """Greet by the time of day."""
    if now.hour < NIGHT:
        return _("Goedenacht")
    if now.hour < MORNING:
        return _("Goedemorgen")
    return _("Goedemiddag") if now.hour < AFTERNOON else _("Goedenavond")


def counted(filled: Filled, name: str) -> int:
    """Add up what the panels say under `name`; a panel that says nothing counts for nothing."""
    return sum(int(context.get(name, 0)) for _panel, context in filled)


def waiting_sentence(count: int) -> str:
    """Say how many things wait."""
    if not count:
        return _("Er wacht nu niets op u.")
    words = ngettext("Er wacht %(count)s ding op u.", "Er wachten %(count)s dingen op u.", count)
    return words % {"count": in_words(count)}


def late_sentence(count: int) -> str:
    """Say how many of them are late; nothing when none is."""
    if not count:
        return ""
    words = ngettext("Daarvan is %(count)s te laat.", "Daarvan zijn er %(count)s te laat.", count)
    return words % {"count": in_words(count)}


def in_words(count: int) -> str:
    """Write a small number as a word."""
    names = [
        _("geen"), _("één"), _("twee"), _("drie"), _("vier"), _("vijf"), _("zes"),
        _("zeven"), _("acht"), _("negen"), _("tien"), _("elf"), _("twaalf"),
    ]  # fmt: skip
    return names[count] if count <= WRITTEN_OUT else str(count)
