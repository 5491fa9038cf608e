"""Search in what one may see."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from cms.snippets import marked, snippet
from schakel.search import index
from schakel.workspaces.doors import signed_in
from schakel.workspaces.models import WorkspacePage

PER_PAGE = 20
LONGEST = 200  # characters


@signed_in
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found, the newest first."""
    words = request.GET.get("q", "").strip()[:LONGEST]
    hits = index.find(request.user, words).select_related("workspace")
    page = Paginator(hits, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "words": words,
        "page": page,
        "hits": [(hit, marked(hit.title, words), snippet(hit.text, words)) for hit in page],
        "query": urlencode({"q": words}) + "&",
        "workspaces": WorkspacePage.objects.visible_to(request.user).order_by("path"),
    }
    return render(request, "cms/search.html", context)
