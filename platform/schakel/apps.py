from django.apps import AppConfig


class Schakel(AppConfig):
    name = "schakel"
    label = "schakel"
    verbose_name = "Schakel"

    def ready(self) -> None:
        from schakel import checks  # noqa: F401  (registers itself)
