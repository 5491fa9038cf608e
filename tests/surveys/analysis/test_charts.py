from collections.abc import Callable
from math import nan
from xml.etree import ElementTree as ET

import pytest

from surveys.analysis.charts import (
    STATES,
    Bar,
    Cell,
    Line,
    bar_stack,
    bars,
    between,
    caption_of,
    course,
    estimate_rows,
    hex_map,
    hexagon,
    legend,
    mark,
    mark_of,
    percent,
    share_bar,
)

YES = Bar("Ja", 0.489, 0.422, 0.556, 66)
RARE = Bar("Soms <b>", 0.02, 0.0, 0.06, 3, small=True)
NOBODY = Bar("Nee", nan, nan, nan, 0)
UNSURE = Bar("Weet ik niet", 0.5, None, None, 1, small=True)
ALL = [YES, RARE, NOBODY, UNSURE]
ISLE = Cell("GM9001", "Eiland & Zee", "Zeeland", 0, 0, "submitted")
SHORE = Cell("GM9002", "Kust", "Zuid-Holland", 1, 0, "begun")
DUNE = Cell("GM9003", "Duin", "Zuid-Holland", 0, 1, "unopened")


def drawn(html: str) -> ET.Element:
    return ET.fromstring(f"<div>{html.replace('<br>', '<br/>')}</div>")


def map_of(*cells: Cell) -> str:
    return hex_map(cells, mark_of, caption_of, "kaart")


def test_percentages_are_written_in_dutch_and_do_not_break() -> None:
    assert percent(0.489) == "49\u00a0%"
    assert between(0.422, 0.556) == "42\u00a0tot\u00a056\u00a0%"
    assert between(1, 1) == "100\u00a0%"
    assert (percent(nan), between(None, 0.5)) == ("onbekend", "onbekend")


def test_a_bar_is_as_long_as_its_share_with_a_whisker_for_its_interval() -> None:
    svg = next(drawn(bars([YES])).iter("svg"))
    assert [rect.get("width") for rect in svg.iter("rect")] == ["48.9%"]
    whisker = next(line for line in svg.iter("line") if line.get("class") == "ink")
    assert (whisker.get("x1"), whisker.get("x2")) == ("42.2%", "55.6%")


def test_the_table_says_what_the_figure_shows() -> None:
    cells = [cell.text for cell in drawn(f"<table>{estimate_rows([YES])}</table>").iter("td")]
    assert cells == ["66", "49\u00a0%", "42\u00a0tot\u00a056\u00a0%"]
    assert "<b>49\u00a0%</b>" in bars([YES])


@pytest.mark.parametrize("draw", [bars, estimate_rows])
def test_a_small_row_is_marked_confidential(draw: Callable[[list[Bar]], str]) -> None:
    assert "vertrouwelijk, n\u00a0&lt;\u00a05" in draw([RARE])
    assert "vertrouwelijk" not in draw([YES])


def test_a_row_without_answers_is_told_in_words() -> None:
    row = drawn(bars([NOBODY]))[0][0]
    assert row.find("svg") is None
    assert "".join(row.itertext()) == "NeeNog geen schatting."
    assert "onbekend" in estimate_rows([NOBODY])


def test_a_share_without_an_interval_has_no_whisker() -> None:
    lines = [line.get("class") for line in drawn(bars([UNSURE])).iter("line")]
    assert lines.count("ink") == 1


@pytest.mark.parametrize(
    "html",
    [bars(ALL), estimate_rows(ALL), share_bar(38), bar_stack([0.4, 0.2]), legend(STATES, {"begun": 2}), map_of(ISLE)],
)
def test_nothing_is_styled_in_place_and_all_of_it_parses(html: str) -> None:
    assert not any("style" in element.attrib for element in drawn(html).iter())
    assert "nan" not in html


def test_text_is_escaped() -> None:
    assert "Soms &lt;b&gt;" in bars([RARE])
    assert "Soms &lt;b&gt;" in estimate_rows([RARE])
    assert "<title>Eiland &amp; Zee: ingediend</title>" in map_of(ISLE)


def test_a_stack_shows_its_shares_one_after_the_other() -> None:
    widths = [rect.get("width") for rect in drawn(bar_stack([0.38, 0.12])).iter("rect")]
    assert widths == ["100%", "50.0%", "38.0%"]


@pytest.mark.parametrize("shares", [[0.8, 0.4], [-0.1], [nan], [0.1] * 4])
def test_a_stack_refuses_shares_that_do_not_fit(shares: list[float]) -> None:
    with pytest.raises(ValueError, match="shares must be"):
        bar_stack(shares)


def test_each_state_has_a_shape_of_its_own() -> None:
    def shape(state: str) -> list[tuple[str, str | None]]:
        return [(part.tag, part.get("d") or part.get("r")) for part in drawn(mark(state, 0, 0))]

    in_grey = [str(shape(state)) for state in STATES if state not in ("submitted", "unopened")]
    assert len(set(in_grey)) == len(in_grey)
    # A full hexagon and an empty one have the same outline; their fill is ink or paper.
    assert mark("submitted", 0, 0) != mark("unopened", 0, 0)


def test_an_unknown_state_is_refused() -> None:
    with pytest.raises(ValueError, match="no state 'lost'"):
        mark("lost", 0, 0)


def test_the_legend_counts_each_state() -> None:
    items = ["".join(item.itertext()) for item in drawn(legend(["submitted", "begun"], {"begun": 41})).iter("li")]
    assert items == ["Ingediend 0", "Bezig, minder dan 50 % 41"]


def test_a_hexagon_stands_on_a_corner() -> None:
    assert hexagon(0, 0, 10) == "M0.0 -10.0L8.7 -5.0L8.7 5.0L0.0 10.0L-8.7 5.0L-8.7 -5.0z"


def test_the_map_names_each_municipality_and_its_heading() -> None:
    svg = drawn(map_of(ISLE, SHORE))[0]
    assert svg.get("aria-labelledby") == "kaart"
    assert [title.text for title in svg.iter("title")] == ["Eiland & Zee: ingediend", "Kust: bezig, minder dan 50 %"]


def test_a_border_runs_where_two_provinces_meet() -> None:
    assert border(ISLE, SHORE).count("M") == 1
    assert border(ISLE, SHORE, DUNE).count("M") == 2
    assert border(SHORE, DUNE) == ""


def test_only_provinces_on_the_map_are_named() -> None:
    assert [text.text for text in drawn(map_of(ISLE)).iter("text")] == ["Zeeland"]


def test_two_municipalities_in_one_place_are_refused() -> None:
    with pytest.raises(ValueError, match="Eiland & Zee and Eiland & Zee have the same place"):
        map_of(ISLE, Cell("GM9004", "Eiland & Zee", "Zeeland", 0, 0, "begun"))


def border(*cells: Cell) -> str:
    return next(path.get("d") or "" for path in drawn(map_of(*cells)).iter("path") if path.get("class") == "border")


def test_the_course_draws_a_line_for_each_round() -> None:
    svg = drawn(course([Line("Nu", [0, 0.5, 1]), Line("Toen", [0.25])], [(0, "1 apr"), (2, "dag 3")], "kop"))
    paths = [(path.get("d"), path.get("stroke-dasharray")) for path in svg.iter("path")]
    assert paths == [("M0.00 100.00L50.00 50.00L100.00 0.00", None), ("M0.00 75.00", "2 6")]
    assert not any("style" in element.attrib for element in svg.iter())
    with pytest.raises(ValueError, match="one line or two"):
        course([], [], "kop")
