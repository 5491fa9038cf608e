"""One evaluation: a fresh tree of answers, filled in the order of the rules, that others may then look into.

The tree holds every node of every instance, visible or not; only visible, well-formed values stand in it, and what is
not relevant is marked, so that no sum or list counts it.
"""

import math
import re
from collections.abc import Iterator, Mapping

from lxml import etree

from .canonical import OTHER, ROOT, Choice, Question
from .columns import Columns
from .expressions import Expression, Moment
from .keys import ID, key
from .lexical import fault_in
from .routes import HIDDEN
from .rules import Plan, Rules

MAX_INSTANCES = 500  # of one repeat within its parent
MAX_NODES = 20_000  # of a whole tree of answers


class Spot:
    """One instance of a node: its element, its key and ids, whether it is shown and what was given there."""

    __slots__ = ("element", "fault", "ids", "key", "parent", "path", "rule", "shown", "value")

    def __init__(
        self, rule: Rules | None, element: etree._Element, ids: tuple[str, ...], parent: "Spot | None"
    ) -> None:
        self.rule = rule
        self.element = element
        self.ids = ids
        self.parent = parent
        self.key = key(rule.key, ids) if rule else ""
        self.path = rule.path if rule else f"/{ROOT}"
        self.shown = rule is None
        self.value = ""
        self.fault: tuple[str, str] | None = None


