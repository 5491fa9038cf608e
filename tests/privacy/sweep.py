"""Look for somebody in all there is: each column of each table, each file in storage, each mail."""

from __future__ import annotations

import html
import json
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings
from django.core.files.storage import storages
from django.db import connection


def forms(*words: str) -> set[str]:
    """Return the ways in which JSON and HTML write the words, in lower case."""
    return {
        form.lower()
        for word in words
        for form in (word, html.escape(word), json.dumps(word)[1:-1], json.dumps(html.escape(word))[1:-1])
    }


def columns(*words: str) -> set[str]:
    """Return the columns (table.column) that hold one of the words."""
    wanted, found = forms(*words), set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description]
            for row in cursor:
                for name, value in zip(names, row, strict=True):
                    text = json.dumps(value, default=str) + str(value)
                    if any(form in text.lower() for form in wanted):
                        found.add(f"{table}.{name}")
    return found


def files(*words: str) -> list[str]:
    """Return the stored files and mails that hold one of the words."""
    wanted = forms(*words)
    stored = [Path(storages[name].location) for name in ("private", "default")]
    paths = [path for folder in stored for path in folder.rglob("*") if path.is_file()]
    texts = {path.name: path.read_bytes().decode("utf-8", "ignore") for path in paths}
    for path in Path(settings.EMAIL_FOLDER).glob("*.eml"):
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        parts = [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]
        texts[path.name] = "\n".join([*map(str, message.values()), *parts])
    return sorted(name for name, text in texts.items() if any(form in text.lower() for form in wanted))
