"""Whether a receipt is genuine: for anybody who holds one, without showing what it is of."""

from __future__ import annotations

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from schakel.workspaces.doors import public
from surveys import verifying

OFTEN = {"verify": "20/m/ip"}  # more than anybody types, too few to guess sixteen characters


@public
@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """Say when a receipt was given out, or that it is not known; a wrong hash and a wrong number look the same."""
    number, mark = (request.GET.get(name, "").strip()[:100] for name in ("nummer", "getal"))
    context: dict[str, object] = {"number": number, "hash": mark, "asked": bool(number or mark)}
    if not context["asked"]:
        return render(request, "surveys/verify.html", context)
    if not ratelimit.consume(request, app="surveys", action="verify", config=OFTEN, limit_get=True):
        return render(request, "surveys/verify.html", context | {"wait": True}, status=429)
    return render(request, "surveys/verify.html", context | {"found": verifying.genuine(number, mark)})
