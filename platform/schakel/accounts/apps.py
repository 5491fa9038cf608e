from django.apps import AppConfig


class Accounts(AppConfig):
    name = "schakel.accounts"
    label = "accounts"
    verbose_name = "Mensen"

    def ready(self) -> None:
        from schakel.accounts import letters, receivers  # noqa: F401  the receivers listen from now on
        from schakel.mail import outbox
        from schakel.mail.receivers import whoever_reads

        outbox.register("people.invitation", letters.invitation, to=whoever_reads)
        outbox.register("account.password_reset_key", letters.password_reset, to=whoever_reads)
        outbox.register("account.unknown_account", letters.unknown_account, to=whoever_reads)
        outbox.register("account.email_confirmation", letters.confirm_address, to=whoever_reads)
        for kind in letters.NOTICES:  # of an address that changed, the former one hears
            outbox.register(kind, letters.notice, to=whoever_reads)
