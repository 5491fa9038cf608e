"""The screens of Wagtail that are narrower here."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.admin.forms.choosers import ExternalLinkChooserForm, URLOrAbsolutePathField
from wagtail.admin.views.account import AccountView, ThemeSettingsPanel
from wagtail.admin.views.chooser import BaseLinkFormView, ExternalLinkView
from wagtail.users.models import UserProfile

from schakel.workspaces.desk import reach
from schakel.workspaces.doors import signed_in


@signed_in
@require_safe
def choose_page(request: HttpRequest) -> HttpResponse:
    """Begin to choose where one's own pages begin; Wagtail begins at the first page of a type, whosever it is."""
    root = reach.root(request.user)
    if root is None:
        raise Http404
    return redirect(f"{reverse('wagtailadmin_choose_page_child', args=[root.pk])}?{request.GET.urlencode()}")


class TypedAddress(URLOrAbsolutePathField):
    """An address that may also be missing from the form: Wagtail's field breaks on that."""

    def to_python(self, value: str | None) -> str:
        return str(super().to_python(value or ""))


class PlainLinkForm(ExternalLinkChooserForm):
    url = TypedAddress(required=True, label=_("Adres"))


class PlainLinkView(ExternalLinkView):
    """Keep a link as it was typed; Wagtail turns an address of this site into a page, with the title of its draft."""

    form_class = PlainLinkForm
    post = BaseLinkFormView.post


class AppearanceView(AccountView):
    """Choose how the desk looks; name, address, password and language have their places elsewhere."""

    def get_panels(self) -> list[Any]:
        return [ThemeSettingsPanel(self.request, self.request.user, self._profile())]

    def _profile(self) -> UserProfile:
        user = self.request.user
        if self.request.method == "POST":
            return UserProfile.get_for_user(user)
        return getattr(user, "wagtail_userprofile", None) or UserProfile(user=user)  # looking writes nothing


class NotInstalled:
    """Stand in the admin's API for images and documents: each screen asks for their addresses by name."""

    model = type(None)

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        return [path("", cls.absent, name="listing")]

    @staticmethod
    @signed_in
    def absent(request: HttpRequest) -> HttpResponse:
        raise Http404
