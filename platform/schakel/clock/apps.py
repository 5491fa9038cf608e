from django.apps import AppConfig


class Clock(AppConfig):
    name = "schakel.clock"
    label = "clock"
    verbose_name = "Klok"
