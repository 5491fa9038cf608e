from django.apps import AppConfig

from schakel import journal, registries
from schakel.guard.rights import JOURNAL, RIGHTS


class Guard(AppConfig):
    name = "schakel.guard"
    label = "guard"
    verbose_name = "Bescherming van persoonsgegevens"

    def ready(self) -> None:
        from schakel.guard.panels import WAITING

        registries.rights.register(RIGHTS)
        journal.register(JOURNAL)
        registries.overview_panels.register(WAITING)
