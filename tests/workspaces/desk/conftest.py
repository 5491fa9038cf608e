"""What most tests at the desk begin with."""

import pytest

from meetings.models import MeetingPage
from schakel.workspaces.models import WorkspacePage
from tests import cast
from tests.workspaces.desk import pages


@pytest.fixture
def own(som: WorkspacePage, aisha: cast.Person) -> MeetingPage:
    """A meeting that aisha wrote in her own workspace."""
    return pages.meeting(som, "Overleg in maart", by=aisha.who)


@pytest.fixture
def foreign(task_force: WorkspacePage, esra: cast.Person) -> MeetingPage:
    """A meeting elsewhere, with the marker in its title and in the title of a draft that came later."""
    page = pages.meeting(task_force, f"{pages.MARKER} geheim overleg", by=esra.who)
    page.title = f"{pages.MARKER} verplaatst"
    page.save_revision(user=esra.who, log_action=True)
    return page
