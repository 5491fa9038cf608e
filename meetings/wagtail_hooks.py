"""What meetings add to Wagtail: why minutes were taken back, in the history of their page."""

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import PageLogEntry

from meetings.rights import JOURNAL


@hooks.register("register_log_actions")
def tell_why_minutes_were_withheld(actions: LogActionRegistry) -> None:
    @actions.register_action("minutes.withhold")
    class Withheld(LogFormatter):
        label = message = JOURNAL["minutes.withhold"]

        def format_comment(self, log_entry: PageLogEntry) -> str:
            return str(log_entry.data.get("reason", ""))
