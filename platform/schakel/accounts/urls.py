"""The doors of accounts: allauth's that are open here, and ours beside them. Nobody signs up."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import include, path, re_path

from schakel.accounts import own

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", account.signup, name="account_signup"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("email/", account.email, name="account_email"),
    re_path(r"^email/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"),
    path("email/verstuurd/", account.email_verification_sent, name="account_email_verification_sent"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("password/reset/key/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    # the second factor
    path("tweede-stap/", mfa.index, name="mfa_index"),
    path("tweede-stap/code/", mfa.authenticate, name="mfa_authenticate"),
    path("tweede-stap/bevestigen/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("tweede-stap/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("tweede-stap/app/weg/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("tweede-stap/herstelcodes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("tweede-stap/herstelcodes/nieuw/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("tweede-stap/passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("tweede-stap/passkeys/nieuw/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("tweede-stap/passkeys/bevestigen/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("tweede-stap/passkeys/inloggen/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("tweede-stap/passkeys/<int:pk>/weg/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("tweede-stap/passkeys/<int:pk>/naam/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    # the own session
    path("sessie/", own.session, name="account_session"),
    path("sessie/blijven/", own.stay, name="account_session_stay"),
    path("sessie/venster/", own.window, name="account_session_window"),
    path("sessie/terug/", own.back, name="account_session_back"),
    path("hervatten/", own.resume, name="account_resume"),
    path("sessions/", own.show_sessions, name="usersessions_list"),
    path("sessions/<int:pk>/uitloggen/", own.end_session, name="usersessions_end"),
    path("sessions/uitloggen/", own.end_other_sessions, name="usersessions_end_others"),
    path("organisatie/", include("schakel.accounts.sso_urls")),
]
