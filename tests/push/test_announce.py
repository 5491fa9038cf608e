import pytest
from django.db import transaction

from schakel.push.announcing import announce
from schakel.push.models import Announcement
from schakel.workspaces.models import WorkspacePage


def test_it_stores_a_ping_and_no_content(som: WorkspacePage) -> None:
    row = announce(som, "meeting.current", 7)
    assert (row.kind, row.subject, row.workspace_id) == ("meeting.current", 7, som.pk)


def test_what_is_rolled_back_was_never_announced(som: WorkspacePage) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        announce(som, "meeting.current", 7)
        raise RuntimeError
    assert not Announcement.objects.exists()
