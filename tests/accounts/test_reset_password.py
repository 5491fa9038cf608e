import re

import pytest

from schakel.mail.models import OutgoingMail
from tests import cast


def ask(somebody: cast.Person, email: str) -> object:
    return somebody.posts("account_reset_password", email=email)


def link(mailoutbox: list) -> str:
    cast.work()
    return re.search(r"http://[^/]+(/account/password/reset/key/\S+)", mailoutbox[-1].body).group(1)


def test_it_works(chloe: cast.Person, nobody: cast.Person, mailoutbox: list) -> None:
    ask(nobody, chloe.who.email)
    form = nobody.gets(link(mailoutbox), follow=True)
    nobody.posts(form.redirect_chain[-1][0], password1="een heel andere zin", password2="een heel andere zin")
    answer = cast.Person(None).posts("account_login", login=chloe.who.email, password="een heel andere zin")
    assert answer.status_code == 302


def test_the_row_keeps_no_link(chloe: cast.Person, nobody: cast.Person) -> None:
    ask(nobody, chloe.who.email)
    row = OutgoingMail.objects.get()
    assert row.kind == "account.password_reset_key"
    assert "http" not in "".join(str(value) for value in row.__dict__.values())


@pytest.mark.parametrize("email", ["chloe@schakel.example", "niemand@schakel.example"])
def test_the_page_does_not_tell_whether_the_account_exists(chloe: cast.Person, nobody: cast.Person, email: str) -> None:
    assert ask(nobody, email)["Location"] == "/account/password/reset/done/"
    assert OutgoingMail.objects.count() == 1


def test_a_stranger_gets_a_mail_that_says_so(nobody: cast.Person, mailoutbox: list) -> None:
    ask(nobody, "niemand@schakel.example")
    cast.work()
    [mail] = mailoutbox
    assert "http" not in mail.body or "reset/key" not in mail.body


def test_a_used_link_says_what_to_do(chloe: cast.Person, nobody: cast.Person, mailoutbox: list) -> None:
    ask(nobody, chloe.who.email)
    address = link(mailoutbox)
    form = nobody.gets(address, follow=True)
    nobody.posts(form.redirect_chain[-1][0], password1="een heel andere zin", password2="een heel andere zin")
    again = cast.Person(None).gets(address, follow=True).content.decode()
    assert "nieuwe" in again
