"""Whether a questionnaire holds together: names, types, lists, references, expressions and circles."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .canonical import Aside, Group, Node, Question, Questionnaire, Worded
from .demands import demands
from .dependencies import circles
from .expressions import NotAnExpression, Places, Scope, compile_expression
from .grammar import NAME
from .lists import list_faults
from .rules import expressions_of, node_path, question_places

_REFERENCE = re.compile(r"\$\{([^}]*)(\}?)")
_TARGET = re.compile(rf"\s*(?:last-saved#)?({NAME})\s*")
_SHOWN = 12  # names of a circle that a message shows
_ROOT = "data"
_NO_REFERENCE = frozenset({"type", "name", "trigger"})
_FROM_ELSEWHERE = re.compile(
    r"\b(instance|pulldata|jr:itext|search|current|randomize|last-saved|uuid|random|digest|property|base64-decode"
    r"|distance|area|enclosed-area|geofence|intersects|phone-number|device-id|checklist|weighted-checklist|version)"
    r"\s*\(|last-saved#|\$\{instanceID\}"
)


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: the row it is wrong in, the column, and a Dutch sentence with the remedy.

    With `only_to_run` XLSForm allows it and we cannot evaluate it: the questionnaire is read, written and not asked.
    """

    at: Worded | Aside | Questionnaire
    column: str
    message: str
    only_to_run: bool = False


def faults(questionnaire: Questionnaire) -> list[Fault]:
    """Return all that keeps a questionnaire from being evaluated; an empty list means that it is sound."""
    nodes = list(questionnaire.walk())
    rows = [node for node, _ in nodes]
    found = [*_settings(questionnaire), *_names(questionnaire.children), *_repeats(questionnaire, rows)]
    found += [Fault(choice, column, message) for choice, column, message in list_faults(questionnaire)]
    known = {items.name for items in questionnaire.lists}
    named = Counter(node.name for node in rows)
    places = question_places(questionnaire)
    graph: dict[str, set[str]] = {}
    for node, around in nodes:
        found += _type(node, known)
        wrong = list(_references(node, named))
        found += wrong
        found += _expressions(node, around, places, graph, {fault.column for fault in wrong})
    found += [fault for aside in questionnaire.asides for fault in _references(aside, named)]
    return found + list(_circles(graph, rows))


def _settings(questionnaire: Questionnaire) -> Iterator[Fault]:
    name = questionnaire.settings.get("name", "")
    if name and not re.fullmatch(NAME, name):
        yield Fault(questionnaire, "name", f"De naam ‘{name}’ mag zo niet. Begin met een letter, zonder spaties.")


def _names(children: Iterable[Node]) -> Iterator[Fault]:
    """Ask of each group that the rows in it have names, all different."""
    pending: list[Iterable[Node]] = [children]
    while pending:
        siblings = pending.pop()
        seen = {"meta"}
        for row in siblings:
            if not row.name:
                yield Fault(row, "name", "Deze rij heeft geen naam. Vul een naam in, bijvoorbeeld a01_naam.")
            elif not re.fullmatch(NAME, row.name):
                remedy = "Begin met een letter en gebruik daarna alleen letters, cijfers, _ - en ."
                yield Fault(row, "name", f"De naam ‘{row.name}’ mag zo niet. {remedy}")
            elif row.name in seen:
                again = "is van XLSForm zelf" if row.name == "meta" else "komt al eerder voor"
                yield Fault(row, "name", f"De naam ‘{row.name}’ {again}. Geef deze rij een andere naam.")
            seen.add(row.name)
            if isinstance(row, Group):
                pending.append(row.children)
            elif row.or_other:
                seen.add(f"{row.name}_other")


def _repeats(questionnaire: Questionnaire, rows: Iterable[Node]) -> Iterator[Fault]:
    """Ask of repeats that no other has the name, nor the whole."""
    seen = {questionnaire.settings.get("name", "") or _ROOT}
    for row in rows:
        if isinstance(row, Group) and row.is_repeat:
            if row.name in seen:
                yield Fault(row, "name", f"De herhaling ‘{row.name}’ komt al eerder voor. Geef haar een andere naam.")
            seen.add(row.name)


