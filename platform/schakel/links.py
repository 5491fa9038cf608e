"""Tokens of links: derived, never stored. 192 bits of HMAC over purpose, id and generation, with a key of their own."""

import base64
import hashlib
import hmac

from django.conf import settings


def _mark(purpose: str, pk: int, generation: int) -> str:
    words = f"{purpose}:{pk}:{generation}".encode()
    digest = hmac.new(settings.LINK_KEY.encode(), words, hashlib.sha256).digest()[:24]
    return base64.urlsafe_b64encode(digest).decode()


def token(purpose: str, pk: int, generation: int) -> str:
    """Return the token for object `pk`; a higher generation makes the older tokens worthless."""
    return f"{pk:x}.{_mark(purpose, pk, generation)}"


def claimed(text: str) -> int | None:
    """Return the id that a token speaks of, before it is believed; None when it is no token at all."""
    head, dot, _ = text.partition(".")
    try:
        return int(head, 16) if dot and len(head) <= 15 else None
    except ValueError:
        return None


def holds(text: str, purpose: str, pk: int, generation: int) -> bool:
    """Tell whether `text` is the token of this object and generation, in constant time."""
    return hmac.compare_digest(text.encode(), token(purpose, pk, generation).encode())
