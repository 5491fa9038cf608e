"""The mails about accounts: plain words, one button, the same in text; nothing that tells of the field."""

from __future__ import annotations

import re
from email.message import EmailMessage
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from pytest_django.fixtures import Settings

from schakel.accounts import people
from tests import cast

Box = list[EmailMultiAlternatives]


def words(html: str) -> str:
    inside = re.sub(r"(?s)^.*<main[^>]*>|</main>.*$", "", html)
    return " ".join(re.sub(r"<[^>]+>", " ", inside).split())


def sent(box: Box) -> tuple[str, str]:
    cast.work()
    (mail,) = box
    return str(mail.body), str(mail.alternatives[0][0])


def invited(karel: cast.Person) -> None:
    people.invite("nieuw@fier.example", name="Nina O’Nieuw & Co", seat=cast.seat("som", "Fier"), by=karel.who)


def test_an_invitation_says_who_and_until_when(karel: cast.Person, mailoutbox: Box) -> None:
    invited(karel)
    text, html = sent(mailoutbox)
    for part in (text, words(html)):
        assert "Karel (verzonnen) nodigt u uit om mee te doen op Schakel." in part
        assert "Uitnodiging bekijken" in part
    assert "Dag Nina O’Nieuw & Co," in text
    assert "Dag Nina O’Nieuw &amp; Co," in html


@pytest.mark.parametrize(("name", "known"), [("chloe", True), ("niemand", False)])
def test_a_forgotten_password_gets_an_answer_either_way(
    chloe: cast.Person, nobody: cast.Person, mailoutbox: Box, name: str, known: bool
) -> None:
    nobody.posts("account_reset_password", email=f"{name}@schakel.example")
    text, html = sent(mailoutbox)
    assert ("/account/password/reset/key/" in text) is known
    assert ("is er geen account" in text) is not known
    assert ("is er geen account" in html) is not known


@pytest.mark.parametrize("kind", ["invitation", "known", "unknown"])
def test_both_parts_say_the_same(karel: cast.Person, nobody: cast.Person, mailoutbox: Box, kind: str) -> None:
    if kind == "invitation":
        invited(karel)
    else:
        who = karel.who.email if kind == "known" else "niemand@schakel.example"
        nobody.posts("account_reset_password", email=who)
    text, html = sent(mailoutbox)
    lines = [line.rstrip(":") for line in text.splitlines() if line.strip() and line.strip() != "--"]
    spoken = words(html).replace("&amp;", "&")
    assert all(line.startswith("http") or line in spoken for line in lines)
    assert [line.startswith("Dag") for line in lines].count(True) == spoken.count("Dag") == 1
    assert html.count('class="button"') == 1
    assert "&amp;" not in text
    assert not re.search("mensenhandel|slachtoffer", f"{mailoutbox[0].subject} {text}", re.IGNORECASE)


def test_it_can_be_read_in_the_demo(settings: Settings, tmp_path: Any, karel: cast.Person, nobody: cast.Person) -> None:
    settings.EMAIL_FOLDER = tmp_path
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = "Uw uitnodiging", "a@schakel.example", "b@fier.example"
    mail["Date"] = "Thu, 25 Apr 2019 14:00:00 +0200"
    mail.set_content("Open <b>dit</b>: http://127.0.0.1/uitnodiging/x/")
    (tmp_path / "20190425-140000-1.eml").write_bytes(mail.as_bytes())
    assert "Uw uitnodiging" in nobody.gets("post").content.decode()
    page = nobody.gets("post_message", "20190425-140000-1.eml").content.decode()
    assert '<a href="http://127.0.0.1/uitnodiging/x/"' in page
    assert "&lt;b&gt;dit&lt;/b&gt;" in page


def test_without_mail_it_says_so(settings: Settings, tmp_path: Any, nobody: cast.Person) -> None:
    settings.EMAIL_FOLDER = tmp_path
    assert "Nog geen e-mail" in nobody.gets("post").content.decode()
