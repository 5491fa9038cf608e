"""Choices, and the other sheets of a workbook on which some of them stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from .columns import Columns, keys_of
from .question_types import ELSEWHERE, FILES, parameters, read_type


@dataclass(frozen=True, kw_only=True)
class Worded:
    """A row with texts: a group, a question or a choice."""

    name: str
    columns: Columns = field(default_factory=Columns)
    default_language: str = field(default="", repr=False)

    def text(self, column: str, language: str = "") -> str:
        """Return the text of a translatable column, falling back to the default language."""
        return self.columns.text(column, language, self.default_language)

    def label(self, language: str = "") -> str:
        """Return the label; a row without one is shown by its name."""
        return self.text("label", language) or self.name

    def hint(self, language: str = "") -> str:
        """Return the hint, or ""."""
        return self.text("hint", language)


@dataclass(frozen=True, kw_only=True)
class Choice(Worded):
    """One answer that can be chosen; `name` is what is stored."""


@dataclass(frozen=True, kw_only=True)
class ChoiceList:
    """A named list of choices, in the order of the workbook."""

    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, kw_only=True)
class OtherSheet:
    """A sheet beside survey, choices and settings: its filled rows as they stand, the titles first."""

    title: str
    rows: tuple[tuple[str, ...], ...]

    @classmethod
    def from_rows(cls, title: str, rows: Iterable[Iterable[str]]) -> "OtherSheet":
        """Make a sheet of rows of text; raise TypeError where a cell is something else."""
        lines = tuple(tuple(row) for row in rows)
        if not all(isinstance(text, str) for line in lines for text in line):
            raise TypeError(f"the sheet {title!r} holds more than text")
        return cls(title=title, rows=lines)

    def columns(self) -> list[Columns]:
        """Return the rows by the names that the columns of the sheet choices have."""
        titles, *lines = self.rows or ((),)
        keys = keys_of("choices", titles)
        return [Columns(dict(zip(keys, line, strict=False))) for line in lines]


@dataclass(frozen=True, kw_only=True)
class Pools:
    """Where choices come from: the sheet choices, the sheet external_choices, and sheets that stand for a file."""

    lists: Mapping[str, tuple[Choice, ...]]
    external: Mapping[str, tuple[Choice, ...]]
    files: Mapping[str, OtherSheet]
    language: str

    @classmethod
    def of(cls, lists: Iterable[ChoiceList], others: Iterable[OtherSheet], language: str) -> "Pools":
        """Gather the choices of a workbook."""
        sheets = {other.title.strip().casefold(): other for other in others}
        external: dict[str, list[Choice]] = {}
        for row in sheets["external_choices"].columns() if "external_choices" in sheets else ():
            choice = Choice(name=row.get("name", ""), columns=row, default_language=language)
            external.setdefault(row.get("list_name", ""), []).append(choice)
        known = {items.name: items.choices for items in lists}
        found = {name: tuple(choices) for name, choices in external.items()}
        return cls(lists=known, external=found, files=sheets, language=language)

    def kind(self, cell: str) -> str:
        """Return the kind of a type cell; a list of elsewhere that is in this workbook makes it an ordinary select."""
        found = read_type(cell)
        if found.kind not in ELSEWHERE or not self.choices(Columns({"type": cell}), found.list_name):
            return found.kind
        return "select_multiple" if found.kind == "select_multiple_from_file" else "select_one"

    def choices(self, columns: Columns, list_name: str) -> tuple[Choice, ...]:
        """Return the choices of a question by its columns and the name of its list."""
        command = read_type(columns.get("type", "")).kind
        if command == "select_one_external":
            return self.external.get(list_name, ())
        if command in FILES:
            return tuple(self._of_file(list_name, columns.get("parameters", "")))
        return self.lists.get(list_name, ())

    def _of_file(self, file: str, cell: str) -> Iterable[Choice]:
        """Read the sheet that is called as the file is, with or without its extension."""
        sheet = self.files.get(file.casefold()) or self.files.get(PurePosixPath(file).stem.casefold())
        try:
            named = parameters(cell)
        except ValueError:
            named = {}
        for row in sheet.columns() if sheet else ():
            label = row.get(named.get("label", "label"), "")
            columns = Columns({**row, "label": label}) if label else row
            yield Choice(name=row.get(named.get("value", "name"), ""), columns=columns, default_language=self.language)
