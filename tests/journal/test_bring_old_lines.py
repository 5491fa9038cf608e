"""What stood in Wagtail's log before comes into the chain, without its titles, names and texts."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry

from schakel.accounts import people
from schakel.journal.models import Head, Line
from schakel.journal.verifying import verify
from schakel.workspaces.models import WorkspacePage
from tests import cast


def test_it_keeps_keys_and_drops_words(som: WorkspacePage, aisha: cast.Person, karel: cast.Person) -> None:
    invitation = people.invite("oud@schakel.example", name="Oud (verzonnen)", by=karel.who)
    now, before = timezone.now(), Head.objects.get().seq
    told = {"reason": "Er staat een naam in.", "version": 2}
    of_invitation = {"content_type": ContentType.objects.get_for_model(invitation), "label": str(invitation)}
    of_page = {"content_type": som.content_type, "page": som, "label": som.title, "user": aisha.who}
    ModelLogEntry.objects.bulk_create(
        [ModelLogEntry(**of_invitation, object_id=invitation.pk, action="people.invite", user=karel.who, timestamp=now)]
    )
    PageLogEntry.objects.bulk_create(
        [
            PageLogEntry(**of_page, action="minutes.withhold", data=told, timestamp=now - timedelta(days=1)),
            PageLogEntry(**of_page, action="wagtail.edit", timestamp=now),
        ]
    )
    import_module("schakel.journal.migrations.0002_lines_from_wagtails_log").bring(apps, None)
    older, newer = Line.objects.filter(seq__gt=before).order_by("seq")
    assert (older.action, older.by, older.of, older.data) == (
        "minutes.withhold", aisha.who.pk, str(som.pk), {"version": 2},
    )  # fmt: skip
    assert (newer.action, newer.by, newer.kind) == ("people.invite", karel.who.pk, "accounts.invitation")
    assert "oud@" not in f"{older.link} {newer.link}"
    assert verify().seq == before + 2
    assert not ModelLogEntry.objects.filter(action="people.invite").exists()
    assert PageLogEntry.objects.filter(action="wagtail.edit", page=som.pk).exists()
