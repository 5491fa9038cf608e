"""Read the mail of the demo: what would have left the machine."""

from __future__ import annotations

import re
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from schakel.workspaces.doors import development

NAME = re.compile(r"^[\d-]+\.eml$")
SHOWN = 100


@development
@require_safe
def show_post(request: HttpRequest) -> HttpResponse:
    """List the newest mails."""
    files = sorted(Path(settings.EMAIL_FOLDER).glob("*.eml"), reverse=True)[:SHOWN]
    return render(request, "mail/post.html", {"mails": [(path.name, _read(path)) for path in files]})


@development
@require_safe
def show_message(request: HttpRequest, name: str) -> HttpResponse:
    """Show one mail as text; links in it can be followed."""
    path = Path(settings.EMAIL_FOLDER) / name
    if not NAME.match(name) or not path.is_file():
        raise Http404
    mail = _read(path)
    part = mail.get_body(("plain",))
    return render(request, "mail/post_message.html", {"mail": mail, "text": part.get_content() if part else ""})


def _read(path: Path) -> EmailMessage:
    return BytesParser(EmailMessage, policy=policy.default).parsebytes(path.read_bytes())
