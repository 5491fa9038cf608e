from schakel.files import papers
from schakel.workspaces.models import WorkspacePage
from tests import cast
from tests.files.papers import pdf


def found(person: cast.Person) -> bool:
    return "1 resultaat<" in person.gets("/zoeken/?q=kanarie").content.decode()


def test_red_leaves_the_search_and_comes_back_with_a_reason(
    som: WorkspacePage, aisha: cast.Person, chloe: cast.Person
) -> None:
    paper = papers.add(som, pdf(), title="Kanarie", tlp="green", by=aisha.who)
    assert found(chloe)
    assert aisha.posts("paper_classify", paper.pk, tlp="red").url == "/werkruimtes/som/#stukken"
    assert not found(chloe)
    assert "TLP:RED" in chloe.gets(som.url).content.decode()
    assert "Schrijf op waarom" in aisha.posts("paper_classify", paper.pk, tlp="clear").content.decode()
    aisha.posts("paper_classify", paper.pk, tlp="clear", reason="Het is vastgesteld en openbaar.")
    assert found(chloe)


def test_a_paper_of_a_meeting_is_marked_at_its_meeting(som: WorkspacePage, aisha: cast.Person) -> None:
    paper = papers.add(som, pdf(), title="Notitie", page=som.page_ptr, by=aisha.who)
    assert aisha.gets("paper_classify", paper.pk).status_code == 404
