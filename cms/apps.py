from django.apps import AppConfig

from schakel import journal, registries


class Cms(AppConfig):
    name = "cms"
    verbose_name = "De openbare kant"

    def ready(self) -> None:
        from cms import panels  # its templates and queries name models of all parts
        from cms.rights import JOURNAL, RIGHTS

        registries.rights.register(RIGHTS)
        journal.register(JOURNAL)
        panels.offer()
