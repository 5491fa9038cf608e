"""What the results page and its table show of each question: words, bars, and the same in cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from schakel.spreadsheets import harmless
from surveys.drawing import drawn
from surveys.kinds import Figure
from surveys.outline import parts
from surveys.questionnaire import Question, Questionnaire
from surveys.results import Stand
from surveys.standing import language


@dataclass(frozen=True)
class Shown:
    """One question on the results page. `bars` and `rows` are drawn by `surveys.analysis.charts`."""

    name: str
    label: str
    section: str
    figure: str
    n: int
    conditional: bool
    several: bool
    small: bool
    bars: str = ""
    rows: str = ""
    say: str = ""
    most: str = ""
    numbers: tuple[tuple[str, str], ...] = ()


def shown(form: Questionnaire, stand: Stand, section: str = "") -> list[Shown]:
    """Return the questions with their figures, of one section or of all."""
    of = {question.name: part.name for part in parts(form) for question in part.section.questions}
    wanted = [each for each in stand.data if not section or of[each["name"]] == section]
    return [_shown(form.questions[each["name"]], each, of[each["name"]]) for each in wanted]


def _shown(question: Question, data: dict[str, Any], section: str) -> Shown:
    from surveys.analysis import is_small
    from surveys.analysis.charts import Bar, bars, between, estimate_rows

    labels = {choice.name: choice.label(language()) for choice in question.choices}
    rows = [
        Bar(labels.get(r["choice"], r["choice"]), r["value"], r["low"], r["high"], r["count"], is_small(r["count"]))
        for r in data["rows"]
    ]
    most = max(rows, key=lambda row: row.count, default=None) if labels else None
    return Shown(
        name=question.name,
        label=question.label(language()),
        section=section,
        figure=data["figure"],
        n=data["n"],
        conditional=bool(question.relevant),
        several=data["figure"] == Figure.TICKS,
        small=is_small(data["n"]),
        bars=drawn(bars(rows)) if rows else "",
        rows=drawn(estimate_rows(rows)) if rows else "",
        say=between(most.low, most.high) if most else "",
        most=most.label if most else "",
        numbers=tuple(_numbers(data)),
    )


def _numbers(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    mean = data.get("mean")
    if not mean:
        return
    yield _("Gemiddelde"), decimal(mean["value"])
    if mean["low"] is not None:
        interval = _("%(low)s tot %(high)s") % {"low": decimal(mean["low"]), "high": decimal(mean["high"])}
        yield _("95 %-interval van het gemiddelde"), interval
    low, middle, high = data["quartiles"]
    yield _("Een kwart zit op of onder"), decimal(low)
    yield _("De middelste (mediaan)"), decimal(middle)
    yield _("Een kwart zit op of boven"), decimal(high)


def decimal(value: float) -> str:
    """Write a number for people, with at most two decimals."""
    rounded = int(value) if value.is_integer() else round(value, 2)
    return number_format(rounded, use_l10n=True, force_grouping=abs(value) >= 10_000)


def table(form: Questionnaire, stand: Stand) -> str:
    """Return the figures as a CSV for Dutch spreadsheets: semicolons, decimal commas, no cell that is a formula."""
    from surveys.analysis import CONFIDENTIAL, is_small

    lines, mark = io.StringIO(), _("fictief") if settings.DEMO else ""
    writer = csv.writer(lines, delimiter=";", lineterminator="\r\n")
    head = ["vraag", "tekst", "antwoord", "tekst_antwoord", "aantal", "n", "N", "schatting", "se", "laag", "hoog"]
    writer.writerow([*head, "vertrouwelijk", "let_op"])
    for data in stand.data:
        question = form.questions[data["name"]]
        labels = {choice.name: choice.label(language()) for choice in question.choices}
        mean = [{"choice": "gemiddelde", "count": data["n"], **data["mean"]}] if data.get("mean") else []
        for row in [*mean, *data["rows"]] or [{"choice": "", "count": data["n"]}]:
            what = [question.name, question.label(language()), row["choice"], labels.get(row["choice"], "")]
            figures = [str(row["count"]), str(data["n"]), str(stand.population)]
            figures += [_cell(row.get(name)) for name in ("value", "se", "low", "high")]
            small = CONFIDENTIAL if is_small(row["count"]) else ""
            writer.writerow([harmless(cell) for cell in [*what, *figures, small, mark]])
    return lines.getvalue()


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:.6f}".replace(".", ",")
