"""Somebody walks through the whole house and writes down all that comes back."""

from __future__ import annotations

import io
import logging
import re
import uuid
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import quote

from django.db import transaction
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from pypdf import PdfReader

from schakel.logs import MaskLinks
from schakel.mail.models import OutgoingMail
from schakel.mail.outbox import WRITERS
from schakel.push.models import Announcement
from schakel.workspaces.desk.routes import OPEN
from tests import cast
from tests.files.papers import pdf
from tests.rules import planted_surveys
from tests.rules.addresses import Address, addresses
from tests.rules.planted_world import World, marker, seen
from tests.rules.promised import VISITOR, WHO
from tests.workspaces.desk import pages
from tests.workspaces.desk.test_canary import ASKED, fill

METHODS = ("GET", "POST")
THOROUGH = ("GET", "HEAD", "POST")
ASKING_TWICE = [{"Range": "bytes=0-"}, {"If-None-Match": "*"}, {"If-None-Match": '"x"', "Range": "bytes=0-9"}]
SENT_AS_FILE = re.compile(r"^stukken/<int:pk>/$|\.\w+$")
EDIT = "wagtailadmin_pages:edit"
WITH_A_DESK = ("aisha", "joke", "lena", "wim")
NONSENSE = "kenaria000"  # a word that nobody planted, as long as a marker
LINK = re.compile(r'(?:href|src|action|hx-get|data-url)="(/[^"#]*)"')
# tokens and keys of forms, and how many seconds the session lasts yet
MASKED = re.compile(r'[A-Za-z0-9]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|data-left="\d+"')
SOME_LINKS = 25
FOUND = ("shelf.title", "minutes.adopted", "decision.text", "there.decision", "meeting.title", "there.content")
# what a form may ask for, filled in plausibly; a field that a form does not have is not looked at
FIELDS = {
    "title": "Nieuw punt", "kind": "decision", "duration": "5", "tlp": "amber", "to": "1", "item": "1", "seen": "",
    "confirm": "on", "reason": "Zo is afgesproken.", "name": "Iemand (verzonnen)", "email": "iemand@nieuw.example",
    "role": "member", "user": "1", "seat": "1", "workspace": "5", "language": "en", "next": "/", "question": "t",
    "base": "0", "value": "iets", "year": "2019", "t": "iets", "q": "iets", "slug": "nieuw", "text": "iets",
    "password": "een lange zin", "action-publish": "1", "section": "a", "remark": "iets",
}  # fmt: skip


@dataclass(frozen=True)
class Heard:
    """One answer: what was asked, and what came back in words, without what was typed to ask it."""

    asked: str
    status: int
    headers: str
    body: str

    @property
    def words(self) -> str:
        return f"{self.headers}\n{self.body}"

    @property
    def bare(self) -> tuple[int, str]:
        """The answer without the masked tokens of forms: what two answers have to share to be one."""
        return self.status, MASKED.sub("", self.words)


@dataclass
class Walk:
    """All that one person heard."""

    who: str
    answers: list[Heard] = field(default_factory=list)
    at: dict[tuple[Address, str], Heard] = field(default_factory=dict)
    absent: dict[tuple[str, str], Heard] = field(default_factory=dict)
    searched: dict[str, Heard] = field(default_factory=dict)
    letters: list[tuple[str, str]] = field(default_factory=list)  # to whom, what it says
    pings: list[str] = field(default_factory=list)
    logged: list[str] = field(default_factory=list)

    def seen(self) -> dict[str, str]:
        """Return the kinds of which a marker came back, each with the first place where it did."""
        found: dict[str, str] = {}
        for heard in self.answers:
            for kind in seen(heard.words):
                found.setdefault(kind, heard.asked)
        return found


