"""The doors of logging in through the own organisation; behind them is nothing until one is configured."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.socialaccount import views
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, include, path

from schakel import headers
from schakel.accounts import sso


def _leads_away(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let the form of this page end at the organisation; everywhere else forms end here."""

    @wraps(view)
    def allowed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        ways = " ".join(["form-action 'self'", *sso.origins()])
        response.headers["Content-Security-Policy"] = headers.OURS.replace("form-action 'self'", ways)
        return response

    return allowed


urlpatterns: list[URLPattern | URLResolver] = [
    path("afgebroken/", views.login_cancelled, name="socialaccount_login_cancelled"),
    path("mislukt/", views.login_error, name="socialaccount_login_error"),
    path("meedoen/", views.signup, name="socialaccount_signup"),
    path("<slug:provider_id>/", _leads_away(oidc.login), name="openid_connect_login"),
    path("<slug:provider_id>/terug/", oidc.callback, name="openid_connect_callback"),
]
if "saml" in settings.SOCIALACCOUNT_PROVIDERS:
    from allauth.socialaccount.providers.saml import urls as saml
    from allauth.socialaccount.providers.saml import views as saml_views

    place = "saml/<slug:organization_slug>/"
    urlpatterns += [
        path(f"{place}login/", _leads_away(saml_views.login), name="saml_login"),
        path("", include(saml)),
    ]
