"""What surveys add to Wagtail: saving a round in the editor writes its questions; the script that offers questions."""

from __future__ import annotations

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.models import Page

from schakel.attempt import tried
from surveys.actions import rounds
from surveys.models import SurveyPage


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def write_the_questions(request: HttpRequest, page: Page) -> None:
    form = page.compiled if isinstance(page, SurveyPage) else None
    if form is not None:
        tried(request, lambda: rounds.write(page, form, by=request.user))  # type: ignore[arg-type]


@hooks.register("insert_editor_js")
def offer_questions() -> SafeString:
    return format_html('<script src="{}" defer></script>', static("schakel/writing.js"))


@hooks.register("insert_global_admin_css")
def side_by_side() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("schakel/questions.css"))
