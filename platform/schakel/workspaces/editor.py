"""The form in which Wagtail's editor edits a page of a workspace."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm


class JudgedForm(WagtailAdminPageForm):
    """Without an address, one is made of the title: who types fast is faster than the editor's script."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "slug" in self.fields:
            self.fields["slug"].required = False
