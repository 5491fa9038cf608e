"""Whatever is done to a file, it is kept or refused with a sentence, within a bound of time and memory."""

from __future__ import annotations

import resource
import time

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, example, given
from hypothesis import settings as bounds
from hypothesis import strategies as st

from schakel.files.inspection import inspect
from tests.files import papers
from tests.files.papers import parts_of, small_word, upload, zipped

SECONDS, MEMORY = 3.0, 150 * 1024 * 1024
WHOLE = {
    "a.docx": small_word(),
    "a.xlsx": papers.workbook(mark="Iemand"),
    "a.odt": papers.opendocument(),
    "a.pdf": papers.pdf(pages=3).read(),
    "a.png": papers.picture("PNG", mark="Iemand"),
    "a.jpg": papers.picture("JPEG", mark="Iemand"),
}
ZIPS = ["a.docx", "a.xlsx", "a.odt"]
FEW = bounds(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


def judged(name: str, content: bytes) -> None:
    """Let a file in or have it refused; anything else is an error of ours."""
    begun, before = time.process_time(), memory()
    try:
        inspect(upload(name, content), name)
    except ValidationError as refusal:
        said = " ".join(refusal.messages)
    else:
        said = "It came in, and that is fine."
    assert len(said) > 20
    assert time.process_time() - begun < SECONDS
    assert memory() - before < MEMORY


def memory() -> int:
    """Return the most bytes that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


@FEW
@given(
    st.sampled_from(sorted(WHOLE)), st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=12)), min_size=1, max_size=6)
)
def test_bytes_are_changed(name: str, changes: list[tuple[float, bytes]]) -> None:
    content = bytearray(WHOLE[name])
    for place, junk in changes:
        at = int(place * len(content))
        content[at : at + len(junk)] = junk
    judged(name, bytes(content) or b"x")


@FEW
@given(
    st.sampled_from(ZIPS), st.floats(0, 0.999), st.sampled_from(["drop", "double", "empty", "junk", "rename", "tree"]),
    st.binary(max_size=60), st.text(max_size=30),
)  # fmt: skip
def test_parts_are_changed(name: str, place: float, what: str, junk: bytes, word_: str) -> None:
    parts = parts_of(WHOLE[name])
    part = sorted(parts)[int(place * len(parts))]
    content = parts.pop(part)
    if what == "rename":
        parts[word_ or "x"] = content
    elif what != "drop":
        parts[part] = {"double": content * 2, "empty": b"", "junk": junk, "tree": b"<a>" * 300 + b"</a>" * 300}[what]
    judged(name, zipped(parts))


@FEW
@given(st.sampled_from(ZIPS), st.binary(max_size=200))
@example("a.docx", b"PK\x05\x06" + bytes(18))
def test_something_stands_before_or_after(name: str, junk: bytes) -> None:
    judged(name, WHOLE[name] + junk)
    judged(name, junk + WHOLE[name])


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_the_whole_one_comes_in(name: str) -> None:
    assert inspect(upload(name, WHOLE[name]), name).size


@pytest.mark.parametrize("body", ["<w:p/>" * 4_000_000, "<w:p><w:r><w:t>woord</w:t></w:r></w:p>" * 500_000])
def test_a_tree_that_would_fill_the_memory_is_not_built(body: str) -> None:
    content, before = zipped({**parts_of(small_word()), "word/document.xml": body.encode()}), memory()
    begun = time.process_time()
    with pytest.raises(ValidationError, match="uitgepakt"):
        inspect(upload("a.docx", content), "a.docx")
    assert time.process_time() - begun < SECONDS
    assert memory() - before < MEMORY
