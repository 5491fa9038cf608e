import pytest
from django.core.exceptions import ValidationError

from schakel.accounts import people
from schakel.accounts.models import User
from schakel.mail.models import OutgoingMail
from schakel.workspaces.models import Membership
from tests import cast


@pytest.fixture
def link(karel: cast.Person) -> str:
    invitation = people.invite("nieuw@fier.example", name="Nina Nieuw", seat=cast.seat("som", "Fier"), by=karel.user)
    return f"/uitnodiging/{people.token(invitation)}/"


def test_it_works(link: str, nobody: cast.Person) -> None:
    answer = nobody.posts(link, password="een lange zin om te onthouden")
    assert answer.status_code == 302
    assert nobody.gets("/werkruimtes/som/").status_code == 200
    assert Membership.objects.get(user__email="nieuw@fier.example").role == "member"


def test_opening_the_link_uses_nothing_up(link: str, nobody: cast.Person) -> None:
    assert nobody.gets(link).status_code == 200
    assert nobody.client.head(link).status_code == 200
    assert not User.objects.filter(email="nieuw@fier.example").exists()
    assert nobody.gets(link).status_code == 200


def test_it_works_once(link: str, nobody: cast.Person) -> None:
    nobody.posts(link, password="een lange zin om te onthouden")
    assert cast.Person(None).posts(link, password="een andere lange zin").status_code == 410


@pytest.mark.parametrize("password", ["kort", "nina nieuw 1", "nieuw@fier.example", ""])
def test_a_weak_password_is_refused_and_the_link_stays_good(link: str, nobody: cast.Person, password: str) -> None:
    answer = nobody.posts(link, password=password)
    assert answer.status_code == 200
    assert "alarm" in answer.content.decode()
    assert nobody.posts(link, password="een lange zin om te onthouden").status_code == 302


def test_a_forged_link_is_refused(link: str, nobody: cast.Person) -> None:
    assert nobody.gets(link[:-4] + "abc/").status_code == 410


def test_the_mail_goes_out_with_the_link(link: str, mailoutbox: list) -> None:  # type: ignore[type-arg]
    cast.work()
    assert link in mailoutbox[0].body
    assert OutgoingMail.objects.get().state == "sent"


def test_who_has_an_account_is_not_invited_again(karel: cast.Person, chloe: cast.Person) -> None:
    with pytest.raises(ValidationError):
        people.invite(chloe.who.email, name="Chloe", by=karel.user)


@pytest.mark.parametrize(("name", "status"), [("karel", 200), ("aisha", 404), ("dirk", 404), ("nobody", 302)])
def test_only_administrators_see_the_people(name: str, status: int, db: None) -> None:
    assert cast.person(name).gets("people").status_code == status
