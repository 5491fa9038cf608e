"""Choose Dutch or English: kept with the person, and in a cookie for who is not logged in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from schakel.accounts.models import User
from schakel.workspaces.doors import public

YEAR = 365 * 24 * 60 * 60


@public
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep the choice and go back to the page where it was made."""
    chosen, back = request.POST.get("language", ""), request.POST.get("next", "/")
    if not back.startswith("/") or not url_has_allowed_host_and_scheme(back, None):
        back = "/"
    response = HttpResponseRedirect(back)
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=YEAR,
            httponly=True,
            samesite="Lax",
            secure=settings.PRODUCTION,
        )
        if isinstance(request.user, User):
            User.objects.filter(pk=request.user.pk).update(language=chosen)
    return response
