"""Private notes are encrypted where they are kept, with keys of their own: one for each person."""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class Unreadable(Exception):
    """A note that none of the keys opens."""


def _key(words: str, person: int) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(f"note of {person}:{words}".encode()).digest())


def _box(person: int) -> MultiFernet:
    return MultiFernet([Fernet(_key(words, person)) for words in settings.NOTES_KEYS])


def lock(text: str, person: int) -> str:
    """Return `text` as only the notes of this person are read."""
    return _box(person).encrypt(text.encode()).decode()


def unlock(token: str, person: int) -> str:
    """Return the text again. Raises Unreadable."""
    try:
        return _box(person).decrypt(token.encode()).decode()
    except InvalidToken as wrong:
        raise Unreadable from wrong


def relock(token: str, person: int) -> str:
    """Return the same under the newest key. Raises Unreadable."""
    try:
        return _box(person).rotate(token.encode()).decode()
    except InvalidToken as wrong:
        raise Unreadable from wrong
