"""Fixtures that every test may ask for: the members of the cast, the workspaces, a database from the template."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from pytest_django.plugin import DjangoDbBlocker, blocking_manager_key

from schakel.workspaces.models import WorkspacePage
from tests import cast, databases
from tests.settings import FOLDER

gc.set_threshold(100_000, 50, 50)  # a tenth of the time went into looking for garbage in what Django keeps for ever

settings.register_profile("house", suppress_health_check=[HealthCheck.too_slow])  # never a timed test
settings.load_profile("house")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        databases.prepare()
    yield
    shutil.rmtree(FOLDER, ignore_errors=True)


_flushed = False


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Remember that a test with real transactions ended in a flush, which takes the tree of pages along."""
    global _flushed
    yield
    marker = item.get_closest_marker("django_db")
    _flushed = _flushed or bool(marker and marker.kwargs.get("transaction"))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Give the test after a flush a fresh copy of the template."""
    global _flushed
    if _flushed:
        _flushed = False
        with item.config.stash[blocking_manager_key].unblock():
            databases.prepare()


def _of_the_cast(name: str) -> None:
    @pytest.fixture(name=name)
    def member(db: None) -> cast.Person:
        return cast.person(name)

    globals()[f"_{name}"] = member


for _name in [*cast.EVERYBODY, "nobody"]:
    _of_the_cast(_name)


@pytest.fixture
def som(db: None) -> WorkspacePage:
    return cast.workspace("som")


@pytest.fixture
def task_force(db: None) -> WorkspacePage:
    return cast.workspace("task-force")


@pytest.fixture
def gemeenten(db: None) -> WorkspacePage:
    return cast.workspace("gemeenten")


@pytest.fixture
def everybody(db: None) -> dict[str, cast.Person]:
    return {name: cast.person(name) for name in [*cast.EVERYBODY, "nobody"]}