class Course:
    """Fill the tree of answers by the rules; `spots` gives the instances of each node in their order."""

    def __init__(self, rules: Plan, given: Mapping[str, str], moment: Moment, facts: Mapping[str, str]) -> None:
        self.plan = rules
        self.given = given
        self.moment = moment
        self.facts = facts
        self.root = Spot(None, etree.Element(ROOT), (), None)
        self.spots: dict[str, list[Spot]] = {}
        self.repeats: dict[str, Spot] = {}  # each repeat within its parent, by its own key
        self.instances: dict[str, tuple[str, ...]] = {}
        self.counted: set[str] = set()
        self.left = MAX_NODES
        self._grow("", self.root)
        for rule in rules.steps:
            if rule.is_repeat:
                for parent in list(self.spots.get(rule.parent, ())) if rule.parent else [self.root]:
                    self._repeat(rule, parent)
            else:
                for spot in self.spots.get(rule.key, ()):
                    self._show(rule, spot)

    def _grow(self, block: str, around: Spot) -> None:
        """Make what stands in a repeat (or outside all) within one instance of it."""
        made = {block: around}
        for rule in self.plan.blocks.get(block, ()):
            parent = made[rule.parent]
            spot = Spot(rule, etree.SubElement(parent.element, rule.node.name), around.ids, parent)
            made[rule.key] = spot
            self.spots.setdefault(rule.key, []).append(spot)

    def _repeat(self, rule: Rules, parent: Spot) -> None:
        """Make the instances of a repeat within one parent, and decide which of them are shown."""
        base = Spot(rule, parent.element, parent.ids, parent)
        base.path = parent.path
        self.repeats[base.key] = base
        ids = self._ids(rule, base)
        self.instances[base.key] = ids
        name = rule.node.name
        made = [Spot(rule, etree.SubElement(parent.element, name), (*parent.ids, each), parent) for each in ids]
        self.spots.setdefault(rule.key, []).extend(made)
        for spot in made:
            spot.shown = parent.shown and _holds(rule.relevant, spot.element, self.moment)
            if not spot.shown:
                spot.element.set(HIDDEN, "1")
        base.shown = any(spot.shown for spot in made) or (not made and parent.shown and self._would_show(rule, parent))
        for spot in made:
            self._grow(rule.key, spot)

    def _ids(self, rule: Rules, base: Spot) -> tuple[str, ...]:
        """Return the ids of the instances: those that are stored, filled up or cut off where the number is counted."""
        stored = [each for each in dict.fromkeys(self.given.get(base.key, "").split()) if re.fullmatch(ID, each)]
        most = min(MAX_INSTANCES, self.left // max(1, len(self.plan.blocks.get(rule.key, ()))))
        if rule.count is not None:
            self.counted.add(base.key)
            wanted = self._count(rule.count, rule, base)
            free = (str(number) for number in range(1, wanted + len(stored) + 1) if str(number) not in stored)
            stored += [next(free) for _ in range(wanted - len(stored))]
            stored = stored[:wanted]
        stored = stored[:most]
        self.left -= len(stored) * len(self.plan.blocks.get(rule.key, ()))
        return tuple(stored)

    def _count(self, count: Expression, rule: Rules, base: Spot) -> int:
        probe = etree.SubElement(base.element, rule.node.name)
        found = count.number(probe, self.moment)
        base.element.remove(probe)
        return max(0, min(MAX_INSTANCES, int(found))) if math.isfinite(found) else 0

    def _would_show(self, rule: Rules, parent: Spot) -> bool:
        """Say whether a repeat without instances is relevant."""
        if rule.relevant is None:
            return True
        probe = etree.SubElement(parent.element, rule.node.name)
        found = rule.relevant.truth(probe, self.moment)
        parent.element.remove(probe)
        return found

    def _show(self, rule: Rules, spot: Spot) -> None:
        """Decide whether a node is visible, and only then let its value be seen by others."""
        parent = spot.parent
        if not (parent is None or parent.shown) or not _holds(rule.relevant, spot.element, self.moment):
            spot.element.set(HIDDEN, "1")
            return
        spot.shown = True
        if not isinstance(rule.node, Question):
            return
        spot.value = self._value(rule, rule.node, spot)
        if spot.value:
            spot.fault = fault_in(rule.node, spot.value) if rule.may_be_given else None
            spot.element.text = spot.value if spot.fault is None else None

    def _value(self, rule: Rules, question: Question, spot: Spot) -> str:
        if question.fact:
            return self.facts.get(question.fact, "")
        if rule.calculation is not None:
            return self._calculated(rule.calculation, rule, question, spot)
        if question.kind == "note":
            return ""
        given = self.given.get(spot.key)
        if given is not None:
            return given if given.strip() else ""
        return rule.default.text(spot.element, self.moment) if isinstance(rule.default, Expression) else rule.default

    def _calculated(self, calculation: Expression, rule: Rules, question: Question, spot: Spot) -> str:
        if rule.trigger and not any(
            other.value for other in self.spots.get(rule.trigger, ()) if spot.ids[: len(other.ids)] == other.ids
        ):
            return ""
        text = calculation.text(spot.element, self.moment)
        return re.sub(r"\.[0-9]+$", "", text) if question.kind == "integer" else text

    def choices(self, spot: Spot) -> tuple[Choice, ...]:
        """Return the choices that are on offer at one instance of a select."""
        rule = spot.rule
        if rule is None or rule.offers is None:
            return rule.choices if rule else ()
        found = rule.offers.nodes(spot.element, self.moment)
        if rule.node.name and not rule.choices:
            texts = dict.fromkeys(node.text for node in found if node.text)
            return tuple(Choice(name=text, columns=_label(text)) for text in texts)
        offered = tuple(rule.choices[int(node.get("at", "0"))] for node in found)
        other = rule.choices[-1]
        return (*offered, other) if other.name == OTHER and _adds(rule) and other not in offered else offered

    def is_required(self, spot: Spot) -> bool:
        required = spot.rule.required if spot.rule else False
        return required if isinstance(required, bool) else required.truth(spot.element, self.moment)

    def violation(self, spot: Spot) -> tuple[str, str] | None:
        """Say what is wrong at a shown question: the kind, and the sentence for it; an empty answer is never wrong."""
        rule, value = spot.rule, spot.value
        if rule is None or not value:
            return None
        if spot.fault is not None:
            return spot.fault
        if rule.offers is not None and (node := rule.node):
            names = value.split() if isinstance(node, Question) and node.kind != "select_one" else [value]
            if not {choice.name for choice in self.choices(spot)}.issuperset(names):
                return "choice", "select_multiple" if len(names) > 1 else "select_one"
        fits = _holds(rule.constraint, spot.element, self.moment)
        return None if fits else ("constraint", "constraint")

    def doubts(self, spot: Spot) -> bool:
        """Say whether an answer is allowed and yet unusual: its column `warning` holds."""
        warning = spot.rule.warning if spot.rule else None
        return bool(spot.value) and warning is not None and warning.truth(spot.element, self.moment)

    def questions(self) -> Iterator[Spot]:
        """Yield every instance of every question, question by question in the order of the workbook."""
        for name, rule in self.plan.rules.items():
            if isinstance(rule.node, Question):
                yield from self.spots.get(name, ())


def _holds(expression: Expression | None, element: etree._Element, moment: Moment) -> bool:
    return expression is None or expression.truth(element, moment)


def _adds(rule: Rules) -> bool:
    return isinstance(rule.node, Question) and rule.node.or_other


def _label(text: str) -> Columns:
    return Columns({"label": text})
