"""The shelves of the demo are filled through the verbs, and their words pass the guard."""

from __future__ import annotations

from cms.demo import shelf
from schakel.shelf.models import StandingPaper, StandingVersion
from tests import cast


def test_it_tells_of_a_mandate_versions_and_methods(everybody: dict[str, cast.Person]) -> None:
    spaces = {slug: cast.workspace(slug) for slug in ("som", "task-force", "meldpunten")}
    for slug, names in {"meldpunten": ("Meldpunt A", "Meldpunt B", "Meldpunt C")}.items():
        for name in names:
            cast.seat(slug, name)
    keeper = cast.person("lena").who
    cast.Membership.objects.create(user=keeper, seat=cast.seat("meldpunten", "CoMensha"), role="secretary")
    shelf.tell(spaces, {})
    assert StandingPaper.objects.count() == 7
    assert StandingVersion.objects.filter(number=2).count() == 1
    page = everybody["greet"].gets("shelf_methods", spaces["meldpunten"].pk).content.decode()
    assert page.count("Deze tekst is verzonnen.") == 5
