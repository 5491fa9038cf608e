"""Say which cells are too small to leave the office."""

SMALL = 5
CONFIDENTIAL = f"vertrouwelijk, n\u00a0<\u00a0{SMALL}"


def is_small(count: int) -> bool:
    """Tell whether staff see this cell marked: fewer than `SMALL` answers, none included."""
    return count < SMALL
