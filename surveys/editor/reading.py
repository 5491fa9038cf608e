"""A questionnaire becomes blocks: what the editor can show as a block of its kind, all else kept whole."""

from __future__ import annotations

import json
import uuid

from surveys.editor import kinds, lenses
from surveys.editor.kinds import Json
from surveys.editor.lenses import Context, Tongues
from surveys.questionnaire import Questionnaire
from surveys.questionnaire.in_words import in_words


def blocks_of(form: Questionnaire) -> list[Json]:
    """Return the blocks of a questionnaire, as a StreamField stores them."""
    return _Reader(form).blocks()


class _Reader:
    """Shows each list of choices once: at the first question that uses it."""

    def __init__(self, form: Questionnaire) -> None:
        self.form, self.data = form, form.to_json()
        self.context = Context(Tongues.of(self.data))
        self.lists = {items["name"]: items["choices"] for items in self.data["lists"]}
        self.shown: set[str] = set()

    def blocks(self) -> list[Json]:
        return [self._top(node) for node in self.data["children"]]

    def _top(self, node: Json) -> Json:
        if node["kind"] != "group" or kinds.block_for(node) == kinds.MATRIX:
            return self._question(node)
        value = self._value(kinds.SECTION, node)
        value["questions"] = [self._question(child) for child in node["children"]]
        value["kept"] = kept({**node, "children": []})
        return {"type": kinds.SECTION, "value": value}

    def _question(self, node: Json) -> Json:
        kind = kinds.block_for(node)
        if kind == kinds.KEPT:
            return self._whole(node)
        value = self._value(kind, node)
        if kind == kinds.CHOICE:
            value["choices"] = self._choices(node["list"])
        if kind == kinds.MATRIX:
            first = node["children"][0]
            value["list_name"], value["choices"] = first["list"], self._choices(first["list"])
            value["required"] = lenses.REQUIRED.get(first["columns"], self.context)
            value["rows"] = [item(self._row(row)) for row in node["children"]]
        return {"type": kind, "value": value}

    def _value(self, kind: str, node: Json) -> Json:
        columns = node["columns"]
        return {
            "name": node["name"],
            **lenses.read(lenses.OF[kind], columns, self.context),
            "rules": self._rules(node),
            "kept": kept(node),
        }

    def _rules(self, node: Json) -> str:
        own = self.form.questions.get(node["name"])
        found = (node["columns"].get(column, "") for column in ("relevant", "constraint"))
        return " · ".join(in_words(each, self.form, "nl", own) for each in found if each)

    def _choices(self, name: str) -> list[Json]:
        if name in self.shown:
            return []
        self.shown.add(name)
        return [item(self._row(choice)) for choice in self.lists.get(name, [])]

    def _row(self, row: Json) -> Json:
        texts = lenses.read(lenses.LABELS, row["columns"], self.context)
        return {"name": row["name"], **texts, "kept": kept(row)}

    def _whole(self, node: Json) -> Json:
        label = lenses.LABELS[0].get(node["columns"], self.context)
        used = {each["list"] for each in _leaves(node) if each["list"]}
        lists = {name: self.lists[name] for name in sorted(used) if name in self.lists}
        value = {"name": node["name"], "label": label, "why": kinds.why(node), "kept": kept(node)}
        return {"type": kinds.KEPT, "value": {**value, "lists": kept(lists)}}


def _leaves(node: Json) -> list[Json]:
    if "children" not in node:
        return [node]
    return [leaf for child in node["children"] for leaf in _leaves(child)]


def item(value: Json) -> Json:
    """Return an item of a list of blocks; without an id Wagtail takes it for one of an older form."""
    return {"type": "item", "value": value, "id": str(uuid.uuid4())}


def kept(row: Json) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True)
