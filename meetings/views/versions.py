"""Two texts of minutes beside each other, word by word; and the minutes to keep, as Word and as PDF."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meetings import compare, minutes_docx, minutes_pdf, reading, versions, written
from meetings.minutes_forms import CompareForm
from meetings.models import MinutesPage
from meetings.views.minutes import _minutes
from schakel.workspaces.doors import judged

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@judged
@require_safe
def comparison(request: HttpRequest, pk: int) -> HttpResponse:
    """Compare two texts; one that this reader may not see is not there."""
    page = _minutes(request, pk, "minutes.see")
    texts = {str(text.revision.pk): text for text in versions.texts(page, request.user)}  # type: ignore[arg-type]
    newest = list(texts)[:2]
    chosen = [request.GET.get("van") or newest[-1:], request.GET.get("tot") or newest[:1]]
    van, tot = (each if isinstance(each, str) else "".join(each) for each in chosen)
    if {van, tot} - {*texts, ""}:
        raise Http404
    context = {
        "page": page,
        "meeting": page.meeting,
        "form": CompareForm(
            initial={"van": van, "tot": tot}, choices=[(key, text.label) for key, text in texts.items()]
        ),
        "several": len(texts) > 1,
        "crumbs": reading.crumbs(page.meeting, (_("Notulen"), page.url), (_("Vergelijken"), "")),
    }
    if len(texts) > 1:
        found = compare.compare(*(versions.parts(page, texts[key].revision) for key in (van, tot)))
        context |= {"found": found, "counts": compare.counted(found)}
    return render(request, "meetings/compare.html", context)


@judged
@require_safe
def docx(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the minutes as a Word file."""
    page = _minutes(request, pk, "minutes.see")
    return _file(page, minutes_docx.made(written.of(page)), DOCX, "docx")


@judged
@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the minutes as a tagged PDF."""
    page = _minutes(request, pk, "minutes.see")
    return _file(page, minutes_pdf.made(written.of(page)), "application/pdf", "pdf")


def _file(page: MinutesPage, content: bytes, media_type: str, suffix: str) -> HttpResponse:
    name = _("notulen") + f"-{page.workspace.slug}-{page.meeting.begins:%Y-%m-%d}.{suffix}"
    headers = {"Content-Disposition": content_disposition_header(True, name) or "attachment"}
    return HttpResponse(content, content_type=media_type, headers=headers)
