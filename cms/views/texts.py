"""The files that machines ask for: robots.txt, and where to report a weakness (RFC 9116)."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from schakel.workspaces.doors import public

GOOD_FOR = timedelta(days=180)
KEPT_OUT = ["/account/", "/beheer/", "/uitnodiging/", "/v/"]


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Ask machines to stay at the public pages; what is closed is kept closed elsewhere."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in KEPT_OUT)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Tell where to report a weakness. The text never expires, because its date is made when it is asked."""
    last_day = (timezone.now() + GOOD_FOR).date()
    expires = datetime.combine(last_day, time(0), UTC)
    lines = [
        f"Contact: {contact()}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.BASE_URL}{reverse('security')}",
        f"Policy: {settings.BASE_URL}{reverse('disclosure')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public
@require_safe
def disclosure(request: HttpRequest) -> HttpResponse:
    """Say to people how to report a weakness, what we promise and what we ask."""
    return render(request, "cms/disclosure.html", {"contact": settings.SECURITY_CONTACT, "contact_url": contact()})


def contact() -> str:
    """Return where to report, as an address that a browser opens."""
    given = str(settings.SECURITY_CONTACT)
    return given if given.startswith(("https://", "mailto:", "tel:")) else f"mailto:{given}"
