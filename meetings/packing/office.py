"""Make a PDF of an Office file or a picture with LibreOffice, where the administrator named it."""

from __future__ import annotations

import logging
import subprocess
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError

from schakel.files import pdf
from schakel.files.models import Paper

logger = logging.getLogger(__name__)
SECONDS = 60


def can_convert() -> bool:
    """Tell whether LibreOffice is configured."""
    return bool(settings.SOFFICE)


def convert(paper: Paper) -> bytes | None:
    """Return `paper` as a PDF that is as clean as an uploaded one; None when LibreOffice cannot, or is too slow."""
    with tempfile.TemporaryDirectory(prefix="schakel-office-") as name:
        folder = Path(name)
        source = folder / f"stuk.{paper.kind.lower()}"
        with paper.file.open("rb") as file:
            source.write_bytes(file.read())
        try:
            subprocess.run(_command(folder, source), cwd=folder, env=_surroundings(folder), timeout=SECONDS,
                           check=True, stdin=subprocess.DEVNULL, capture_output=True)  # fmt: skip
            return pdf.clean((folder / "out" / "stuk.pdf").read_bytes()).content
        except (subprocess.SubprocessError, OSError, ValidationError) as trouble:
            logger.warning("Paper %s could not be converted: %s", paper.pk, type(trouble).__name__)
            return None


def _command(folder: Path, source: Path) -> list[str]:
    # a profile of its own: two conversions at once would else wait for each other, and nothing of one stays for another
    return [
        settings.SOFFICE,
        f"-env:UserInstallation=file://{folder / 'profile'}",
        "--headless",
        "--norestore",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder / "out"),
        str(source),
    ]


def _surroundings(folder: Path) -> dict[str, str]:
    """Return an environment without our secrets."""
    return {"HOME": str(folder), "TMPDIR": str(folder), "PATH": "/usr/bin:/bin", "LANG": "nl_NL.UTF-8"}
