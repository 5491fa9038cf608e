"""What a new version of a questionnaire changes in the one before it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from .canonical import Group, Node, Question, Questionnaire

RULES = ("relevant", "required", "constraint", "calculation", "choice_filter", "repeat_count", "default", "fact")
WORDS = ("label", "hint", "guidance_hint", "constraint_message", "required_message")


class What(StrEnum):
    """The sorts of change."""

    ADDED = "added"
    REWORDED = "reworded"
    RETIRED = "retired"
    MOVED = "moved"
    KIND = "kind"
    CHOICE_ADDED = "choice_added"
    CHOICE_RETIRED = "choice_retired"
    CHOICE_REWORDED = "choice_reworded"
    RULE = "rule"


@dataclass(frozen=True)
class Change:
    """One change of one row. `detail` names the column or the choice; before and after are as the workbook has them."""

    what: What
    key: str
    label: str
    before: str = ""
    after: str = ""
    detail: str = ""


def differences(old: Questionnaire, new: Questionnaire) -> list[Change]:
    """Return what changed, in the order of the new version; what is retired comes last."""
    before, after = rows(old), rows(new)
    moved = _moved(before, after)
    found: list[Change] = []
    for key, node in after.items():
        if key not in before:
            found.append(Change(What.ADDED, key, node.label()))
        else:
            found += _changed(key, before[key], node, moved=key in moved)
    return found + [Change(What.RETIRED, key, node.label()) for key, node in before.items() if key not in after]


def rows(form: Questionnaire) -> dict[str, Node]:
    """Give every row by its key: its name where that is unique, else its path below the root."""
    nodes = [(node, "/".join([*(group.name for group in around), node.name])) for node, around in form.walk()]
    names = Counter(node.name for node, _path in nodes)
    return {node.name if names[node.name] == 1 else path: node for node, path in nodes}


def _changed(key: str, old: Node, new: Node, *, moved: bool) -> Iterator[Change]:
    label = new.label()
    if old.kind != new.kind:
        yield Change(What.KIND, key, label, old.kind, new.kind)
    if moved:
        yield Change(What.MOVED, key, label)
    yield from _words(key, old, new)
    for column in RULES:
        was, is_now = old.columns.get(column, ""), new.columns.get(column, "")
        if was != is_now and not (column == "required" and _same_required(was, is_now)):
            yield Change(What.RULE, key, label, was, is_now, column)
    if isinstance(old, Question) and isinstance(new, Question):
        yield from _choices(key, old, new)


def _same_required(was: str, is_now: str) -> bool:
    return {was.casefold(), is_now.casefold()} <= {"", "no", "false", "false()"}


def _words(key: str, old: Node, new: Node) -> Iterator[Change]:
    columns = [*old.columns, *(column for column in new.columns if column not in old.columns)]
    for column in columns:
        if column.partition("::")[0] in WORDS:
            was, is_now = old.columns.get(column, ""), new.columns.get(column, "")
            if was != is_now:
                yield Change(What.REWORDED, key, new.label(), was, is_now, column)


def _choices(key: str, old: Question, new: Question) -> Iterator[Change]:
    was, is_now = ({choice.name: choice for choice in question.choices} for question in (old, new))
    for name, choice in is_now.items():
        if name not in was:
            yield Change(What.CHOICE_ADDED, key, new.label(), after=choice.label(), detail=name)
        elif _texts(was[name].columns) != _texts(choice.columns):
            yield Change(What.CHOICE_REWORDED, key, new.label(), was[name].label(), choice.label(), name)
    for name, choice in was.items():
        if name not in is_now:
            yield Change(What.CHOICE_RETIRED, key, new.label(), before=choice.label(), detail=name)


def _texts(columns: Mapping[str, str]) -> dict[str, str]:
    return {key: text for key, text in columns.items() if key.partition("::")[0] == "label"}


def _moved(before: Mapping[str, Node], after: Mapping[str, Node]) -> set[str]:
    """Return what stands in another group, or at another place among the rows that stay."""
    parents = [{child.name: group.name for group in _groups(nodes) for child in group.children}
               for nodes in (before, after)]  # fmt: skip
    both = [key for key in before if key in after]
    order = [key for key in after if key in before]
    kept = {key for block in SequenceMatcher(None, both, order, autojunk=False).get_matching_blocks()
            for key in both[block.a : block.a + block.size]}  # fmt: skip
    elsewhere = {k for k in both if parents[0].get(before[k].name, "") != parents[1].get(after[k].name, "")}
    return (set(both) - kept) | elsewhere


def _groups(nodes: Mapping[str, Node]) -> list[Group]:
    return [node for node in nodes.values() if isinstance(node, Group)]
