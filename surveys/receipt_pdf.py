"""A receipt as a tagged PDF (PDF/UA-1), with all answers and, attached, the bytes that the hash is of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from schakel import typeset
from surveys import freezing
from surveys.models import Submission
from surveys.receipt_facts import facts, sent_parts, verification
from surveys.standing import language

SOURCE = Path(__file__).parent / "print" / "receipt.typ"


def made(submission: Submission) -> bytes:
    """Return the PDF of a receipt."""
    return typeset.pdf(SOURCE, told(submission))


def told(submission: Submission) -> dict[str, Any]:
    """Return what the PDF says, as plain data."""
    proof = f"{submission.receipt}.json"
    return {
        "language": language(),
        "title": f"{_('Ontvangstbewijs')} {submission.receipt}",
        "page": _("pagina"),
        "facts": facts(submission),
        "hash_label": _("Controlegetal (SHA-256)"),
        "hash": submission.sha256,
        "verify_label": _("Controleren of dit bewijs echt is"),
        "verify": verification(submission),
        "answers": _("Dit stuurde u in"),
        "parts": [
            {"label": part.label, "rows": [[row.label, row.value] for row in rows]}
            for part, rows in sent_parts(submission)
        ],
        "proof_name": proof,
        "proof": freezing.proof(submission).decode(),
        "proof_label": _(
            "Bij dit document hoort de bijlage %(name)s. Het controlegetal is de SHA-256 van precies dat bestand."
        )
        % {"name": proof},
        "proof_title": _("De antwoorden waarover het controlegetal gaat"),
    }
