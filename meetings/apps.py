from django.apps import AppConfig

from meetings.rights import JOURNAL, RIGHTS
from schakel import journal, registries


class Meetings(AppConfig):
    name = "meetings"
    verbose_name = "Vergaderingen"

    def ready(self) -> None:
        from meetings import guarding, held, notices, panels, searchables, substitutes
        from schakel.accounts import sessions

        registries.rights.register(RIGHTS)
        journal.register(JOURNAL)
        notices.offer()
        sessions.last_longer(held.sits_in_one)
        panels.offer()
        searchables.offer()
        registries.page_moments.register("meetingpage__begins")
        guarding.offer()
        # attendance: guests see a meeting until some time after it, of an item its papers
        registries.page_ends.register("meetingpage__ends")
        registries.page_papers.register("agenda_items")
        substitutes.offer()
