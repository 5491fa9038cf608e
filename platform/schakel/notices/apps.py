from django.apps import AppConfig


class Notices(AppConfig):
    name = "schakel.notices"
    label = "notices"
    verbose_name = "Berichten"

    def ready(self) -> None:
        from schakel.mail import outbox
        from schakel.notices import letters

        outbox.register("notice", letters.letter, to=letters.reader)
