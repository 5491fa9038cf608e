"""What somebody was sending when the session ended: kept in the browser's new session until they are back."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, QueryDict
from django.middleware.csrf import CsrfViewMiddleware

from schakel.accounts.models import User

KEY = "kept"
LARGEST = 1024 * 1024
FOR = 60 * 60
NEVER = ("/account/",)  # passwords and codes


@dataclass(frozen=True)
class Kept:
    """One form that was not saved."""

    path: str
    fields: list[tuple[str, str]]
    had_files: bool


class _Check(CsrfViewMiddleware):
    """Ask Django's own check whether the form came from a page of ours."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponse(reason, status=403)


def _is_ours(request: HttpRequest) -> bool:
    check = _Check(lambda _: HttpResponse())
    check.process_request(request)
    return check.process_view(request, lambda _: HttpResponse(), (), {}) is None


def keep(request: HttpRequest, user: User) -> dict[str, object] | None:
    """Return what stands in the form that `user` sent too late; None where there is nothing to keep."""
    if request.method != "POST" or request.path.startswith(NEVER) or not _is_ours(request):
        return None
    fields = request.POST.copy()
    fields.pop("csrfmiddlewaretoken", None)
    text = fields.urlencode()
    if not fields or len(text) > LARGEST:
        return None
    return {
        "path": request.get_full_path(),
        "by": user.pk,
        "at": time.time(),
        "text": text,
        "files": bool(request.FILES),
    }


def of(session: SessionBase, user: User) -> Kept | None:
    """Return what `user` was sending, if it was this user and not too long ago."""
    held = session.get(KEY)
    if not held or held["by"] != user.pk or time.time() - held["at"] > FOR:
        return None
    fields = [(name, value) for name, values in QueryDict(held["text"]).lists() for value in values]
    return Kept(held["path"], fields, held["files"])


def forget(session: SessionBase) -> None:
    session.pop(KEY, None)
