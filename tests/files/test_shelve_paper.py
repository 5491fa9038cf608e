import pytest

from schakel.files.models import Paper
from schakel.search import index
from schakel.workspaces.models import WorkspacePage
from tests import cast
from tests.files.papers import pdf


def test_a_secretary_puts_a_paper_on_the_shelf(som: WorkspacePage, aisha: cast.Person, chloe: cast.Person) -> None:
    aisha.posts("paper_shelve", som.pk, title="Mandaat", tlp="green", file=pdf())
    assert "Mandaat" in chloe.gets("/werkruimtes/som/").content.decode()
    assert chloe.gets("/zoeken/?q=mandaten").content.decode().count("Mandaat") >= 1


def test_what_is_refused_keeps_the_title(som: WorkspacePage, aisha: cast.Person) -> None:
    answer = aisha.posts("paper_shelve", som.pk, title="Mandaat 2019", tlp="green", file=pdf("stuk.exe"))
    assert "soort bestand kan niet" in answer.content.decode()
    assert "Mandaat 2019" in answer.content.decode()


def test_a_secretary_takes_it_away(som: WorkspacePage, aisha: cast.Person, chloe: cast.Person) -> None:
    aisha.posts("paper_shelve", som.pk, title="Mandaat", tlp="green", file=pdf())
    aisha.posts("paper_unshelve", Paper.objects.get().pk)
    assert not Paper.objects.exists()
    assert "PDF" not in chloe.gets("/werkruimtes/som/").content.decode()
    assert not index.find(chloe.who, "mandaat").exists()


@pytest.mark.parametrize(
    ("name", "status"), [("aisha", 200), ("chloe", 403), ("lena", 404), ("karel", 404), ("dirk", 404)]
)
def test_who_may_add_one(som: WorkspacePage, name: str, status: int) -> None:
    assert cast.person(name).gets("paper_shelve", som.pk).status_code == status
