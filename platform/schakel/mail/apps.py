from datetime import timedelta

from django.apps import AppConfig

from schakel import journal


class Mail(AppConfig):
    name = "schakel.mail"
    label = "mail"
    verbose_name = "E-mail"

    def ready(self) -> None:
        from schakel.clock import jobs
        from schakel.mail import dead_letters

        journal.register(dead_letters.JOURNAL)
        jobs.register("mail.stuck", every=timedelta(minutes=5), do=dead_letters.wake_stuck)