class Walker:
    """Somebody of the cast with a browser that forgets what a button did, so that the world stays as it is."""

    def __init__(self, world: World, who: str, *, thorough: bool = False) -> None:
        self.world, self.walk, self.thorough = world, Walk(who), thorough
        self.methods = THOROUGH if thorough else METHODS
        self.person = cast.person("nobody" if who == VISITOR else who)
        self.client = self.person.client
        self.client.raise_request_exception = False
        if who == VISITOR:
            self.person.gets(world.link)
            planted_surveys.confirm(self.client)

    def goes(self) -> Walk:
        """Ask for everything, once."""
        with _listening(self.walk.logged):
            for address in addresses(self.world, every=self.thorough):
                self._asks_for(address)
            self._searches()
            self._reads_the_tree()
            self._sits_at_the_desk()
            self._follows_links()
        return self.walk

    def _asks_for(self, address: Address) -> None:
        path, absent = address.path, address.absent_to(self.walk.who)
        for method in self.methods:
            self.walk.at[address, method] = self.asks(method, path)
            if absent != path and (method, absent) not in self.walk.absent and (self.thorough or method == "GET"):
                self.walk.absent[method, absent] = self.asks(method, absent)
        if self.thorough or SENT_AS_FILE.search(address.route.pattern):
            for headers in ASKING_TWICE:
                self.asks("GET", path, headers=headers)

    def asks(self, method: str, path: str, typed: str = "", **options: Any) -> Heard:
        """Ask once and undo what that did; `typed` is what was searched for and may stand in the answer."""
        cookies = deepcopy(self.client.cookies)
        with transaction.atomic():
            mails, pings = _last(OutgoingMail), _last(Announcement)
            if method == "POST":
                options |= {"data": _filled_in(), "follow": True}
            answer = getattr(self.client, method.lower())(path, **options)
            heard = _heard(f"{method} {path} {options.get('headers', '')}", answer, typed or path)
            if method == "POST":
                self.walk.letters += [_letter(row) for row in OutgoingMail.objects.filter(pk__gt=mails)]
                self.walk.pings += Announcement.objects.filter(pk__gt=pings).values_list("kind", flat=True)
            transaction.set_rollback(True)
        self.client.cookies = cookies
        self.walk.answers.append(heard)
        return heard

    def _searches(self) -> None:
        """Look for markers: who may not find one gets what a word brings that is nowhere."""
        self.walk.searched[""] = self.asks("GET", f"/zoeken/?q={NONSENSE}", typed=NONSENSE)
        for kind in WHO if self.thorough else FOUND:
            self.walk.searched[kind] = self.asks("GET", f"/zoeken/?q={marker(kind)}", typed=marker(kind))
        self.asks("GET", "/zoeken/?q=kanarie")

    def _reads_the_tree(self) -> None:
        for page in self.world.pages:
            for path in {page.url, page.get_parent().specific.url + page.slug + "/"}:
                self.asks("GET", path)
                if self.thorough:
                    self.asks("HEAD", path)
                    self.asks("GET", path, headers={"If-None-Match": "*"})
        for path in ("/", "/bestaat-niet/", "/sitemap.xml", "/werkruimtes/", "/account/login/", "/account/sessions/"):
            self.asks("GET", path)

    def _sits_at_the_desk(self) -> None:
        if self.walk.who not in WITH_A_DESK:
            self.asks("GET", "/beheer/")  # one door is as shut as the other: see tests/workspaces/desk
            return
        own, foreign = _at_home(self.walk.who, self.world)
        been = set()
        for page in self.world.pages:
            for route, path in pages.addresses(page.pk):
                if path in been or not OPEN.get(route):
                    continue
                been.add(path)
                if self.thorough or route == EDIT or page in (own, foreign):
                    self.asks("GET", path)
                if self.thorough or page == foreign:
                    self.asks("POST", path)
        for asked in (*ASKED, "choose-external-link/") if self.thorough else ():
            words = asked.replace(pages.MARKER, "kanarie")
            self.asks("GET", fill(words, own, foreign), follow=True)

    def _follows_links(self) -> None:
        known = {heard.asked.split()[1] for heard in self.walk.answers}
        links = {unescape(link) for heard in self.walk.answers for link in LINK.findall(heard.body)}
        own = [path for path in sorted(links - known) if not path.startswith(("/static/", "/beheer/"))]
        for path in own if self.thorough else own[:SOME_LINKS]:
            self.asks("GET", path)


def _at_home(who: str, world: World) -> tuple[Any, Any]:
    """Return a meeting of one's own workspace, or else of the SOM, and one of elsewhere."""
    som, there = (
        next(page for page in world.pages if page.slug == marker(kind)) for kind in ("meeting.title", "there.meeting")
    )
    return (there, som) if who == "wim" else (som, there)


def _last(model: Any) -> int:
    return model.objects.order_by("pk").values_list("pk", flat=True).last() or 0


def _filled_in() -> dict[str, Any]:
    return {**FIELDS, "client": str(uuid.uuid4()), "key": str(uuid.uuid4()), "paper": pdf(), "file": pdf()}


def _heard(asked: str, answer: HttpResponse, typed: str) -> Heard:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    body, told = _unpacked(content), {name: value for name, value in answer.headers.items() if name != "Date"}
    without = body
    for echo in {typed, quote(typed, safe=""), quote(typed)}:
        without = without.replace(echo, "…")
        told = {name: value.replace(echo, "…") for name, value in told.items()}
    if without != body or not (body or answer.status_code == 404):
        told.pop("Content-Length", None)  # as long as what was typed
    headers = [f"{name}: {value}" for name, value in sorted(told.items())]
    return Heard(asked, answer.status_code, "\n".join([*headers, *sorted(answer.cookies)]), without)


def _unpacked(content: bytes) -> str:
    """Return an answer as text; of a workbook, all that is in the package, and of a PDF what its pages say too."""
    if content.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(content)):
        package = zipfile.ZipFile(io.BytesIO(content))
        content = b"\n".join(package.read(name) for name in package.namelist())
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-8:]:  # the whole of it, not a part
        content += "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).encode()
    return content.decode(errors="replace")


def _letter(row: OutgoingMail) -> tuple[str, str]:
    """Return to whom a mail goes and all that it says, as the worker would write it now."""
    letter = WRITERS[row.kind](row)
    if letter is None:
        return row.to, ""
    context = {**letter.context, "base_url": "", "subject": letter.subject}
    with translation.override(letter.language):
        texts = [render_to_string(f"mail/{letter.template}.{kind}", context) for kind in ("txt", "html")]
    return row.to, "\n".join([letter.subject, row.key, *texts])


@contextmanager
def _listening(told: list[str]) -> Iterator[None]:
    """Write down what every logger says, down to DEBUG."""

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            told.append(f"{record.name}: {record.getMessage()} {record.exc_info or ''}")

    ear, root = Ear(), logging.getLogger()
    ear.addFilter(MaskLinks())  # as every handler has it
    level = root.level
    root.addHandler(ear)
    root.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        root.removeHandler(ear)
        root.setLevel(level)
