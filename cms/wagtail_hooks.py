"""What the public side adds to the desk: the opening hours of the help desk."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.models import OpeningHours
from schakel.workspaces.desk import offers


class OpeningHoursViewSet(SnippetViewSet):
    """The rows of the help desk."""

    model = OpeningHours
    icon = "time"
    list_display = ["__str__", "since", "until"]
    list_filter = ["since", "weekday", "kind"]
    add_to_admin_menu = True


register_snippet(OpeningHoursViewSet)
offers.offer(OpeningHours)
