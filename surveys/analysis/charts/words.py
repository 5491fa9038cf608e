"""Write shares the Dutch way, with no-break spaces."""

from math import isnan

SPACE = "\u00a0"
UNKNOWN = "onbekend"


def is_known(share: float | None) -> bool:
    """Tell whether there is a figure: neither None nor nan."""
    return share is not None and not isnan(share)


def percent(share: float | None) -> str:
    """Write a share (0 to 1) as "49 %", or "onbekend" for None and nan."""
    return UNKNOWN if share is None or isnan(share) else f"{share * 100:.0f}{SPACE}%"


def between(low: float | None, high: float | None) -> str:
    """Write an interval of shares (0 to 1) as "42 tot 56 %", as "49 %" where both ends read alike."""
    if low is None or high is None or isnan(low) or isnan(high):
        return UNKNOWN
    if percent(low) == percent(high):
        return percent(low)
    return f"{low * 100:.0f}{SPACE}tot{SPACE}{percent(high)}"
