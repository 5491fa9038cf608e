"""What no form offers is not taken, what nobody asked for is not fetched, and what is a bomb does not go off."""

from __future__ import annotations

import ast
import io
import time
import zipfile
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.core.mail import BadHeaderError, EmailMessage
from django.utils import timezone

from meetings.actions import agenda, meeting
from meetings.models import AgendaItem
from schakel.accounts.models import Invitation, PlatformRole, User
from schakel.mail import outbox
from schakel.mail.models import OutgoingMail
from surveys.questionnaire import BrokenWorkbook, read_workbook
from tests import cast
from tests.rules.test_house_rules import ROOT, sources
from tests.surveys.questionnaire.books import book

pytestmark = pytest.mark.django_db
GREEDY = {
    "is_superuser": "on", "is_staff": "on", "is_active": "", "pk": "1", "id": "1", "platform_role": "administrator",
    "accepted": "2020-01-01", "generation": "9", "by": "1", "workspace": "1", "user": "1", "created": "2020-01-01",
    "password": "anders dan gedacht", "status": "adopted", "live": "on", "sha256": "0", "receipt": "X", "number": "99",
}  # fmt: skip


# ---------------------------------------------------------------- fields that no form offers
def test_an_invitation_gives_no_more_than_its_form(karel: cast.Person) -> None:
    karel.posts("people_invite", **{**GREEDY, "name": "Nieuw", "email": "n@x.example", "role": "member"})
    made = Invitation.objects.get(email="n@x.example")
    assert made.accepted is None
    assert made.pk != 1 or Invitation.objects.count() == 1
    assert not PlatformRole.objects.filter(user__email="n@x.example").exists()


def test_an_item_stays_in_its_meeting(aisha: cast.Person) -> None:
    now = timezone.now()
    held, other = (
        meeting.plan(
            cast.workspace("som"), title=name, begins=now, ends=now + timezone.timedelta(hours=1), by=aisha.who
        )
        for name in ("Een", "Twee")
    )
    item = agenda.add_item(held, title="Punt", by=aisha.who)
    form = {"title": "Anders", "kind": "discussion", "duration": "5", "tlp": "amber"}
    aisha.posts("agenda_edit", held.pk, item.pk, **{**GREEDY, **form, "meeting": other.pk, "meeting_id": other.pk})
    kept = AgendaItem.objects.get(pk=item.pk)
    assert (kept.title, kept.meeting_id) == ("Anders", held.pk)


def test_choosing_a_language_chooses_nothing_else(chloe: cast.Person) -> None:
    before = dict(User.objects.values().get(pk=chloe.logged_in().who.pk))
    chloe.posts("set_language", **{**GREEDY, "language": "en", "email": "ander@x.example", "name": "Ander"})
    after = dict(User.objects.values().get(pk=chloe.who.pk))
    assert {name for name in after if after[name] != before[name]} == {"language"}


def test_nobody_writes_to_a_place_of_another(aisha: cast.Person) -> None:
    """A form of one workspace that names another workspace does nothing there."""
    answer = aisha.posts("paper_shelve", cast.workspace("task-force").pk, title="x", workspace=cast.workspace("som").pk)
    assert answer.status_code == 404


# ---------------------------------------------------------------- what is fetched
FETCHERS = {"urllib.request", "requests", "httpx", "http.client", "aiohttp", "urllib3", "ftplib", "xmlrpc"}
# module → why it may ask an address: none is an address that somebody typed
MAY_FETCH = {"platform/schakel/management/commands/serve.py": "waits for our own /healthz/"}


def test_nothing_of_ours_fetches_what_a_person_names() -> None:
    found = set()
    for path in sources():
        text = path.read_text(encoding="utf-8")
        if any(each.partition(".")[0] in text for each in FETCHERS) and _imported(text):
            found.add(str(path.relative_to(ROOT)))
    assert found == set(MAY_FETCH)


def _imported(text: str) -> set[str]:
    """Return what a module imports of the modules that fetch."""
    nodes = list(ast.walk(ast.parse(text)))
    names = {each.name for node in nodes if isinstance(node, ast.Import) for each in node.names}
    names |= {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}
    return {name for name in names for each in FETCHERS if name == each or name.startswith(f"{each}.")}


def test_nothing_of_wagtail_fetches_either() -> None:
    """Embeds ask any address that an editor pastes; avatars and update checks ask a stranger who we are."""
    assert not apps.is_installed("wagtail.embeds")
    assert not apps.is_installed("wagtail.contrib.frontend_cache")
    assert settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None
    assert settings.WAGTAIL_ENABLE_UPDATE_CHECK is False


@pytest.mark.parametrize(
    "path", ["/beheer/embeds/chooser/", "/beheer/embeds/chooser/upload/", "/beheer/images/chooser/"]
)
def test_there_is_no_door_to_an_embed(path: str, aisha: cast.Person, joke: cast.Person) -> None:
    for person in (aisha, joke):
        assert person.client.post(path, {"url": "http://169.254.169.254/latest/"}).status_code == 404


