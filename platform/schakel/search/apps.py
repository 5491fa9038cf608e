from django.apps import AppConfig


class Search(AppConfig):
    name = "schakel.search"
    label = "search"
    verbose_name = "Zoeken"
