"""Logging in through the own organisation: OpenID Connect and SAML, by configuration, for who was invited."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render

from schakel.accounts.models import User


class Adapter(DefaultSocialAccountAdapter):
    """Nobody enters who was not let in before: an address that the organisation vouches for leads to its account."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> User:
        """Take nothing over from the organisation: the person was named in the invitation."""
        user: User = sociallogin.user
        return user

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Connect to the account of the same address, once; who has none is told what to do."""
        if sociallogin.is_existing:
            return
        user = User.objects.filter(email__in=_addresses(sociallogin), is_active=True).first()
        if user is None:
            raise ImmediateHttpResponse(render(request, "socialaccount/not_invited.html", status=403))
        sociallogin.connect(request, user)


def _addresses(sociallogin: SocialLogin) -> list[str]:
    """Return the addresses that the organisation may vouch for and does, in small letters as accounts keep them."""
    settled = sociallogin.provider.app.settings
    given = [each for each in sociallogin.email_addresses if each.verified or settled["addresses_are_verified"]]
    vouched = [each.email.lower() for each in given]
    return [each for each in vouched if not settled["domains"] or each.rpartition("@")[2] in settled["domains"]]


def origins() -> list[str]:
    """Return where a browser is sent to log in: what the content policy of that page must allow."""
    addresses = [
        app["settings"].get("server_url") or app["settings"].get("idp", {}).get("sso_url", "")
        for provider in settings.SOCIALACCOUNT_PROVIDERS.values()
        for app in provider["APPS"]
    ]
    more = [each for app in json.loads(settings.SSO or "[]") for each in app.get("origins", [])]
    return sorted({"{0.scheme}://{0.netloc}".format(urlsplit(each)) for each in [*addresses, *more] if each})