# ---------------------------------------------------------------- mail
@pytest.mark.parametrize("to", ["a@b.example\nBcc: x@y.example", "a@b.example,x@y.example", "a@b.example\r\n\r\nTekst"])
def test_an_address_adds_nobody_to_a_mail(to: str, karel: cast.Person, nobody: cast.Person) -> None:
    page = karel.posts("people_invite", name="Nieuw", email=to, role="member")
    assert page.status_code == 200
    nobody.posts("account_reset_password", email=to)
    cast.work()
    assert [each for message in mail.outbox for each in message.recipients()] == []
    assert OutgoingMail.objects.count() == 0


def test_a_header_with_two_lines_is_never_sent() -> None:
    with pytest.raises(BadHeaderError):
        EmailMessage("Onderwerp\nBcc: x@y.example", "tekst", to=["a@b.example"]).message()


def test_a_name_adds_no_header(karel: cast.Person) -> None:
    form = {"email": "n@x.example", "role": "member", "name": "Nieuw\r\nBcc: x@y.example"}
    karel.posts("people_invite", **form)
    cast.work()
    for message in mail.outbox:
        assert message.recipients() == ["n@x.example"]
        assert "Bcc" not in message.message()


def test_an_unknown_kind_of_mail_is_refused() -> None:
    with pytest.raises(LookupError):
        outbox.enqueue("{{ settings.SECRET_KEY }}", to="a@b.example")


# ---------------------------------------------------------------- bombs
def poisoned(content: bytes, member: str, before: bytes, instead: tuple[bytes, bytes]) -> bytes:
    """Return a workbook in which one member has a document type of its own."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == member:
                head, _, rest = data.partition(b"?>") if data.startswith(b"<?xml") else (b"", b"", data)
                data = (head + b"?>" if head else b"") + before + rest.replace(*instead)
            new.writestr(name, data)
    return made.getvalue()


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "http://127.0.0.1:9/", "php://filter/resource=/etc/passwd"],
    ids=["file", "http", "php"],
)
def test_a_workbook_reads_no_other_file(address: str) -> None:
    kind = f'<!DOCTYPE x [<!ENTITY leak SYSTEM "{address}">]>'.encode()
    sheet = poisoned(book(), "xl/worksheets/sheet1.xml", kind, (b"Is er beleid?", b"&leak;"))
    strings = poisoned(book(), "xl/sharedStrings.xml", kind, (b"Is er beleid?", b"&leak;"))
    for content in (sheet, strings):
        try:
            read = repr(read_workbook(content))
        except BrokenWorkbook as broken:
            read = str(broken)
        assert "root:" not in read


def test_a_workbook_of_entities_within_entities_ends_soon() -> None:
    laughs = b"".join(
        b'<!ENTITY a%d "%s">' % (depth, b"&a%d;" % (depth - 1) * 10 if depth else b"ha") for depth in range(10)
    )
    kind = b"<!DOCTYPE x [" + laughs + b"]>"
    began = time.process_time()
    for member in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"):
        content = poisoned(book(), member, kind, (b"Is er beleid?", b"&a9;"))
        try:
            assert len(repr(read_workbook(content))) < 100_000
        except BrokenWorkbook:
            continue
    assert time.process_time() - began < 2


BOMBS: dict[str, dict[str, Any]] = {
    "deep": {"data": "[" * 200_000, "content_type": "application/json"},
    "wide": {"data": {f"f{number}": "1" for number in range(10_500)}},
    "combining letters": {"data": {"name": "e" + "\u0301" * 100_000, "email": "x@y.example", "role": "member"}},
    "ligatures": {"data": {"name": "\ufdfa" * 20_000, "email": "x@y.example", "role": "member"}},
    "half a letter": {"data": b"name=%ED%A0%80&email=x", "content_type": "application/x-www-form-urlencoded"},
    "another alphabet": {"data": b"name=+AGEAYg-", "content_type": "application/x-www-form-urlencoded; charset=utf-7"},
    "digits": {"data": {"name": "x", "email": "x@y.example", "role": "member", "seat": "9" * 100_000}},
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_and_nothing_is_kept(bomb: str, karel: cast.Person) -> None:
    began = time.process_time()
    answer = karel.client.post("/mensen/uitnodigen/", **BOMBS[bomb])
    assert answer.status_code in (200, 400, 413)
    assert Invitation.objects.count() == 0
    assert time.process_time() - began < 2


# ---------------------------------------------------------------- what the fuzz found
@pytest.mark.parametrize("digits", [10**18, 2**63, 10**20, 10**400])
def test_an_id_that_no_row_has_is_absent(digits: int, chloe: cast.Person, aisha: cast.Person) -> None:
    for person, path in ((chloe, f"/stukken/{digits}/"), (aisha, f"/vergaderingen/{digits}/leiden/")):
        assert person.client.get(path).status_code == 404


def test_a_length_of_thousands_of_digits_is_too_large(chloe: cast.Person) -> None:
    answer = chloe.client.get("/zoeken/", headers={"Content-Length": "9" * 5000})
    assert answer.status_code == 413


def test_a_link_without_an_address_is_told_at_its_field(aisha: cast.Person) -> None:
    answer = aisha.client.post("/beheer/choose-external-link/", {"external-link-chooser-link_text": "x"})
    assert answer.status_code == 200
    assert "verplicht" in answer.json()["html"]
