"""Ask whether a package that we run on has a known weakness; say so where nobody could be asked.

audit.py     ends with 1 when a weakness is known; a line that begins with "NOT run" where the source does not answer
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

LOCK = Path(__file__).resolve().parent.parent / "lock/run.txt"
ENTRY = re.compile(r"^(?=[a-z0-9])(?:.*\\\n)*.*\n", re.MULTILINE)
TRIAL = "django=="


def asked(lock: Path, seconds: int) -> list[dict[str, Any]] | None:
    """Return what is known of each package in `lock`; None when the source does not answer in time."""
    command = [sys.executable, "-m", "pip_audit", "-r", str(lock), "--disable-pip", "--require-hashes"]
    quiet = ["--format", "json", "--progress-spinner", "off", "--timeout", "3"]
    try:
        done = subprocess.run([*command, *quiet], capture_output=True, text=True, timeout=seconds, check=False)
        found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError):
        return None
    return None if all("skip_reason" in each for each in found) else found


def main() -> int:
    trial = next(entry for entry in ENTRY.findall(LOCK.read_text(encoding="utf-8")) if entry.startswith(TRIAL))
    with tempfile.TemporaryDirectory(prefix="schakel-audit-") as folder:
        one = Path(folder) / "one.txt"
        one.write_text(trial, encoding="utf-8")
        found = asked(LOCK, 300) if asked(one, 8) else None
    if found is None:
        print("NOT run: audit (the source of known weaknesses does not answer from this machine)")
        return 0
    skipped = [each["name"] for each in found if "skip_reason" in each]
    if skipped:
        print(f"NOT run: audit of {', '.join(skipped)} (the source does not know them)")
    weak = [
        f"{each['name']} {each['version']}: {weakness['id']}" for each in found for weakness in each.get("vulns", [])
    ]
    print("\n".join(weak))
    return 1 if weak else 0


if __name__ == "__main__":
    sys.exit(main())
