import hashlib

import pytest
from django.http import HttpResponse

from schakel.accounts import people
from schakel.files import papers
from schakel.files.models import Paper
from schakel.journal.models import Line
from schakel.workspaces.models import WorkspacePage
from tests import cast
from tests.files.papers import pdf


@pytest.fixture
def paper(som: WorkspacePage, aisha: cast.Person) -> Paper:
    return papers.add(som, pdf(pages=2), title="Mandaat", by=aisha.who)


def content(answer: HttpResponse) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_member_reads_it_whole(paper: Paper, chloe: cast.Person) -> None:
    answer = chloe.gets("paper", paper.pk)
    assert answer.status_code == 200
    assert hashlib.sha256(content(answer)).hexdigest() == paper.sha256
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Disposition"] == 'inline; filename="Mandaat.pdf"'


@pytest.mark.parametrize(
    ("name", "status"), [("aisha", 200), ("esra", 404), ("dirk", 404), ("karel", 404), ("nobody", 302)]
)
@pytest.mark.parametrize("method", ["get", "head"])
def test_who_may_open_it(paper: Paper, name: str, status: int, method: str) -> None:
    assert getattr(cast.person(name).client, method)(f"/stukken/{paper.pk}/").status_code == status


@pytest.mark.parametrize("range_", ["bytes=0-9", "bytes=5-5", "bytes=-10", "bytes=10-", "bytes=0-99999999"])
def test_a_part_of_it(paper: Paper, chloe: cast.Person, range_: str) -> None:
    whole = content(chloe.gets("paper", paper.pk))
    answer = chloe.client.get(f"/stukken/{paper.pk}/", headers={"Range": range_})
    first, last = answer["Content-Range"].removeprefix("bytes ").split("/")[0].split("-")
    assert answer.status_code == 206
    assert content(answer) == whole[int(first) : int(last) + 1]


@pytest.mark.parametrize("range_", ["bytes=99999999-", "bytes=9-3", "bytes=-0", "bytes=-", "items=1-2", "bytes=a-b"])
def test_a_part_that_is_not_there(paper: Paper, chloe: cast.Person, range_: str) -> None:
    assert chloe.client.get(f"/stukken/{paper.pk}/", headers={"Range": range_}).status_code == 416


def test_a_stranger_does_not_learn_its_size_from_a_range(paper: Paper, esra: cast.Person) -> None:
    answer = esra.client.get(f"/stukken/{paper.pk}/", headers={"Range": "bytes=99999999-"})
    assert answer.status_code == 404
    assert "Content-Range" not in answer


@pytest.mark.parametrize("header", ["If-None-Match", "If-Match", "If-Modified-Since", "If-Range", "Range"])
@pytest.mark.parametrize("value", ["*", '"x"', "Sat, 01 Jan 2050 00:00:00 GMT", "bytes=0-3"])
def test_access_is_asked_before_any_condition(paper: Paper, esra: cast.Person, header: str, value: str) -> None:
    hidden, absent = (esra.client.get(f"/stukken/{pk}/", headers={header: value}) for pk in (paper.pk, paper.pk + 1))
    assert (hidden.status_code, hidden.content) == (absent.status_code, absent.content)
    assert hidden.status_code == 404


@pytest.mark.parametrize("header", ["If-None-Match", "If-Modified-Since"])
def test_nothing_is_remembered_of_it(paper: Paper, chloe: cast.Person, header: str) -> None:
    answer = chloe.client.get(f"/stukken/{paper.pk}/", headers={header: "*"})
    assert answer.status_code == 200
    assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == ("no-store", "nosniff")
    assert "ETag" not in answer
    assert "Last-Modified" not in answer


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Notitie plekken", 'filename="Notitie plekken.pdf"'),
        ('Notitie "plekken" 50%', 'filename="Notitie plekken 50.pdf"'),
        ("Privé café", "filename*=utf-8''Priv%C3%A9%20caf%C3%A9.pdf"),
        ("a\r\nSet-Cookie: x=1", 'filename="a Set-Cookie x=1.pdf"'),
        ("../../etc/passwd", 'filename="etc passwd.pdf"'),
        ("C:\\Users\\jan", 'filename="C Users jan.pdf"'),
        ("factuur\u202efdp.exe", 'filename="factuur fdp.exe.pdf"'),
        ("...", 'filename="stuk.pdf"'),
        ("a; filename=b.exe", 'filename="a filename=b.exe.pdf"'),
        ("x" * 160, f'filename="{"x" * 100}.pdf"'),
    ],
)
def test_the_name_that_is_offered(paper: Paper, chloe: cast.Person, title: str, name: str) -> None:
    Paper.objects.update(title=title)
    assert chloe.gets("paper", paper.pk)["Content-Disposition"] == f"inline; {name}"


def test_the_journal_says_who_opened_it_and_who_was_refused(
    paper: Paper, chloe: cast.Person, esra: cast.Person
) -> None:
    assert all(person.logged_in() for person in (chloe, esra))
    before = Line.objects.count()
    chloe.gets("paper", paper.pk)
    chloe.client.get(f"/stukken/{paper.pk}/", headers={"Range": "bytes=1-"})
    chloe.client.head(f"/stukken/{paper.pk}/")
    esra.gets("paper", paper.pk)
    esra.gets("paper_show", paper.pk)
    lines = Line.objects.order_by("seq")[before:]
    assert [(line.action, line.by, line.of or line.data["pk"]) for line in lines] == [
        *[("paper.open", chloe.who.pk, str(paper.pk))] * 2,
        *[("access.refused", esra.who.pk, paper.pk)] * 2,
    ]


def test_the_journal_of_papers_holds_no_titles(paper: Paper, aisha: cast.Person) -> None:
    papers.remove(paper, by=aisha.who)
    assert all("Mandaat" not in str(line.data) for line in Line.objects.all())


def test_the_end_of_a_membership_shuts_it_at_the_next_request(paper: Paper, chloe: cast.Person) -> None:
    people.release(chloe.who.memberships.get(), by=None)
    assert chloe.gets("paper", paper.pk).status_code == 404


def test_absent_and_hidden_look_alike(paper: Paper, esra: cast.Person) -> None:
    hidden, absent = esra.gets("paper", paper.pk), esra.gets("paper", paper.pk + 1)
    assert hidden.content == absent.content
