"""The page that shows a paper: read it first, keep it if you need to."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from schakel.files import papers
from schakel.files.models import Paper
from schakel.workspaces.models import WorkspacePage
from tests import cast
from tests.files.papers import pdf, picture, upload, word


@pytest.fixture
def paper(som: WorkspacePage, aisha: cast.Person) -> Paper:
    return papers.add(som, pdf(pages=2), title="Mandaat", by=aisha.who)


def test_a_pdf_stands_on_the_page_with_a_button_to_keep_it(paper: Paper, chloe: cast.Person) -> None:
    answer = chloe.gets("paper_show", paper.pk)
    shown = answer.content.decode()
    assert f'<iframe class="paper" src="/stukken/{paper.pk}/"' in shown
    assert f'href="/stukken/{paper.pk}/?bewaren"' in shown
    assert "frame-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_the_frame_is_sandboxed_and_ours_alone(paper: Paper, chloe: cast.Person) -> None:
    policy = chloe.gets("paper", paper.pk)["Content-Security-Policy"]
    assert policy.startswith("sandbox;")
    assert "frame-ancestors 'self'" in policy


@pytest.mark.parametrize(
    ("file", "inline"),
    [(pdf(), True), (upload("a.png", picture("PNG")), True), (upload("a.docx", word()), False)],
)
def test_what_a_browser_opens_by_itself(
    som: WorkspacePage, aisha: cast.Person, file: SimpleUploadedFile, inline: bool
) -> None:
    paper = papers.add(som, file, title="Stuk", by=aisha.who)
    assert aisha.gets("paper", paper.pk)["Content-Disposition"].startswith("inline" if inline else "attachment")
    kept = aisha.client.get(f"/stukken/{paper.pk}/?bewaren")
    assert kept["Content-Disposition"].startswith("attachment")
    shown = aisha.gets("paper_show", paper.pk).content.decode()
    assert ("Uw browser kan dit soort stuk niet tonen" in shown) != inline


@pytest.mark.parametrize(
    ("name", "status"), [("aisha", 200), ("chloe", 200), ("esra", 404), ("karel", 404), ("nobody", 302)]
)
def test_who_may_see_it(paper: Paper, name: str, status: int) -> None:
    assert cast.person(name).gets("paper_show", paper.pk).status_code == status


def test_what_was_taken_out_is_for_the_secretariat(som: WorkspacePage, aisha: cast.Person, chloe: cast.Person) -> None:
    paper = papers.add(som, upload("a.docx", word(mark="Iemand")), title="Stuk", by=aisha.who)
    assert "namen van schrijvers" in aisha.gets("paper_show", paper.pk).content.decode()
    assert "namen van schrijvers" not in chloe.gets("paper_show", paper.pk).content.decode()
