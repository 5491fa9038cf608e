from django.apps import AppConfig


class Push(AppConfig):
    name = "schakel.push"
    label = "push"
    verbose_name = "Berichten aan open pagina’s"
