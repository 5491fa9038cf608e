"""Pages for what went wrong. Absent and hidden are one page, equal in bytes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from schakel import logs


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that this cannot be read; stands by itself, because it may not even be known which host was asked."""
    return render(request, "400.html", status=400)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    response = render(request, "404.html", status=404)
    # an address under embargo is absent until its moment: nobody may remember that answer
    response.headers["Cache-Control"] = "no-store"
    return response


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form is too old, and that going back keeps what was typed."""
    return render(request, "403.html", {"form_expired": True}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that it is our fault, with the number under which the log has it."""
    return render(request, "500.html", {"number": logs.NUMBER.get()}, status=500)
