"""What meetings add to Wagtail: why minutes were taken back, in the history of their page; what a new agenda holds."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page, PageLogEntry

from meetings.actions import carrying
from meetings.models import MeetingPage
from meetings.rights import JOURNAL


@hooks.register("register_log_actions")
def tell_why_minutes_were_withheld(actions: LogActionRegistry) -> None:
    @actions.register_action("minutes.withhold")
    class Withheld(LogFormatter):
        label = message = JOURNAL["minutes.withhold"]

        def format_comment(self, log_entry: PageLogEntry) -> str:
            return str(log_entry.data.get("reason", ""))


@hooks.register("after_create_page")
def fill_the_agenda_of_a_new_meeting(request: HttpRequest, page: Page) -> None:
    """Bring what comes by itself to a meeting that was planned in the editor, as to any other."""
    if isinstance(page, MeetingPage):
        carrying.bring(page, by=request.user)  # type: ignore[arg-type]
