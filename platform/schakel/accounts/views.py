"""Accepting an invitation, and the screen on which administrators let people in and out."""

from __future__ import annotations

from typing import Any

from allauth.account.utils import perform_login
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from schakel.accounts import people, second_factor
from schakel.accounts.forms import AcceptForm, AdmitForm, InviteForm, SeatForm
from schakel.accounts.models import Invitation, User
from schakel.attempt import succeeded, tried
from schakel.requests import MemberRequest
from schakel.workspaces.doors import administrator, public
from schakel.workspaces.models import Membership

INVITE, ADMIT, SEAT = "invite_%s", "admit_%s", "seat_%s"  # three forms with the same fields on one page


@public
@require_safe
def gate(request: HttpRequest) -> HttpResponse:
    """Stand where Wagtail would show a login of its own: those who are logged in may not be here."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    raise Http404


@public
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show an invitation; only the button uses it up, so that a mail scanner that opens links harms nothing."""
    found = people.invitation_of(token)
    if found is None or not found.is_open:
        return render(request, "account/invitation_closed.html", {"invitation": found}, status=410)
    form = AcceptForm(request.POST if request.method == "POST" else None, invitation=found)
    if form.is_valid():
        try:
            user = people.accept(found, password=form.cleaned_data["password"])
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return perform_login(request, user, email_verification="none")
    return render(request, "account/invitation.html", {"invitation": found, "form": form})


@administrator
@require_safe
def show_people(request: MemberRequest) -> HttpResponse:
    """Show who has access to what; no content of any workspace."""
    return _screen(request)


@administrator
@require_POST
def invite(request: MemberRequest) -> HttpResponse:
    form = InviteForm(request.POST, auto_id=INVITE)
    if form.is_valid() and succeeded(form, lambda: people.invite(**form.cleaned_data, by=request.user), at="email"):
        return _done(request, _("De uitnodiging is verstuurd. De koppeling werkt veertien dagen."))
    return _screen(request, invite_form=form)


@administrator
@require_POST
def admit(request: MemberRequest) -> HttpResponse:
    form = AdmitForm(request.POST, auto_id=ADMIT)
    if form.is_valid() and succeeded(form, lambda: people.admit(**form.cleaned_data, by=request.user), at="user"):
        return _done(request, _("De toegang is gegeven."))
    return _screen(request, admit_form=form)


@administrator
@require_POST
def give_seat(request: MemberRequest) -> HttpResponse:
    form = SeatForm(request.POST, auto_id=SEAT)
    if form.is_valid() and succeeded(form, lambda: people.give_seat(**form.cleaned_data, by=request.user), at="name"):
        return _done(request, _("De zetel is er. U kunt er nu mensen voor uitnodigen."))
    return _screen(request, seat_form=form)


@administrator
@require_POST
def release(request: MemberRequest, pk: int) -> HttpResponse:
    membership = get_object_or_404(Membership.objects.current(), pk=pk)
    people.release(membership, by=request.user)
    return _done(request, _("De toegang is beëindigd."))


@administrator
@require_POST
def reset_second_factor(request: MemberRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk, is_active=True)
    if tried(request, lambda: people.reset_second_factor(user, by=request.user)):
        messages.success(request, _("De tweede stap is gewist. Deze persoon kreeg daarover een e-mail."))
    return redirect("people")


@administrator
@require_POST
def close(request: MemberRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk, is_active=True)
    if tried(request, lambda: people.close(user, by=request.user)):
        messages.success(request, _("Het account is gesloten."))
    return redirect("people")


def _done(request: HttpRequest, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("people")


def _screen(
    request: HttpRequest,
    *,
    invite_form: InviteForm | None = None,
    admit_form: AdmitForm | None = None,
    seat_form: SeatForm | None = None,
) -> HttpResponse:
    current = Membership.objects.current().select_related("user", "seat__workspace", "seat__organisation")
    context: dict[str, Any] = {
        "invite_form": invite_form or InviteForm(auto_id=INVITE),
        "admit_form": admit_form or AdmitForm(auto_id=ADMIT),
        "seat_form": seat_form or SeatForm(auto_id=SEAT),
        "memberships": current.order_by("user__name", "seat__workspace__path"),
        "invitations": Invitation.objects.filter(accepted__isnull=True).select_related("seat__workspace")[:50],
        "accounts": User.objects.filter(is_active=True).order_by("name").prefetch_related("platform_roles"),
        "with_second_factor": second_factor.holders(),
    }
    return render(request, "account/people.html", context)
