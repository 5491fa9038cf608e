"""The lists at the desk, with filters that name only the people of one's own pages."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import MultipleUserFilter
from wagtail.admin.views.pages.listing import EditedByFilter, GenericPageFilterSet
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.views.reports.audit_logging import (
    LogEntriesView,
    SiteHistoryReportFilterSet,
    get_users_for_filter,
)
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page, PageLogEntry

from schakel.accounts.models import User
from schakel.workspaces.desk import reach


def owners(request: HttpRequest) -> QuerySet[User]:
    """Return who owns pages within the reach of who asks."""
    return User.objects.filter(pk__in=reach.explorable(request.user).values("owner"))


def writers(request: HttpRequest) -> QuerySet[User]:
    """Return who changed pages within the reach of who asks."""
    edits = PageLogEntry.objects.filter(action="wagtail.edit", page__in=reach.explorable(request.user).values("pk"))
    return User.objects.filter(pk__in=edits.values("user"))


class OwnPagesFilters(GenericPageFilterSet):
    """Wagtail's filters; its own lists of people hold everybody who ever wrote a page."""

    owner = MultipleUserFilter(label=_("Eigenaar"), queryset=owners, widget=CheckboxSelectMultiple)
    edited_by = EditedByFilter(label=_("Bewerkt door"), queryset=writers, widget=CheckboxSelectMultiple)


class OwnPagesOfType(ContentTypeUseView):
    """The pages of one type, without the way to the report that counts everybody's."""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        report = reverse("wagtailadmin_reports:page_types_usage")
        return [item for item in super().get_breadcrumbs_items() if item["url"] != report]


class OwnPages(PageViewSet):
    """The screens of pages, with these filters."""

    model = Page
    content_type_use_view_class = OwnPagesOfType
    filterset_class = OwnPagesFilters


class OwnHistoryFilters(SiteHistoryReportFilterSet):
    """Wagtail's filters of the report of acts; it means to name only who acted on one's own pages, and names all."""

    def get_users_queryset(self) -> QuerySet[User]:
        return get_users_for_filter(self.request.user)


class OwnHistory(LogEntriesView):
    """The report of acts on one's own pages."""

    filterset_class = OwnHistoryFilters
