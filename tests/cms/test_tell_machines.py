from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from schakel.workspaces import doors
from tests import cast


def text(person: cast.Person, where: str) -> str:
    answer = person.gets(where)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    return answer.content.decode()


def test_it_says_where_to_report_a_weakness(nobody: cast.Person) -> None:
    fields = dict(line.split(": ", 1) for line in text(nobody, "/.well-known/security.txt").splitlines())
    assert fields["Contact"] == "mailto:security@comensha.example"
    left = datetime.fromisoformat(fields["Expires"]) - timezone.now()
    assert timedelta(days=90) < left < timedelta(days=365)


def test_it_asks_robots_to_stay_out(nobody: cast.Person) -> None:
    lines = text(nobody, "/robots.txt").splitlines()
    assert lines[0] == "User-agent: *"
    assert "Disallow: /uitnodiging/" in lines


@pytest.mark.parametrize(("production", "status"), [(False, 200), (True, 404)])
def test_the_style_guide_is_for_who_builds(
    nobody: cast.Person, monkeypatch: pytest.MonkeyPatch, production: bool, status: int
) -> None:
    monkeypatch.setattr(doors.settings, "PRODUCTION", production)
    assert nobody.gets("/stijlgids/").status_code == status
