"""Write docs/reference.md from the code: settings, commands, rights and journal actions.

reference.py           write it
reference.py --check   fail when it says something else than the code
"""

from __future__ import annotations

import ast
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs/reference.md"
OURS = ("schakel", "meetings", "surveys", "cms")


def settings() -> list[str]:
    """Return a line for each variable that settings.py reads, with its default as it stands there."""
    rows = {"SCHAKEL_LOG_LEVEL": "'WARNING'"}
    for node in ast.walk(ast.parse((ROOT / "platform/schakel/settings.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            first = node.args[0]
            if isinstance(node.func.value, ast.Name) and node.func.value.id == "environment":
                given = [*node.args[1:], *(keyword.value for keyword in node.keywords)]
                if isinstance(first, ast.Constant):
                    rows.setdefault(str(first.value), ast.unparse(given[0]) if given else "")
    return [f"| `{name}` | {f'`{default}`' if default else ''} |" for name, default in sorted(rows.items())]


def commands() -> list[str]:
    from django.core.management import get_commands, load_command_class

    own = {name: app for name, app in get_commands().items() if str(app).split(".")[0] in OURS}
    return [f"| `schakel {name}` | {load_command_class(str(app), name).help} |" for name, app in sorted(own.items())]


def rights() -> list[str]:
    from schakel import registries

    return [f"| `{name}` | {', '.join(sorted(roles))} |" for name, roles in registries.rights]


def acts() -> list[str]:
    from schakel import journal

    return [f"| `{name}` | {sentence} |" for name, sentence in sorted(journal.ACTIONS.items())]


def written() -> str:
    chapters = [
        ("Settings", "Each can also be given as a file: NAME_FILE=path.", ["variable", "default"], settings()),
        ("Commands", "Each has --help.", ["command", "what it does"], commands()),
        ("Rights", "Roles of the workspace, or of the platform (editor, administrator).", ["right", "roles"], rights()),
        ("Journal", "Who did what: the names and what the journal says.", ["action", "sentence"], acts()),
    ]
    lines = [
        "# Reference",
        "",
        "Made from the code by `.ci/reference.py`; `make check` refuses a page that differs.",
        "",
    ]
    for title, words, heads, rows in chapters:
        rule = "| " + " | ".join("---" for _ in heads) + " |"
        lines += [f"## {title}", words, "", f"| {' | '.join(heads)} |", rule, *rows, ""]
    return "\n".join(lines)


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="schakel-reference-") as data:
        os.environ["SCHAKEL_DATA"] = data
        return _write_or_check()


def _write_or_check() -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "schakel.settings"
    import django

    django.setup()
    if "--check" in sys.argv:
        if not REFERENCE.exists() or REFERENCE.read_text(encoding="utf-8") != written():
            print("docs/reference.md says something else than the code: make messages")
            return 1
        return 0
    REFERENCE.write_text(written(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
