"""The prose of minutes as a small tree: read from HTML, written as HTML, compared and exported from there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from html import escape
from typing import Any, Literal

from lxml import etree
from lxml.html import HtmlElement, fragments_fromstring

HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 4, "h6": 4}
LISTS = ("ol", "ul")
BOLD, ITALIC = ("b", "strong"), ("i", "em")
BREAK = "\n"
SPACE = re.compile(r"[ \t\r\n]+")  # not the space that keeps words together


@dataclass(frozen=True)
class Run:
    """Words in one style; a line break is the sign "\\n" in them."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    runs: Runs
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class Heading:
    """A heading of level 2, 3 or 4; the page has level 1."""

    level: int
    runs: Runs
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True)
class Entry:
    """One point of a list, with the lists below it."""

    runs: Runs
    below: tuple[Items, ...] = ()


@dataclass(frozen=True)
class Items:
    ordered: bool
    entries: tuple[Entry, ...]
    kind: Literal["list"] = "list"


@dataclass(frozen=True)
class Table:
    """Rows of cells; the first row is the heading when there is more than one."""

    rows: tuple[tuple[Runs, ...], ...]
    kind: Literal["table"] = "table"


Node = Paragraph | Heading | Items | Table


def parse(source: str) -> list[Node]:
    """Return the tree of an HTML text that was cleaned; what stands in no element becomes a paragraph."""
    if not source.strip():
        return []
    found: list[Node] = []
    loose: list[Run] = []
    for piece in fragments_fromstring(source):
        if isinstance(piece, str):
            loose += _words(piece, Run(""))
            continue
        found += _settled(loose) if _is_block(piece) else []
        if _is_block(piece):
            found += _nodes(piece)
        else:
            loose += _runs_of(piece, Run(""))
        loose += _words(piece.tail or "", Run(""))
    return [*found, *_settled(loose)]


def _settled(loose: list[Run]) -> list[Node]:
    runs = _tidy(loose)
    loose.clear()
    return [Paragraph(runs)] if runs else []


def _is_block(element: HtmlElement) -> bool:
    return element.tag in (*HEADINGS, *LISTS, "p", "table", "div")


def _nodes(element: HtmlElement) -> list[Node]:
    if element.tag in LISTS:
        return [_items(element)]
    if element.tag == "table":
        rows = tuple(tuple(_tidy(_cell(cell)) for cell in row.iter("td", "th")) for row in element.iter("tr"))
        return [Table(rows)] if any(rows) else []
    runs = _tidy(_inside(element, Run("")))
    if not runs:
        return []
    return [Heading(HEADINGS[element.tag], runs) if element.tag in HEADINGS else Paragraph(runs)]


def _items(element: HtmlElement) -> Items:
    entries = []
    for entry in element.iterchildren("li"):
        below = tuple(_items(each) for each in entry.iterchildren(*LISTS))
        entries.append(Entry(_tidy(_inside(entry, Run(""), leave=LISTS)), below))
    return Items(element.tag == "ol", tuple(entries))


def _cell(cell: HtmlElement) -> Iterator[Run]:
    yield from _inside(cell, Run(""))


def _inside(element: HtmlElement, style: Run, leave: tuple[str, ...] = ()) -> Iterator[Run]:
    """Yield the runs in `element`; a paragraph behind another one in it begins on a new line."""
    yield from _words(element.text or "", style)
    for place, child in enumerate(element):
        if child.tag not in leave and isinstance(child.tag, str):
            if place and _is_block(child):
                yield Run(BREAK)
            yield from _runs_of(child, style)
        yield from _words(child.tail or "", style)


def _runs_of(element: HtmlElement, style: Run) -> Iterator[Run]:
    if element.tag == "br":
        yield Run(BREAK)
        return
    bold = style.bold or element.tag in BOLD
    italic = style.italic or element.tag in ITALIC
    href = element.get("href", "") if element.tag == "a" else style.href
    yield from _inside(element, Run("", bold, italic, href))


