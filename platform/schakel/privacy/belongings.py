"""What belongs to a person: the rows of a table, the files in storage, the mail in the folder."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.db.models.fields.files import FieldFile

from schakel.privacy.declaring import Holding, Rows, Sort
from schakel.privacy.subjects import Subject


def all_of(holding: Holding) -> Rows:
    return holding.table._base_manager.all()


def changeable(holding: Holding) -> Rows:
    """Return the rows that may be cleared: all but the frozen ones."""
    rows = all_of(holding)
    if holding.frozen is None:
        return rows
    return rows.exclude(pk__in=list(holding.frozen(rows).values_list("pk", flat=True)))


def rows_of(holding: Holding, subject: Subject) -> Rows:
    """Return the rows of the person, by key or by address; not those in which somebody else's text names them."""
    own = Q(pk__in=_sessions(subject)) if holding.of(Sort.SESSION) else Q(pk__in=[])
    for name in holding.of(Sort.ADDRESS):
        own |= Q(**{f"{name}__iexact": subject.address})
    for name in holding.of(Sort.PERSON) if subject.key else []:
        own |= Q(**{name: subject.key})
    return all_of(holding).filter(own)


def _sessions(subject: Subject) -> list[str]:
    if not subject.key:
        return []
    key = str(subject.key)
    return [row.pk for row in Session.objects.iterator() if row.get_decoded().get("_auth_user_id") == key]


def remove_file(file: FieldFile) -> None:
    """Take a file away after the commit."""
    if file:
        storage, name = file.storage, str(file.name)
        transaction.on_commit(lambda: storage.delete(name))


def names(file: FieldFile, subject: Subject) -> bool:
    """Tell whether the bytes of a file, its metadata among them, name the person. A file that is gone does not."""
    if not file.name or not file.storage.exists(file.name):
        return False
    with file.storage.open(file.name) as opened:
        data: Any = opened.read()
    return any(subject.is_named_in(data.decode(form, "ignore")) for form in ("utf-8", "utf-16-be"))


def mail_of(subject: Subject) -> list[Path]:
    """Return the mails in the folder of the demo that are to the person or name them."""
    folder = Path(settings.EMAIL_FOLDER)
    return [path for path in sorted(folder.glob("*.eml")) if _tells(path, subject)]


def remove_mail(subject: Subject) -> None:
    for path in mail_of(subject):
        path.unlink(missing_ok=True)


def _tells(path: Path, subject: Subject) -> bool:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    parts = [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]
    return any(subject.is_named_in(str(text)) for text in [*message.values(), *parts])
