"""Draw the Netherlands as a hexagon per municipality, so that each counts the same."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from math import sqrt

from surveys.analysis.charts.marks import STATES, R, corner, mark

WIDTH = sqrt(3) * R
COLUMNS, ROWS = 26.5, 36  # the lay-out of the municipalities of 2019
PROVINCE_LABELS = {  # beside the map, where there is room
    "Groningen": (352, 14, "start"),
    "Fryslân": (158, 66, "end"),
    "Drenthe": (447, 170, "start"),
    "Overijssel": (437, 248, "start"),
    "Noord-Holland": (120, 140, "end"),
    "Zuid-Holland": (66, 222, "end"),
    "Gelderland": (406, 324, "start"),
    "Zeeland": (12, 352, "start"),
    "Noord-Brabant": (190, 452, "end"),
    "Limburg": (350, 500, "start"),
}


@dataclass(frozen=True)
class Cell:
    """A municipality on the map: its place in the grid (odd rows shift half a hexagon right) and its state."""

    code: str
    name: str
    province: str
    col: int
    row: int
    state: str


def centre(cell: Cell) -> tuple[float, float]:
    """Return the middle of a cell on the map."""
    return WIDTH * (cell.col + (0.5 if cell.row % 2 else 0)) + WIDTH, 1.5 * R * cell.row + 1.5 * R


def mark_of(cell: Cell, x: float, y: float) -> str:
    """Draw a cell by its state."""
    return mark(cell.state, x, y)


def caption_of(cell: Cell) -> str:
    """Say what a cell shows: "Almere: bezig"."""
    name = STATES[cell.state]
    return f"{cell.name}: {name[0].lower()}{name[1:]}"


def hex_map(
    cells: Iterable[Cell],
    mark_of: Callable[[Cell, float, float], str],
    caption_of: Callable[[Cell], str],
    labelled_by: str,
) -> str:
    """Draw all cells, with the borders of the provinces and their names.

    `mark_of` draws one cell as SVG, `caption_of` says it as plain text, `labelled_by` is the id of the heading.
    Raise a ValueError when two cells have the same place.
    """
    grid = _by_place(cells)
    hexes = "".join(f"<g><title>{escape(caption_of(c))}</title>{mark_of(c, *centre(c))}</g>" for c in grid.values())
    borders = "".join(_borders(cell, grid) for cell in grid.values())
    box = f"-22 0 {WIDTH * COLUMNS + 78:.0f} {1.5 * R * ROWS + 2 * R:.0f}"
    return (
        f'<svg class="map" viewBox="{box}" role="img" aria-labelledby="{escape(labelled_by)}" focusable="false">'
        f'{hexes}<path class="halo" d="{borders}"/><path class="border" d="{borders}"/>{_labels(grid)}</svg>'
    )


def _by_place(cells: Iterable[Cell]) -> dict[tuple[int, int], Cell]:
    grid: dict[tuple[int, int], Cell] = {}
    for cell in cells:
        other = grid.setdefault((cell.col, cell.row), cell)
        if other is not cell:
            raise ValueError(f"{other.name} and {cell.name} have the same place on the map")
    return grid


def _borders(cell: Cell, grid: Mapping[tuple[int, int], Cell]) -> str:
    """Look right, below left and below right, so that each border is drawn once."""
    (x, y), shift, below = centre(cell), cell.row % 2, cell.row + 1
    neighbours = (
        (grid.get((cell.col + 1, cell.row)), 1, 2),
        (grid.get((cell.col - 1 + shift, below)), 3, 4),
        (grid.get((cell.col + shift, below)), 2, 3),
    )
    return "".join(
        f"M{corner(x, y, start)}L{corner(x, y, end)}"
        for other, start, end in neighbours
        if other and other.province != cell.province
    )


def _labels(grid: Mapping[tuple[int, int], Cell]) -> str:
    present = {cell.province for cell in grid.values()}
    return "".join(
        f'<text x="{x}" y="{y}" text-anchor="{anchor}">{escape(name)}</text>'
        for name, (x, y, anchor) in PROVINCE_LABELS.items()
        if name in present
    )
