"""What the guard finds: a kind and a place in the text, never the value itself."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = (
    "bsn",
    "birth_date",
    "phone",
    "email",
    "iban",
    "document_number",
    "address",
    "person_name",
    "licence_plate",
    "case_number",
    "combination",
)
# these wait for a second person; of the others the writer says why they may stand
BLOCKING = frozenset({"bsn", "document_number", "birth_date", "combination"})


@dataclass(frozen=True, order=True)
class Finding:
    """Where something stands that could identify a victim: code points `start` up to `end` of the text as given."""

    start: int
    end: int
    kind: str

    @property
    def blocks(self) -> bool:
        return self.kind in BLOCKING
