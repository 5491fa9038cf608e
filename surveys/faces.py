"""What of a questionnaire never changes: its words, kinds and addresses, read once for each version and language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from surveys.kinds import Kind, exclusive, is_shown, kind_of
from surveys.questionnaire import Group, Question, Questionnaire, Section
from surveys.questionnaire.canonical import Node
from surveys.questionnaire.keys import key as key_of
from surveys.questionnaire.keys import split
from surveys.questionnaire.rules import required_in_words

YES = frozenset({"yes", "true", "true()"})


@dataclass(frozen=True, eq=False)
class Face:
    """A group or question as it looks whatever is answered. `base` is its key without instances."""

    node: Node
    base: str
    label: str
    hint: str = ""
    guidance: str = ""
    kind: Kind | None = None
    varies: bool = False  # a text mentions an answer: ${name}
    optional: bool = False
    fixed: bool = False  # readonly: shown as text
    inline: bool = False
    alone: frozenset[str] = frozenset()
    children: tuple[Face, ...] = ()

    @property
    def is_group(self) -> bool:
        return isinstance(self.node, Group)

    @property
    def is_repeat(self) -> bool:
        return isinstance(self.node, Group) and self.node.kind != "group"

    @property
    def is_matrix(self) -> bool:
        """Tell whether the questions of a group have the same choices and want one table."""
        return isinstance(self.node, Group) and "table-list" in self.node.appearance.split() and bool(_shared(self))

    @property
    def question(self) -> Question:
        if not isinstance(self.node, Question):
            raise TypeError(f"{self.base} is no question")
        return self.node

    def all(self) -> Iterator[Face]:
        """Yield this one and all within."""
        yield self
        for child in self.children:
            yield from child.all()


def _shared(face: Face) -> str:
    """Return the list from which all questions of a group are answered; "" where they differ."""
    rows = [child.question for child in face.children if not child.is_group and child.question.kind != "note"]
    lists = {row.list_name if row.kind in ("select_one", "select_multiple") else "" for row in rows}
    nested = any(child.is_group for child in face.children)
    return lists.pop() if len(lists) == 1 and not nested else ""


@lru_cache(maxsize=64)
def faces(form: Questionnaire, language: str) -> tuple[Face, ...]:
    """Return the tree of a questionnaire in one language."""
    uses = Counter(node.name for node, _around in form.walk())
    return _faces(form.children, (), uses, language)


def _faces(nodes: tuple[Node, ...], around: tuple[str, ...], uses: Counter[str], language: str) -> tuple[Face, ...]:
    """Return the faces of nodes, behind each question with or_other that of the text which it adds."""
    with_others = [each for node in nodes for each in (node, getattr(node, "other", None)) if each is not None]
    return tuple(_face(node, around, uses, language) for node in with_others)


@lru_cache(maxsize=64)
def by_base(form: Questionnaire) -> dict[str, Face]:
    """Return every group and question by its key without instances."""
    return {face.base: face for top in faces(form, "nl") for face in top.all()}


@lru_cache(maxsize=64)
def _depths(form: Questionnaire) -> dict[str, int]:
    """Return how many ids the key of each group and question has: the number of repeats around it."""
    found: dict[str, int] = {}

    def look(face: Face, around: int) -> None:
        found[face.base] = around
        for child in face.children:
            look(child, around + face.is_repeat)

    for top in faces(form, "nl"):
        look(top, 0)
    return found


def face_at(form: Questionnaire, key: str) -> Face | None:
    """Return what stands at a key of an answer; None where this version asks nothing there."""
    try:
        base, ids = split(key)
    except ValueError:
        return None
    face = by_base(form).get(base)
    return face if face and _depths(form)[base] == len(ids) else None


def question_at(form: Questionnaire, key: str) -> Question | None:
    """Return the question that is asked at a key."""
    face = face_at(form, key)
    return face.question if face and not face.is_group and face.question.is_asked else None


def is_kept(form: Questionnaire, key: str) -> bool:
    """Tell whether an answer can be kept at a key: that of a question, or of the instances of a repeat."""
    face = face_at(form, key)
    return face is not None and (face.is_repeat or (not face.is_group and face.question.is_asked))


@lru_cache(maxsize=64)
def places(form: Questionnaire) -> dict[str, int]:
    """Return where each group and question stands, by its key without instances."""
    return {base: at for at, base in enumerate(by_base(form))}


@lru_cache(maxsize=256)
def bases_in(form: Questionnaire, section: str) -> frozenset[str]:
    """Return what a section holds, by keys without instances."""
    here = next(each for each in form.sections if each.name == section)
    return frozenset(face.base for top in of_section(form, here, "nl") for face in top.all())


def is_in(form: Questionnaire, section: Section, key: str) -> bool:
    """Tell whether a key is of something in a section."""
    return key.partition("[")[0] in bases_in(form, section.name)


def asked_in(form: Questionnaire, section: Section, instances: Mapping[str, tuple[str, ...]]) -> dict[str, Question]:
    """Return the questions that a section puts, by key, in each instance of its repeats."""
    found: dict[str, Question] = {}

    def look(faces: tuple[Face, ...], ids: tuple[str, ...]) -> None:
        for face in faces:
            if face.is_repeat:
                for each in instances.get(key_of(face.base, ids), ()):
                    look(face.children, (*ids, each))
            elif face.is_group:
                look(face.children, ids)
            elif face.kind and not face.fixed:
                found[key_of(face.base, ids)] = face.question

    look(of_section(form, section, "nl"), ())
    return found


def of_section(form: Questionnaire, section: Section, language: str) -> tuple[Face, ...]:
    """Return what stands in a section: what is in its group, or the questions that are in none."""
    tops = faces(form, language)
    if section.group is None:
        return tuple(face for face in tops if not face.is_group)
    top = next(face for face in tops if face.is_group and face.node.name == section.name)
    return (top,) if top.is_repeat or top.is_matrix else top.children


@lru_cache(maxsize=64)
def is_lively(form: Questionnaire) -> bool:
    """Tell whether an answer can change more than what is visible: numbers of instances, choices or words."""
    columns = ("choice_filter", "repeat_count")
    return any(
        face.varies or any(face.node.columns.get(column) for column in columns) for face in by_base(form).values()
    )


def _face(node: Node, around: tuple[str, ...], uses: Counter[str], language: str) -> Face:
    base = node.name if uses[node.name] == 1 else "/".join((*around, node.name))
    texts = {column: node.text(column, language) for column in ("label", "hint", "guidance_hint")}
    varies = any("${" in text for text in texts.values())
    words = {"label": texts["label"], "hint": texts["hint"], "guidance": texts["guidance_hint"], "varies": varies}
    if isinstance(node, Group):
        inner = _faces(node.children, (*around, node.name), uses, language)
        return Face(node, base, children=inner, **words)  # type: ignore[arg-type]
    shown = is_shown(node)
    looks = set(node.appearance.split())
    return Face(
        node,
        base,
        kind=kind_of(node) if shown else None,
        optional=required_in_words(node) is False,
        fixed=node.columns.get("read_only", "").casefold().replace(" ", "") in YES,
        inline=any(look.startswith(("likert", "horizontal", "columns")) for look in looks),
        alone=exclusive(node) if node.choices else frozenset(),
        **{**words, "label": words["label"] or node.name},  # type: ignore[arg-type]
    )
