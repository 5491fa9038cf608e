from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class Privacy(AppConfig):
    name = "schakel.privacy"
    label = "privacy"
    verbose_name = "Persoonsgegevens"

    def ready(self) -> None:
        from schakel import journal
        from schakel.privacy import libraries, retention
        from schakel.privacy.rights import JOURNAL

        autodiscover_modules("privacy")  # each part declares in its privacy.py what it keeps
        libraries.declare_all()
        journal.register(JOURNAL, words=retention.RULES)
