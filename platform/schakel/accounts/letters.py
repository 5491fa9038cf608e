"""What the mails about accounts say. Their links are made at the moment of sending."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from schakel.accounts import people
from schakel.accounts.models import Invitation, User
from schakel.mail.models import OutgoingMail
from schakel.mail.outbox import Letter


def invitation(mail: OutgoingMail) -> Letter | None:
    row = Invitation.objects.filter(pk=mail.reference or 0).first()
    if row is None or not row.is_open:
        return None
    url = settings.BASE_URL + reverse("invitation", args=[people.token(row)])
    return Letter(_("Uw uitnodiging voor Schakel"), "invitation", {"invitation": row, "url": url})


def password_reset(mail: OutgoingMail) -> Letter | None:
    user = User.objects.filter(email__iexact=mail.to, is_active=True).first()
    if user is None:
        return unknown_account(mail)
    parts = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    url = settings.BASE_URL + reverse("account_reset_password_from_key", kwargs=parts)
    return Letter(_("Een nieuw wachtwoord kiezen"), "password_reset", {"person": user, "url": url}, user.language)


def unknown_account(mail: OutgoingMail) -> Letter:
    return Letter(_("Een nieuw wachtwoord kiezen"), "unknown_account", {"email": mail.to})


# what happened to somebody's security → how the mail says it
NOTICES = {
    "account.password_changed": gettext_noop("Uw wachtwoord is gewijzigd."),
    "account.password_reset": gettext_noop("Er is een nieuw wachtwoord gekozen via ‘Wachtwoord vergeten’."),
    "account.password_set": gettext_noop("Er is een wachtwoord gekozen."),
    "account.email_changed": gettext_noop("Uw e-mailadres is gewijzigd."),
    "account.email_deleted": gettext_noop("Een e-mailadres is verwijderd."),
    "account.second_factor_reset": gettext_noop("Een beheerder heeft uw tweede stap gewist."),
    "socialaccount.account_connected": gettext_noop("U kunt nu ook inloggen via uw organisatie."),
    "socialaccount.account_disconnected": gettext_noop("Inloggen via uw organisatie kan niet meer."),
    "mfa.totp_activated": gettext_noop("Er is een app ingesteld als tweede stap bij het inloggen."),
    "mfa.totp_deactivated": gettext_noop("De app is geen tweede stap meer bij het inloggen."),
    "mfa.webauthn_added": gettext_noop("Er is een passkey toegevoegd."),
    "mfa.webauthn_removed": gettext_noop("Er is een passkey verwijderd."),
    "mfa.recovery_codes_generated": gettext_noop("Er zijn nieuwe herstelcodes gemaakt; de oude werken niet meer."),
}


def notice(mail: OutgoingMail) -> Letter:
    """Tell somebody what happened to the security of the account, so that a stranger's act is noticed."""
    user = User.objects.filter(email__iexact=mail.to).first()
    language = user.language if user else "nl"
    with translation.override(language):
        context = {"person": user, "what": _(NOTICES[mail.kind]), "at": mail.created}
        return Letter(_("Er is iets gewijzigd in uw account"), "account_notice", context, language)


def confirm_address(mail: OutgoingMail) -> Letter | None:
    """Let somebody show that a new address is theirs; the owner of an address that is in use is told so instead."""
    rows = EmailAddress.objects.filter(email__iexact=mail.to).select_related("user")
    if rows.filter(verified=True).exists():
        return Letter(_("Iemand vulde uw e-mailadres in"), "address_in_use", {"email": mail.to})
    row = rows.first()
    if row is None:
        return None
    url = settings.BASE_URL + reverse("account_confirm_email", args=[EmailConfirmationHMAC.create(row).key])
    context = {"person": row.user, "url": url}
    return Letter(_("Bevestig uw nieuwe e-mailadres"), "confirm_address", context, row.user.language)
