"""The canonical form of a questionnaire: an immutable tree that keeps every column of the workbook."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from .columns import TRANSLATABLE, Columns, keys_of, split_key
from .elsewhere import Aside, Choice, ChoiceList, OtherSheet, Pools, Worded
from .question_types import SUPPORTED, UNSEEN, parameters, read_type, setting_of

__all__ = [
    "ROOT", "Aside", "Choice", "ChoiceList", "Group", "Json", "Node", "NotCanonical", "OtherSheet", "Question",
    "Questionnaire", "Section", "Worded", "canonical_bytes",
]  # fmt: skip

FORMAT = 1
ROOT = "data"
OTHER = "other"  # the name of the choice that or_other adds
_OTHER_LABELS = {"label::Dutch (nl)": "Namelijk:", "label::English (en)": "Please specify:", "label": "Namelijk:"}
_OTHER_CHOICE = {"label::Dutch (nl)": "Anders", "label::English (en)": "Other", "label": "Anders"}
SHAPES = frozenset({"group", "repeat", "loop"})

Json = dict[str, Any]


def canonical_bytes(value: Json) -> bytes:
    """Return the bytes that are hashed: UTF-8, keys sorted, no spaces."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


class NotCanonical(ValueError):
    """Tell that a JSON value is not the canonical form of a questionnaire."""


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
    def warning(self) -> str:
        return self.columns.get("warning", "")

    @property
    def trigger(self) -> str:
        return self.columns.get("trigger", "")

    @property
    def parameters(self) -> Mapping[str, str]:
        """Return the parameters (`start=1 end=5`) by name, in lower case but for label and value."""
        try:
            return parameters(self.columns.get("parameters", ""))
        except ValueError:
            return {}  # a fault, told by `soundness`

    @property
    def or_other(self) -> bool:
        """Say whether an answer of one's own may be given: the choice `other` and the text `NAME_other`."""
        return read_type(self.columns.get("type", "")).or_other

    @cached_property
    def other(self) -> "Question | None":
        """Return the question that or_other adds behind this one: what the answer `other` stands for."""
        if not (self.or_other and self.choices):
            return None
        columns = {"relevant": f"selected(../{self.name}, '{OTHER}')", **_OTHER_LABELS}
        return Question(
            name=f"{self.name}_other", kind="text", columns=Columns(columns), default_language=self.default_language
        )

    @property
    def is_shown(self) -> bool:
        """Say whether this row does something here; one that does not is only kept (see `kept_not_shown`)."""
        return self.kind in SUPPORTED

    @property
    def is_asked(self) -> bool:
        computed = bool(self.calculation) and not self.trigger
        return self.is_shown and self.kind not in UNSEEN | {"note"} and not self.fact and not computed


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
    def list_name(self) -> str:
        """Name the list that a loop walks over (`begin loop over LIST`), or ""."""
        return read_type(self.columns.get("type", "")).list_name

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
    asides: tuple[Aside, ...] = ()
    others: tuple[OtherSheet, ...] = ()
    titles: tuple[str, ...] = ()  # of all sheets in their order; () is survey, choices, settings
    choice_rows: tuple[str, ...] = ()  # the list of each choice in the order of the rows; () is list after list

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Questionnaire) and self.sha256 == other.sha256

    def __hash__(self) -> int:
        return hash(self.sha256)

    @property
    def title(self) -> str:
        return self.setting("form_title") or self.setting("form_id")

    @property
    def default_language(self) -> str:
        return self.settings.get("default_language", "")

    def setting(self, name: str) -> str:
        """Return a setting; old workbooks have some on the sheet survey ("set form title")."""
        rows = [aside.columns for aside in self.asides if setting_of(aside.columns.get("type", "")) == name]
        return self.settings.get(name) or next((row.get("name", "") for row in rows), "")

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Name the languages as the workbook does ("Dutch (nl)"), in the order of its columns."""
        keys = [split_key(key) for sheet, titles in self.headers for key in keys_of(sheet, titles)]
        return tuple(dict.fromkeys(language for base, language in keys if language and base in TRANSLATABLE))

    @cached_property
    def _placed(self) -> list[tuple[str, Node, tuple[Group, ...]]]:
        nodes = list(self.walk())
        times = Counter(node.name for node, _ in nodes)
        names = [[*(group.name for group in around), node.name] for node, around in nodes]
        keys = [path[-1] if times[path[-1]] == 1 else "/".join(path) for path in names]
        return [(key, node, around) for key, (node, around) in zip(keys, nodes, strict=True)]

    @cached_property
    def keyed(self) -> Mapping[str, tuple[Node, tuple[Group, ...]]]:
        """Give every group and question by its key (see `keys`), with the groups around it, in their order."""
        return {key: (node, around) for key, node, around in self._placed}

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Give every question, note and calculation by key, in the order of the workbook."""
        return {key: node for key, (node, _) in self.keyed.items() if isinstance(node, Question)}

    @cached_property
    def _keys(self) -> Mapping[int, str]:
        return {id(node): key for key, node, _ in self._placed}

    def key(self, node: Node) -> str:
        """Return the key of a group or question of this questionnaire: its name, or its path if another has that."""
        return self._keys[id(node)]

    @cached_property
    def every_list(self) -> tuple[ChoiceList, ...]:
        """Give the lists of the sheet choices, and those of other sheets by the name that a question calls them by."""
        known = {items.name for items in self.lists}
        others = {q.list_name: q.choices for q in self.questions.values() if q.choices and q.list_name not in known}
        return (*self.lists, *(ChoiceList(name=name, choices=choices) for name, choices in others.items()))

    @cached_property
    def asked(self) -> list[Question]:
        """The questions that are put: no notes, no calculations."""
        return [question for question in self.questions.values() if question.is_asked]

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        loose = tuple(node for node in _with_others(self.children) if isinstance(node, Question))
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
        top = list(_with_others(self.children))
        pending: list[tuple[Node, tuple[Group, ...]]] = [(node, ()) for node in reversed(top)]
        while pending:
            node, around = pending.pop()
            yield node, around
            if isinstance(node, Group):
                pending += [(child, (*around, node)) for child in reversed(list(_with_others(node.children)))]

    def to_json(self) -> Json:
        """Return the questionnaire as plain dicts, lists and strings."""
        data: Json = {
            "format": FORMAT,
            "settings": dict(self.settings),
            "headers": {sheet: list(titles) for sheet, titles in self.headers},
            "lists": [
                {"name": items.name, "choices": [{"name": c.name, "columns": dict(c.columns)} for c in items.choices]}
                for items in self.lists
            ],
            "children": [_node_to_json(node) for node in self.children],
        }
        kept: Json = {
            "asides": [{"sheet": a.sheet, "row": a.row, "columns": dict(a.columns)} for a in self.asides],
            "sheets": [{"title": other.title, "rows": [list(row) for row in other.rows]} for other in self.others],
            "titles": list(self.titles),
            "choice_rows": list(self.choice_rows),
        }
        return data | {name: rows for name, rows in kept.items() if rows}

    @classmethod
    def from_json(cls, data: Json) -> "Questionnaire":
        """Rebuild a questionnaire from `to_json()`; raise NotCanonical where the shape is another one.

        Only the shape is checked: `soundness.faults` tells whether names, lists and expressions hold.
        """
        try:
            return _questionnaire(data)
        except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
            raise NotCanonical(f"not a questionnaire in canonical form: {error!r}") from error


