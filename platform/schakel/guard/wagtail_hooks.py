"""Warn in Wagtail's editor while somebody writes, as on our own forms."""

from __future__ import annotations

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_editor_js")
def warn_while_writing() -> SafeString:
    return format_html(
        '<script src="{}" data-guard="{}" defer></script>', static("schakel/guard.js"), reverse("guard_look")
    )
