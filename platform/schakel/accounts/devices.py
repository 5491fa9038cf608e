"""Browsers in which somebody logged in before: they keep working while a stranger guesses at the same account.

A signed cookie holds marks of accounts, no names. It opens nothing: it only has failures counted apart.
"""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

COOKIE = "schakel_known"
AGE = 365 * 24 * 60 * 60
MOST = 5


def mark(email: str) -> str:
    """Return what stands for an account in the cookie."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, f"device:{email.strip().lower()}".encode(), hashlib.sha256).hexdigest()[:32]


def marks(request: HttpRequest) -> list[str]:
    """Return the accounts that this browser is known for."""
    try:
        known = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=AGE)
    except signing.BadSignature:
        return []
    return [str(each) for each in known][:MOST]


def knows(request: HttpRequest, email: str) -> bool:
    """Tell whether somebody logged in to this account here before."""
    return mark(email) in marks(request)


def remember(request: HttpRequest, response: HttpResponseBase, email: str) -> None:
    """Note in the browser that this account was logged in to here."""
    known = [mark(email), *(each for each in marks(request) if each != mark(email))][:MOST]
    response.set_cookie(
        COOKIE,
        signing.dumps(known, salt=COOKIE),
        max_age=AGE,
        path="/account/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


# the first that is named counts: Edge calls itself Chrome too, and Chrome calls itself Safari
BROWSERS = {"Edg": "Edge", "OPR/": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = ("iPhone", "iPad", "Android", "Windows", "Mac OS", "Linux")


def describe(user_agent: str) -> str:
    """Return browser and system in words that somebody knows: "Firefox op Windows"."""
    browser = next((name for sign, name in BROWSERS.items() if sign in user_agent), "")
    system = next((name for name in SYSTEMS if name in user_agent), "")
    if browser and system:
        return _("%(browser)s op %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Onbekende browser")
