"""The canonical form of a questionnaire: an immutable tree that keeps every column of the workbook."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from .columns import TRANSLATABLE, Columns, split_key, standard

FORMAT = 1
ROOT = "data"
SHAPES = frozenset({"group", "repeat", "loop"})

Json = dict[str, Any]


def canonical_bytes(value: Json) -> bytes:
    """Return the bytes that are hashed: UTF-8, keys sorted, no spaces."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


class NotCanonical(ValueError):
    """Tell that a JSON value is not the canonical form of a questionnaire."""


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
class Question(Worded):
    """A question, a note or a calculation; `kind` is the XLSForm type without its list."""

    kind: str
    list_name: str = ""
    choices: tuple[Choice, ...] = field(default=(), repr=False)

    @property
    def relevant(self) -> str:
        return self.columns.get("relevant", "")

    @property
    def constraint(self) -> str:
        return self.columns.get("constraint", "")

    @property
    def required(self) -> str:
        return self.columns.get("required", "")

    @property
    def calculation(self) -> str:
        return self.columns.get("calculation", "")

    @property
    def choice_filter(self) -> str:
        return self.columns.get("choice_filter", "")

    @property
    def default(self) -> str:
        return self.columns.get("default", "")

    @property
    def appearance(self) -> str:
        return self.columns.get("appearance", "")

    @property
    def fact(self) -> str:
        """Name what the frame knows already (a column of ours: fact): such a question is never asked."""
        return self.columns.get("fact", "")

    @property
    def is_asked(self) -> bool:
        return self.kind not in {"note", "calculate"} and not self.fact


@dataclass(frozen=True, kw_only=True)
class Group(Worded):
    """A group of rows, or a repeat: a group that comes several times. `closing` keeps the row that ends it."""

    kind: str = "group"  # or repeat, or loop (a repeat of old workbooks)
    children: tuple["Node", ...] = ()
    closing: Columns = field(default_factory=Columns)

    @property
    def relevant(self) -> str:
        return self.columns.get("relevant", "")

    @property
    def is_repeat(self) -> bool:
        return self.kind == "repeat"

    @property
    def repeat_count(self) -> str:
        return self.columns.get("repeat_count", "")

    @property
    def appearance(self) -> str:
        return self.columns.get("appearance", "")


