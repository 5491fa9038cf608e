"""Cells that a spreadsheet shows and never calculates. Every export of words that somebody typed asks here."""

from __future__ import annotations

from django.utils.encoding import force_str

FORMULA = tuple("=+-@＝＋－＠")  # the wide ones too: a spreadsheet with an eastern keyboard calculates them
BLANK = "\t\r\n \ufeff\u00a0"  # what a spreadsheet may trim before it looks


def harmless(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe stands before what looks like one."""
    cell = force_str(value).replace("\0", "")
    is_live = cell.lstrip(BLANK).startswith(FORMULA) or cell[:1] in ("\t", "\r", "\n")
    return f"'{cell}" if is_live else cell
