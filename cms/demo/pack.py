"""A private note of a member of the SOM at the meeting to come; packs are made when somebody asks."""

from __future__ import annotations

from meetings.actions import notes
from meetings.models import AgendaItem, MeetingPage
from schakel.accounts.models import User
from schakel.workspaces.models import WorkspacePage

MEMBER, MEETING, POINT = "Noor Veldkamp", "volgende-vergadering", "Stand van de zorgcoördinatie"
AT_ITEM = "Voorbeeld van een eigen notitie: vragen welke regio’s volgend jaar aan de beurt zijn."
AT_PAPER = "Voorbeeld van een eigen notitie bij een pagina: kloppen deze aantallen nog?"


def tell(spaces: dict[str, WorkspacePage], persons: dict[str, User]) -> None:
    """Let the member prepare one item and its paper."""
    meeting = MeetingPage.objects.child_of(spaces["som"]).get(slug=MEETING)
    item = AgendaItem.objects.filter(meeting=meeting, title=POINT).first()
    if item is None:
        return
    notes.write_at_item(item, AT_ITEM, by=persons[MEMBER])
    for paper in item.papers.all()[:1]:
        notes.write_at_paper(paper, AT_PAPER, page=1 if paper.pages else None, by=persons[MEMBER])
