from schakel.files.models import Paper
from schakel.workspaces.models import WorkspacePage
from tests import cast
from tests.files.papers import pdf


def test_it_is_refused_before_it_is_read(som: WorkspacePage, aisha: cast.Person, settings: object) -> None:
    settings.UPLOAD_LIMIT = 1000
    body = {"title": "Groot", "tlp": "green", "file": pdf(), "more": "x" * 1_100_000}
    answer = aisha.client.post(f"/stukken/nieuw/{som.pk}/", body)
    assert answer.status_code == 413
    assert "te groot" in answer.content.decode()
    assert not Paper.objects.exists()
