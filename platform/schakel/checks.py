"""What `schakel check --deploy` refuses of a production: each sentence says what to do next."""

from __future__ import annotations

import ipaddress
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Doubt
from django.http.request import validate_host

LONG_ENOUGH = 50
DIFFERENT = 20  # letters of which a random key has at least so many kinds
MADE_UP = "django-insecure-"
LOCAL = {"localhost", "127.0.0.1", "::1"}


@register(Tags.security, deploy=True)
def production(**_: Any) -> list[CheckMessage]:
    """Return what keeps this installation from being put on the internet."""
    if not settings.PRODUCTION:
        return [Error("This is no production.", hint="Set SCHAKEL_ENV=production and ask again.", id="schakel.E001")]
    questions = (secrets, hosts, transport, proxies, mail, contact, storage)
    return [problem for question in questions for problem in question()]


def secrets() -> Iterator[CheckMessage]:
    key, link = str(settings.SECRET_KEY), str(settings.LINK_KEY)
    if not _is_random(key):
        yield Error(
            "SCHAKEL_SECRET_KEY can be guessed: it is short, or says the same letters again.",
            hint=f"Set SCHAKEL_SECRET_KEY or SCHAKEL_SECRET_KEY_FILE to at least {LONG_ENOUGH} random characters.",
            id="schakel.E002",
        )
    own = settings.DATA / "secret_key"
    if own.exists() and key == own.read_text(encoding="ascii").strip():
        yield Error(
            f"SCHAKEL_SECRET_KEY is the key that development made in {settings.DATA}.",
            hint="Make a new one, and keep it outside that folder.",
            id="schakel.E003",
        )
    if link == f"links:{key}" or key in link or not _is_random(link):
        yield Error(
            "The links in mails have no random key of their own.",
            hint=f"Set SCHAKEL_LINK_KEY or SCHAKEL_LINK_KEY_FILE to {LONG_ENOUGH} random characters: then it can be"
            " replaced without logging everybody out.",
            id="schakel.E004",
        )


def _is_random(key: str) -> bool:
    return len(key) >= LONG_ENOUGH and len(set(key)) >= DIFFERENT and not key.startswith(MADE_UP)


def hosts() -> Iterator[CheckMessage]:
    allowed = set(settings.ALLOWED_HOSTS)
    if any("*" in host for host in allowed):
        yield Error(
            "SCHAKEL_ALLOWED_HOSTS lets anybody name the host.",
            hint="Name the hosts themselves, without *.",
            id="schakel.E005",
        )
    own = urlsplit(settings.BASE_URL).hostname or ""
    if not own or own in LOCAL or not validate_host(own, list(allowed)):
        yield Error(
            "The host of SCHAKEL_BASE_URL is not among SCHAKEL_ALLOWED_HOSTS, or is this machine itself.",
            hint="Set both to the name under which people find Schakel: schakel.example and https://schakel.example.",
            id="schakel.E006",
        )


def transport() -> Iterator[CheckMessage]:
    parts = urlsplit(settings.BASE_URL)
    if parts.scheme != "https" or parts.path or parts.query:
        yield Error(
            "SCHAKEL_BASE_URL is not an https address without a path.",
            hint="Set SCHAKEL_BASE_URL=https://your.host: every link in a mail begins with it.",
            id="schakel.E007",
        )
    if not settings.SECURE_SSL_REDIRECT:
        yield Error(
            "SCHAKEL_SSL_REDIRECT is off: pages would also leave without TLS.",
            hint="Take SCHAKEL_SSL_REDIRECT=0 away. /healthz/ answers without TLS all the same.",
            id="schakel.E008",
        )


def proxies() -> Iterator[CheckMessage]:
    """`schakel serve` speaks no TLS, so at least one proxy stands before it, and its headers are believed."""
    for each in settings.TRUSTED_PROXIES or ["no address"]:
        try:
            network = ipaddress.ip_network(each, strict=False)
        except ValueError:
            network = None
        if network is None or network.prefixlen == 0:
            yield Error(
                f"SCHAKEL_TRUSTED_PROXIES names {each}.",
                hint="Set it to the address of the proxy before Schakel, or to its network. It must overwrite"
                " X-Forwarded-Proto and add to X-Forwarded-For; nobody else may reach the port of Schakel.",
                id="schakel.E009",
            )


def mail() -> Iterator[CheckMessage]:
    if not _is_set("SCHAKEL_SMTP_HOST"):
        yield Error(
            "No mail server is named: invitations and resets would go nowhere.",
            hint="Set SCHAKEL_SMTP_HOST (and SCHAKEL_SMTP_PORT, SCHAKEL_SMTP_USER, SCHAKEL_SMTP_PASSWORD).",
            id="schakel.E010",
        )
    if not _is_set("SCHAKEL_FROM_EMAIL"):
        yield Error(
            "Mail has no sender of your own.",
            hint="Set SCHAKEL_FROM_EMAIL to an address of your domain, as in: Schakel <schakel@your.host>.",
            id="schakel.E011",
        )
    if not settings.EMAIL_USE_TLS and settings.EMAIL_HOST not in LOCAL:
        yield Error(
            "SCHAKEL_SMTP_TLS is off: mail would leave in the clear.",
            hint="Take SCHAKEL_SMTP_TLS=0 away, or use a mail server on this machine.",
            id="schakel.E012",
        )
    if bool(settings.EMAIL_HOST_USER) != bool(settings.EMAIL_HOST_PASSWORD):
        yield Error(
            "Of SCHAKEL_SMTP_USER and SCHAKEL_SMTP_PASSWORD only one is set.",
            hint="Set both, or neither.",
            id="schakel.E013",
        )


def contact() -> Iterator[CheckMessage]:
    if not _is_set("SCHAKEL_SECURITY_CONTACT"):
        yield Doubt(
            "Who finds a weakness reads an invented address in /.well-known/security.txt.",
            hint="Set SCHAKEL_SECURITY_CONTACT to an address that somebody reads every working day.",
            id="schakel.W014",
        )


def storage() -> Iterator[CheckMessage]:
    database = settings.DATABASES["default"]
    kept = [settings.DATA]
    if database["ENGINE"].endswith("sqlite3"):
        kept.append(Path(str(database["NAME"])).resolve())
    if any(path.is_relative_to(Path(tempfile.gettempdir()).resolve()) for path in kept):
        yield Doubt(
            "The database or the files stand in a folder that the machine may empty.",
            hint="Set SCHAKEL_DATA to a folder that is backed up, and DATABASE_URL to PostgreSQL.",
            id="schakel.W015",
        )


def _is_set(name: str) -> bool:
    return bool(os.environ.get(name, "").strip() or os.environ.get(f"{name}_FILE"))
