"""The living page of the look, for who builds."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from schakel.workspaces.doors import development


@development
@require_safe
def style_guide(request: HttpRequest) -> HttpResponse:
    """Show every part of the look in every state."""
    return render(request, "cms/styleguide.html")
