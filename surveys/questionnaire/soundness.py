"""Whether a questionnaire holds together: names, types, lists, references, expressions and circles."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .canonical import ChoiceList, Group, Node, Questionnaire, Worded
from .columns import TRANSLATABLE, split_key
from .dependencies import circles
from .expressions import NotAnExpression, Places, Scope, compile_expression
from .grammar import NAME
from .question_types import ASKED, SELECTS, objection
from .rules import expressions_of, node_path, question_places

_REFERENCE = re.compile(r"\$\{([^}]*)\}")
_SHOWN = 12  # names of a circle that a message shows
_NOT_YET = {
    "choice_filter": "Antwoorden filteren (choice_filter)",
    "repeat_count": "Herhalen (repeat_count)",
    "trigger": "Een berekening na een andere vraag (trigger)",
    "disabled": "Rijen uitzetten (disabled)",
}


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: the row it is wrong in, the column, and a Dutch sentence with the remedy."""

    at: Worded
    column: str
    message: str


def faults(questionnaire: Questionnaire) -> list[Fault]:
    """Return all that keeps a questionnaire from being evaluated; an empty list means that it is sound."""
    nodes = list(questionnaire.walk())
    rows = [node for node, _ in nodes]
    found = [*_names(rows), *_lists(questionnaire.lists)]
    known = {items.name for items in questionnaire.lists}
    places = question_places(questionnaire)
    graph: dict[str, set[str]] = {}
    for node, around in nodes:
        found += [*_type(node, known), *_columns(node), *_texts(node, places)]
        found += _expressions(node, around, places, graph)
    return found + list(_circles(graph, rows))


def _names(rows: Iterable[Worded], column: str = "name") -> Iterator[Fault]:
    seen: set[str] = set()
    for row in rows:
        if not row.name:
            yield Fault(row, column, "Deze rij heeft geen naam. Vul een naam in, bijvoorbeeld a01_naam.")
        elif not re.fullmatch(NAME, row.name):
            remedy = "Begin met een letter en gebruik daarna alleen letters, cijfers, _ - en ."
            yield Fault(row, column, f"De naam ‘{row.name}’ mag zo niet. {remedy}")
        elif row.name in seen:
            yield Fault(row, column, f"De naam ‘{row.name}’ komt al eerder voor. Geef deze rij een andere naam.")
        seen.add(row.name)


def _lists(lists: Iterable[ChoiceList]) -> Iterator[Fault]:
    for items in lists:
        seen: set[str] = set()
        for choice in items.choices:
            if not choice.name:
                yield Fault(choice, "name", f"Een antwoord in de lijst ‘{items.name}’ heeft geen naam. Vul die in.")
            elif choice.name in seen:
                again = f"De naam ‘{choice.name}’ staat al in de lijst ‘{items.name}’."
                yield Fault(choice, "name", f"{again} Geef dit antwoord een andere naam of haal de rij weg.")
            elif re.search(r"\s", choice.name):
                remedy = "Gebruik bijvoorbeeld een _ in plaats van een spatie."
                yield Fault(choice, "name", f"In de naam ‘{choice.name}’ staat een spatie. {remedy}")
            seen.add(choice.name)


def _type(node: Node, known: set[str]) -> Iterator[Fault]:
    if isinstance(node, Group):
        return
    if message := objection(node.kind):
        yield Fault(node, "type", message)
    elif node.kind in SELECTS and not node.list_name:
        yield Fault(node, "type", f"Achter {node.kind} ontbreekt de lijst. Schrijf bijvoorbeeld {node.kind} ja_nee.")
    elif node.kind in SELECTS and node.list_name not in known:
        remedy = "Voeg de lijst toe op het blad choices of verbeter de naam."
        yield Fault(node, "type", f"De lijst ‘{node.list_name}’ bestaat niet. {remedy}")


def _columns(node: Node) -> Iterator[Fault]:
    for column, what in _NOT_YET.items():
        if column in node.columns:
            yield Fault(node, column, f"{what} wordt nog niet ondersteund. Maak de cel leeg.")
    if isinstance(node, Group):
        return
    if node.kind == "calculate" and not node.calculation:
        yield Fault(node, "calculation", "Deze berekening is leeg. Vul de kolom calculation in.")
    if node.kind in ASKED and node.calculation:
        yield Fault(node, "calculation", "Alleen een rij van het type calculate mag rekenen. Maak de cel leeg.")
    if node.kind in ASKED | {"note"} and not (node.text("label") or node.hint()):
        yield Fault(node, "label", "Deze vraag heeft geen tekst. Vul de kolom label in.")


def _texts(node: Node, places: Places) -> Iterator[Fault]:
    for key, text in node.columns.items():
        if split_key(key)[0] in TRANSLATABLE:
            for name in _REFERENCE.findall(text):
                if name.strip() not in places.paths:
                    yield Fault(
                        node, key, f"De verwijzing ${{{name}}} bestaat niet. Verbeter de naam of haal haar weg."
                    )


def _expressions(node: Node, around: tuple[Group, ...], places: Places, graph: dict[str, set[str]]) -> Iterator[Fault]:
    """Compile every expression of a node; note in `graph` what its visibility and value wait for."""
    waits = graph.setdefault(node.name, set())
    waits.update(group.name for group in around[-1:])
    for column, as_truth in expressions_of(node):
        try:
            expression = compile_expression(
                node.columns[column], Scope(places, node_path(node, around)), as_truth=as_truth
            )
        except NotAnExpression as error:
            yield Fault(node, column, str(error))
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
