"""What somebody does with the own session: see how long it lasts, stay, go on after it ended, end it elsewhere."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from schakel.accounts import devices, kept, sessions
from schakel.accounts.models import User
from schakel.requests import MemberRequest
from schakel.workspaces.doors import public, signed_in, unattended


@public
@unattended
@require_safe
def session(request: HttpRequest) -> HttpResponse:
    """Tell a script how many seconds are left, whose session it is and the token for forms."""
    user = request.user
    return _told(request, user) if isinstance(user, User) else JsonResponse({"left": None})


@signed_in
@require_POST
def stay(request: MemberRequest) -> HttpResponse:
    """Go on: asking this is a sign of life."""
    sessions.begin_again(request.session)
    return _told(request, request.user)


def _told(request: HttpRequest, user: User) -> HttpResponse:
    return JsonResponse({"left": sessions.left(request.session, user), "who": user.pk, "token": get_token(request)})


@public
@unattended
@require_safe
def window(request: HttpRequest) -> HttpResponse:
    """Show what a page puts over itself when its session is about to end."""
    return render(request, "account/session_window.html")


@signed_in
@require_safe
def back(request: MemberRequest) -> HttpResponse:
    """Say that one is logged in again, in the window that was opened for it."""
    return render(request, "account/back.html")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: MemberRequest) -> HttpResponse:
    """Offer to send once more what was sent after the session had ended."""
    held = kept.of(request.session, request.user)
    if held is None or request.method == "POST":
        kept.forget(request.session)
        return redirect("overview")
    return render(request, "account/resume.html", {"kept": held})


@signed_in
@require_safe
def show_sessions(request: MemberRequest) -> HttpResponse:
    """List where one is logged in."""
    rows = sorted(UserSession.objects.purge_and_list(request.user), key=lambda row: row.last_seen_at, reverse=True)
    shown = [(row, devices.describe(row.user_agent), row.session_key == request.session.session_key) for row in rows]
    return render(request, "usersessions/usersession_list.html", {"sessions": shown})


@signed_in
@require_POST
def end_session(request: MemberRequest, pk: int) -> HttpResponse:
    """Log out there."""
    get_object_or_404(UserSession, pk=pk, user=request.user).end()
    messages.success(request, _("U bent daar uitgelogd."))
    return redirect("usersessions_list")


@signed_in
@require_POST
def end_other_sessions(request: MemberRequest) -> HttpResponse:
    """Log out everywhere but here."""
    sessions.end_all(request.user, but=request.session.session_key)
    messages.success(request, _("U bent overal uitgelogd, behalve hier."))
    return redirect("usersessions_list")
