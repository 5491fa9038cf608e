"""Doubts that somebody took away: "ja, dit klopt" under a warning, kept beside the answers and never one of them.

Under `@ok:KEY` stands, among what was typed and is no answer, the answer that was confirmed. When the answer changes
the confirmation no longer fits, and the doubt is there again.
"""

from __future__ import annotations

from collections.abc import Mapping

OK = "@ok:"
AS_IT_STANDS = "yes"  # what the script sends: the answer as it is stored at that moment


def is_confirmation(name: str) -> bool:
    return name.startswith(OK)


def confirmed(warnings: Mapping[str, str], answers: Mapping[str, str], drafts: Mapping[str, str]) -> frozenset[str]:
    """Return the keys of the answers that are unusual and were said to be right."""
    return frozenset(key for key in warnings if answers.get(key) and drafts.get(OK + key) == answers[key])


def said(value: str, answer: str) -> str:
    """Return what to keep of a box that was ticked for `answer`."""
    return answer if value == AS_IT_STANDS else value
