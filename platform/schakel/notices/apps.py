from datetime import timedelta

from django.apps import AppConfig


class Notices(AppConfig):
    name = "schakel.notices"
    label = "notices"
    verbose_name = "Berichten"

    def ready(self) -> None:
        from schakel.clock import jobs
        from schakel.mail import outbox, receivers
        from schakel.notices import digests, letters

        outbox.register("notice", letters.letter, to=letters.reader)
        outbox.register("notice.digest", letters.digest, to=receivers.account)
        jobs.register("notices.digests", every=timedelta(minutes=5), do=digests.send_due)
