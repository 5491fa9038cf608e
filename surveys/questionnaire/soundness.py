"""Whether a questionnaire holds together: names, types, lists, references, expressions and circles."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .canonical import Aside, Choice, Group, Node, Question, Questionnaire, Worded
from .demands import demands, is_unseen
from .dependencies import circles
from .expressions import NotAnExpression, Places
from .functions import FUNCTIONS
from .grammar import NAME
from .lists import YES, list_faults, scale_faults
from .odk import OF_XLSFORM
from .places import steps_of
from .rules import compile_column, expressions_of, node_path, question_places, trigger_of

_REFERENCE = re.compile(r"\$\{([^}]*)(\}?)")
_TARGET = re.compile(rf"\s*(?:last-saved#)?({NAME})\s*")
_SHOWN = 12  # names of a circle that a message shows
_ROOT = "data"
_NO_REFERENCE = frozenset({"type", "name", "trigger"})
_AWAITED_FIRST = ("relevant", "calculation", "repeat_count", "default")
_AWAITED = frozenset(_AWAITED_FIRST)
_CALLED = re.compile(r"([A-Za-z][A-Za-z0-9:-]*)\s*\(")


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
        waits = graph.setdefault(questionnaire.key(node), {questionnaire.key(group) for group in around[-1:]})
        found += _expressions(node, around, places, waits, {fault.column for fault in wrong})
        if isinstance(node, Question) and "trigger" not in {fault.column for fault in wrong}:
            waits.update({trigger_of(node, places)} - {""})
    found += [fault for aside in questionnaire.asides for fault in _references(aside, named)]
    found += [*_triggers(rows), *_scales(questionnaire, rows)]
    for items in questionnaire.lists:
        found += [fault for choice in items.choices for fault in _choice_texts(choice, named)]
    return found + list(_circles(graph, questionnaire, [node.name for node in rows]))


def _settings(questionnaire: Questionnaire) -> Iterator[Fault]:
    name = questionnaire.settings.get("name", "")
    if name and not re.fullmatch(NAME, name):
        yield Fault(questionnaire, "name", f"De naam ‘{name}’ mag zo niet. Begin met een letter, zonder spaties.")
    if questionnaire.settings.get("omit_instanceID", "").casefold() in YES and "public_key" in questionnaire.settings:
        message = "Wat versleuteld wordt heeft een instanceID nodig. Maak deze cel of public_key leeg."
        yield Fault(questionnaire, "omit_instanceID", message)


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
    elif node.kind == "loop":
        message = "Een loop wordt bewaard en niet gevraagd. Gebruik begin_repeat, of een tabel (table-list)."
        yield Fault(node, "type", message, only_to_run=True)
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


def _triggers(rows: Iterable[Node]) -> Iterator[Fault]:
    """Ask of what a row waits for that it is a question that people see."""
    questions = {row.name: row for row in rows if isinstance(row, Question)}
    others = {row.name for row in rows} - set(questions)
    for row in questions.values():
        for inner, _ in _REFERENCE.findall(row.trigger):
            name = inner.strip()
            if name in others or (name in questions and is_unseen(questions[name])):
                yield Fault(row, "trigger", f"Op ‘{name}’ kan niet gewacht worden. Noem een vraag die gesteld wordt.")


def _scales(questionnaire: Questionnaire, rows: Iterable[Node]) -> Iterator[Fault]:
    """Ask of what the parameters name elsewhere that it is there."""
    lists = {items.name: items for items in questionnaire.lists}
    repeats = {f"${{{row.name}}}" for row in rows if isinstance(row, Group) and row.is_repeat}
    files = {row.name for row in rows if isinstance(row, Question) and row.kind.endswith("-external")}
    listed = {row.list_name.partition(".")[0] for row in rows if isinstance(row, Question) and row.list_name}
    for row in rows:
        if not isinstance(row, Question):
            continue
        if row.kind == "range":
            yield from (Fault(row, "parameters", message) for message in scale_faults(row, lists))
        geometry = row.parameters.get("reference-geometry")
        known = {name.casefold() for name in {*lists, *repeats, *files, *listed, *_entities(questionnaire)}}
        if row.kind.startswith("geo") and geometry is not None and geometry not in known:
            yield Fault(
                row, "parameters", f"De lijst ‘{geometry}’ van reference-geometry bestaat niet. Verbeter de naam."
            )


def _entities(questionnaire: Questionnaire) -> set[str]:
    sheets = [other for other in questionnaire.others if other.title.strip().casefold() == "entities"]
    return {row.get("list_name", row.get("dataset", "")) for sheet in sheets for row in sheet.columns()}


def _choice_texts(choice: Choice, named: Counter[str]) -> Iterator[Fault]:
    for key, text in choice.columns.items():
        if key.partition("::")[0] in {"label", "image", "audio", "video", "big-image"}:
            yield from _targets(choice, key, text, named)


def _references(row: Node | Aside, named: Counter[str]) -> Iterator[Fault]:
    for key, text in row.columns.items():
        if key not in _NO_REFERENCE:
            yield from _targets(row, key, text, named)
    yield from _targets(row, "trigger", row.columns.get("trigger", ""), named)
    if row.columns.get("trigger") and "${" not in row.columns["trigger"]:
        yield Fault(row, "trigger", "Schrijf in trigger de vraag waarop gewacht wordt, als ${naam}.")
    if isinstance(row, Question) and row.list_name.startswith("${"):
        yield from _targets(row, "type", row.list_name, named)


def _targets(row: Worded | Aside, column: str, text: str, named: Counter[str]) -> Iterator[Fault]:
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
    node: Node, around: tuple[Group, ...], places: Places, waits: set[str], wrong: set[str]
) -> Iterator[Fault]:
    """Compile every expression of a node; note in `waits` what its visibility and value wait for."""
    for column, as_truth in expressions_of(node):
        if column in wrong:
            continue
        try:
            expression = compile_column(node, around, places, column, as_truth=as_truth)
        except NotAnExpression as error:
            yield Fault(node, column, str(error), only_to_run=_is_beyond_us(node.columns[column]))
            continue
        if column in _AWAITED:
            waits.update(expression.references)
        if column in _AWAITED - {"default"} and expression.reads_own:
            waits.add(places.keys[steps_of(node_path(node, around))])


def _is_beyond_us(expression: str) -> bool:
    """Say whether an expression uses what XLSForm has and we do not: a function, another file, an earlier record."""
    named = set(_CALLED.findall(expression)) - set(FUNCTIONS)
    return (
        any(name in OF_XLSFORM or ":" in name for name in named)
        or "last-saved#" in expression
        or "${instanceID}" in expression
    )


def _circles(graph: dict[str, set[str]], questionnaire: Questionnaire, names: list[str]) -> Iterator[Fault]:
    if len(graph) < len(names):
        return  # with double names a circle may be a mistake of ours
    for circle in circles(graph):
        row = questionnaire.keyed[circle[0]][0]
        column = next((each for each in _AWAITED_FIRST if each in row.columns), "relevant")
        path = " → ".join(circle if len(circle) <= _SHOWN else [*circle[:_SHOWN], "…", circle[0]])
        yield Fault(row, column, f"Deze regels wachten op elkaar: {path}. Haal een van de verwijzingen weg.")
