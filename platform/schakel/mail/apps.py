from django.apps import AppConfig


class Mail(AppConfig):
    name = "schakel.mail"
    label = "mail"
    verbose_name = "E-mail"
