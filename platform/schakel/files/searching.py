"""How papers are found, once out of quarantine: by their title and by what stands in the file, page by page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from schakel import registries
from schakel.files.models import Paper
from schakel.files.places import places_of, unit_of
from schakel.registries import Searchable
from schakel.tlp import Tlp


def _moment(paper: Paper) -> datetime | None:
    """Return when that was of which the page of a paper tells; a standing paper is of all times."""
    ways = registries.page_moments.under("page") if paper.page_id else []
    known = Paper.objects.filter(pk=paper.pk).values_list(*ways).first() if ways else None
    return next((moment for moment in known or () if moment), None)


def _is_shown(paper: Paper) -> bool:
    return paper.is_ready and (paper.page is None or paper.page.live)


def _inside(paper: Paper) -> Iterable[tuple[int, str]]:
    with paper.file.open("rb") as file:
        return places_of(file.read(), paper.file.name or "")


def _rows() -> QuerySet[Paper]:
    shown = Q(page__isnull=True) | Q(page__live=True)
    return Paper.objects.filter(shown, state=Paper.State.READY).exclude(tlp=Tlp.RED)


PAPER = Searchable(
    model=Paper,
    name=_("Stuk"),
    title=lambda paper: paper.title,
    text=lambda paper: "",
    workspace=lambda paper: paper.workspace_id,
    url=lambda paper: reverse("paper_show", args=[paper.pk]),
    moment=_moment,
    at=lambda paper: paper.at,
    shown=_is_shown,
    page=lambda paper: paper.page_id,
    unit=lambda paper: unit_of(paper.file.name or ""),
    pieces=_inside,
    rows=_rows,
)
