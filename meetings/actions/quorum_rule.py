"""The verb of the quorum: choose the rule of a workspace."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.models import QuorumRule
from schakel import journal
from schakel.accounts.models import User
from schakel.workspaces.models import WorkspacePage

Share = QuorumRule.Share


@transaction.atomic
def choose(workspace: WorkspacePage, *, share: str, count: int | None = None, by: User | None) -> QuorumRule:
    """Choose when enough organisations are there; what was adopted already keeps its own. Raises ValidationError."""
    if share not in Share.values:
        raise ValidationError({"share": _("Kies een regel voor het quorum.")})
    count = count if share == Share.COUNT else None
    if share == Share.COUNT and not count:
        raise ValidationError({"count": _("Vul in hoeveel organisaties er moeten zijn.")})
    known = QuorumRule.objects.filter(workspace=workspace).first()
    if known is not None and (known.share, known.count) == (share, count):
        return known
    rule, _new = QuorumRule.objects.update_or_create(workspace=workspace, defaults={"share": share, "count": count})
    journal.record("quorum.rule", of=workspace, by=by, rule=str(Share(share)), count=count or 0)
    return rule
