"""Make a tagged PDF (PDF/UA-1) from a typst file of a part and data. Data are never built into markup."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst


def pdf(source: Path, data: dict[str, Any]) -> bytes:
    """Return the PDF that the typst file `source` makes of `data`; it reads them with `json(bytes(sys.inputs.data))`.

    The file sets the title and the language of the document, which PDF/UA demands. Raises typst.TypstError.
    """
    made: bytes = typst.compile(
        source,
        root=source.parent,
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards="ua-1",
    )
    return made
