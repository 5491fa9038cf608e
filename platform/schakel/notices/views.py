"""The page of notices: what one was told lately, and how often mail may come."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from schakel.accounts.models import User
from schakel.notices import kinds, paces
from schakel.notices.forms import PaceForm
from schakel.notices.models import Receipt
from schakel.requests import MemberRequest
from schakel.workspaces.doors import signed_in

SHOWN = 30


@dataclass(frozen=True)
class Line:
    """Something that one was told of."""

    at: datetime
    label: str
    url: str


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: MemberRequest) -> HttpResponse:
    """Show what one was told, and store how often mail may come."""
    form = PaceForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        paces.choose(form.chosen(), by=request.user)
        messages.success(request, _("Uw keuze is bewaard. Zij geldt meteen."))
        return redirect("notices")
    context = {"form": form, "lines": _lately(request.user), "crumbs": [(_("Berichten"), "")]}
    return render(request, "notices/notices.html", context)


def _lately(user: User) -> list[Line]:
    """Return the latest notices; one question for each kind among them. The page behind a link judges by itself."""
    notices = [row.notice for row in Receipt.objects.filter(user=user).select_related("notice")[:SHOWN]]
    wanted: dict[str, list[int]] = defaultdict(list)
    for notice in notices:
        wanted[notice.kind].append(notice.reference)
    found: dict[str, dict[int, Any]] = {
        name: kinds.of(name).model._default_manager.in_bulk(keys) for name, keys in wanted.items()
    }
    return [
        Line(notice.at, str(kind.label), kind.url(thing))
        for notice in notices
        if (kind := kinds.of(notice.kind)) and (thing := found[notice.kind].get(notice.reference))
    ]
