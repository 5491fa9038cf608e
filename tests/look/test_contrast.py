"""The colours of the tokens against each other, by the formula of WCAG 2.2, light and dark."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "platform" / "schakel" / "static" / "schakel" / "schakel.css"
COLOUR = re.compile(r"--schakel-color-([\w-]+): (#[0-9a-f]{3,6});")
PAIRS = [
    ("ink", "ground", 4.5),
    ("ink", "surface", 4.5),
    ("ink-soft", "ground", 4.5),
    ("ink-soft", "surface", 4.5),
    ("ink-soft", "brand-tint", 4.5),
    ("brand", "ground", 4.5),
    ("brand", "surface", 4.5),
    ("brand", "brand-tint", 4.5),
    ("on-brand", "brand", 4.5),
    ("on-brand", "brand-strong", 4.5),
    ("visited", "ground", 4.5),
    ("visited", "surface", 4.5),
    ("danger", "ground", 4.5),
    ("danger", "surface", 4.5),
    ("danger", "danger-tint", 4.5),
    ("on-danger", "danger", 4.5),
    ("mark-ink", "mark-tint", 4.5),
    ("mark-ink", "ground", 4.5),
    ("on-band", "band", 4.5),
    ("on-band-soft", "band", 4.5),
    ("line-strong", "ground", 3),
    ("line-strong", "surface", 3),
    ("focus", "ground", 3),
    ("focus", "surface", 3),
    ("data-1", "surface", 3),
    ("data-1", "ground", 3),
    ("data-1", "data-4", 3),
]


def tokens(scheme: str) -> dict[str, str]:
    layer = CSS.read_text(encoding="utf-8").partition("@layer base {")[0]
    light, _, dark = layer.partition("(prefers-color-scheme: dark)")
    return dict(COLOUR.findall(light)) | (dict(COLOUR.findall(dark)) if scheme == "dark" else {})


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_formula_gives_the_known_extremes() -> None:
    assert ratio("#000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_it_can_be_read(front: str, back: str, least: float, scheme: str) -> None:
    colours = tokens(scheme)
    assert ratio(colours[front], colours[back]) >= least


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_dark_words_stand_on_saffron(scheme: str) -> None:
    assert ratio("#14262a", tokens(scheme)["mark"]) >= 4.5


def test_dark_changes_colours_only_and_no_token_of_its_own() -> None:
    assert tokens("dark").keys() == tokens("light").keys()
    assert tokens("dark") != tokens("light")
