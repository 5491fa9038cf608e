"""The verbs of field reports at home: report, merge and take apart, refuse with a reason, close with an answer."""

from __future__ import annotations

import uuid
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings import people
from meetings.models import Escalation, FieldReport, Theme
from schakel import journal
from schakel.accounts.models import User
from schakel.directory.models import Organisation, Region
from schakel.guard import releases
from schakel.notices import telling
from schakel.search import index
from schakel.tlp import USUAL
from schakel.workspaces import access
from schakel.workspaces.models import WorkspacePage

State = FieldReport.State
AT_HOME = (State.REPORTED, State.WORDED, State.APPROVED)


def report(
    workspace: WorkspacePage,
    *,
    kind: str,
    title: str,
    text: str,
    region: Region | None = None,
    since: date | None = None,
    until: date | None = None,
    theme: str = Theme.OTHER,
    tlp: str = USUAL,
    key: uuid.UUID | None = None,
    stays: str = "",
    by: User,
) -> FieldReport:
    """Report a success, trend or bottleneck in a body; the same `key` reports it once.

    Raises ValidationError, PermissionDenied for who may not report there. `stays` says why a name may stand in it.
    """
    if not access.may(by, "fieldreport.report", workspace):
        raise PermissionDenied
    releases.admit(f"{title}\n{text}".strip(), workspace=workspace, reason=stays, by=by)
    row = FieldReport(
        workspace=workspace,
        kind=kind,
        title=title.strip(),
        text=text.strip(),
        region=region,
        since=since,
        until=until,
        theme=theme or Theme.OTHER,
        tlp=tlp,
        reporter=by,
        organisation=_organisation(workspace, by),
        key=key or uuid.uuid4(),
    )
    return _report(row, by)


@transaction.atomic
def _report(row: FieldReport, by: User) -> FieldReport:
    known = FieldReport.objects.filter(key=row.key, workspace=row.workspace, reporter=by).first()
    if known:
        return known
    if row.since and row.until and row.until < row.since:
        raise ValidationError({"until": _("De laatste maand ligt voor de eerste. Verander een van de twee.")})
    row.full_clean()
    row.save()
    index.put(row)
    journal.record("fieldreport.report", of=row, by=by, kind=row.kind, theme=row.theme)
    telling.tell("fieldreport.reported", row, key=f"fieldreport.reported:{row.pk}", by=by)
    return row


def _organisation(workspace: WorkspacePage, by: User) -> Organisation | None:
    row = people.memberships(workspace).filter(user=by, seat__organisation__isnull=False).first()
    return row.seat.organisation if row else None


@transaction.atomic
def merge(row: FieldReport, into: FieldReport, *, by: User) -> None:
    """Let a report go up in a like one of the same body, which counts it; twice is once. Raises ValidationError."""
    held, main = _held(row), _held(into)
    if held.state == State.MERGED and held.merged_into_id == main.pk:
        return
    if held.pk == main.pk or held.workspace_id != main.workspace_id:
        raise ValidationError(_("Kies een andere melding van hetzelfde overleg."))
    for each in (held, main):
        _expect(each, State.REPORTED)
    if held.escalations.exists():
        raise ValidationError(_("Deze melding is al voorgelegd. Voeg de andere melding hiermee samen."))
    held.merged.update(merged_into=main)
    _move(held, State.MERGED, merged_into=main)
    journal.record("fieldreport.merge", of=held, by=by, into=main.pk, count=main.many)
    row.refresh_from_db()


@transaction.atomic
def unmerge(row: FieldReport, *, by: User) -> None:
    """Let a merged report stand by itself again, until the other is worded. Raises ValidationError."""
    held = _held(row)
    if held.state == State.REPORTED:
        return
    _expect(held, State.MERGED)
    if held.merged_into is None or held.merged_into.state != State.REPORTED:
        raise ValidationError(_("De melding waarin deze is opgegaan is al verwoord. Losmaken kan niet meer."))
    main = held.merged_into
    _move(held, State.REPORTED, merged_into=None)
    journal.record("fieldreport.unmerge", of=held, by=by, into=main.pk)
    row.refresh_from_db()


def refuse(row: FieldReport, *, reason: str, stays: str = "", by: User) -> None:
    """Close a report that does not travel, with the reason that its reporter reads. Raises ValidationError."""
    releases.admit(reason.strip(), workspace=row.workspace, reason=stays, by=by)
    _refuse(row, reason.strip(), by)
    row.refresh_from_db()


@transaction.atomic
def _refuse(row: FieldReport, reason: str, by: User) -> None:
    held = _held(row)
    if held.was_refused:
        return
    _expect(held, *AT_HOME)
    if not reason:
        raise ValidationError({"reason": _("Schrijf op waarom u de melding sluit. Wie haar deed, leest dit.")})
    held.escalations.filter(state__in=(Escalation.State.WORDED, Escalation.State.APPROVED)).delete()
    _close(held, reason)
    journal.record("fieldreport.refuse", of=held, by=by)
    telling.tell("fieldreport.refused", held, key=f"fieldreport.refused:{held.pk}", by=by)


@transaction.atomic
def close(row: FieldReport, *, by: User) -> None:
    """Close a report of which the answer is home. Raises ValidationError: without an answer it stays open."""
    held = _held(row)
    if held.state == State.CLOSED and not held.was_refused:
        return
    _expect(held, State.HOME)
    _close(held, "")
    journal.record("fieldreport.close", of=held, by=by)
    row.refresh_from_db()


def _close(held: FieldReport, reason: str) -> None:
    _move(held, State.CLOSED, reason=reason, closed_at=timezone.now())


def _held(row: FieldReport) -> FieldReport:
    """Hold a report until the transaction ends, and return it as it is now."""
    return FieldReport.objects.select_for_update(of=("self",)).get(pk=row.pk)


def _expect(held: FieldReport, *states: str) -> None:
    if held.state not in states:
        told = {"state": held.get_state_display()}
        raise ValidationError(_("Dat kan niet bij deze melding: zij is %(state)s.") % told)


def _move(held: FieldReport, state: str, **facts: object) -> None:
    held.state = state
    for name, value in facts.items():
        setattr(held, name, value)
    held.save()


def follow(escalation: Escalation) -> None:
    """Let the report say how far the first step up is."""
    if escalation.of_id is None:
        state = FOLLOWS[escalation.state]
        FieldReport.objects.filter(pk=escalation.report_id).update(state=state)


Step = Escalation.State
FOLLOWS: dict[str, str] = {
    Step.WORDED: State.WORDED,
    Step.APPROVED: State.APPROVED,
    Step.PUT: State.ESCALATED,
    Step.ACCEPTED: State.ESCALATED,
    Step.RETURNED: State.REPORTED,
    Step.DECLINED: State.ANSWERED,
    Step.ANSWERED: State.ANSWERED,
    Step.HOME: State.HOME,
}
