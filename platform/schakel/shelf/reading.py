"""What stands on a shelf, for its pages: the newest version of each paper that this reader may open."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from schakel.files.models import Paper
from schakel.shelf.models import StandingPaper, StandingVersion
from schakel.workspaces import access
from schakel.workspaces.models import WorkspacePage

Kind = StandingPaper.Kind


@dataclass(frozen=True)
class Shelved:
    """One thing on the shelf. A paper without versions was put there before there were any."""

    kind: str
    title: str
    url: str
    paper: Paper
    dated: date
    standing: StandingPaper | None = None
    number: int = 0

    @property
    def organisation(self) -> str:
        """Whose paper it is, in words."""
        owner = self.standing.organisation if self.standing else None
        return str(owner or "")


def on_shelf(workspace: WorkspacePage, user: access.Person) -> list[Shelved]:
    """Return what stands on the shelf of `workspace`, the newest first; as many questions for many as for few."""
    readable = StandingVersion.objects.visible_to(user).select_related("paper").order_by("-number")
    rows = StandingPaper.objects.visible_to(user).filter(workspace=workspace).select_related("organisation", "owner")
    standing = rows.prefetch_related(Prefetch("versions", queryset=readable, to_attr="readable"))
    loose = Paper.objects.visible_to(user).standing().filter(workspace=workspace, standing_version__isnull=True)
    newest = [_newest(row, versions[0]) for row in standing if (versions := row.__dict__["readable"])]
    found = [*newest, *map(_loose, loose)]
    return sorted(found, key=lambda each: (each.dated, each.paper.pk), reverse=True)


def _newest(standing: StandingPaper, version: StandingVersion) -> Shelved:
    url, paper = standing.get_absolute_url(), version.paper
    return Shelved(standing.kind, standing.title, url, paper, version.dated, standing, version.number)


def _loose(paper: Paper) -> Shelved:
    return Shelved(Kind.OTHER, paper.title, reverse("paper_show", args=[paper.pk]), paper, localdate(paper.at))


def by_kind(shelved: list[Shelved]) -> list[tuple[str, list[Shelved]]]:
    """Return what stands on a shelf kind by kind, in the order of the kinds."""
    held: dict[str, list[Shelved]] = defaultdict(list)
    for each in shelved:
        held[each.kind].append(each)
    return [(str(Kind(kind).label), held[kind]) for kind in Kind.values if held[kind]]


def side_by_side(shelved: list[Shelved]) -> list[tuple[str, list[Shelved]]]:
    """Return the working methods by subject, those of each subject by organisation."""
    rest = _("Overige")
    methods = [each for each in shelved if each.kind == Kind.METHOD and each.standing]

    def subject(each: Shelved) -> tuple[bool, str]:
        told = each.standing.subject if each.standing else ""
        return (not told, (told or rest).capitalize())

    ordered = sorted(methods, key=lambda each: (*subject(each), each.organisation.lower(), each.title.lower()))
    return [(name, list(group)) for (_last, name), group in groupby(ordered, key=subject)]
