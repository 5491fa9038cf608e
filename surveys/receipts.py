"""Receipt numbers that can be read aloud: AM19-7K4P-038C. The last character checks the others."""

from __future__ import annotations

import re
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRTVWXYZ"  # 29, a prime; without 0 O, 1 I L, S and U, which look or sound like others
BODY = 7
NUMBER = re.compile(rf"[A-Z]{{1,2}}[0-9]{{2}}-([{ALPHABET}]{{4}})-([{ALPHABET}]{{4}})")


def prefix(title: str, year: int) -> str:
    """Return the first letters of the first two words of a title and the year: "Aanpak mensenhandel", 2019 → AM19."""
    initials = [word[0].upper() for word in re.findall(r"[A-Za-z]+", title)[:2]]
    return f"{''.join(initials) or 'V'}{year % 100:02}"


def fresh(prefix: str) -> str:
    """Return a new number; that it is unique is for the database to say."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(BODY))
    whole = body + check(body)
    return f"{prefix}-{whole[:4]}-{whole[4:]}"


def check(body: str) -> str:
    """Return the check character: it changes with any one wrong character and with two that traded places."""
    total = sum(place * ALPHABET.index(character) for place, character in enumerate(body, 1))
    return ALPHABET[total % len(ALPHABET)]


def is_genuine(number: str) -> bool:
    """Tell whether `number` can be a receipt number: its form, and its check character."""
    found = NUMBER.fullmatch(number.strip().upper())
    return found is not None and check((found[1] + found[2])[:BODY]) == found[2][-1]
