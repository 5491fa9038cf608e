"""What in a page would run, go elsewhere or take over the look, were it written by a stranger."""

from __future__ import annotations

from collections.abc import Iterator

import lxml.html

RUNS = {"iframe", "object", "embed", "base", "frame", "applet", "foreignobject"}
GOES = {"href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcdoc"}
OURS = ("/", "#", "?", "https://", "http://", "mailto:", "tel:")


def alive(page: str, *, desk: bool = False) -> list[str]:
    """Return what is alive in a page, a line each. The desk shows previews in frames and styles its own parts."""
    return [line for element in lxml.html.document_fromstring(page).iter() for line in _of(element, desk)]


def _of(element: lxml.html.HtmlElement, desk: bool) -> Iterator[str]:
    if not isinstance(element.tag, str):
        return
    if element.tag in RUNS and not desk:
        yield f"<{element.tag}>"
    if element.tag == "script" and "json" not in element.get("type", "") and (element.text or "").strip():
        yield f"script: {element.text}"
    if element.tag == "meta" and element.get("http-equiv", "").lower() == "refresh":
        yield "refresh"
    for name, value in element.attrib.items():
        if str(name).startswith("on") or (name == "style" and not desk):
            yield f"{name}={value}"
        there = str(value).strip().lower()
        if name in GOES and there and ":" in there.partition("/")[0] and not there.startswith(OURS):
            yield f"{name}={value}"
