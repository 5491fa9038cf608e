"""What is written down of what goes wrong: where and when, never what somebody typed, asked for or carries.

A link is a way in, so its token is masked wherever an address is written; so are e-mail addresses, the values of a
query, and the addresses of pages, which are made from titles. An exception is told by its kind and the lines it
passed, not by its words: those often repeat a value.
"""

from __future__ import annotations

import logging
import re
import secrets
import traceback
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.views.debug import ExceptionReporter

from schakel import requests

TOKENS = re.compile(r"(/(?:v|uitnodiging|agenda)/)[A-Za-z0-9_.:~-]{12,}|(/account/password/reset/key/)[^/ ]+")
TITLES = re.compile(r"(/werkruimtes/[\w-]+/|/publicaties/)[\w/-]+")  # the address of a page is made from its title
ADDRESSES = re.compile(r"[^\s@<>\"'(),;:/=?&]{1,64}@[\w-]+(?:\.[\w-]+)+")
QUERIES = re.compile(r"(?<=[\w/])\?[^\s'\"]+")
# newlines and escape sequences would let a stranger write lines of the log; some letters turn the reading direction
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")
LONGEST = 2000
LINE = "{moment} {of.levelname} {of.name} [{number}] {message}"
NUMBER: ContextVar[str] = ContextVar("number", default="-")


def masked(text: str) -> str:
    """Return `text` with the tokens of links, titles, e-mail addresses and the values of queries replaced by ***."""
    text = TOKENS.sub(lambda match: f"{match[1] or match[2]}***", text[: 2 * LONGEST])  # nobody reads further
    text = TITLES.sub(r"\1***", text)
    return ADDRESSES.sub("***", QUERIES.sub("?***", text))


def on_one_line(text: str) -> str:
    """Return `text` with what would end the line, or steer a terminal, written out."""
    clean = CONTROL.sub(lambda match: ascii(match[0])[1:-1], text)
    return clean if len(clean) <= LONGEST else f"{clean[:LONGEST]}…"


class MaskLinks(logging.Filter):
    """The filter of every handler."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        clean = masked(message)
        if clean != message:
            record.msg, record.args = clean, ()
        return True


class Line(logging.Formatter):
    """One line for each message, with the number of the request; below it the way of an exception, not its words."""

    def format(self, record: logging.LogRecord) -> str:
        line = on_one_line(masked(LINE.format(**self._told(record), of=record)))
        found = record.exc_info[1] if record.exc_info else None
        return "\n".join([line, *way(found)]) if found else line

    def _told(self, record: logging.LogRecord) -> dict[str, str]:
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        return {"moment": moment, "number": NUMBER.get(), "message": record.getMessage()}


def way(found: BaseException) -> list[str]:
    """Return the lines that an exception passed, and its kind; first the one that it came from."""
    return [line for each in _chain(found) for line in _passed(each)]


def _chain(found: BaseException) -> list[BaseException]:
    chain = [found]
    while (before := _before(chain[-1])) is not None and before not in chain:
        chain.append(before)
    return chain[::-1]


def _before(found: BaseException) -> BaseException | None:
    return found.__cause__ or (None if found.__suppress_context__ else found.__context__)


def _passed(found: BaseException) -> Iterator[str]:
    for frame in traceback.extract_tb(found.__traceback__):
        yield f"    {frame.filename}:{frame.lineno} {frame.name}"
    yield f"  {type(found).__module__}.{type(found).__qualname__}"


class Report(ExceptionReporter):
    """What Django would mail or show of an exception: no more than the log has."""

    exc_value: BaseException | None
    tb: TracebackType | None

    def get_traceback_text(self) -> SafeString:
        lines = way(self.exc_value) if self.exc_value else []
        return format_html_join("\n", "{}", ((line,) for line in [NUMBER.get(), *lines]))

    def get_traceback_html(self) -> SafeString:
        return self.get_traceback_text()


class NumberRequests:
    """The middleware that gives each request a number: for the log, and for the page that says what went wrong."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        NUMBER.set(secrets.token_hex(4))  # Django writes its line after us: the next request takes the number away
        requests.begin(request)
        return self.get_response(request)
