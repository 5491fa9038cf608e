"""Take a question or a section out of a questionnaire with its lists, and put it in another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from surveys.editor import lenses, naming
from surveys.editor.compiling import inner, titles
from surveys.editor.kinds import Json
from surveys.editor.lenses import Tongues
from surveys.questionnaire import Questionnaire
from surveys.questionnaire.columns import TRANSLATABLE, split_key
from surveys.questionnaire.differences import rows
from surveys.questionnaire.question_types import read_type

REFERENCE = re.compile(r"\$\{\s*([^}\s]+)\s*\}")


def excerpt(form: Questionnaire, key: str) -> Json | None:
    """Return one row of a questionnaire, and all within it, with its lists; None where there is no such row."""
    wanted = rows(form).get(key)
    data = form.to_json()
    flat = [each for node in data["children"] for each in (node, *inner(node))]
    found = next((raw for raw, (node, _around) in zip(flat, form.walk(), strict=True) if node is wanted), None)
    if found is None:
        return None
    used = {each.get("list", "") for each in (found, *inner(found))}
    return {**data, "children": [found], "lists": [each for each in data["lists"] if each["name"] in used]}


@dataclass
class Inserted:
    """The questionnaire with something put in, and what could not come along."""

    data: Json
    names: dict[str, str] = field(default_factory=dict)  # as it was called → as it is called here
    dropped: list[str] = field(default_factory=list)  # questions whose condition looks at what is not here


def insert(base: Json, item: Json) -> Inserted:
    """Put the rows of `item` at the end of `base`: a group as a section, a question in the last section.

    Names are made unique and the references between them follow; a list that is here already, with the same
    choices, is shared; texts move to the columns in which this questionnaire has that language.
    """
    made = Inserted({**base})
    taken = {each["name"] for node in base["children"] for each in (node, *inner(node))}
    for node in item["children"]:
        for each in (node, *inner(node)):
            made.names[each["name"]] = naming.unique(each["name"], taken)
            taken.add(made.names[each["name"]])
    tongue = _translator(Tongues.of(item), Tongues.of(base))
    lists, called = _lists(base["lists"], item["lists"], tongue)
    known = taken | set(made.names)
    nodes = [_renamed(node, made, called, tongue, known) for node in item["children"]]
    made.data["lists"], made.data["children"] = lists, _appended(base["children"], nodes)
    made.data["headers"] = titles(base, made.data)
    return made


def _appended(children: list[Json], nodes: list[Json]) -> list[Json]:
    last = next((at for at in range(len(children) - 1, -1, -1) if children[at]["kind"] == "group"), None)
    loose = [node for node in nodes if "children" not in node]
    groups = [node for node in nodes if "children" in node]
    if last is None or not loose:
        return [*children, *loose, *groups]
    grown = {**children[last], "children": [*children[last]["children"], *loose]}
    return [*children[:last], grown, *children[last + 1 :], *groups]


def _translator(theirs: Tongues, ours: Tongues) -> Callable[[str], str]:
    def column(key: str) -> str:
        base, tongue = split_key(key)
        if base not in TRANSLATABLE:
            return key
        if lenses.speaks(tongue, "en"):
            return f"{base}::{ours.en}"
        if tongue == theirs.nl:
            return f"{base}::{ours.nl}" if ours.nl else base
        return key

    return column


Translate = Callable[[str], str]


def _lists(ours: list[Json], theirs: list[Json], tongue: Translate) -> tuple[list[Json], dict[str, str]]:
    known = {each["name"]: each for each in ours}
    lists, called = list(ours), dict[str, str]()
    for each in theirs:
        choices = [{**c, "columns": {tongue(k): t for k, t in c["columns"].items()}} for c in each["choices"]]
        same = known.get(each["name"])
        if same is not None and _names(same["choices"]) == _names(choices):
            called[each["name"]] = each["name"]
            continue
        name = naming.unique(each["name"], set(known))
        called[each["name"]] = name
        choices = [{**c, "columns": {**c["columns"], "list_name": name}} for c in choices]
        known[name] = {"name": name, "choices": choices}
        lists.append(known[name])
    return lists, called


def _names(choices: list[Json]) -> list[Any]:
    """Return what makes two lists the same: their names and their words."""
    return [(c["name"], sorted(t for k, t in c["columns"].items() if k.startswith("label"))) for c in choices]


def _renamed(node: Json, made: Inserted, called: dict[str, str], tongue: Translate, known: set[str]) -> Json:
    columns = {tongue(key): _references(text, made.names) for key, text in node["columns"].items()}
    columns["name"] = made.names[node["name"]]
    if node.get("list"):
        was = read_type(columns["type"])
        columns["type"] = " ".join(filter(None, (was.kind, called.get(was.list_name, was.list_name), was.rest)))
    for column in ("relevant", "constraint", "required"):
        if any(name not in known for name in REFERENCE.findall(columns.get(column, ""))):
            del columns[column]
            made.dropped.append(columns["name"])
    renamed = {**node, "name": columns["name"], "columns": columns}
    if node.get("list"):
        renamed["list"] = called.get(node["list"], node["list"])
    if "children" in node:
        renamed["children"] = [_renamed(child, made, called, tongue, known) for child in node["children"]]
    return renamed


def _references(text: str, names: dict[str, str]) -> str:
    return REFERENCE.sub(lambda found: f"${{{names.get(found[1], found[1])}}}", text)


def listed(form: Questionnaire) -> Iterator[tuple[str, str, str]]:
    """Yield what can be kept of a questionnaire: key, words and kind."""
    for key, node in rows(form).items():
        yield key, node.label(), node.kind
