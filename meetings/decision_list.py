"""The register of decisions over all bodies of somebody: what is looked for, and the same as a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from meetings.models import Decision
from schakel.accounts.models import User
from schakel.spreadsheets import harmless
from schakel.tlp import Tlp
from schakel.workspaces import access
from schakel.workspaces.models import WorkspacePage

NUMBER = re.compile(r"\s*B\s*(\d{4})-(\d+)\s*", re.IGNORECASE)


def bodies(user: User) -> Any:
    """Return the workspaces whose decisions `user` sees."""
    return WorkspacePage.objects.filter(pk__in=access.workspaces_with(user, "decision.see")).order_by("path")


def found(user: User, wanted: dict[str, Any]) -> Any:
    """Return the decisions that `user` sees and looks for, the newest first."""
    rows: Any = Decision.objects.visible_to(user)
    if wanted.get("overleg"):
        rows = rows.filter(workspace=wanted["overleg"])
    if wanted.get("jaar"):
        rows = rows.filter(year=wanted["jaar"])
    if wanted.get("herziening"):
        rows = rows.filter(pk__in=rows.to_review().order_by().values("pk"))
    if wanted.get("q"):
        rows = rows.filter(_words(wanted["q"]))
    return rows.with_all().order_by("-meeting__begins", "-serial", "pk")


def _words(text: str) -> Q:
    numbered = NUMBER.fullmatch(text)
    if numbered:
        return Q(year=int(numbered[1]), serial=int(numbered[2]))
    condition = Q()
    for word in text.split():
        condition &= Q(text__icontains=word) | Q(basis__icontains=word)
    return condition


def workbook(rows: Iterable[Decision]) -> bytes:
    """Return decisions as a spreadsheet of which no cell is a formula; what is TLP:RED leaves its words at home."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Besluiten"))
    heads = (_("Nummer"), _("Besluit"), _("Overleg"), _("Datum"), _("Grond"), _("Stemmen"), _("Opnieuw bekijken"))
    for row in [[*heads, _("Herziening"), _("Merk")], *(_row(decision) for decision in rows)]:
        sheet.append([_cell(sheet, value) for value in row])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _row(decision: Decision) -> list[str]:
    mark, due = decision.mark, decision.review_due
    words = [decision.text, decision.basis, decision.told_votes]
    text, basis, votes = words if mark != Tlp.RED else [_("Alleen op Schakel te lezen."), "", ""]
    day = localtime(decision.meeting.begins).date().isoformat()
    standing = str(decision.get_standing_display()) if decision.standing else ""
    told = [decision.number, text, decision.workspace.title, day, basis, votes, due.isoformat() if due else ""]
    return [*told, standing, str(mark.label)]


def _cell(sheet: Any, value: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, harmless(value))
    cell.data_type = "s"  # openpyxl takes what begins with = for a formula
    return cell
