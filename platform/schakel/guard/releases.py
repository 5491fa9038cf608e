"""The verbs of the guard: look, confirm, approve, and refuse what was not released."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from schakel import journal
from schakel.accounts.models import User
from schakel.directory.models import Organisation
from schakel.guard import guarded, wordings
from schakel.guard.detect import Finding, Known, look
from schakel.guard.models import Release
from schakel.workspaces import access
from schakel.workspaces.models import WorkspacePage


@dataclass(frozen=True)
class Seen:
    """A thing as the guard sees it at this moment."""

    thing: Any
    text: str
    findings: tuple[Finding, ...]
    release: Release | None

    @property
    def kinds(self) -> dict[str, int]:
        return dict(Counter(finding.kind for finding in self.findings))

    @property
    def mark(self) -> str:
        """A mark of this text; who confirms sends it along, so that nobody releases what was not read."""
        return digest(self.text)

    @property
    def is_free(self) -> bool:
        return not self.findings or (self.release is not None and self.release.is_free)

    @property
    def waits(self) -> bool:
        """Whether it waits for the second person at this moment."""
        return bool(self.findings) and self.release is not None and not self.release.is_free


def digest(text: str) -> str:
    return salted_hmac("schakel.guard", text, algorithm="sha256").hexdigest()


def known(present: Iterable[str] = ()) -> Known:
    """Return who never warns: everybody with an account, every organisation, and the names in `present`."""
    people = User.objects.values_list("name", flat=True)
    return Known.of([*people, *present], Organisation.objects.values_list("name", flat=True))


def check(text: str, present: Iterable[str] = ()) -> list[Finding]:
    """Return what in `text` could identify a victim."""
    return look(text, known(present))


def check_for(user: User, text: str) -> list[Finding]:
    """Return what a writer is warned of: known are organisations and those with whom they share a workspace.

    Not everybody with an account: the answer must not tell who has one.
    """
    near = User.objects.filter(memberships__seat__workspace__in=list(access.workspaces(user))).distinct()
    organisations = Organisation.objects.values_list("name", flat=True)
    return look(text, Known.of([user.name, *near.values_list("name", flat=True)], organisations))


def see(thing: Model) -> Seen:
    """Return `thing` with what the guard finds in its text, and whether that text was released."""
    how = guarded.of(thing._meta.label_lower)
    text = how.text(thing)
    findings = tuple(check(text, how.present(thing)))
    rows = Release.objects.filter(content_type=_type(thing), object_id=thing.pk, digest=digest(text))
    return Seen(thing, text, findings, rows.first() if findings else None)


def require(thing: Model) -> None:
    """Refuse what has findings that nobody released. Raises ValidationError that says what to do."""
    seen = see(thing)
    if seen.is_free:
        return
    told = wordings.counted(seen.kinds)
    if seen.waits:
        raise ValidationError(_("De voorzitter moet deze tekst eerst vrijgeven: %(told)s.") % {"told": told}, "waits")
    raise ValidationError(
        _("Er staat in waaraan iemand te herkennen kan zijn: %(told)s. Haal het weg, of leg uit waarom het blijft.")
        % {"told": told},
        "found",
    )


@transaction.atomic
def confirm(thing: Any, *, seen: str, reason: str, by: User) -> Release:
    """Let names and places stand, for a reason; what blocks then waits for a second person. Raises ValidationError."""
    now = see(thing)
    if not now.findings:
        raise ValidationError(_("De bewaker vindt niets meer in deze tekst. U hoeft niets te bevestigen."))
    if not constant_time_compare(seen, now.mark):
        raise ValidationError(_("De tekst is intussen gewijzigd. Lees haar opnieuw en bevestig daarna."))
    if not reason.strip():
        raise ValidationError({"reason": _("Schrijf op waarom dit mag blijven staan.")})
    if check(reason):
        raise ValidationError({"reason": _("Noem in de reden geen namen of andere gegevens.")})
    release, fresh = Release.objects.get_or_create(
        content_type=_type(thing),
        object_id=thing.pk,
        digest=now.mark,
        defaults={
            "workspace": thing.workspace,
            "kinds": now.kinds,
            "waits": Release.must_wait(now.kinds),
            "reason": reason.strip(),
            "by": by,
        },
    )
    if fresh:
        journal.record("guard.confirm", of=thing, by=by, waits=release.waits, **now.kinds)
    return release


@transaction.atomic
def approve(thing: Any, *, seen: str, by: User) -> Release:
    """Release, as the second person, what blocks. Raises ValidationError, PermissionDenied for who may not."""
    if not access.may(by, "guard.approve", thing):
        raise PermissionDenied
    now = see(thing)
    if now.release is None or not constant_time_compare(seen, now.mark):
        raise ValidationError(_("De tekst is intussen gewijzigd. Lees haar opnieuw en bevestig daarna."))
    return _approve(Release.objects.select_for_update().get(pk=now.release.pk), thing, by)


def admit(text: str, *, workspace: WorkspacePage, reason: str, by: User | None) -> None:
    """Let a text that is not kept yet in: a title, a name of a file, the words in it.

    With a reason names and places pass; what blocks is laid before the chair, by its kind alone, and may be offered
    again once it is released. Raises ValidationError. Call it outside a transaction: what is asked must stay asked.
    """
    findings = check(text)
    if not findings or by is None:
        return
    kinds = dict(Counter(finding.kind for finding in findings))
    told, mark = wordings.counted(kinds), digest(text)
    row = Release.objects.filter(content_type=_type(workspace), object_id=workspace.pk, digest=mark).first()
    if row is None and not reason.strip():
        raise ValidationError(
            _("Hierin staat iets waaraan iemand te herkennen kan zijn: %(told)s. Haal het weg, of leg uit waarom.")
            % {"told": told}
        )
    if row is None:
        row = _ask(workspace, mark, kinds, reason, by)
    if not row.is_free:
        raise ValidationError(
            _("De voorzitter moet dit eerst vrijgeven (%(told)s). Bied het daarna opnieuw aan.") % {"told": told}
        )


@transaction.atomic
def _ask(workspace: WorkspacePage, mark: str, kinds: dict[str, int], reason: str, by: User) -> Release:
    if check(reason):
        raise ValidationError({"stays": _("Noem in de reden geen namen of andere gegevens.")})
    row: Release = Release.objects.create(
        workspace=workspace,
        content_type=_type(workspace),
        object_id=workspace.pk,
        digest=mark,
        kinds=kinds,
        waits=Release.must_wait(kinds),
        reason=reason.strip(),
        by=by,
    )
    journal.record("guard.confirm", of=workspace, by=by, waits=row.waits, **kinds)
    return row


@transaction.atomic
def approve_unseen(release: Release, *, by: User) -> Release:
    """Release a text that is not kept, by the kinds and the reason alone. Raises ValidationError."""
    release = Release.objects.select_for_update().get(pk=release.pk)
    return _approve(release, release.workspace, by)


def _approve(release: Release, thing: Any, by: User) -> Release:
    if release.by_id == by.pk:
        raise ValidationError(_("U hebt dit zelf bevestigd. Een tweede persoon moet het vrijgeven."))
    if release.approved_at is None:
        release.approved_by, release.approved_at = by, timezone.now()
        release.save(update_fields=["approved_by", "approved_at"])
        journal.record("guard.approve", of=thing, by=by, **release.kinds)
    return release


def _type(thing: Model) -> ContentType:
    return ContentType.objects.get_for_model(thing)
