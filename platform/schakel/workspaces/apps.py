from django.apps import AppConfig

from schakel import journal, registries
from schakel.workspaces.rights import JOURNAL, RIGHTS


class Workspaces(AppConfig):
    name = "schakel.workspaces"
    label = "workspaces"
    verbose_name = "Werkruimtes"

    def ready(self) -> None:
        registries.rights.register(RIGHTS)
        journal.register(JOURNAL)
