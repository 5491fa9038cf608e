from __future__ import annotations

from schakel.directory.models import Municipality
from surveys import panels
from surveys.actions import invitations, responses
from surveys.models import Invitation, SurveyPage
from tests import cast
from tests.surveys import small


def test_a_municipality_sees_what_waits_for_it(
    survey: SurveyPage, own_municipality: Municipality, hana: cast.Person, ivo: cast.Person
) -> None:
    assert panels.waiting(hana.who) is None
    [invitation] = invitations.invite(survey, by=ivo.who)
    assert "Niet begonnen" in hana.gets("overview").content.decode()
    made = small.submitted(Invitation.objects.with_all().get(pk=invitation.pk))
    assert made.receipt in hana.gets("overview").content.decode()


def test_the_team_sees_the_stand(invitation: Invitation, ivo: cast.Person) -> None:
    small.submitted(invitation)
    assert "1 van 3 gemeenten dienden in (33 %)" in ivo.gets("overview").content.decode()


def test_the_workspace_shows_its_rounds(survey: SurveyPage, ivo: cast.Person) -> None:
    assert "Proef meting" in ivo.gets("/werkruimtes/gemeenten/").content.decode()


def test_others_see_none_of_it(survey: SurveyPage, chloe: cast.Person, som: object) -> None:
    assert panels.waiting(chloe.who) is None
    assert panels.standing(chloe.who) is None
    assert "Proef meting" not in chloe.gets("overview").content.decode()


def test_begun_is_told(survey: SurveyPage, own_municipality: Municipality, hana: cast.Person, ivo: cast.Person) -> None:
    [invitation] = invitations.invite(survey, by=ivo.who)
    responses.begin(invitation, by=hana.who)
    assert "Bezig" in hana.gets("overview").content.decode()
