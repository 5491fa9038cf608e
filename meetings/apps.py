from django.apps import AppConfig

from meetings.rights import JOURNAL, RIGHTS
from schakel import journal, registries


class Meetings(AppConfig):
    name = "meetings"
    verbose_name = "Vergaderingen"

    def ready(self) -> None:
        from meetings import (
            doors,
            guarding,
            held,
            invitations,
            late,
            notices,
            panels,
            polled,
            reminding,
            reviewing,
            searchables,
            substitutes,
        )
        from schakel.accounts import sessions
        from schakel.mail import outbox

        registries.rights.register(RIGHTS)
        journal.register(JOURNAL)
        notices.offer()
        outbox.register("meeting.invited", invitations.request, to=invitations.to_the_meeting)
        outbox.register("meeting.changed", invitations.update, to=invitations.to_the_meeting)
        outbox.register("meeting.cancelled", invitations.cancelled, to=invitations.to_the_meeting)
        outbox.register("meeting.ended", invitations.ended, to=invitations.to_the_former)
        polled.offer()
        sessions.last_longer(held.sits_in_one)
        panels.offer()
        searchables.offer()
        registries.page_moments.register("meetingpage__begins")
        guarding.offer()
        # attendance: guests see a meeting until some time after it, of an item its papers
        registries.page_ends.register("meetingpage__ends")
        registries.page_papers.register("agenda_items")
        substitutes.offer()
        for each in (reviewing, reminding, late):  # register
            each.offer()
        for door in doors.OFFERED:
            registries.doors.register(door)
