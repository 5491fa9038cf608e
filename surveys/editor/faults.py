"""What is wrong with the questions, at the block and the field where it is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from surveys.editor.compiling import Compiled, Path
from surveys.editor.kinds import KEPT, Json
from surveys.questionnaire import Choice, Fault, Question, Questionnaire, faults

FIELDS = {"relevant": "condition", "name": "name", "label": "label_nl", "hint": "hint_nl", "type": "list_name"}


def wrong(compiled: Compiled, blocks: list[Json]) -> StreamBlockValidationError | None:
    """Return all that is wrong as one error for the field, or None."""
    found = list(compiled.troubles)
    if compiled.form is not None and not found:
        found = [(_place(compiled, fault, blocks), fault.message) for fault in faults(compiled.form)]
    return _stream(found) if found else None


def _place(compiled: Compiled, fault: Fault, blocks: list[Json]) -> Path:
    """Return where a fault shows: the block of its row, and in it the field of its column where it has one."""
    form = compiled.form
    if form is None:
        return ()
    if isinstance(fault.at, Choice):
        return _of_choice(compiled, fault.at, form)
    for (node, _around), place in zip(form.walk(), compiled.places, strict=True):
        if node is fault.at:
            value = _at(blocks, place)
            field = FIELDS.get(fault.column.partition("::")[0], "")
            return (*place, field) if field in value["value"] and value["type"] != KEPT else place
    return ()


def _of_choice(compiled: Compiled, choice: Choice, form: Questionnaire) -> Path:
    name = next((each.name for each in form.lists if any(one is choice for one in each.choices)), "")
    place = compiled.list_places.get(name)
    if place is None:
        users = zip(form.walk(), compiled.places, strict=True)
        return next((at for (n, _a), at in users if isinstance(n, Question) and n.list_name == name), ())
    return (*place, "choices")


def _at(blocks: list[Json], place: Path) -> Json:
    return blocks[place[0]]["value"]["questions"][place[2]] if len(place) > 2 else blocks[place[0]]


Found = Iterable[tuple[Path, str]]


def _stream(found: Found) -> StreamBlockValidationError:
    here, within = _split(found)
    return StreamBlockValidationError(
        block_errors={at: _struct(inner) for at, inner in within.items()}, non_block_errors=_said(here)
    )


def _struct(found: Found) -> StructBlockValidationError:
    here, within = _split(found)
    return StructBlockValidationError(
        block_errors={name: _field(name, inner) for name, inner in within.items()}, non_block_errors=_said(here)
    )


def _field(name: str, found: list[tuple[Path, str]]) -> ValidationError:
    here, within = _split(found)
    if name == "questions":
        return _stream(found)
    if name == "condition":
        return _struct(found)
    if within:  # a row of a list
        return ListBlockValidationError(
            block_errors={at: _struct(inner) for at, inner in within.items()}, non_block_errors=_said(here)
        )
    if name in ("choices", "rows"):
        return ListBlockValidationError(non_block_errors=_said(here))
    return ValidationError(here)


def _split(found: Found) -> tuple[list[str], dict[Any, list[tuple[Path, str]]]]:
    here: list[str] = []
    within: dict[Any, list[tuple[Path, str]]] = {}
    for path, message in found:
        if path:
            within.setdefault(path[0], []).append((path[1:], message))
        else:
            here.append(message)
    return here, within


def _said(messages: list[str]) -> list[ValidationError] | None:
    return [ValidationError(message) for message in messages] or None
