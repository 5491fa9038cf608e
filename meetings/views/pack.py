"""The meeting pack of the reader: its page, how far it is, and the file itself."""

from __future__ import annotations

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from meetings import reading
from meetings.actions import packs
from meetings.models import MeetingPack, MeetingPage
from meetings.packing import contents
from meetings.packing.standing import Standing
from schakel.headers import FILE
from schakel.requests import MemberRequest
from schakel.workspaces import access
from schakel.workspaces.doors import judged, unattended


def _meeting(request: MemberRequest, pk: int) -> MeetingPage:
    meeting: MeetingPage = access.fetch(MeetingPage, request.user, "pack.see", pk=pk)
    return meeting


def _standing(request: MemberRequest, meeting: MeetingPage) -> Standing:
    own = MeetingPack.objects.visible_to(request.user).filter(meeting=meeting).first()
    return Standing(own, contents.of(meeting, request.user))


@judged
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: MemberRequest, pk: int) -> HttpResponse:
    """Show how it stands with the pack, and have it made."""
    meeting = _meeting(request, pk)
    if request.method == "POST":
        packs.ask(meeting, by=request.user)
        return redirect("meeting_pack", pk)
    crumbs = reading.crumbs(meeting, (_("Stukkenbundel"), ""))
    context = {"meeting": meeting, "standing": _standing(request, meeting), "crumbs": crumbs}
    return render(request, "meetings/pack.html", context)


@judged
@unattended
@require_safe
def state(request: MemberRequest, pk: int) -> HttpResponse:
    """Answer how far it is: the page asks this by itself while the pack is made."""
    meeting = _meeting(request, pk)
    return render(request, "meetings/parts/pack.html", {"meeting": meeting, "standing": _standing(request, meeting)})


@judged
@require_safe
def download(request: MemberRequest, pk: int) -> HttpResponseBase:
    """Send the pack as it is at this moment; one that is not there yet and not small has to be asked for."""
    meeting = _meeting(request, pk)
    file = packs.opened(meeting, by=request.user)
    if file is None:
        return redirect("meeting_pack", pk)
    name = f"vergaderstukken-{localtime(meeting.begins):%Y-%m-%d}.pdf"
    response = FileResponse(file, filename=name, content_type="application/pdf")
    response.headers["Content-Security-Policy"] = FILE
    response.headers["Cache-Control"] = "no-store"
    return response
