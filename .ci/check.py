"""Everything that a machine can judge without running the tests; one line for each judge, all are heard."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CODE = ["platform/schakel", "meetings", "surveys", "cms", "tests", ".ci"]
PRODUCTION = {
    "SCHAKEL_ENV": "production",
    "SCHAKEL_SECRET_KEY": "thrown-away-after-this-check-0123456789-abcdefghij-KLMNOPQRST",
    "SCHAKEL_LINK_KEY": "thrown-away-too-0123456789-abcdefghij-KLMNOPQRST-uvwxyz",
    "SCHAKEL_ALLOWED_HOSTS": "schakel.example",
    "SCHAKEL_BASE_URL": "https://schakel.example",
    "SCHAKEL_TRUSTED_PROXIES": "127.0.0.1",
    "SCHAKEL_SMTP_HOST": "mail.schakel.example",
    "SCHAKEL_SMTP_USER": "schakel",
    "SCHAKEL_SMTP_PASSWORD": "thrown-away-as-well",
    "SCHAKEL_FROM_EMAIL": "Schakel <schakel@schakel.example>",
    "SCHAKEL_SECURITY_CONTACT": "security@schakel.example",
    "SCHAKEL_DATA": "/var/lib/schakel",  # only named: a check writes nothing
}


def templates() -> list[str]:
    return [str(path.relative_to(ROOT)) for path in sorted((ROOT / "templates").rglob("*.html"))]


def judges() -> dict[str, list[str]]:
    """Return name → command."""
    python = sys.executable
    return {
        "ruff": [str(BIN / "ruff"), "check", *CODE],
        "format": [str(BIN / "ruff"), "format", "--check", *CODE],
        "djade": [str(BIN / "djade"), "--target-version", "5.2", "--check", *templates()],
        "imports": [str(BIN / "lint-imports"), "--no-cache"],
        "migrations": [python, "-m", "schakel", "makemigrations", "--check", "--dry-run"],
        "translations": [python, ".ci/messages.py", "--check"],
        "reference": [python, ".ci/reference.py", "--check"],
        "deploy": [python, "-m", "schakel", "check", "--deploy", "--fail-level", "WARNING"],
        "bandit": [str(BIN / "bandit"), "-q", "-c", "pyproject.toml", "-r", *CODE[:-2], ".ci"],
        "audit": [python, ".ci/audit.py"],
        "mypy": [str(BIN / "mypy")],
    }


def main() -> int:
    data = tempfile.mkdtemp(prefix="schakel-check-")
    failed, not_run, commands = [], [], judges()
    for name, command in commands.items():
        extra = PRODUCTION if name == "deploy" else {}
        began = time.monotonic()
        done = subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, "SCHAKEL_DATA": data, **extra},
            capture_output=True,
            text=True,
            check=False,
        )
        print(f"{'ok    ' if done.returncode == 0 else 'FAILED'} {name} ({time.monotonic() - began:.1f} s)", flush=True)
        if done.returncode:
            failed.append(name)
            print((done.stdout + done.stderr)[-6000:])
        not_run += [line for line in done.stdout.splitlines() if line.startswith("NOT run")]
    shutil.rmtree(data, ignore_errors=True)
    left_out = "; ".join(not_run) or "nothing was left out"
    print(f"make check: {len(commands) - len(failed) - len(not_run)} passed, {len(failed)} failed; {left_out}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
