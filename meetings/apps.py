from django.apps import AppConfig

from meetings.rights import JOURNAL, RIGHTS
from schakel import journal, registries


class Meetings(AppConfig):
    name = "meetings"
    verbose_name = "Vergaderingen"

    def ready(self) -> None:
        from meetings import (
            agenda_notices,
            doors,
            fieldreport_panels,
            guarding,
            held,
            invitations,
            late,
            minutes_notices,
            next_agenda,
            panels,
            polled,
            polling,
            prefill,
            receivers,
            reminding,
            reviewing,
            round_table,
            searchables,
            substitutes,
            tending,
            travelling,
        )
        from schakel.accounts import sessions

        registries.rights.register(RIGHTS)
        journal.register(JOURNAL)
        for part in (
            panels,
            searchables,
            guarding,
            minutes_notices,
            agenda_notices,
            invitations,
            polled,
            substitutes,
            next_agenda,
            reviewing,
            reminding,
            late,
            tending,
            travelling,
            fieldreport_panels,
            doors,
        ):
            part.offer()
        for offered in (round_table.round_blocks, polling.blocks_of):
            prefill.register(offered)
        receivers.listen()
        sessions.last_longer(held.sits_in_one)
        registries.page_moments.register("meetingpage__begins")
        registries.page_ends.register("meetingpage__ends")
        registries.page_papers.register("agenda_items")
