"""Search in what one may see."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.finds import Finds
from cms.search_forms import SearchForm
from schakel.search import finding
from schakel.search.models import Entry
from schakel.search.words import telling
from schakel.workspaces.doors import signed_in
from schakel.workspaces.models import WorkspacePage

PER_PAGE = 20


class Counted(Paginator[Entry]):
    """Pages of which it is known already how many hits there are."""

    def __init__(self, finds: Finds) -> None:
        super().__init__(finds.hits, PER_PAGE)
        self.finds = finds

    @property
    def count(self) -> int:
        return self.finds.many


@signed_in
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found: what has the words in its title first, then the newest."""
    form = SearchForm(request.GET)
    workspaces = list(WorkspacePage.objects.visible_to(request.user).order_by("path"))
    finds = Finds(form.words, finding.find(request.user, form.words), workspaces, form.chosen)
    page = Counted(finds).get_page(request.GET.get("page"))
    context = {
        "words": form.words,
        "says_nothing": bool(form.words) and not telling(form.words),
        "page": page,
        "hits": finds.shown(page.object_list),
        "finds": finds,
        "query": form.query,
        "workspaces": workspaces,
    }
    return render(request, "cms/search.html", context)