def _type(node: Node, known: set[str]) -> Iterator[Fault]:
    if isinstance(node, Question):
        yield from (Fault(node, column, message) for column, message in demands(node, known))
        if node.or_other and not node.choices:
            yield Fault(node, "type", "Een eigen antwoord (or_other) hoort bij een lijst met antwoorden. Vul haar aan.")
    elif node.kind == "loop" and node.list_name not in known:
        missing = f"De lijst ‘{node.list_name}’ bestaat niet" if node.list_name else "Achter loop ontbreekt de lijst"
        yield Fault(node, "type", f"{missing}. Schrijf bijvoorbeeld begin loop over landen, en maak de lijst.")
    elif node.kind == "group" and "table-list" in node.appearance.split():
        yield from _table(node)


def _table(group: Group) -> Iterator[Fault]:
    """Ask of the questions that are shown as one table that they have the same list."""
    rows = [row for row in group.children if isinstance(row, Question) and row.list_name]
    for row in rows:
        if row.list_name != rows[0].list_name:
            message = f"In een tabel hebben alle vragen dezelfde lijst. Gebruik ‘{rows[0].list_name}’."
            yield Fault(row, "type", message)
        if row is rows[0] and row.choice_filter:
            yield Fault(row, "choice_filter", "In een tabel kan geen filter staan. Maak de cel leeg.")


def _references(row: Node | Aside, named: Counter[str]) -> Iterator[Fault]:
    for key, text in row.columns.items():
        if key not in _NO_REFERENCE:
            yield from _targets(row, key, text, named)
    yield from _targets(row, "trigger", row.columns.get("trigger", ""), named)
    if row.columns.get("trigger") and "${" not in row.columns["trigger"]:
        yield Fault(row, "trigger", "Schrijf in trigger de vraag waarop gewacht wordt, als ${naam}.")
    if isinstance(row, Question) and row.list_name.startswith("${"):
        yield from _targets(row, "type", row.list_name, named)


def _targets(row: Node | Aside, column: str, text: str, named: Counter[str]) -> Iterator[Fault]:
    for inner, end in _REFERENCE.findall(text):
        if message := _objection(inner, end, named):
            yield Fault(row, column, message)
            break


def _objection(inner: str, end: str, named: Counter[str]) -> str:
    target = _TARGET.fullmatch(inner)
    if not end:
        return f"De verwijzing ${{{inner.strip()[:40]} is niet af. Sluit haar met een }}."
    if target is None:
        return f"De verwijzing ${{{inner}}} mag zo niet. Schrijf ${{naam}}, met de naam van een vraag."
    if target[1] == "instanceID":
        return ""
    if named[target[1]] > 1:
        again = f"Er zijn {named[target[1]]} rijen met de naam ‘{target[1]}’, dus ${{{inner}}} kan van alles zijn."
        return f"{again} Geef een ervan een andere naam."
    return "" if named[target[1]] else f"De verwijzing ${{{inner}}} bestaat niet. Verbeter de naam of haal haar weg."


def _expressions(
    node: Node, around: tuple[Group, ...], places: Places, graph: dict[str, set[str]], wrong: set[str]
) -> Iterator[Fault]:
    """Compile every expression of a node; note in `graph` what its visibility and value wait for."""
    waits = graph.setdefault(node.name, set())
    waits.update(group.name for group in around[-1:])
    for column, as_truth in expressions_of(node):
        if column in wrong:
            continue
        try:
            expression = compile_expression(
                node.columns[column], Scope(places, node_path(node, around)), as_truth=as_truth
            )
        except NotAnExpression as error:
            beyond = bool(_FROM_ELSEWHERE.search(node.columns[column]))
            yield Fault(node, column, str(error), only_to_run=beyond)
            continue
        if column in {"relevant", "calculation"}:
            waits.update(expression.references, {node.name} if expression.reads_own else ())


def _circles(graph: dict[str, set[str]], rows: list[Node]) -> Iterator[Fault]:
    if any(count > 1 for count in Counter(row.name for row in rows).values()):
        return  # with double names a circle may be a mistake of ours
    by_name = {row.name: row for row in rows}
    for circle in circles(graph):
        row = by_name[circle[0]]
        column = "relevant" if row.relevant else "calculation"
        path = " → ".join(circle if len(circle) <= _SHOWN else [*circle[:_SHOWN], "…", circle[0]])
        yield Fault(row, column, f"Deze regels wachten op elkaar: {path}. Haal een van de verwijzingen weg.")
