"""The rules of a questionnaire, compiled: what each group and question needs before it is shown and accepted."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from lxml import etree

from .canonical import ROOT, Choice, Group, Node, Question, Questionnaire
from .dependencies import ordered
from .expressions import Expression, Places, Scope, compile_expression, compile_filter, compile_nodes
from .grammar import NAME
from .outcomes import kind_of, result
from .places import steps_of

_YES = frozenset({"yes", "true", "true()"})
_NO = frozenset({"", "no", "false", "false()"})
_DYNAMIC = re.compile(r"\$\{|[A-Za-z][\w-]*\(|[0-9)]\s*[*+]\s*[0-9(]|[0-9)]\s+(?:-|div|mod)\s+[0-9(]")
_DATED = frozenset({"date", "datetime", "geopoint"})
_UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"\s*\$\{\s*([^}]*?)\s*\}\s*")


@dataclass(frozen=True)
class Rules:
    """Hold the compiled rules of one node; `parent` is the key of the group around it, or "".

    `around` are the keys of the repeats around it, `default` a text or what is computed when the node begins.
    """

    node: Node
    parent: str
    relevant: Expression | None = None
    required: Expression | bool = False
    constraint: Expression | None = None
    calculation: Expression | None = None
    key: str = ""
    path: str = ""
    around: tuple[str, ...] = ()
    default: Expression | str = ""
    warning: Expression | None = None
    trigger: str = ""
    count: Expression | None = None
    offers: Expression | None = None
    choices: tuple[Choice, ...] = ()

    @property
    def waits_for(self) -> set[str]:
        """Name what must be known before the visibility (and the calculated value) of this node."""
        waits = {self.parent, self.trigger} - {""}
        default = self.default if isinstance(self.default, Expression) else None
        for expression in (self.relevant, self.calculation, self.count, default):
            if expression is not None:
                waits |= expression.references
                waits |= {self.key} if expression.reads_own and expression is not default else set()
        return waits

    @cached_property
    def is_repeat(self) -> bool:
        return isinstance(self.node, Group) and self.node.is_repeat

    @cached_property
    def is_asked(self) -> bool:
        """Say whether people answer this: no note, no fact, nothing that is calculated."""
        node = self.node
        return isinstance(node, Question) and node.is_asked and (self.calculation is None or bool(self.trigger))

    @cached_property
    def may_be_given(self) -> bool:
        """Say whether a value may come from outside: what people answer, and what is hidden."""
        return isinstance(self.node, Question) and self.node.kind not in {"note", "calculate"}


@dataclass(frozen=True)
class Plan:
    """Hold all rules twice: in an order in which they can be evaluated, and by key in the order of the workbook."""

    steps: tuple[Rules, ...]
    rules: dict[str, Rules]
    blocks: dict[str, tuple[Rules, ...]] = field(default_factory=dict)  # what stands in each repeat ("" for none)

    @cached_property
    def worded(self) -> dict[str, Node]:
        return {key: rule.node for key, rule in self.rules.items()}


def expressions_of(node: Node) -> Iterator[tuple[str, bool]]:
    """Yield the columns of a node that hold an expression, and whether a truth value is meant."""
    if node.relevant:
        yield "relevant", True
    if isinstance(node, Question):
        if required_in_words(node) is None:
            yield "required", True
        for column in ("constraint", "warning", "choice_filter"):
            if column in node.columns:
                yield column, True
        if node.calculation:
            yield "calculation", False
        if is_dynamic(node):
            yield "default", False
    elif node.repeat_count:
        yield "repeat_count", False


def required_in_words(question: Question) -> bool | None:
    """Say whether a question is required; None where the column holds an expression."""
    word = question.required.casefold().replace(" ", "")
    return True if word in _YES else False if word in _NO else None


def is_dynamic(question: Question) -> bool:
    """Say whether a default is computed: it refers, calls a function or calculates."""
    dated = question.kind in _DATED and "(" not in question.default and "${" not in question.default
    return not dated and bool(_DYNAMIC.search(question.default))


@lru_cache(maxsize=64)
def question_places(questionnaire: Questionnaire) -> Places:
    """Return the places of all nodes in the tree of answers, such as /data/a/a01."""
    nodes = [(key, node, node_path(node, around)) for key, (node, around) in questionnaire.keyed.items()]
    counts = Counter(node.name for _, node, _ in nodes)
    questions = {path: node for _, node, path in nodes if isinstance(node, Question)}
    paths = {node.name: "" if counts[node.name] > 1 else path for _, node, path in nodes}
    language = questionnaire.default_language
    return Places(
        paths,
        repeats=frozenset(path for _, node, path in nodes if isinstance(node, Group) and node.is_repeat),
        kinds=_kinds(questions, paths),
        choices={path: question.choices for path, question in questions.items()},
        lists={items.name: as_tree(items.choices, language) for items in questionnaire.every_list},
        keys={f"/{ROOT}": ""} | {path: key for key, _, path in nodes},
    )


def as_tree(choices: tuple[Choice, ...], language: str) -> etree._Element:
    """Write a choice list as the tree that instance() and choice_filter look into."""
    top = etree.Element("instance")
    root = etree.SubElement(top, "root")
    for at, choice in enumerate(choices):
        item = etree.SubElement(root, "item", at=str(at))
        cells = {**choice.columns, "name": choice.name, "label": choice.label(language)}
        for column, text in cells.items():
            if re.fullmatch(NAME, column):
                etree.SubElement(item, column).text = _UNSTORABLE.sub("", text)
    return top


def node_path(node: Node, around: tuple[Group, ...]) -> str:
    """Return the path of a node; a name that no path can hold (and `soundness` refuses) becomes _."""
    names = [ROOT, *(group.name for group in around), node.name]
    return "".join(f"/{name if re.fullmatch(NAME, name) else '_'}" for name in names)


def _kinds(questions: dict[str, Question], paths: dict[str, str]) -> dict[str, str]:
    """Say of each path whether its text is a number or a truth value; a calculation is what it computes."""
    found: dict[str, str] = {}

    def kind_at(name: str) -> str:
        path = paths.get(name, "")
        if path not in found and path in questions:
            found[path] = ""  # while it is sought, a circle is a text
            found[path] = kind_of(questions[path].kind) or result(questions[path].calculation, kind_at)
        return found.get(path, "")

    for path, question in questions.items():
        if question.name and not paths.get(question.name):
            found[path] = kind_of(question.kind)
        else:
            kind_at(question.name)
    return {path: kind for path, kind in found.items() if kind}


def compile_column(node: Node, around: tuple[Group, ...], places: Places, column: str, *, as_truth: bool) -> Expression:
    """Compile one column of a node; raise NotAnExpression."""
    path, text = node_path(node, around), node.columns[column]
    if column == "choice_filter" and isinstance(node, Question):
        if node.list_name in places.lists:
            return compile_filter(text, Scope(places, path, in_list=True), node.list_name)
        return compile_nodes(f"{node.list_name}[{text}]", Scope(places, path))
    return compile_expression(text, Scope(places, path), as_truth=as_truth)


def compiled(node: Node, around: tuple[Group, ...], places: Places) -> Rules:
    """Compile the rules of one node; raise NotAnExpression."""
    path = node_path(node, around)
    steps = steps_of(path)
    found = {
        column: compile_column(node, around, places, column, as_truth=as_truth)
        for column, as_truth in expressions_of(node)
    }
    repeats = tuple(
        places.keys[steps_of(node_path(group, around[:at]))] for at, group in enumerate(around) if group.is_repeat
    )
    place: dict[str, Any] = {
        "key": places.keys[steps],
        "parent": places.keys[steps[:-1]],
        "path": path,
        "around": repeats,
    }
    if isinstance(node, Group):
        return Rules(node=node, relevant=found.get("relevant"), count=found.get("repeat_count"), **place)
    in_words = required_in_words(node)
    return Rules(
        node=node,
        relevant=found.get("relevant"),
        required=found["required"] if in_words is None else in_words,
        constraint=found.get("constraint"),
        calculation=found.get("calculation"),
        default=found.get("default", node.default),
        warning=found.get("warning"),
        trigger=trigger_of(node, places),
        offers=found.get("choice_filter") or _from_repeat(node, path, places),
        choices=node.choices,
        **place,
    )


def trigger_of(question: Question, places: Places) -> str:
    found = _REFERENCE.fullmatch(question.columns.get("trigger", "").split(",")[0])
    return places.keys[places.locate(found[1])] if found else ""


def _from_repeat(question: Question, path: str, places: Places) -> Expression | None:
    """Compile a list that is no list but what was answered elsewhere: select_one ${naam}."""
    return compile_nodes(question.list_name, Scope(places, path)) if _REFERENCE.fullmatch(question.list_name) else None


@lru_cache(maxsize=64)
def plan(questionnaire: Questionnaire) -> Plan:
    """Compile a questionnaire once; raise NotAnExpression or graphlib.CycleError where it is not sound."""
    places = question_places(questionnaire)
    rules = {key: compiled(node, around, places) for key, (node, around) in questionnaire.keyed.items()}
    order = ordered({name: sorted(rule.waits_for) for name, rule in rules.items()})
    blocks: dict[str, list[Rules]] = {}
    for rule in rules.values():
        if not rule.is_repeat:
            blocks.setdefault(rule.around[-1] if rule.around else "", []).append(rule)
    return Plan(tuple(rules[name] for name in order), rules, {key: tuple(block) for key, block in blocks.items()})
