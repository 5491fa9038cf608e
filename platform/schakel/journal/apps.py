from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Journal(AppConfig):
    name = "schakel.journal"
    label = "journal"
    verbose_name = "Logboek"

    def ready(self) -> None:
        from schakel import journal, registries
        from schakel.journal import receivers
        from schakel.journal.rights import JOURNAL
        from schakel.workspaces import access

        journal.register(JOURNAL)
        receivers.listen()
        registries.doors.register(registries.Door(_("Logboek"), "journal", lambda user: access.may(user, "people.see")))
