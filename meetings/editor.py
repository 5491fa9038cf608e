"""The form in which Wagtail's editor edits minutes: it offers what belongs to the meeting, and nothing else."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from wagtail.blocks import BlockField

from meetings import blocks
from schakel.workspaces.editor import JudgedForm


class MinutesForm(JudgedForm):
    """Choices of agenda items and persons come from the meeting above the page, asked anew for each form."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.parent_page is None or "body" not in self.fields:
            return
        meeting = self.parent_page.specific
        given = self.fields["body"]
        self.fields["body"] = BlockField(
            block=blocks.of_meeting(meeting), required=False, label=given.label, help_text=given.help_text
        )
        if self.instance.pk is None:
            self.instance.slug = "notulen"
            day = date_format(localtime(meeting.begins), "j F Y")
            self.initial["title"] = self.initial.get("title") or gettext("Notulen %(day)s") % {"day": day}
