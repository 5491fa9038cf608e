"""The only way to a paper: asked anew on each request, HEAD and Range included."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from schakel import journal
from schakel.context import crumbs_of
from schakel.files.models import Paper
from schakel.files.places import unit_of
from schakel.headers import FILE, OURS
from schakel.requests import MemberRequest
from schakel.workspaces import access
from schakel.workspaces.doors import judged

RANGE = re.compile(r"^bytes=(\d{0,18})-(\d{0,18})$")
BLOCK = 64 * 1024


@judged
@require_safe
def show_paper(request: MemberRequest, pk: int) -> HttpResponse:
    """Show a paper on a page of ours: what it is, the file itself where a browser can, and the way to keep it."""
    paper = _asked_for(request, pk)
    context = {
        "paper": paper,
        "crumbs": crumbs_of(paper.workspace, (paper.title, ""), reader=request.user),
        "may_add": access.may(request.user, "paper.add", paper),
        "place": _place(request.GET.get("plek", "")),
        "unit": unit_of(paper.file.name or ""),
    }
    response = render(request, "workspaces/paper.html", context)
    response.headers["Content-Security-Policy"] = f"{OURS}; frame-src 'self'"  # the file stands in a frame
    return response


def _place(told: str) -> int | None:
    """Return the page, slide or sheet that a hit of search led to."""
    return int(told) if told.isascii() and told.isdigit() and len(told) < 6 else None


@judged
@require_safe
def open_paper(request: MemberRequest, pk: int) -> HttpResponseBase:
    """Send a paper, or the part of it that was asked for; with `?bewaren` to keep instead of to read."""
    paper = _asked_for(request, pk)
    if not paper.is_ready:  # its uploader alone comes here; the page says why
        return redirect("paper_show", pk)
    first, last = 0, paper.size - 1
    asked = request.headers.get("Range", "")
    if asked:
        part = _part(asked, paper.size)
        if part is None:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{paper.size}"})
        first, last = part
    response = _body(request, paper, first, last)
    if asked:
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {first}-{last}/{paper.size}"
    if request.method == "GET":  # a part as well: it may be all but the first byte
        journal.record("paper.open", of=paper, by=request.user)
    return response


def _asked_for(request: MemberRequest, pk: int) -> Paper:
    """Return the paper; a refusal is written down with all others (schakel.journal.middleware)."""
    return access.fetch(Paper, request.user, "paper.see", pk=pk)


def _part(asked: str, size: int) -> tuple[int, int] | None:
    match = RANGE.match(asked)
    if not match or match.group(1) == match.group(2) == "":
        return None
    if match.group(1) == "":
        wanted = int(match.group(2))
        return (max(0, size - wanted), size - 1) if wanted else None
    first = int(match.group(1))
    last = min(int(match.group(2) or size - 1), size - 1)
    return (first, last) if first <= last else None


def _body(request: HttpRequest, paper: Paper, first: int, last: int) -> HttpResponseBase:
    inline = paper.is_shown_inline and "bewaren" not in request.GET
    headers = {
        "Content-Type": paper.media_type,
        "Content-Length": str(last - first + 1),
        "Accept-Ranges": "bytes",
        "Content-Disposition": content_disposition_header(not inline, paper.download_name) or "attachment",
        "Content-Security-Policy": FILE,
        "Cache-Control": "no-store",
    }
    if request.method == "HEAD":
        return HttpResponse(headers=headers)
    return StreamingHttpResponse(_blocks(paper, first, last), headers=headers)


def _blocks(paper: Paper, first: int, last: int) -> Iterator[bytes]:
    with paper.file.open("rb") as file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (block := file.read(min(BLOCK, left))):
            left -= len(block)
            yield block
