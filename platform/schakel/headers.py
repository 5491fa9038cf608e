"""Headers of every answer: a strict content policy on our pages, a listed one for the desk, nothing cached.

docs/security/headers.md tells what each is for; docs/security/desk-csp.md tells why the desk has exceptions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

OURS = (
    "default-src 'none'; object-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'; "
    "manifest-src 'self'"
)
# Wagtail's editor shows previews in a frame and pictures that it has just read, and sets the style of its own elements
DESK = (
    "default-src 'none'; object-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
# what came from outside runs nothing, whatever it says it is; only a page of ours may frame it
FILE = "sandbox; default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
FEATURES = (
    "camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), serial=(), usb=(), "
    "browsing-topics=(), publickey-credentials-create=(self), publickey-credentials-get=(self), fullscreen=(self)"
)
ALWAYS: Mapping[str, str] = {
    "Content-Security-Policy": OURS,
    "Permissions-Policy": FEATURES,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class SecurityHeaders:
    """The outermost middleware: also what Django refuses before any view, and what breaks, leaves with its headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path.startswith("/beheer/"):
            response.headers.setdefault("Content-Security-Policy", DESK)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Referrer-Policy", settings.SECURE_REFERRER_POLICY)
        if settings.PRODUCTION:  # a browser heeds it over TLS alone, and over TLS alone we are reached
            response.headers.setdefault("Strict-Transport-Security", transport())
        # whoever has a session sees what is theirs, also a municipality that came by a link and is not logged in
        personal = settings.SESSION_COOKIE_NAME in request.COOKIES or bool(response.cookies)
        if personal and not request.path.startswith("/static/"):
            response.headers["Cache-Control"] = "no-store"
        return response


def transport() -> str:
    """Return what browsers have to remember: never again without TLS."""
    return f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains; preload"