Node = Group | Question


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the task list: a top-level group, or (without a group, first) the loose questions."""

    name: str
    group: Group | None
    questions: tuple[Question, ...]

    @property
    def asked(self) -> list[Question]:
        """The questions that are put: no notes, no calculations."""
        return [question for question in self.questions if question.is_asked]


@dataclass(frozen=True, kw_only=True, eq=False)
class Questionnaire:
    """A whole questionnaire; two are equal when their canonical bytes are."""

    settings: Columns
    children: tuple[Node, ...]
    lists: tuple[ChoiceList, ...]
    headers: tuple[tuple[str, tuple[str, ...]], ...]  # the column titles of each sheet as written, in their order

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Questionnaire) and self.sha256 == other.sha256

    def __hash__(self) -> int:
        return hash(self.sha256)

    @property
    def title(self) -> str:
        return self.settings.get("form_title") or self.settings.get("form_id", "")

    @property
    def default_language(self) -> str:
        return self.settings.get("default_language", "")

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Name the languages as the workbook does ("Dutch (nl)"), in the order of its columns."""
        keys = [split_key(standard(sheet, title)) for sheet, titles in self.headers for title in titles]
        return tuple(dict.fromkeys(language for base, language in keys if language and base in TRANSLATABLE))

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Give every question, note and calculation by name, in the order of the workbook."""
        return {node.name: node for node, _ in self.walk() if isinstance(node, Question)}

    @cached_property
    def asked(self) -> list[Question]:
        """The questions that are put: no notes, no calculations."""
        return [question for question in self.questions.values() if question.is_asked]

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        loose = tuple(node for node in self.children if isinstance(node, Question))
        first = [Section(name="", group=None, questions=loose)] if any(q.is_asked for q in loose) else []
        groups = [node for node in self.children if isinstance(node, Group)]
        return tuple(first + [Section(name=g.name, group=g, questions=tuple(_leaves(g))) for g in groups])

    @cached_property
    def canonical_json(self) -> bytes:
        return canonical_bytes(self.to_json())

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.canonical_json).hexdigest()

    def walk(self) -> Iterator[tuple[Node, tuple[Group, ...]]]:
        """Yield each group and question with the groups around it, in the order of the workbook."""
        pending: list[tuple[Node, tuple[Group, ...]]] = [(node, ()) for node in reversed(self.children)]
        while pending:
            node, around = pending.pop()
            yield node, around
            if isinstance(node, Group):
                pending += [(child, (*around, node)) for child in reversed(node.children)]

    def to_json(self) -> Json:
        """Return the questionnaire as plain dicts, lists and strings."""
        return {
            "format": FORMAT,
            "settings": dict(self.settings),
            "headers": {sheet: list(titles) for sheet, titles in self.headers},
            "lists": [
                {"name": items.name, "choices": [{"name": c.name, "columns": dict(c.columns)} for c in items.choices]}
                for items in self.lists
            ],
            "children": [_node_to_json(node) for node in self.children],
        }

    @classmethod
    def from_json(cls, data: Json) -> "Questionnaire":
        """Rebuild a questionnaire from `to_json()`; raise NotCanonical where the shape is another one.

        Only the shape is checked: `soundness.faults` tells whether names, lists and expressions hold.
        """
        try:
            return _questionnaire(data)
        except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
            raise NotCanonical(f"not a questionnaire in canonical form: {error!r}") from error


def _leaves(group: Group) -> Iterator[Question]:
    for node in group.children:
        if isinstance(node, Group):
            yield from _leaves(node)
        else:
            yield node


def _node_to_json(node: Node) -> Json:
    if isinstance(node, Question):
        return {"kind": node.kind, "name": node.name, "list": node.list_name, "columns": dict(node.columns)}
    return {
        "kind": node.kind,
        "name": node.name,
        "columns": dict(node.columns),
        "closing": dict(node.closing),
        "children": [_node_to_json(child) for child in node.children],
    }


def _questionnaire(data: Json) -> Questionnaire:
    if data["format"] != FORMAT:
        raise ValueError(f"format {data['format']!r}")
    settings = _columns(data["settings"])
    language = settings.get("default_language", "")
    lists = tuple(_choice_list(items, language) for items in data["lists"])
    choices = {items.name: items.choices for items in lists}
    return Questionnaire(
        settings=settings,
        children=tuple(_node(child, choices, language) for child in data["children"]),
        lists=lists,
        headers=tuple((sheet, tuple(map(_string, titles))) for sheet, titles in sorted(data["headers"].items())),
    )


def _choice_list(data: Json, language: str) -> ChoiceList:
    choices = tuple(
        Choice(name=_string(c["name"]), columns=_columns(c["columns"]), default_language=language)
        for c in data["choices"]
    )
    return ChoiceList(name=_string(data["name"]), choices=choices)


def _node(data: Json, choices: Mapping[str, tuple[Choice, ...]], language: str) -> Node:
    name, columns = _string(data["name"]), _columns(data["columns"])
    if data["kind"] in SHAPES:
        children = tuple(_node(child, choices, language) for child in data["children"])
        closing = _columns(data["closing"])
        shape = {"kind": data["kind"], "children": children, "closing": closing}
        return Group(name=name, columns=columns, default_language=language, **shape)
    kind, list_name = _string(data["kind"]), _string(data["list"])
    items = choices.get(list_name, ())
    return Question(
        name=name, columns=columns, default_language=language, kind=kind, list_name=list_name, choices=items
    )


def _columns(data: Mapping[str, str]) -> Columns:
    return Columns({_string(key): _string(text) for key, text in data.items()})


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not a text")
    return value
