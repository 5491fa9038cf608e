"""The pages of logging in, in our own look and words."""

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from schakel.accounts.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "een lang genoeg wachtwoord"


def page(client: Client, name: str, data: dict[str, str] | None = None) -> html.HtmlElement:
    answer = client.get(reverse(name)) if data is None else client.post(reverse(name), data)
    assert answer.status_code == 200
    return html.document_fromstring(answer.content.decode())


@pytest.fixture
def known(client: Client) -> Client:
    client.force_login(User.objects.create_user("noor@fier.example", PASSWORD, name="Noor Veldkamp"))
    return client


@pytest.mark.parametrize("name", ["account_login", "account_reset_password", "account_reset_password_done"])
def test_a_visitor_reads_dutch_inside_one_main(client: Client, name: str) -> None:
    root = page(client, name)
    assert root.get("lang") == "nl"
    assert len(root.xpath("//main//h1")) == 1


@pytest.mark.parametrize("name", ["account_change_password", "account_logout", "usersessions_list"])
def test_a_person_reads_dutch_inside_one_main(known: Client, name: str) -> None:
    root = page(known, name)
    assert root.get("lang") == "nl"
    assert len(root.xpath("//main//h1")) == 1


def test_a_wrong_password_is_told_on_top_and_at_both_fields(client: Client) -> None:
    root = page(client, "account_login", {"login": "noor@fier.example", "password": "fout"})
    assert root.findtext(".//title").startswith("Fout: ")
    assert root.xpath("//*[@role='alert']//a/@href") == ["#id_login"]
    assert root.xpath("//main//input[@aria-describedby='login-failed']/@name") == ["login", "password"]


def test_an_unknown_address_and_a_wrong_password_look_the_same(client: Client) -> None:
    User.objects.create_user("noor@fier.example", PASSWORD, name="Noor Veldkamp")
    known, unknown = (
        page(client, "account_login", {"login": login, "password": "fout"}).xpath("string(//main)")
        for login in ("noor@fier.example", "niemand@fier.example")
    )
    assert known == unknown


@pytest.mark.parametrize("name", ["account_login", "account_reset_password"])
def test_the_browser_may_fill_in_and_shows_no_placeholder(client: Client, name: str) -> None:
    root = page(client, name)
    assert not root.xpath("//main//input/@placeholder")
    assert root.xpath("//main//input[@autocomplete]")
