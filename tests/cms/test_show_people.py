"""What administrators and invited people see of accounts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from schakel.accounts import people
from schakel.accounts.models import Invitation
from schakel.workspaces.models import Membership
from tests import cast


def screen(karel: cast.Person) -> str:
    answer = karel.gets("people")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def invitation(karel: cast.Person) -> Invitation:
    return people.invite("nieuw@fier.example", name="Nina Nieuw", seat=cast.seat("som", "Fier"), by=karel.who)


def test_it_says_who_may_enter_where(karel: cast.Person, aisha: cast.Person, dirk: cast.Person) -> None:
    page = screen(karel)
    row = page[page.index("aisha@schakel.example") :]
    assert row.index("Strategisch Overleg Mensenhandel") < row.index("secretaris") < row.index("CoMensha")
    assert page.index('id="accounts-title"') < page.index("dirk@schakel.example")


def test_an_invitation_says_until_when(karel: cast.Person, invitation: Invitation) -> None:
    assert "Uitgenodigd, verloopt op" in screen(karel)
    Invitation.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert "Verlopen op" in screen(karel)


def test_a_button_ends_the_access(karel: cast.Person, aisha: cast.Person) -> None:
    membership = Membership.objects.get(user=aisha.who)
    assert f"/mensen/{membership.pk}/beeindigen/" in screen(karel)
    karel.posts("people_release", membership.pk)
    assert aisha.gets("/werkruimtes/som/").status_code == 404
    assert f"/mensen/{membership.pk}/beeindigen/" not in screen(karel)


def test_what_is_wrong_stands_at_the_field(karel: cast.Person, aisha: cast.Person) -> None:
    page = karel.posts("people_invite", name="Aisha", email=aisha.who.email, role="member").content.decode()
    assert "Uitnodigen is niet gelukt" in page
    assert "Met dit e-mailadres kan al iemand inloggen." in page


def test_who_is_invited_sees_what_is_offered(invitation: Invitation, nobody: cast.Person) -> None:
    page = nobody.gets("invitation", people.token(invitation)).content.decode()
    assert "Welkom, Nina Nieuw" in page
    assert "Strategisch Overleg Mensenhandel, namens Fier" in page
    assert "Karel (verzonnen)" in page


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"accepted": timezone.now()}, "De uitnodiging is al gebruikt."),
        ({"expires": timezone.now() - timedelta(days=1)}, "Deze is verlopen."),
        ({"generation": 2}, "De koppeling is niet volledig of klopt niet."),
    ],
)
def test_a_closed_invitation_says_why(
    invitation: Invitation, nobody: cast.Person, change: dict[str, object], words: str
) -> None:
    token = people.token(invitation)
    Invitation.objects.update(**change)
    answer = nobody.gets("invitation", token)
    assert answer.status_code == 410
    assert words in answer.content.decode()
