"""The verb of TLP marks: classify. Raising is free, lowering needs a reason."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from schakel import journal, tlp
from schakel.accounts.models import User
from schakel.workspaces.models import Lowering


@transaction.atomic
def classify(thing: Any, mark: str, *, reason: str = "", by: User | None) -> bool:
    """Give `thing`, a row with a `tlp` in a workspace, another mark; tell whether it had another one.

    Raises ValidationError for a lower mark without a reason.
    """
    rows = type(thing)._default_manager.filter(pk=thing.pk)
    before = rows.select_for_update().order_by().values_list("tlp", flat=True).get()
    if before == mark:
        return False
    lowers = tlp.is_lower(mark, than=before)
    if lowers and not reason.strip():
        raise ValidationError({"reason": _("Schrijf op waarom het merk omlaag mag.")})
    rows.update(tlp=mark)
    thing.tlp = mark
    journal.record("tlp.lower" if lowers else "tlp.raise", of=thing, by=by, before=before, after=mark)
    if lowers:
        Lowering.objects.create(
            workspace=thing.workspace,
            content_type=ContentType.objects.get_for_model(type(thing)),
            subject=thing.pk,
            before=before,
            after=mark,
            reason=reason.strip(),
            by=by,
        )
    return True
