"""Blocks become a questionnaire, or a list of what is wrong with the place in the blocks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from surveys.editor import conditions, kinds, lenses, naming
from surveys.editor.kinds import Json
from surveys.editor.lenses import Context, Tongues
from surveys.questionnaire import NotCanonical, Questionnaire
from surveys.questionnaire.columns import standard
from surveys.questionnaire.question_types import read_type

Path = tuple[Any, ...]
ORDER = ("type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message")


@dataclass
class Compiled:
    """The questionnaire (None where it could not be made), what is wrong where, and the names that were given.

    `places` tells for each node, in the order of `Questionnaire.walk`, in which block it stands.
    """

    form: Questionnaire | None = None
    troubles: list[tuple[Path, str]] = field(default_factory=list)
    names: dict[Path, str] = field(default_factory=dict)
    places: list[Path] = field(default_factory=list)
    list_places: dict[str, Path] = field(default_factory=dict)


def empty(title: str, slug: str = "") -> Json:
    """Return a questionnaire without questions, in two languages."""
    nl = Tongues().nl
    titles = {
        "survey": ["type", "name", f"label::{nl}"],
        "choices": ["list_name", "name", f"label::{nl}"],
        "settings": ["form_title", "form_id", "default_language"],
    }
    settings = {"form_title": title, "form_id": slug, "default_language": nl}
    return {"format": 1, "settings": settings, "headers": titles, "lists": [], "children": []}


def compile_blocks(blocks: list[Json], base: Json) -> Compiled:
    """Compile blocks (as a StreamField stores them) on top of the questionnaire that stands there, as JSON."""
    return _Compiler(blocks, base).compiled()


def walked(blocks: list[Json]) -> Iterator[tuple[Path, Json]]:
    """Yield each block with its place: (3,) is the fourth, (3, "questions", 0) the first in it."""
    for at, block in enumerate(blocks):
        yield (at,), block
        for within, child in enumerate(block["value"].get("questions") or ()):
            yield (at, "questions", within), child


def items(value: Json, name: str) -> list[Json]:
    """Return the values in a list of blocks."""
    return [each.get("value", each) for each in value.get(name) or ()]


def said(value: Json, name: str) -> str:
    """Return a text of a block; one that was never filled in is empty."""
    return str(value.get(name) or "").strip()


def loaded(text: Any) -> Json:
    """Return a hidden row; one that somebody broke counts as none."""
    try:
        found = json.loads(text or "{}")
    except (TypeError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


class _Compiler:
    def __init__(self, blocks: list[Json], base: Json) -> None:
        self.blocks, self.base, self.made = blocks, base, Compiled()
        self.tongues = Tongues.of(base)
        self.questions: dict[str, Json] = {}  # by name and by label: name, kind, choices
        self.lists: dict[str, list[Json]] = {}

    def compiled(self) -> Compiled:
        self._name()
        self._gather_lists()
        children = [self._node((at,), block) for at, block in enumerate(self.blocks)]
        data = {**self.base, "children": children, "lists": self._all_lists(children)}
        data["headers"] = titles(self.base, data)
        try:
            self.made.form = Questionnaire.from_json(data)
        except NotCanonical:
            self.made.troubles.append(((), _("De vragen kunnen niet worden gelezen. Laad de pagina opnieuw.")))
        return self.made

    # ------------------------------------------------------------ names
    def _name(self) -> None:
        taken = {said(block["value"], "name") for _path, block in walked(self.blocks)} - {""}
        taken |= {name for _path, block in walked(self.blocks) for name in _names(loaded(block["value"].get("kept")))}
        for path, block in walked(self.blocks):
            value, kind = block["value"], block["type"]
            name = said(value, "name")
            if not name:
                otherwise = "deel" if kind == kinds.SECTION else "uitleg" if kind == kinds.NOTE else "vraag"
                name = naming.suggested(said(value, "label_nl"), otherwise, taken)
            taken.add(name)
            self.made.names[path] = name
            self._know(path, block, name)

    def _know(self, path: Path, block: Json, name: str) -> None:
        """Remember what a condition can ask for: a question by its name, or by its words."""
        if block["type"] == kinds.KEPT:
            for each in leaves(loaded(block["value"].get("kept"))):
                self.questions.setdefault(each["name"], {"name": each["name"], **each, "path": path})
        elif block["type"] not in (kinds.SECTION, kinds.NOTE, kinds.MATRIX):
            value = block["value"]
            kind = value.get("kind") or lenses.FRESH[block["type"]]
            known = {"name": name, "kind": kind, "path": path, "list": self._list_name(path, value)}
            self.questions[name] = known
            for label in (said(value, "label_nl"), said(value, "label_en")):
                self.questions.setdefault(label.casefold(), known)

    # ------------------------------------------------------------ choices
    def _list_name(self, path: Path, value: Json) -> str:
        return said(value, "list_name") or f"{self.made.names[path]}_keuze"

    def _gather_lists(self) -> None:
        for path, block in walked(self.blocks):
            value = block["value"]
            if block["type"] == kinds.KEPT:
                for name, choices in loaded(value.get("lists")).items():
                    self.lists.setdefault(name, choices)
            elif block["type"] in (kinds.CHOICE, kinds.MATRIX) and value.get("choices"):
                self._define(path, self._list_name(path, value), items(value, "choices"))

    def _define(self, path: Path, name: str, given: list[Json]) -> None:
        made, taken = [], {said(each, "name") for each in given}
        for each in given:
            row = loaded(each.get("kept"))
            own = said(each, "name") or naming.suggested(said(each, "label_nl"), "antwoord", taken)
            taken.add(own)
            made.append(self._row(row, own, each, {"list_name": name}, path))
        if name in self.made.list_places and self.lists[name] != made:
            again = _("De lijst ‘%(name)s’ staat al bij een andere vraag, met andere antwoorden.") % {"name": name}
            remedy = _("Laat de antwoorden hier leeg om die lijst te gebruiken, of geef deze lijst een andere naam.")
            self.made.troubles.append(((*path, "list_name"), f"{again} {remedy}"))
            return
        self.lists[name] = made
        self.made.list_places.setdefault(name, path)

    def _row(self, row: Json, name: str, value: Json, fresh: dict[str, str], path: Path) -> Json:
        """Return a choice, or a row of a matrix, with its words."""
        columns = {**fresh, **row.get("columns", {}), **fresh, "name": name}
        return {**row, "name": name, "columns": lenses.write(lenses.LABELS, columns, value, self._context(path))}

    def _all_lists(self, children: list[Json]) -> list[Json]:
        """Keep the lists in their order, and those that nothing used before; one that went out of use goes."""
        used = {leaf["list"] for node in children for leaf in leaves(node)}
        before = {leaf["list"] for node in self.base["children"] for leaf in leaves(node)}
        known = {each["name"]: each["choices"] for each in self.base["lists"]}
        names = [name for name in known if name in used or name not in before]
        names += [name for name in self.lists if name not in known and name in used]
        return [{"name": name, "choices": self.lists.get(name, known.get(name, []))} for name in names]

    # ------------------------------------------------------------ rows
    def _node(self, path: Path, block: Json) -> Json:
        kind, value = block["type"], block["value"]
        if kind == kinds.KEPT:
            return self._whole(path, value)
        self.made.places.append(path)
        row, name = loaded(value.get("kept")), self.made.names[path]
        columns = {"type": lenses.FRESH[kind], **row.get("columns", {}), "name": name}
        if kind == kinds.MATRIX and "appearance" not in columns:
            columns["appearance"] = "table-list"
        written = value if kind != kinds.CHOICE else {**value, "list_name": self._list_name(path, value)}
        columns = lenses.write(lenses.OF[kind], columns, written, self._context(path))
        if kind == kinds.SECTION:
            within = value.get("questions") or ()
            children = [self._node((*path, "questions", at), each) for at, each in enumerate(within)]
            return self._group(row, columns, children)
        if kind == kinds.MATRIX:
            return self._group(row, columns, self._rows(path, value))
        self._needs_choices(path, kind, value)
        found = read_type(columns["type"])
        same = columns["type"] == row.get("columns", {}).get("type")
        listed = {} if same else {"kind": found.kind, "list": found.list_name}
        return {**row, **listed, "name": name, "columns": columns}

    def _group(self, row: Json, columns: dict[str, str], children: list[Json]) -> Json:
        closing = row.get("closing", {"type": "end_group"})
        made = {"kind": "group", "name": columns["name"], "columns": columns, "closing": closing}
        return {**row, **made, "children": children}

    def _rows(self, path: Path, value: Json) -> list[Json]:
        """Return the rows of a matrix: a question each, with one list."""
        name, made = self._list_name(path, value), []
        taken = {*self.made.names.values(), *(said(each, "name") for each in items(value, "rows"))}
        self._needs_choices(path, kinds.MATRIX, value)
        if not items(value, "rows"):
            self.made.troubles.append(((*path, "rows"), _("Voeg een regel toe: elke regel is een vraag.")))
        for each in items(value, "rows"):
            row = loaded(each.get("kept"))
            own = said(each, "name")
            own = own or naming.suggested(f"{self.made.names[path]} {each.get('label_nl', '')}", "rij", taken)
            taken.add(own)
            node = self._row(row, own, each, {"type": f"select_one {name}"}, path)
            columns = lenses.write((lenses.REQUIRED,), node["columns"], value, self._context(path))
            self.made.places.append(path)
            made.append({**node, "kind": "select_one", "list": name, "columns": columns})
        return made

    def _whole(self, path: Path, value: Json) -> Json:
        node = loaded(value.get("kept"))
        self.made.places += [path] * (1 + sum(1 for _each in inner(node)))
        if "name" not in node or "columns" not in node:
            self.made.troubles.append((path, _("Dit blok is leeg. Haal het weg.")))
        return node

    def _needs_choices(self, path: Path, kind: str, value: Json) -> None:
        known = {*self.lists, *(each["name"] for each in self.base["lists"])}
        if kind in (kinds.CHOICE, kinds.MATRIX) and self._list_name(path, value) not in known:
            self.made.troubles.append(((*path, "choices"), _("Voeg de antwoorden toe waaruit men kiest.")))

    # ------------------------------------------------------------ conditions
    def _context(self, path: Path) -> Context:
        def trouble(within: Path, message: str) -> None:
            self.made.troubles.append(((*path, *within), message))

        rows = iter(range(1000))
        return Context(
            self.tongues, lambda row: self._comparison(row, (*path, "condition", "rows", next(rows))), trouble
        )

    def _comparison(self, row: conditions.Row, path: Path) -> str:
        asked = self.questions.get(row.question) or self.questions.get(row.question.casefold())
        if asked is None:
            told = _("De vraag ‘%(name)s’ bestaat niet. Kies een vraag uit de lijst.") % {"name": row.question}
            self.made.troubles.append(((*path, "question"), told))
            return ""
        operator, value = row.operator, row.value
        if operator not in conditions.BARE and not value:
            self.made.troubles.append(((*path, "value"), _("Vul in waarmee het antwoord wordt vergeleken.")))
            return ""
        if asked["kind"] in kinds.LISTED and operator not in conditions.BARE:
            value = self._choice(asked, value, path)
        several = asked["kind"] == "select_multiple"
        if several and operator == "is":
            operator = "contains"
        numeric = asked["kind"] in ("integer", "decimal", "range") or operator in conditions.NUMERIC
        if numeric and operator not in conditions.BARE:
            value = value.replace(",", ".")
            if not lenses.NUMBER.fullmatch(value):
                self.made.troubles.append(((*path, "value"), _("Vul een getal in, bijvoorbeeld 12 of 1,5.")))
        made = conditions.Row(asked["name"], operator, value)
        if several and operator == "is_not":
            return f"not({conditions.Row(asked['name'], 'contains', value).xpath()})"
        return made.xpath(numeric=numeric)

    def _choice(self, asked: Json, value: str, path: Path) -> str:
        """Return the name of a choice that was given by its name or by its words."""
        bases = {each["name"]: each["choices"] for each in self.base["lists"]}
        choices = self.lists.get(asked["list"]) or bases.get(asked["list"], [])
        for choice in choices:
            words = [text for key, text in choice["columns"].items() if key.startswith("label")]
            if value == choice["name"] or value.casefold() in [each.strip().casefold() for each in words]:
                return str(choice["name"])
        told = _("Het antwoord ‘%(name)s’ staat niet bij die vraag.") % {"name": value}
        self.made.troubles.append(((*path, "value"), told))
        return value


def titles(base: Json, data: Json) -> dict[str, list[str]]:
    """Return the titles of the sheets of `base`, with a new one for each column of `data` that was not there."""
    rows = {"survey": _cells(data["children"]), "choices": [c for each in data["lists"] for c in each["choices"]]}
    old = {"survey": _cells(base["children"]), "choices": [c for each in base["lists"] for c in each["choices"]]}
    made = {sheet: list(given) for sheet, given in base["headers"].items()}
    for sheet, cells in rows.items():
        given = made.get(sheet, ["list_name", "name"] if sheet == "choices" and cells else [])
        known = {standard(sheet, title) for title in given} | {key for row in old[sheet] for key in row["columns"]}
        fresh = {key for row in cells for key in row["columns"]} - known
        if given or fresh:
            made[sheet] = given + sorted(fresh, key=lambda key: (_rank(key), key))
    return made


def _rank(key: str) -> int:
    base = key.partition("::")[0]
    return ORDER.index(base) if base in ORDER else len(ORDER)


def inner(node: Json) -> Iterator[Json]:
    """Yield all rows within a row."""
    for child in node.get("children", ()):
        yield child
        yield from inner(child)


def _cells(nodes: list[Json]) -> list[Json]:
    return [each for node in nodes for each in (node, *inner(node)) if "columns" in each]


def leaves(node: Json) -> list[Json]:
    """Return the questions in a row, itself included."""
    return [each for each in (node, *inner(node)) if "children" not in each and "name" in each]


def _names(node: Json) -> set[str]:
    """Return the names within a row that is kept whole, not its own: that one the block may change."""
    return {said(each, "name") for each in inner(node)}
