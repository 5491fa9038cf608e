"""Read what an administrator may set: environment variables, secrets also from a file named by NAME_FILE."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """Return the variable `name`, or the content of the file that `name`_FILE points to."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool = False) -> bool:
    """Return true for 1, true, yes, on; false for 0, false, no, off; anything else is refused."""
    value = text(name).lower()
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("0", "false", "no", "off"):
        return False
    if value:
        raise ImproperlyConfigured(f"{name} takes 1 or 0, not {value!r}.")
    return default


def words(name: str) -> list[str]:
    """Return the comma-separated words of `name`."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def database(url: str, data: Path) -> dict[str, Any]:
    """Return Django's DATABASES entry for `url`; without one, SQLite in the folder `data`.

    SQLite takes the write lock at BEGIN (IMMEDIATE), so that a transaction that reads first and writes later
    waits for its turn instead of failing, and acknowledges only what is on disk (synchronous=FULL).
    """
    parts = urlsplit(url)
    if not url or parts.scheme == "sqlite":
        name = unquote(parts.path.removeprefix("/")) if url else str(data / "schakel.sqlite3")
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": name,
            "CONN_MAX_AGE": None,  # opening costs more than most pages: each thread keeps its connection
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000; "
                "PRAGMA mmap_size=536870912;",  # lists and search read far more than a connection keeps
            },
        }
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(
            f"DATABASE_URL must begin with postgresql:// or sqlite:///, not with {parts.scheme!r}."
        )
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 12}, **query},
    }


def own_secret(path: Path) -> str:
    """Return the secret in `path`; make one at the first start, readable by its owner alone."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process was first
            return path.read_text(encoding="ascii")
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(os.urandom(48).hex())
    return path.read_text(encoding="ascii")
