"""The versions of a questionnaire as one table: a column has a name, and keeps it and its place in every version."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .canonical import Group, Question, Questionnaire
from .differences import rows
from .question_types import read_type

NEVER = frozenset({"note"})


@dataclass
class Column:
    """One column: the answers under a key or, with `choice`, whether that choice was ticked."""

    name: str
    key: str
    kind: str
    choice: str = ""
    labels: dict[int, str] = field(default_factory=dict)  # by version, in which it was asked
    choices: dict[str, str] = field(default_factory=dict)  # of all versions: name → the last label


@dataclass
class Table:
    """The columns of the questionnaire itself (`repeat` is "") or of one repeat."""

    repeat: str
    depth: int
    columns: dict[str, Column] = field(default_factory=dict)


def joined(versions: Iterable[tuple[int, Questionnaire]], language: str = "nl") -> list[Table]:
    """Return the tables over all versions, in the order in which columns first came: what comes later stands behind.

    Removing a choice, a question or a version therefore never moves what stood before it.
    """
    tables: dict[str, Table] = {"": Table("", 0)}
    for number, form in sorted(versions, key=lambda pair: pair[0]):
        repeats = _repeats(form)
        for key, node in rows(form).items():
            around = repeats.get(id(node), ())
            repeat = around[-1].name if around else ""
            if isinstance(node, Question) and node.kind not in NEVER:
                table = tables.setdefault(repeat, Table(repeat, len(around)))
                _add(table, key, node, number, language)
    return list(tables.values())


def _repeats(form: Questionnaire) -> Mapping[int, tuple[Group, ...]]:
    """Return the repeats around each row, from the outermost inwards."""
    return {id(node): tuple(group for group in around if group.kind != "group") for node, around in form.walk()}


def _add(table: Table, key: str, question: Question, version: int, language: str) -> None:
    label = question.label(language)
    names = {choice.name: choice.label(language) for choice in question.choices}
    is_open = "or_other" in read_type(question.columns.get("type", "")).rest
    if is_open:
        names.setdefault("other", "Anders" if language == "nl" else "Other")
    whole = table.columns.setdefault(key, Column(key, key, question.kind))
    whole.labels[version] = label
    whole.choices.update(names)
    if question.kind == "select_multiple":
        for name, words in names.items():
            column = table.columns.setdefault(f"{key}/{name}", Column(f"{key}/{name}", key, question.kind, name))
            column.labels[version] = f"{label}: {words}"
    if is_open:
        other = table.columns.setdefault(f"{key}_other", Column(f"{key}_other", f"{key}_other", "text"))
        other.labels[version] = label
