from django.apps import AppConfig


class Directory(AppConfig):
    name = "schakel.directory"
    label = "directory"
    verbose_name = "Wie is wie"
