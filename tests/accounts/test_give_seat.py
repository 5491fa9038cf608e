import pytest
from django.core.exceptions import ValidationError

from schakel.accounts import people
from schakel.directory.models import Organisation
from schakel.workspaces.models import Seat, WorkspacePage
from tests import cast


def test_an_administrator_gives_a_seat_and_invites_for_it(karel: cast.Person, gemeenten: WorkspacePage) -> None:
    karel.posts("people_seat", workspace=gemeenten.pk, name="VNG", kind="association")
    seat = Seat.objects.get(workspace=gemeenten)
    assert (seat.organisation.name, seat.organisation.kind) == ("VNG", "association")
    assert "Gemeenten: VNG" in karel.gets("people").content.decode()


def test_an_organisation_that_is_known_is_not_made_again(karel: cast.Person, som: WorkspacePage) -> None:
    cast.organisation("Fier")
    karel.posts("people_seat", workspace=som.pk, name=" fier ", kind="other")
    assert Seat.objects.get(workspace=som).organisation.name == "Fier"
    assert Organisation.objects.filter(name__iexact="fier").count() == 1


def test_one_seat_for_each_organisation(karel: cast.Person, som: WorkspacePage) -> None:
    people.give_seat(som, "Fier", by=karel.who)
    page = karel.posts("people_seat", workspace=som.pk, name="Fier", kind="care").content.decode()
    assert "heeft hier al een zetel" in page
    with pytest.raises(ValidationError):
        people.give_seat(som, "FIER", by=karel.who)


def test_a_new_installation_has_its_five_workspaces(db: None) -> None:
    slugs = list(WorkspacePage.objects.order_by("path").values_list("slug", flat=True))
    assert slugs == ["task-force", "som", "zorgcoordinatoren", "meldpunten", "gemeenten"]
