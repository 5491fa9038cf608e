"""The verbs of standing papers: shelve, renew, change, take off."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel import journal
from schakel.accounts.models import User
from schakel.dated import at_moment
from schakel.directory.models import Organisation
from schakel.files import papers
from schakel.files.inspection import Inspected, inspect
from schakel.files.models import Paper
from schakel.guard import inside, releases
from schakel.notices import telling
from schakel.search import index
from schakel.shelf.models import StandingPaper, StandingVersion
from schakel.workspaces.models import Membership, Seat, WorkspacePage


@dataclass(frozen=True)
class About:
    """What is known of a standing paper beside its versions. `told_roles` and `told_seats` must know of a change."""

    title: str
    kind: str = StandingPaper.Kind.OTHER
    owner: User | None = None
    organisation: Organisation | None = None
    subject: str = ""
    summary: str = ""
    told_roles: Iterable[str] = ()
    told_seats: Iterable[Seat] = field(default_factory=tuple)

    @property
    def words(self) -> list[str]:
        """What others will read."""
        return [self.title, self.subject, self.summary]


def shelve(
    workspace: WorkspacePage,
    file: File[bytes],
    about: About,
    *,
    dated: date | None = None,
    tlp: str = "green",
    key: uuid.UUID | None = None,
    stays: str = "",
    by: User,
) -> StandingPaper:
    """Put a standing paper on the shelf with its first version; the same `key` puts it there once.

    Raises ValidationError; then nothing was added. `stays` says why a name may stand in its words.
    """
    found = _looked_at(workspace, file, about.words, stays, by)
    _judge(workspace, about)
    with transaction.atomic():
        known = StandingPaper.objects.filter(workspace=workspace, key=key).first() if key else None
        if known:
            return known
        standing = StandingPaper(workspace=workspace, key=key or uuid.uuid4())
        _store(standing, about)
        journal.record("standing.shelve", of=standing, by=by)
        _add(standing, found, dated, "", tlp, by)
    return standing


def renew(
    standing: StandingPaper,
    file: File[bytes],
    *,
    dated: date | None = None,
    note: str = "",
    tlp: str = "",
    stays: str = "",
    by: User,
) -> StandingVersion:
    """Add a version; older ones stay readable, and who must know is told. The same file is added once.

    Raises ValidationError; then nothing was added.
    """
    found = _looked_at(standing.workspace, file, [note], stays, by)
    with transaction.atomic():
        StandingPaper.objects.select_for_update().get(pk=standing.pk)
        newest = standing.versions.select_related("paper").first()
        if newest and newest.paper.sha256 == found.sha256:
            return newest
        version = _add(standing, found, dated, note, tlp or (newest.paper.tlp if newest else "green"), by)
        journal.record("standing.renew", of=standing, by=by, version=version.number)
        for older in Paper.objects.filter(standing_version__standing=standing).exclude(pk=version.paper_id):
            index.put(older)  # superseded: it is not found any more
        telling.tell("standing.renewed", version, key=f"standing.renewed:{version.pk}", by=by)
    return version


def change(standing: StandingPaper, about: About, *, stays: str = "", by: User) -> StandingPaper:
    """Change what is known of a standing paper, not its versions. Raises ValidationError."""
    releases.admit("\n".join(about.words).strip(), workspace=standing.workspace, reason=stays, by=by)
    _judge(standing.workspace, about)
    with transaction.atomic():
        _store(standing, about)
        journal.record("standing.change", of=standing, by=by)
        for paper in Paper.objects.filter(standing_version__standing=standing):
            Paper.objects.filter(pk=paper.pk).update(title=standing.title)
            paper.title = standing.title
            index.put(paper)
    return standing


@transaction.atomic
def take_off(paper: Paper, *, by: User) -> None:
    """Take a paper off the shelf; with the last version the standing paper goes too."""
    standing = StandingPaper.objects.filter(versions__paper=paper).first()
    papers.remove(paper, by=by)
    if standing is None:
        return
    newest = standing.versions.select_related("paper").first()
    if newest:
        index.put(newest.paper)
    else:
        standing.delete()


def is_superseded(paper: Paper) -> bool:
    """Tell whether a newer version of this paper stands on the shelf."""
    version = StandingVersion.objects.filter(paper=paper).first()
    return version is not None and version.standing.versions.filter(number__gt=version.number).exists()


def _looked_at(workspace: WorkspacePage, file: File[bytes], words: list[str], stays: str, by: User) -> Inspected:
    found = inspect(file, file.name or "")
    said = [*words, inside.words_of(found)]
    releases.admit("\n".join(filter(None, said)), workspace=workspace, reason=stays, by=by)
    return found


def _judge(workspace: WorkspacePage, about: About) -> None:
    sitting = Membership.objects.current().filter(at_moment(prefix="seat__"), seat__workspace=workspace)
    if about.owner and not sitting.filter(user=about.owner).exists():
        raise ValidationError({"owner": _("Deze persoon hoort niet bij deze werkruimte. Kies een lid.")})
    if any(seat.workspace_id != workspace.pk for seat in about.told_seats):
        raise ValidationError({"told_seats": _("Deze zetel hoort niet bij deze werkruimte.")})


def _store(standing: StandingPaper, about: About) -> None:
    facts = {name: getattr(about, name) for name in asdict(About(title="")) if name not in ("told_roles", "told_seats")}
    for name, value in facts.items():
        setattr(standing, name, value.strip() if isinstance(value, str) else value)
    standing.told_roles = sorted(about.told_roles)
    standing.full_clean(exclude=["workspace"])
    standing.save()
    standing.told_seats.set(about.told_seats)


def _add(
    standing: StandingPaper, file: Inspected, dated: date | None, note: str, tlp: str, by: User
) -> StandingVersion:
    title = standing.title
    paper = papers.add(standing.workspace, file, title=title, tlp=tlp, looked_at=True, by=by)
    last = standing.versions.aggregate(last=Max("number"))["last"] or 0
    return StandingVersion.objects.create(
        standing=standing,
        paper=paper,
        number=last + 1,
        dated=dated or timezone.localdate(),
        note=note.strip(),
        by=by,
    )
