from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from cms.opening import HERE
from tests import cast

Clock = Callable[[datetime], None]
AISHA = {"name": "Aisha (verzonnen)", "email": "aisha@schakel.example", "role": "secretaris van het SOM"}


@pytest.fixture
def demo(settings: Settings, tmp_path: Path) -> Path:
    """Load a demo of one person."""
    settings.DEMO, settings.DEMO_FILE = True, tmp_path / "demo.json"
    settings.DEMO_FILE.write_text(json.dumps({"people": [AISHA], "password": "een lange zin"}), encoding="utf-8")
    return tmp_path


def front(person: cast.Person) -> str:
    return person.gets("/").content.decode()


def test_it_says_what_this_is_and_who_meets_here(nobody: cast.Person) -> None:
    page = front(nobody)
    bodies = ["Task Force", "Strategisch Overleg Mensenhandel (SOM)", "coördinatoren", "Platform regionale meldpunten"]
    assert all(body in page for body in bodies)
    assert "Inloggen" in page


def test_it_says_whether_the_help_desk_answers(nobody: cast.Person, clock: Clock) -> None:
    clock(datetime(2019, 4, 25, 18, 0, tzinfo=HERE))
    assert "Nu alleen voor urgente zaken" in front(nobody)


def test_who_is_logged_in_goes_on_from_here(chloe: cast.Person) -> None:
    assert "Naar mijn overzicht" in front(chloe)


def test_it_shows_no_box_without_the_demo(nobody: cast.Person) -> None:
    assert "Rondkijken als iemand anders" not in front(nobody)


def test_a_file_alone_is_no_demo(nobody: cast.Person, demo: Path, settings: Settings) -> None:
    settings.DEMO = False
    assert "aisha@schakel.example" not in front(nobody)


def test_the_demo_shows_who_one_can_be(nobody: cast.Person, demo: Path) -> None:
    page = front(nobody)
    assert "Rondkijken als iemand anders" in page
    assert all(word in page for word in AISHA.values())


def test_one_press_and_one_is_somebody(nobody: cast.Person, aisha: cast.Person, demo: Path) -> None:
    nobody.posts("account_login", login=AISHA["email"], password="een lange zin")
    assert "Aisha" in nobody.gets("mfa_index").content.decode()  # a secretary: first the second step


def test_a_demo_that_is_still_loading_harms_nothing(nobody: cast.Person, demo: Path) -> None:
    (demo / "demo.json").write_text("", encoding="utf-8")
    assert nobody.gets("/").status_code == 200
    (demo / "demo.json").unlink()
    assert nobody.gets("/").status_code == 200