def _with_others(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Yield nodes, and behind each question with or_other the question that it adds."""
    for node in nodes:
        yield node
        if isinstance(node, Question) and node.other is not None:
            yield node.other


def _leaves(group: Group) -> Iterator[Question]:
    for node in _with_others(group.children):
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
    others = tuple(OtherSheet.from_rows(_string(s["title"]), s["rows"]) for s in data.get("sheets", []))
    pools = Pools.of(lists, others, language)
    return Questionnaire(
        settings=settings,
        children=tuple(_node(child, pools, language) for child in data["children"]),
        lists=lists,
        headers=tuple((sheet, tuple(map(_string, titles))) for sheet, titles in sorted(data["headers"].items())),
        asides=tuple(_aside(aside) for aside in data.get("asides", [])),
        others=others,
        titles=tuple(map(_string, data.get("titles", []))),
        choice_rows=tuple(map(_string, data.get("choice_rows", []))),
    )


def _aside(data: Json) -> Aside:
    if not isinstance(data["row"], int) or isinstance(data["row"], bool):
        raise TypeError(f"{data['row']!r} is not the place of a row")
    return Aside(sheet=_string(data["sheet"]), row=data["row"], columns=_columns(data["columns"]))


def _choice_list(data: Json, language: str) -> ChoiceList:
    choices = tuple(
        Choice(name=_string(c["name"]), columns=_columns(c["columns"]), default_language=language)
        for c in data["choices"]
    )
    return ChoiceList(name=_string(data["name"]), choices=choices)


def _node(data: Json, pools: Pools, language: str) -> Node:
    name, columns = _string(data["name"]), _columns(data["columns"])
    if data["kind"] in SHAPES:
        children = tuple(_node(child, pools, language) for child in data["children"])
        closing = _columns(data["closing"])
        shape = {"kind": data["kind"], "children": children, "closing": closing}
        return Group(name=name, columns=columns, default_language=language, **shape)
    kind, list_name = _string(data["kind"]), _string(data["list"])
    items = with_other(pools.choices(columns, list_name), columns, language)
    return Question(
        name=name, columns=columns, default_language=language, kind=kind, list_name=list_name, choices=items
    )


def with_other(items: tuple[Choice, ...], columns: Columns, language: str) -> tuple[Choice, ...]:
    """Return the choices of a question with the one that or_other adds, unless the list has it."""
    if not items or not read_type(columns.get("type", "")).or_other or any(c.name == OTHER for c in items):
        return items
    return (*items, Choice(name=OTHER, columns=Columns(_OTHER_CHOICE), default_language=language))


def _columns(data: Mapping[str, str]) -> Columns:
    return Columns({_string(key): _string(text) for key, text in data.items()})


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not a text")
    return value
