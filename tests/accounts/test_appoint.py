import pytest
from django.core.management import CommandError, call_command

from schakel.accounts import people
from schakel.accounts.models import Invitation, PlatformRole, User
from schakel.workspaces import access
from tests import cast


def test_the_first_administrator_comes_by_invitation(db: None, nobody: cast.Person) -> None:
    call_command("appoint", "eerste@schakel.example", "--name", "Eva Eerste")
    link = f"/uitnodiging/{people.token(Invitation.objects.get())}/"
    nobody.posts(link, password="een lange zin om te onthouden")
    assert nobody.gets("people")["Location"] == "/account/tweede-stap/"  # first a second factor
    cast.enter(nobody.client, User.objects.get(email="eerste@schakel.example"))
    assert nobody.gets("people").status_code == 200


def test_who_has_an_account_gets_the_role_at_once(dirk: cast.Person) -> None:
    call_command("appoint", dirk.who.email)
    call_command("appoint", dirk.who.email)
    assert access.may(dirk.who, "people.see")
    assert PlatformRole.objects.count() == 1


def test_it_needs_a_name_for_a_stranger(db: None) -> None:
    with pytest.raises(CommandError, match="naam"):
        call_command("appoint", "vreemd@schakel.example")
