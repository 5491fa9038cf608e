from __future__ import annotations

from datetime import datetime

import pytest

from cms.opening import HERE
from cms.views.overview import counted, greeting, late_sentence, waiting_sentence
from schakel.registries import Panel
from schakel.workspaces.models import Membership
from tests import cast

SEES = {
    "aisha": ["Strategisch Overleg Mensenhandel", "secretaris", "Werkruimte bewerken"],
    "bram": ["Strategisch Overleg Mensenhandel", "voorzitter"],
    "chloe": ["Strategisch Overleg Mensenhandel", "lid"],
    "dirk": ["U hebt nog geen plek in een werkruimte"],
    "esra": ["Landelijke Task Force Mensenhandel"],
    "farid": ["Landelijk Zorgcoördinatorenoverleg"],
    "greet": ["Platform regionale meldpunten"],
    "hana": ["U werkt voor een gemeente", "Voorbeeldstad"],
    "ivo": ["Gemeenten", "analist"],
    "joke": ["Openbare pagina’s bewerken"],
    "karel": ["Mensen uitnodigen en toelaten"],
    "lena": ["Landelijk Zorgcoördinatorenoverleg", "Werkruimte bewerken"],
    "oscar": ["U hebt nog geen plek in een werkruimte"],
    "petra": ["U werkt voor een gemeente", "Voorbeelddorp"],
    "quirine": ["Strategisch Overleg Mensenhandel", "vervanger"],
    "rachid": ["Strategisch Overleg Mensenhandel", "waarnemer"],
    "tara": ["Landelijke Task Force Mensenhandel", "voorzitter"],
    "wim": ["Landelijke Task Force Mensenhandel", "secretaris", "Werkruimte bewerken"],
}


def overview(name: str) -> str:
    answer = cast.person(name).gets("overview")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", cast.EVERYBODY)
def test_it_is_empty_for_nobody(name: str, db: None) -> None:
    page = overview(name)
    assert all(words in page for words in SEES[name])
    assert f", {name.title()}</h1>" in page


def test_it_shows_no_workspace_of_others(som: object, esra: cast.Person) -> None:
    assert "Strategisch Overleg Mensenhandel" not in overview("esra")


def test_a_membership_that_ended_shows_no_more(aisha: cast.Person) -> None:
    Membership.objects.filter(user=aisha.who).update(until=datetime.fromisoformat("2100-01-01T00:00:00+00:00"))
    assert "secretaris" in overview("aisha")
    now = Membership.objects.get(user=aisha.who).since
    Membership.objects.filter(user=aisha.who).update(since=now.replace(year=2000), until=now)
    assert "Strategisch Overleg Mensenhandel" not in overview("aisha")


def test_the_anonymous_are_asked_to_log_in(nobody: cast.Person) -> None:
    assert nobody.gets("overview").status_code == 302


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (0, "Goedenacht"),
        (5, "Goedenacht"),
        (6, "Goedemorgen"),
        (12, "Goedemiddag"),
        (18, "Goedenavond"),
        (23, "Goedenavond"),
    ],
)
def test_it_greets_by_the_hour(hour: int, words: str) -> None:
    assert greeting(datetime(2019, 4, 25, hour, 59, tzinfo=HERE)) == words


@pytest.mark.parametrize(
    ("waiting", "late", "words"),
    [
        (0, 0, "Er wacht nu niets op u."),
        (1, 0, "Er wacht één ding op u."),
        (3, 1, "Er wachten drie dingen op u. Daarvan is één te laat."),
        (13, 2, "Er wachten 13 dingen op u. Daarvan zijn er twee te laat."),
    ],
)
def test_it_counts_what_waits(waiting: int, late: int, words: str) -> None:
    assert f"{waiting_sentence(waiting)} {late_sentence(late)}".strip() == words


def test_it_adds_up_what_the_panels_say() -> None:
    panel = Panel("voorbeeld", "voorbeeld.html", dict)
    assert counted([(panel, {"waiting": 2}), (panel, {}), (panel, {"waiting": 1, "late": 1})], "waiting") == 3
