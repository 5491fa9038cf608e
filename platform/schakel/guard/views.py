"""The screen on which a writer explains and a chair releases, and the answer to who is still typing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from schakel.attempt import succeeded
from schakel.guard import guarded, releases, wordings
from schakel.guard.forms import ReasonForm, SeenForm
from schakel.guard.models import Release
from schakel.requests import MemberRequest
from schakel.workspaces import access
from schakel.workspaces.doors import judged, signed_in

LONGEST = 50_000  # signs of a field that is still being written


def _seen(request: HttpRequest, app: str, model: str, pk: int) -> releases.Seen:
    """Return the thing with its findings, for who writes it and for the chair who is asked to release it."""
    try:
        how = guarded.of(f"{app}.{model}")
    except LookupError as unknown:
        raise Http404 from unknown
    thing: Any = how.model._default_manager.filter(pk=pk).first()
    if thing is None:
        raise Http404
    writes = access.may(request.user, how.right, thing)
    decides = access.may(request.user, "guard.approve", thing)
    if not writes and not decides:
        raise Http404
    seen = releases.see(thing)
    if not writes and seen.release is None:
        raise Http404  # a chair sees of a draft only what was laid before them
    return seen


@judged
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def release(request: MemberRequest, app: str, model: str, pk: int) -> HttpResponse:
    """Show what was found, marked in its sentence; the writer says why it may stand."""
    seen = _seen(request, app, model, pk)
    how = guarded.of(f"{app}.{model}")
    if not access.may(request.user, how.right, seen.thing):
        return _screen(request, seen, SeenForm(initial={"seen": seen.mark}))
    form = ReasonForm(request.POST if request.method == "POST" else None, initial={"seen": seen.mark})
    if form.is_valid() and succeeded(form, lambda: releases.confirm(seen.thing, **form.cleaned_data, by=request.user)):
        return redirect("guard_release", app, model, pk)
    return _screen(request, seen, form)


@judged
@require_POST
def approve(request: MemberRequest, app: str, model: str, pk: int) -> HttpResponse:
    """Release as the second person."""
    seen = _seen(request, app, model, pk)
    form = SeenForm(request.POST)
    if form.is_valid() and succeeded(
        form, lambda: releases.approve(seen.thing, seen=form.cleaned_data["seen"], by=request.user)
    ):
        messages.success(request, _("De tekst is vrijgegeven."))
        return redirect("guard_release", app, model, pk)
    return _screen(request, seen, form)


@judged
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: MemberRequest, pk: int) -> HttpResponse:
    """Let the chair decide on a title or file that is not kept before it is released."""
    asked = access.fetch(Release, request.user, "guard.approve", pk=pk)
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid() and succeeded(form, lambda: releases.approve_unseen(asked, by=request.user)):
        messages.success(request, _("Vrijgegeven. Het kan nu opnieuw worden aangeboden."))
        return redirect(asked.workspace.url)
    context = {"release": asked, "kinds": wordings.counted(asked.kinds), "form": form}
    return render(request, "guard/decide.html", context, status=400 if form.errors else 200)


def _screen(request: MemberRequest, seen: releases.Seen, form: SeenForm) -> HttpResponse:
    how = guarded.of(seen.thing._meta.label_lower)
    context = {
        "seen": seen,
        "title": how.title(seen.thing),
        "onwards": how.onwards(seen.thing),
        "writes": access.may(request.user, how.right, seen.thing),
        "decides": access.may(request.user, "guard.approve", seen.thing),
        "spots": list(wordings.spots(seen.text, seen.findings)),
        "form": form,
        "where": [seen.thing._meta.app_label, seen.thing._meta.model_name, seen.thing.pk],
    }
    return render(request, "guard/release.html", context, status=400 if form.errors else 200)


@signed_in
@never_cache
@require_POST
def look(request: MemberRequest) -> JsonResponse:
    """Say what the guard finds in a text that somebody is writing. Nothing of it is kept."""
    text = request.POST.get("text", "")[:LONGEST]
    found = releases.check_for(request.user, text)
    spots = wordings.spots(text, found)
    told = [
        {
            "name": spot.name,
            "value": spot.value,
            "instead": spot.instead,
            "blocks": spot.blocks,
            "at": [each.start, each.end],
        }
        for spot, each in zip(spots, found, strict=True)
    ]
    return JsonResponse({"findings": told})
