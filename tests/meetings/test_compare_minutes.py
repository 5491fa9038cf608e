"""Two texts of minutes compared word by word, by who may see them."""

from __future__ import annotations

import time

import pytest

from meetings import compare, prose
from meetings.actions import minutes
from meetings.compare import Part, Piece
from meetings.models import MinutesPage
from tests import cast


def told(old: list[Part], new: list[Part]) -> list[tuple[str, str, str]]:
    """Return the pieces as (title, op, text), without what stayed."""
    found = compare.compare(old, new)
    return [(each.title, piece.op, piece.text) for each in found for line in each.lines for piece in line
            if piece.op != "same"]  # fmt: skip


A, B = Part("a", "A", ("De leden wachten op cijfers.", "Dat duurt lang.")), Part("b", "B", ("Niets.",))


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ([A], [A], []),
        ([A], [Part("a", "A", ("De leden wachten op 22 cijfers.", "Dat duurt lang."))], [("A", "added", " 22")]),
        ([A], [Part("a", "A", A.paragraphs[:1])], [("A", "removed", "Dat duurt lang.")]),
        ([A, B], [A], [("B", "removed", "Niets.")]),
        ([A], [B, A], [("B", "added", "Niets.")]),
        ([A, B], [B, A], []),
        ([], [B], [("B", "added", "Niets.")]),
        ([B], [Part("x", "B", ("Iets.",))], [("B", "removed", "Niets"), ("B", "added", "Iets")]),
    ],
)
def test_the_words_that_differ_are_named(old: list[Part], new: list[Part], wanted: list[tuple[str, str, str]]) -> None:
    assert told(old, new) == wanted


def test_nothing_of_either_text_is_lost() -> None:
    old = [Part(str(i), "", tuple(f"alinea {i} {j} met woorden" for j in range(6))) for i in range(12)]
    new = [Part(each.key, "", (*each.paragraphs[:3], "nieuw", *each.paragraphs[4:])) for each in old[3:]]
    lines = [line for each in compare.compare(old, new) for line in each.lines]
    for side, texts in (("removed", old), ("added", new)):
        kept = ["".join(piece.text for piece in line if piece.op in ("same", side)) for line in lines]
        assert [line for line in kept if line] == [line for part in texts for line in part.paragraphs]


def test_it_counts_words_and_not_signs() -> None:
    found = compare.compare([A], [Part("a", "A", ("De leden wachten, wachten op cijfers.", "Dat duurt lang."))])
    assert compare.counted(found) == {"added": 1, "removed": 0, "blocks": 1}
    assert Piece("added", " een twee! ").words == 2


def test_a_long_text_is_compared_at_once() -> None:
    old = [Part(str(i), "", tuple(f"woord{i} {j} " * 30 for j in range(10))) for i in range(60)]
    new = [Part(each.key, "", tuple(line.replace("woord7", "anders") for line in each.paragraphs)) for each in old]
    begun = time.perf_counter()
    compare.compare(old, new)
    assert time.perf_counter() - begun < 5


# ------------------------------------------------------------------------------ the page
def test_a_member_sees_what_changed_since_the_last_version(
    circulated: MinutesPage, aisha: cast.Person, chloe: cast.Person
) -> None:
    assert "nog maar één versie" in chloe.gets("minutes_compare", circulated.meeting.pk).content.decode()
    draft = minutes.latest(circulated)
    stored = [dict(block) for block in draft.body.raw_data]
    stored[1]["value"] = {**stored[1]["value"], "text": "Het SOM vraagt om nieuwe cijfers."}
    draft.body = draft.body.stream_block.to_python(stored)
    draft.save_revision(user=aisha.who)
    minutes.circulate(circulated, by=aisha.who)
    shown = chloe.gets("minutes_compare", circulated.meeting.pk).content.decode()
    assert '<ins><span class="only-read">toegevoegd: </span> nieuwe</ins>' in shown
    assert "1 woord toegevoegd, 0 woorden verwijderd, in 1 onderdeel." in shown


def test_a_draft_is_not_there_for_a_member(circulated: MinutesPage, aisha: cast.Person, chloe: cast.Person) -> None:
    minutes.write(circulated.meeting, body=[("text", "<p>Nog niet rond.</p>")], by=aisha.who)
    draft = circulated.revisions.order_by("-pk")[0].pk
    where = f"/vergaderingen/{circulated.meeting.pk}/notulen/vergelijken/?van={circulated.live_revision_id}&tot={draft}"
    assert chloe.gets(where).status_code == 404
    assert "Nog niet rond" in aisha.gets(where).content.decode()
    assert chloe.gets(where.replace(f"tot={draft}", "tot=987654321")).status_code == 404


def test_a_withheld_version_never_comes_back(circulated: MinutesPage, aisha: cast.Person, chloe: cast.Person) -> None:
    first = circulated.live_revision_id
    minutes.withhold(circulated, reason="Er staat een naam in.", by=aisha.who)
    minutes.write(circulated.meeting, body=[("text", "<p>Zonder naam.</p>")], by=aisha.who)
    page = minutes.circulate(circulated, by=aisha.who)
    where = f"/vergaderingen/{page.meeting.pk}/notulen/vergelijken/?van={first}&tot={page.live_revision_id}"
    assert chloe.gets(where).status_code == 404
    assert "teruggetrokken" in aisha.gets(where).content.decode()


# ------------------------------------------------------------------------------ the tree of prose
def test_prose_keeps_its_structure() -> None:
    source = (
        "<h2>Kop</h2><p>De <b>leden <i>hier</i></b> &lt;x&gt; <a href=\"https://x.example\">daar</a>.<br>Verder.</p>"
        "<ul><li>een<ol><li>onder</li></ol></li><li>twee</li></ul>"
        "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td></td></tr></table>"
    )  # fmt: skip
    nodes = prose.parse(source)
    assert [node.kind for node in nodes] == ["heading", "paragraph", "list", "table"]
    assert prose.parse(prose.html(nodes)) == nodes
    assert prose.text(nodes[1]) == "De leden hier <x> daar.\nVerder."
    assert prose.text(nodes[3]) == "a | b\n1 | "


WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0cm}</style></head>
<body lang=NL><!--StartFragment--><h2>Opening<o:p></o:p></h2>
<p class=MsoNormal style='margin:0'><b><span style='color:red'>Vet</span></b> en <i>schuin</i><o:p></o:p></p>
<ul type=disc><li class=MsoNormal>een<o:p></o:p></li></ul>
<script>alert(1)</script><p class=MsoNormal><a href="javascript:x()">weg</a> <img src="file:///c:/x.png"></p>"""


def test_what_word_puts_on_the_clipboard_keeps_structure_and_nothing_else() -> None:
    from meetings import blocks

    cleaned = prose.html(prose.parse(blocks.clean_html(WORD)))
    assert cleaned == (
        "<h2>Opening</h2><p><b>Vet</b> en <i>schuin</i></p><ul><li>een</li></ul><p>weg</p>"
    )  # fmt: skip
