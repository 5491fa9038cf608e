"""The shelf, the package and what must not stand in the project."""

import platform
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def tracked() -> list[Path]:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file()]


def test_the_shelf_is_no_package() -> None:
    assert not (ROOT / "platform" / "__init__.py").exists()
    assert Path(platform.__file__).is_relative_to(sysconfig.get_paths()["stdlib"])


def test_python_started_from_the_root_finds_its_own_platform() -> None:
    asked = "import platform; print(platform.__file__); platform.system()"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip().startswith(sysconfig.get_paths()["stdlib"])


def test_it_starts_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "schakel", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "serve" in done.stdout


@pytest.mark.parametrize(
    "unwanted",
    [r"(?<![\w.)}])/(work|farm|root)/[a-z.]", r"pypi\.org|pythonhosted|npmjs"],
    ids=["paths of a machine", "package registries"],
)
def test_what_must_not_stand_in_the_project(unwanted: str) -> None:
    found = []
    for path in tracked():
        if path == Path(__file__) or path.suffix in {".mo", ".png", ".xlsx"}:
            continue
        text = path.read_text(encoding="utf-8", errors="ignore")
        found += [f"{path.relative_to(ROOT)}: {match.group()}" for match in re.finditer(unwanted, text)]
    assert found == []


def test_files_stay_small() -> None:
    """Size follows meaning; a file of more than 400 lines is two files."""
    code = [path for path in tracked() if path.suffix == ".py" and "migrations" not in path.parts]
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in code}
    assert {name: length for name, length in lengths.items() if length > 400} == {}
