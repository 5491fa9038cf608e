from django.apps import AppConfig

from meetings.rights import JOURNAL, RIGHTS
from schakel import journal, registries


class Meetings(AppConfig):
    name = "meetings"
    verbose_name = "Vergaderingen"

    def ready(self) -> None:
        from meetings import guarding, held, letters, panels, receivers, searchables
        from schakel.accounts import sessions
        from schakel.mail import outbox

        registries.rights.register(RIGHTS)
        journal.register(JOURNAL)
        outbox.register("minutes.circulated", letters.circulated, to=letters.reader)
        outbox.register("minutes.adopted", letters.adopted, to=letters.reader)
        sessions.last_longer(held.sits_in_one)
        panels.offer()
        searchables.offer()
        receivers.listen()
        registries.page_moments.register("meetingpage__begins")
        guarding.offer()
