"""The wheel: it carries all that it needs, installs outside the repository, and serves."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.live import free_port

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.long, pytest.mark.xdist_group("wheel")]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = "import hatchling.build, sys; print(hatchling.build.build_wheel(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", build, str(folder)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return folder / done.stdout.strip().splitlines()[-1]


@pytest.mark.parametrize(
    "part",
    [
        "schakel/templates/base.html",
        "schakel/static/schakel/schakel.css",
        "schakel/locale/en/LC_MESSAGES/django.mo",
        "schakel/guard/detect/lists/given_names.txt",
        "surveys/facts/municipalities_2019.csv",
        "surveys/facts/aanpak_mensenhandel_2019.xlsx",
        "cms/demo/SYNTHETIC_responses_135.csv",
    ],
)
def test_it_carries(wheel: Path, part: str) -> None:
    assert part in zipfile.ZipFile(wheel).namelist()


def test_it_carries_no_tests_and_no_shelf_package(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert not [name for name in names if name.startswith(("tests/", "platform/"))]


def test_it_serves_outside_the_repository(wheel: Path, tmp_path: Path) -> None:
    """An environment that sees the installed libraries, but Schakel from the wheel alone."""
    venv.create(tmp_path / "env", with_pip=False)
    [libraries] = (tmp_path / "env" / "lib").glob("python*/site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(libraries)
    own = Path(next(path for path in sys.path if path.endswith("site-packages")))
    for entry in own.iterdir():
        if "schakel" not in entry.name and not (libraries / entry.name).exists():
            (libraries / entry.name).symlink_to(entry)
    python, port = str(tmp_path / "env" / "bin" / "python"), free_port()
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("SCHAKEL_", "DJANGO", "PYTHON"))}
    environment = {**clean, "SCHAKEL_DATA": str(tmp_path / "data"), "PORT": str(port), "DATABASE_URL": ""}
    asked = [python, "-c", "import schakel; print(schakel.__file__)"]
    where = subprocess.run(asked, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True).stdout
    assert Path(where.strip()).is_relative_to(tmp_path)
    subprocess.run([python, "-m", "schakel", "migrate", "-v0"], cwd=tmp_path, env=environment, check=True)
    served = subprocess.Popen([python, "-m", "schakel", "serve"], cwd=tmp_path, env=environment, stdout=subprocess.PIPE)
    try:
        for line in served.stdout:
            if b"Ctrl-C" in line:
                break
        home = urlopen(f"http://127.0.0.1:{port}/").read().decode()
        style = urlopen(f"http://127.0.0.1:{port}/static/schakel/schakel.css").read()
    finally:
        served.terminate()
        served.wait(30)
    assert "Samen" in home
    assert b"--schakel-color" in style
