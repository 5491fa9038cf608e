"""The mail of the demo, which never left the machine; and mail that could not be sent, for administrators."""

from __future__ import annotations

import re
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from schakel.mail import dead_letters
from schakel.mail.models import OutgoingMail
from schakel.requests import MemberRequest
from schakel.workspaces.doors import administrator, development

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


@administrator
@require_safe
def show_failed(request: MemberRequest) -> HttpResponse:
    """List the mails that could not be sent: to whom and why, never what they say."""
    failed = OutgoingMail.objects.filter(state=OutgoingMail.State.FAILED)
    page = Paginator(failed, SHOWN).get_page(request.GET.get("page"))
    crumbs = [(_("Mensen"), reverse("people")), (_("Mislukte e-mail"), "")]
    return render(request, "mail/failed.html", {"page": page, "crumbs": crumbs})


@administrator
@require_POST
def send_again(request: MemberRequest, pk: int) -> HttpResponse:
    if dead_letters.again(get_object_or_404(OutgoingMail, pk=pk), by=request.user):
        messages.success(request, _("De e-mail gaat opnieuw weg."))
    return redirect("mail_failed")


@administrator
@require_POST
def let_go(request: MemberRequest, pk: int) -> HttpResponse:
    if dead_letters.let_go(get_object_or_404(OutgoingMail, pk=pk), by=request.user):
        messages.success(request, _("Deze e-mail wordt niet meer verzonden."))
    return redirect("mail_failed")
