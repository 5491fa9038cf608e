"""The texts of minutes that a reader may compare: members those that they got, writers every draft as well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.models import Revision

from meetings import passages
from meetings.compare import Part
from meetings.models import MinutesPage, MinutesVersion
from meetings.models.agenda import timeline
from schakel.workspaces import access

if TYPE_CHECKING:
    from datetime import datetime

    from schakel.accounts.models import User

MANY = 60


@dataclass(frozen=True)
class Text:
    """One text that may be compared, as a choice on the page."""

    revision: Revision
    label: str


def texts(page: MinutesPage, user: User) -> list[Text]:
    """Return the texts that `user` may see, the newest first."""
    known = {row.revision_id: row for row in MinutesVersion.objects.visible_to(user).filter(minutes=page)}
    if access.may(user, "minutes.edit", page):
        revisions = page.revisions.order_by("-pk")[:MANY]
    else:
        own = {*known, page.live_revision_id} if page.live else set(known)
        revisions = page.revisions.filter(pk__in=own).order_by("-pk")
    return [Text(each, _label(page, each, known.get(each.pk))) for each in revisions]


def _label(page: MinutesPage, revision: Revision, version: MinutesVersion | None) -> str:
    if version is None and revision.pk == page.live_revision_id:
        return _("Versie %(number)s") % {"number": page.version}
    if version is None:
        return _("Bewerking van %(moment)s") % {"moment": _moment(revision.created_at)}
    told = {"number": version.number, "moment": _moment(version.at)}
    if version.withheld_at:
        return _("Versie %(number)s van %(moment)s, teruggetrokken") % told
    return _("Versie %(number)s van %(moment)s") % told


def _moment(moment: datetime) -> str:
    return str(date_format(localtime(moment), "j F Y, H:i"))


def parts(page: MinutesPage, revision: Revision) -> list[Part]:
    """Return the blocks of one text, to compare."""
    text: MinutesPage = revision.as_object()
    return [Part("title", _("Titel"), (text.title,)), *_parts(passages.of(text, timeline(page.meeting)))]


def _parts(found: list[passages.Passage]) -> Iterator[Part]:
    for passage in found:
        words = [each.text for each in passage.paragraphs]
        if passage.kind == "action":
            words.append(", ".join(str(each) for each in (passage.owner, passage.day) if each))
        elif passage.kind == "decision" and passage.day:
            words.append(str(passage.day))
        yield Part(passage.block, _heading(passage), tuple(word for word in words if word))


def _heading(passage: passages.Passage) -> str:
    named = {"decision": _("Besluit"), "action": _("Actie"), "table": _("Tabel")}
    return named.get(passage.kind, passage.line.title if passage.line else _("Tekst"))
