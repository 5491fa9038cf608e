"""Regular expressions that cannot run away.

Python's `re` backtracks and knows no time limit, so one pattern in a workbook could stop a server. RE2 answers in
time linear in the text for every pattern, within bounded memory; look-around and back-references it refuses.
"""

from functools import lru_cache

import re2

MAX_TEXT = 500
MAX_PATTERN = 500
MAX_MEMORY = 1 << 20

__all__ = ["BadPattern", "Pattern", "compile_pattern"]


class BadPattern(ValueError):
    """Say, in Dutch, why a pattern cannot be used."""


class Pattern:
    """A compiled pattern that is asked for whole matches."""

    def __init__(self, pattern: str) -> None:
        options = re2.Options()
        options.log_errors, options.max_mem = False, MAX_MEMORY
        try:
            self._compiled = re2.compile(pattern, options)
        except re2.error as refused:
            reason = refused.args[0].decode(errors="replace") if refused.args else ""
            raise BadPattern(f"Het patroon klopt niet of kan te veel ({reason}). Maak het eenvoudiger.") from refused

    def matches(self, text: str) -> bool:
        """Say whether the whole text matches; a text over 500 characters never does."""
        return len(text) <= MAX_TEXT and self._compiled.fullmatch(text) is not None


@lru_cache(maxsize=512)
def compile_pattern(pattern: str) -> Pattern:
    """Compile a pattern once; raise BadPattern with a Dutch sentence."""
    if len(pattern) > MAX_PATTERN:
        raise BadPattern(f"Het patroon is langer dan {MAX_PATTERN} tekens. Maak het korter.")
    return Pattern(pattern)
