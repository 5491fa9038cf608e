"""Draw figures as SVG and HTML strings: words outside the svg, percentages in attributes, never a style attribute."""

from surveys.analysis.charts.course import Line, course
from surveys.analysis.charts.hexmap import Cell, caption_of, centre, hex_map, mark_of
from surveys.analysis.charts.marks import STATES, hexagon, legend, mark
from surveys.analysis.charts.shares import Bar, bar_stack, bars, estimate_rows, share_bar
from surveys.analysis.charts.words import between, percent

__all__ = [
    "STATES",
    "Bar",
    "Cell",
    "Line",
    "bar_stack",
    "bars",
    "between",
    "caption_of",
    "centre",
    "course",
    "estimate_rows",
    "hex_map",
    "hexagon",
    "legend",
    "mark",
    "mark_of",
    "percent",
    "share_bar",
]
