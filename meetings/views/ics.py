"""A meeting for one's own calendar."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from meetings import ics
from meetings.models import MeetingPage
from schakel.workspaces import access
from schakel.workspaces.doors import judged


@judged
@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponse:
    meeting: MeetingPage = access.fetch(MeetingPage.heads.all(), request.user, "meeting.see", pk=pk)
    name = f"vergadering-{localtime(meeting.begins):%Y-%m-%d}.ics"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(ics.calendar(meeting), content_type="text/calendar; charset=utf-8", headers=headers)
