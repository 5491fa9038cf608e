"""The rules of a questionnaire, compiled: what each group and question needs before it is shown and accepted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from .canonical import ROOT, Group, Node, Question, Questionnaire
from .dependencies import ordered
from .expressions import Expression, Places, Scope, compile_expression
from .grammar import NAME

_YES = frozenset({"yes", "true", "true()"})
_NO = frozenset({"", "no", "false", "false()"})


@dataclass(frozen=True)
class Rules:
    """Hold the compiled rules of one node; `parent` is the name of the group around it, or ""."""

    node: Node
    parent: str
    relevant: Expression | None
    required: Expression | bool = False
    constraint: Expression | None = None
    calculation: Expression | None = None

    @property
    def waits_for(self) -> set[str]:
        """Name what must be known before the visibility (and the calculated value) of this node."""
        waits = {self.parent} - {""}
        for expression in (self.relevant, self.calculation):
            if expression is not None:
                waits |= expression.references
                waits |= {self.node.name} if expression.reads_own else set()
        return waits


@dataclass(frozen=True)
class Plan:
    """Hold all rules twice: in an order in which they can be evaluated, and by name in the order of the workbook."""

    steps: tuple[Rules, ...]
    rules: dict[str, Rules]


def expressions_of(node: Node) -> Iterator[tuple[str, bool]]:
    """Yield the columns of a node that hold an expression, and whether a truth value is meant."""
    if node.relevant:
        yield "relevant", True
    if isinstance(node, Question):
        if required_in_words(node) is None:
            yield "required", True
        if node.constraint:
            yield "constraint", True
        if node.calculation:
            yield "calculation", False


def required_in_words(question: Question) -> bool | None:
    """Say whether a question is required; None where the column holds an expression."""
    word = question.required.casefold().replace(" ", "")
    return True if word in _YES else False if word in _NO else None


def question_places(questionnaire: Questionnaire) -> Places:
    """Return the places of the questions in the tree of answers, such as /data/a/a01."""
    return Places(
        {node.name: node_path(node, around) for node, around in questionnaire.walk() if isinstance(node, Question)}
    )


def node_path(node: Node, around: tuple[Group, ...]) -> str:
    """Return the path of a node; a name that no path can hold (and `soundness` refuses) becomes _."""
    names = [ROOT, *(group.name for group in around), node.name]
    return "".join(f"/{name if re.fullmatch(NAME, name) else '_'}" for name in names)


def compiled(node: Node, around: tuple[Group, ...], places: Places) -> Rules:
    """Compile the rules of one node; raise NotAnExpression."""
    scope = Scope(places, node_path(node, around))
    found = {
        column: compile_expression(node.columns[column], scope, as_truth=as_truth)
        for column, as_truth in expressions_of(node)
    }
    parent = around[-1].name if around else ""
    if isinstance(node, Group):
        return Rules(node, parent, found.get("relevant"))
    in_words = required_in_words(node)
    required = found["required"] if in_words is None else in_words
    return Rules(node, parent, found.get("relevant"), required, found.get("constraint"), found.get("calculation"))


@lru_cache(maxsize=64)
def plan(questionnaire: Questionnaire) -> Plan:
    """Compile a questionnaire once; raise NotAnExpression or graphlib.CycleError where it is not sound."""
    places = question_places(questionnaire)
    rules = {node.name: compiled(node, around, places) for node, around in questionnaire.walk()}
    order = ordered({name: sorted(rule.waits_for) for name, rule in rules.items()})
    return Plan(tuple(rules[name] for name in order), rules)