def _words(text: str, style: Run) -> list[Run]:
    text = SPACE.sub(" ", text)
    return [Run(text, style.bold, style.italic, style.href)] if text else []


def _tidy(runs: Iterable[Run]) -> Runs:
    """Join runs of one style, and drop the white space around them."""
    joined: list[Run] = []
    for run in runs:
        if joined and _style(joined[-1]) == _style(run):
            joined[-1] = Run(joined[-1].text + run.text, *_style(run))
        else:
            joined.append(run)
    while joined and not joined[0].text.strip():
        joined.pop(0)
    while joined and not joined[-1].text.strip():
        joined.pop()
    if joined:
        joined[0] = Run(joined[0].text.lstrip(), *_style(joined[0]))
        joined[-1] = Run(joined[-1].text.rstrip(), *_style(joined[-1]))
    return tuple(joined)


def _style(run: Run) -> tuple[bool, bool, str]:
    return run.bold, run.italic, run.href


def html(nodes: Iterable[Node]) -> str:
    """Return the HTML of a tree; `parse` makes the same tree of it again."""
    return "".join(_html(node) for node in nodes)


def _html(node: Node) -> str:
    if isinstance(node, Paragraph):
        return f"<p>{_html_of(node.runs)}</p>"
    if isinstance(node, Heading):
        return f"<h{node.level}>{_html_of(node.runs)}</h{node.level}>"
    if isinstance(node, Items):
        tag = "ol" if node.ordered else "ul"
        entries = "".join(f"<li>{_html_of(each.runs)}{html(each.below)}</li>" for each in node.entries)
        return f"<{tag}>{entries}</{tag}>"
    return _table(node)


def _table(table: Table) -> str:
    has_head = len(table.rows) > 1
    rows = [
        "".join(f"<{tag}>{_html_of(cell)}</{tag}>" for cell in row)
        for place, row in enumerate(table.rows)
        for tag in ("th" if has_head and place == 0 else "td",)
    ]
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _html_of(runs: Runs) -> str:
    return "".join(_styled(run) for run in runs)


def _styled(run: Run) -> str:
    text = escape(run.text, quote=False).replace(BREAK, "<br>")
    text = f"<i>{text}</i>" if run.italic else text
    text = f"<b>{text}</b>" if run.bold else text
    return f'<a href="{escape(run.href)}">{text}</a>' if run.href else text


def text(node: Node) -> str:
    """Return the words of one node, a line for each point of a list and each row of a table."""
    if isinstance(node, Items):
        return BREAK.join(_lines(node))
    if isinstance(node, Table):
        return BREAK.join(" | ".join(plain(cell) for cell in row) for row in node.rows)
    return plain(node.runs)


def plain(runs: Runs) -> str:
    """Return the words of runs."""
    return "".join(run.text for run in runs)


def _lines(items: Items) -> Iterator[str]:
    for entry in items.entries:
        yield plain(entry.runs)
        for below in entry.below:
            yield from _lines(below)


def data(node: Node) -> dict[str, Any]:
    """Return a node as plain data, for a template that typesets it."""
    return asdict(node)


def replaced(source: str, words: str, by: str, *, paragraph: int) -> str:
    """Return `source` with `words`, which stand once in that paragraph (from 1), replaced; "" when they do not."""
    pieces = [html([node]) for node in parse(source)]
    if not 1 <= paragraph <= len(pieces):
        return ""
    [element] = fragments_fromstring(pieces[paragraph - 1])
    places = [
        (each, where) for each in element.iter(etree.Element) for where in ("text", "tail")
        if words in (getattr(each, where) or "") and not (each is element and where == "tail")
    ]  # fmt: skip
    if len(places) != 1 or getattr(*places[0]).count(words) != 1:
        return ""
    each, where = places[0]
    setattr(each, where, getattr(each, where).replace(words, by))
    pieces[paragraph - 1] = etree.tostring(element, encoding="unicode", method="html")
    return html(parse("".join(pieces)))
