"""Requests that no browser makes: every address there is, with bodies, fields, heads and methods that fit nowhere."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.rules.addresses import walk
from tests.rules.test_routes import World

WORDS = [
    "", "0", "-1", "1", "9" * 24, "9" * 5000, "ja", "x" * 5000, "\x00", "a\x00b", "🔗" * 400, "<script>", "' OR 1=1 --",
    "2019-02-30", "../../etc/passwd", "%00", "{{ 7 }}", "{% now 'Y' %}", "=1+1", "NaN", "1e309", "-0", "true", "null",
    "[]", "{}", "\r\n", "\ud800", "\ufeff", "\u202e", "e\u0301" * 300, "١٢٣", "½", "0x10", "1_000", "1 000", "１", "ﬀ",
    "2026-11-22T25:61", "0000-00-00", "9999-12-31T23:59:59.999999", "P1D", "00000000-0000-0000-0000-000000000000",
]  # fmt: skip
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get", "XYZZY"]
TYPES = [
    "application/x-www-form-urlencoded", "application/json", "text/plain", "multipart/form-data", MULTIPART_CONTENT,
    "multipart/form-data; boundary=", "multipart/form-data; boundary=" + "x" * 300, "image/png", "", "x", ";;;",
    "application/x-www-form-urlencoded; charset=utf-7", "text/html; charset=nonsense", "application/xml",
]  # fmt: skip
HEADS = [
    "Referer", "User-Agent", "Accept-Language", "Cookie", "Range", "If-None-Match", "If-Modified-Since", "HX-Request",
    "HX-Current-URL", "X-Forwarded-For", "X-Forwarded-Proto", "Accept", "Accept-Encoding", "Origin", "Content-Length",
    "If-Range", "X-HTTP-Method-Override", "Sec-Fetch-Site",
]  # fmt: skip
ARGUMENT = re.compile(r"<(?:(\w+):)?(\w+)>|\(\?P<(\w+)>[^()]*(?:\([^()]*\)[^()]*)*\)")


@dataclass
class Odd:
    """One request."""

    method: str
    path: str
    body: bytes = b""
    content_type: str = "application/x-www-form-urlencoded"
    headers: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method} {self.path[:120]} ({self.content_type[:60]}) {self.headers} {self.body[:160]!r}"


def addresses(world: World) -> list[str]:
    """Return every route of the resolver, with a place for each argument; `str.format` would trip over what we fill."""
    found = {re.sub(r"[\^$?\\]|\(\?:|\)\*", "", ARGUMENT.sub(_place, route)) for route, _pattern in walk()}
    pages = ["", "werkruimtes/som/", "helpdesk/", f"werkruimtes/som/{'x' * 200}/", "publicaties/"]
    return sorted(found | set(pages))


def _place(match: re.Match[str]) -> str:
    return f"@{match[1] or 'str'}@"


def fields() -> list[str]:
    """Return the names of all fields of our forms, and what views read besides."""
    named = {name for form in _forms(forms.BaseForm) for name in getattr(form, "base_fields", {})}
    return sorted(named | {"next", "q", "page", "pagina", "op", "deel", "@shown", "question", "value", "client", "base",
                           "a02_functie", "d03_fte", "f04_knelpunten", "id", "childOf", "body-count", "body-0-type",
                           "action-publish", "csrfmiddlewaretoken", "_method"})  # fmt: skip


def _forms(above: Any) -> Iterator[Any]:
    for below in above.__subclasses__():
        yield below
        yield from _forms(below)


def filled(address: str, world: World, dice: random.Random) -> str:
    """Put something in each place: mostly what exists, sometimes what cannot."""
    keys = [thing.key for things in world.things.values() for thing in things]
    numbers, words = [key for key in keys if isinstance(key, int)], [key for key in keys if isinstance(key, str)]
    fill: dict[str, Callable[[], object]] = {
        "int": lambda: dice.choice(numbers if dice.random() < 0.8 else [0, 10**12, 10**20, 10**400]),
        "slug": lambda: dice.choice([*words, "som", "x" * 400, "-", "0"]),
        "str": lambda: dice.choice(
            words if dice.random() < 0.5 else ["a", "page", "meetings", "wagtailcore", "%F0%9F%94%97", "%FF", "x" * 900]
        ),
    }
    return "/" + re.sub("@(.*?)@", lambda match: str(fill.get(match[1], fill["str"])()), address)


def odd(dice: random.Random, places: list[str], names: list[str], world: World) -> Odd:
    """Make a request of one of the kinds below."""
    path = filled(dice.choice(places), world, dice)
    return dice.choice(KINDS)(dice, path, names)


def _text(dice: random.Random) -> str:
    return dice.choice(WORDS)


def _form(dice: random.Random, names: list[str]) -> list[tuple[str, str]]:
    return [(dice.choice(names), _text(dice)) for _ in range(dice.randint(1, 12))]


def _encoded(pairs: list[tuple[str, str]]) -> bytes:
    # as bytes, so that halves of letters arrive as a client without manners sends them
    return b"&".join(b"%s=%s" % (_quoted(name), _quoted(value)) for name, value in pairs)


def _quoted(text: str) -> bytes:
    return b"".join(b"%%%02X" % byte for byte in text.encode("utf-8", "surrogatepass"))


def a_form(dice: random.Random, path: str, names: list[str]) -> Odd:
    return Odd("POST", path, _encoded(_form(dice, names)))


def the_same_field_twice(dice: random.Random, path: str, names: list[str]) -> Odd:
    name = dice.choice(names)
    return Odd("POST", f"{path}?{_encoded([(name, '1')]).decode()}", _encoded([(name, _text(dice)) for _ in range(40)]))


def a_query(dice: random.Random, path: str, names: list[str]) -> Odd:
    return Odd(dice.choice(["GET", "HEAD"]), f"{path}?{_encoded(_form(dice, names)).decode()}")


def random_bytes(dice: random.Random, path: str, names: list[str]) -> Odd:
    return Odd(dice.choice(METHODS), path, dice.randbytes(dice.randint(0, 4000)), dice.choice(TYPES))


def nested(dice: random.Random, path: str, names: list[str]) -> Odd:
    depth = dice.choice([50, 5_000, 100_000])
    body = dice.choice([b"[" * depth, b'{"a":' * depth, json.dumps({name: _text(dice) for name in names}).encode()])
    if dice.random() < 0.5:
        return Odd("POST", path, body, "application/json")
    return Odd("POST", path, _encoded([(dice.choice(names), body.decode()[:50_000])]))


def upload(dice: random.Random, path: str, names: list[str]) -> Odd:
    """A file in many parts, whole, cut off in the middle or with a name that means something elsewhere."""
    content = dice.choice(
        [b"", b"%PDF-1.7\n%%EOF", b"PK\x03\x04" + dice.randbytes(200), dice.randbytes(3000), b"\xff\xd8\xff"]
    )
    name = dice.choice(
        ["x.pdf", "../../x.pdf", "x.docx", "x\x00.pdf", "", "x" * 300 + ".pdf", "x.xlsx", "é.csv", "x.svg"]
    )
    part = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="%s"; filename="{name}"\r\n\r\n'
    parts = b"".join(
        (part % each).encode("utf-8", "surrogatepass") + content + b"\r\n" for each in ("file", "paper", "paper-paper")
    )
    whole = parts + encode_multipart(BOUNDARY, {dice.choice(names): _text(dice).replace("\ud800", "")})
    return Odd("POST", path, whole[: dice.choice([len(whole), len(whole) // 2, 40])], MULTIPART_CONTENT)


def long_heads(dice: random.Random, path: str, names: list[str]) -> Odd:
    odd_words = [word for word in WORDS if word.isascii() and word.isprintable()]
    chosen = {
        dice.choice(HEADS): dice.choice([*odd_words, "x" * 20_000, "bytes=0-,0-,0-", "bytes=-0", "a=b;" * 800])
        for _ in range(4)
    }
    return Odd(dice.choice(["GET", "POST", "HEAD"]), path, b"", headers=chosen)


def many_fields(dice: random.Random, path: str, names: list[str]) -> Odd:
    return Odd("POST", path, b"&".join(b"f%d=1" % number for number in range(dice.choice([1000, 12_000]))))


def huge(dice: random.Random, path: str, names: list[str]) -> Odd:
    return Odd("POST", path, _encoded([(dice.choice(names), "x" * 300_000)]) + b"x" * dice.choice([0, 3_000_000]))


KINDS: list[Callable[[random.Random, str, list[str]], Odd]] = [
    a_form, a_form, a_form, the_same_field_twice, a_query, a_query, random_bytes, nested, upload, upload, long_heads,
    long_heads, many_fields, huge,
]  # fmt: skip


def sent(client: Any, request: Odd) -> Any:
    """Send it as it is."""
    extra = {"headers": request.headers} if request.headers else {}
    return client.generic(request.method, request.path, request.body, content_type=request.content_type, **extra)
