from django.apps import AppConfig

from schakel import registries


class Files(AppConfig):
    name = "schakel.files"
    label = "files"
    verbose_name = "Stukken"

    def ready(self) -> None:
        from schakel.files import letters
        from schakel.files.searching import PAPER
        from schakel.mail import outbox, receivers

        outbox.register("paper.condemned", letters.condemned, to=receivers.account)
        registries.searchables.register(PAPER)
