"""Reading iCalendar without the library that wrote it: every line by the letter of RFC 5545."""

from __future__ import annotations

import re
from collections import defaultdict

LINE = re.compile(r'[A-Z-]+(?:;[A-Z-]+=(?:"[^"]*"|[^";:,]*))*:.*', re.DOTALL)


def lines(document: bytes) -> list[str]:
    """Return the unfolded lines; raise AssertionError for what a strict reader would refuse."""
    assert document.endswith(b"\r\n")
    physical = document.removesuffix(b"\r\n").split(b"\r\n")
    assert all(b"\n" not in line and b"\r" not in line for line in physical), "a line break that is no CRLF"
    assert all(0 < len(line) <= 75 for line in physical), "a line of more than 75 octets"
    unfolded = document.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    assert all(LINE.fullmatch(line) for line in unfolded), "no content line"
    return unfolded


def events(document: bytes) -> list[dict[str, str]]:
    """Return the events as name → value (parameters stand in the name), with METHOD of the whole along."""
    found: list[dict[str, list[str]]] = []
    open_parts: list[str] = []
    method = ""
    for line in lines(document):
        name, _, value = line.partition(":")
        if name == "BEGIN":
            open_parts.append(value)
            if value == "VEVENT":
                found.append(defaultdict(list))
        elif name == "END":
            assert open_parts.pop() == value
        elif name == "METHOD":
            method = value
        elif open_parts[-1] == "VEVENT":
            found[-1][name].append(value)
    assert not open_parts
    assert all(len(values) == 1 for event in found for values in event.values())
    return [{"METHOD": method, **{name: values[0] for name, values in event.items()}} for event in found]
