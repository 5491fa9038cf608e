from django.apps import AppConfig

from schakel import journal, registries
from schakel.shelf.rights import JOURNAL, RIGHTS


class Shelf(AppConfig):
    name = "schakel.shelf"
    label = "shelf"
    verbose_name = "Vaste stukken"

    def ready(self) -> None:
        from schakel.files.models import Paper
        from schakel.notices import kinds
        from schakel.shelf import shelving, telling

        registries.rights.register(RIGHTS)
        journal.register(JOURNAL)
        kinds.register(telling.RENEWED)
        registries.searchables.hide(Paper, when=shelving.is_superseded)
