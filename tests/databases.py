"""A database for each worker, copied from a template that is made once for each state of the migrations."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from tests.settings import SHARED, WORKER


def fingerprint() -> str:
    """Return a mark of all migrations, ours and those of the libraries."""
    digest = hashlib.sha256()
    for config in apps.get_app_configs():
        for path in sorted(Path(config.path).glob("migrations/*.py")):
            digest.update(str(path.name).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def alone(what: str = "lock") -> Iterator[None]:
    """Let one worker at a time pass."""
    SHARED.mkdir(parents=True, exist_ok=True)
    with (SHARED / what).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def prepare() -> None:
    """Give this worker a fresh copy of the template, and make the template when it is not there."""
    with alone():
        if connection.vendor == "sqlite":
            _prepare_sqlite()
        else:
            _prepare_postgres()


def _use(name: str) -> None:
    connections.close_all()
    connection.settings_dict["NAME"] = name
    settings.DATABASES["default"]["NAME"] = name


def _close() -> None:
    connections.close_all()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]


def _prepare_sqlite() -> None:
    template = SHARED / f"template-{fingerprint()}.sqlite3"
    own = str(settings.DATA / "schakel.sqlite3")
    if not template.exists():
        unfinished = template.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        _use(str(unfinished))
        call_command("migrate", verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connections.close_all()
        unfinished.rename(template)
    _use(own)
    for leftover in ("-wal", "-shm"):
        Path(own + leftover).unlink(missing_ok=True)
    shutil.copyfile(template, own)


def _prepare_postgres() -> None:
    template, own = f"schakel_template_{fingerprint()}", f"schakel_test_{WORKER}"
    maintenance = settings.DATABASES["default"].setdefault("MAINTENANCE", settings.DATABASES["default"]["NAME"])
    _close()
    _use(maintenance)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
        known = cursor.fetchone()
        if not known:
            cursor.execute(f'CREATE DATABASE "{template}_unfinished"')
    if not known:
        _close()
        _use(f"{template}_unfinished")
        call_command("migrate", verbosity=0)
        _close()
        _use(maintenance)
        with connection.cursor() as cursor:
            cursor.execute(f'ALTER DATABASE "{template}_unfinished" RENAME TO "{template}"')
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{own}" TEMPLATE "{template}"')
    _close()
    _use(own)
