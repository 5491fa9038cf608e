"""Guests: who sees one page of a workspace, or a part of it, without a seat there."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from wagtail.models import Page

from schakel.dated import Dated, DatedQuerySet
from schakel.workspaces.models.pages import WorkspacePage


class Admission(Dated):
    """Somebody is a guest of `page`; with `part`, the key of a row on it, of that part alone.

    It ends at `until`, and in any case when the page is long over (`access.LINGERS`). Before the invitation of a guest
    is accepted there is no `user` yet.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="admissions"
    )
    invitation = models.ForeignKey(
        "accounts.Invitation", null=True, blank=True, on_delete=models.SET_NULL, related_name="admissions"
    )
    workspace = models.ForeignKey(WorkspacePage, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    part = models.PositiveBigIntegerField(null=True, blank=True)

    objects: ClassVar[DatedQuerySet[Admission]] = DatedQuerySet["Admission"].as_manager()  # type: ignore[assignment]

    class Meta(Dated.Meta):
        abstract = False
        indexes = [models.Index(fields=["user", "since", "until"])]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.page_id}"
