"""Read SCHAKEL_SSO, a JSON list with an organisation each, into allauth's settings. Imports nothing of Django's models.

{"kind": "oidc", "id": "entra", "name": "CoMensha", "server_url": "https://…", "client_id": "…", "secret": "…"}
{"kind": "saml", "id": "conext", "name": "SURFconext", "entity_id": "…", "sso_url": "https://…", "certificate": "…"}

Both take "domains": ["comensha.example"], the only addresses for which this organisation may vouch (name them: without
it any account can be reached through it); "addresses_are_verified": true where the organisation gives out the addresses
itself and sends no claim that says so (Entra ID); and "origins" where the browser is sent to another host than the one
named.
"""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import ImproperlyConfigured

OIDC, SAML = "allauth.socialaccount.providers.openid_connect", "allauth.socialaccount.providers.saml"
NEEDED = {
    "oidc": {"id", "name", "server_url", "client_id", "secret"},
    "saml": {"id", "name", "entity_id", "sso_url", "certificate"},
}


def read(text: str) -> tuple[list[str], dict[str, Any]]:
    """Return the apps to install and SOCIALACCOUNT_PROVIDERS; raise ImproperlyConfigured with what to do."""
    try:
        entries = json.loads(text or "[]")
    except ValueError as wrong:
        raise ImproperlyConfigured(f"SCHAKEL_SSO is no JSON: {wrong}") from wrong
    kinds: dict[str, list[dict[str, Any]]] = {}
    for place, entry in enumerate(entries, start=1):
        kind = entry.get("kind")
        if kind not in NEEDED:
            raise ImproperlyConfigured(f"SCHAKEL_SSO, entry {place}: kind is oidc or saml, not {kind!r}.")
        missing = sorted(NEEDED[kind] - entry.keys())
        if missing:
            raise ImproperlyConfigured(f"SCHAKEL_SSO, entry {place} ({kind}) lacks {', '.join(missing)}.")
        kinds.setdefault(kind, []).append(_oidc(entry) if kind == "oidc" else _saml(entry))
    names = {"oidc": "openid_connect", "saml": "saml"}
    found: dict[str, dict[str, Any]] = {names[kind]: {"APPS": apps} for kind, apps in kinds.items()}
    if "openid_connect" in found:
        found["openid_connect"]["OAUTH_PKCE_ENABLED"] = True  # off by default in the library
    return [OIDC, *([SAML] if "saml" in kinds else [])], found  # SAML needs libraries of its own (extra "saml")


def _oidc(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "provider_id": entry["id"],
        "name": entry["name"],
        "client_id": entry["client_id"],
        "secret": entry["secret"],
        "settings": {
            "server_url": entry["server_url"],
            "oauth_pkce_enabled": True,
            **_trust(entry),
            **entry.get("settings", {}),
        },
    }


def _saml(entry: dict[str, Any]) -> dict[str, Any]:
    signed = {"want_assertion_signed": True, "want_message_signed": bool(entry.get("want_message_signed", True))}
    return {
        "provider_id": entry["entity_id"],
        "name": entry["name"],
        "client_id": entry["id"],
        "settings": {
            "idp": {
                "entity_id": entry["entity_id"],
                "sso_url": entry["sso_url"],
                "x509cert": entry["certificate"],
            },
            # both are off by default in the library
            "advanced": {**signed, "reject_deprecated_algorithm": True, "strict": True},
            **_trust(entry),
            **entry.get("settings", {}),
        },
    }


def _trust(entry: dict[str, Any]) -> dict[str, Any]:
    domains = [str(each).lower().removeprefix("@") for each in entry.get("domains", [])]
    return {"addresses_are_verified": bool(entry.get("addresses_are_verified")), "domains": domains}
