"""Icons and marks: small drawings that always stand beside a word."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from schakel.tlp import Tlp

PATHS = {
    "apart": "M9.5 8H7a4 4 0 000 8h2.5M14.5 8H17a4 4 0 010 8h-2.5M10.5 4l1 2.5M13.5 20l-1-2.5",
    "arrow": "M4 12h15M13.5 6.5L19 12l-5.5 5.5",
    "back": "M20 12H5M11 5.5L4.5 12l6.5 6.5",
    "calendar": "M4 6h16v14H4zM4 10.5h16M8.5 3v5M15.5 3v5",
    "check": "M4 12.5l5 5L20 6.5",
    "clock": "M12 7v5l3.5 2M12 3a9 9 0 100 18 9 9 0 000-18z",
    "compare": "M4 5h6v14H4zM14 5h6v14h-6zM12 2.5v19",
    "cross": "M6 6l12 12M18 6L6 18",
    "down": "M12 4v15M5.5 12.5L12 19l6.5-6.5",
    "download": "M12 4v11M7.5 11l4.5 4.5L16.5 11M4 20h16",
    "half": "M12 4a8 8 0 100 16 8 8 0 000-16zM12 4v16M8.5 5v14M5.5 8v8",
    "info": "M12 3a9 9 0 100 18 9 9 0 000-18zM12 11v5.5M12 7.5v.2",
    "key": "M8 16a4.5 4.5 0 100-9 4.5 4.5 0 000 9zM12.5 11.5H21V15M17.5 11.5V14",
    "leave": "M14 4H5v16h9M10 12h10.5M16.5 8l4 4-4 4",
    "link": "M9.5 8H7a4 4 0 000 8h2.5M14.5 8H17a4 4 0 010 8h-2.5M8 12h8",
    "lock": "M5.5 11h13v9.5h-13zM8.5 11V7.5a3.5 3.5 0 017 0V11",
    "mail": "M3.5 5.5h17v13h-17zM4 6.5l8 6.5 8-6.5",
    "merge": "M5 4v4c0 4 7 3 7 8v4M19 4v4c0 4-7 3-7 8M8.5 16.5L12 20l3.5-3.5",
    "paper": "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
    "pencil": "M4 20l1-4.5L16.5 4l3.5 3.5L8.5 19z",
    "people": (
        "M8.5 11a3 3 0 100-6 3 3 0 000 6zM2.5 20c0-4 2.5-6 6-6s6 2 6 6M16 5.3a3 3 0 010 5.4M17.5 14.4c2.5.6 4 2.5 4 5.6"
    ),
    "person": "M12 11.5a4 4 0 100-8 4 4 0 000 8zM4.5 20.5c0-4.5 3-6.5 7.5-6.5s7.5 2 7.5 6.5",
    "phone": "M6 3.5l3.5.5 1 4.5-2 1.5c1 2.5 3 4.5 5.5 5.5l1.5-2 4.5 1 .5 3.5c-8 3-17.5-6.5-14.5-14.5z",
    "place": "M12 21s7-6.5 7-11.5a7 7 0 10-14 0C5 14.5 12 21 12 21zM12 12a2.5 2.5 0 100-5 2.5 2.5 0 000 5z",
    "plus": "M12 5v14M5 12h14",
    "print": "M7 9V3.5h10V9M7 17.5H3.5V9h17v8.5H17M7 14h10v6.5H7z",
    "ring": "M12 4a8 8 0 100 16 8 8 0 000-16z",
    "search": "M10.5 17a6.5 6.5 0 100-13 6.5 6.5 0 000 13zM15.5 15.5L21 21",
    "shield": "M12 3l7.5 3v5.5c0 5-3.5 8-7.5 9.5-4-1.5-7.5-4.5-7.5-9.5V6zM8.5 12l2.5 2.5 4.5-5",
    "talk": "M4 5h16v11H11l-5 4v-4H4z",
    "up": "M12 20V5M5.5 11.5L12 5l6.5 6.5",
    "warn": "M12 4L2.5 20.5h19L12 4zM12 10v5M12 17.8v.2",
}
ICON = '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>'


def icon(name: str) -> SafeString:
    """Draw an icon by name.

    Raises: KeyError when no icon has this name.
    """
    return format_html(ICON, PATHS[name])


def tlp(mark: str) -> SafeString:
    """Show a mark of the Traffic Light Protocol 2.0 in its official colours; nothing for an empty mark.

    Raises: ValueError when the protocol has no such mark.
    """
    if not mark:
        return SafeString("")
    known = Tlp(mark.lower().removeprefix("tlp:"))
    return format_html('<span class="tlp {}">{}</span>', known.colour, known.label)


def tlp_legend() -> list[Tlp]:
    """Return the five marks, the strictest first."""
    return sorted(Tlp, key=lambda mark: -mark.rank)


def tag(content: str, kind: str = "", name: str = "") -> SafeString:
    """Wrap words in a tag: `kind` is done, busy, now, late, open or empty, `name` the icon before the words."""
    return format_html('<span class="{}">{}{}</span>', f"tag {kind}".strip(), icon(name) if name else "", content)
