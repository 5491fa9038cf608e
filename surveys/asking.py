"""What the page of a section shows: questions, groups, tables and repeats, with what was answered and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, ClassVar
from urllib.parse import quote

from django.template.loader import get_template
from django.utils.safestring import SafeString

from surveys import confirming, inputs
from surveys.faces import Face, by_base, of_section
from surveys.kinds import Kind, asks_own_code, steps
from surveys.models import Response
from surveys.questionnaire import Choice, Question, Section, to_display
from surveys.questionnaire.keys import key as key_of
from surveys.questionnaire.numerals import write
from surveys.standing import NOTHING, Standing, language


@dataclass(frozen=True)
class Option:
    """One choice; `apart` stands at the first of the choices that exclude all others."""

    name: str
    label: str
    state: str  # the attributes checked and disabled
    id: str
    apart: bool = False
    place: int = 0  # of a rank


@dataclass(frozen=True)
class Asked:
    """One question on the page, or a note between them (which has no kind)."""

    name: str  # its key
    label: str
    hint: str = ""
    guidance: str = ""
    kind: Kind | None = None
    values: tuple[str, ...] = ("",)
    options: tuple[Option, ...] = ()
    box: str = ""
    optional: bool = False
    visible: bool = True
    inline: bool = False
    problem: str = ""
    doubtful: bool = False  # there may be a warning
    warning: str = ""
    confirmed: str = ""  # what the box under a warning stands for; checked where that is the answer
    is_confirmed: bool = False
    former: str = ""
    year: int = 0
    still: bool = False  # the former answer was confirmed
    shown: str = ""  # of what nobody can change
    spoken: str = "nl"
    slug: str = ""  # of the round: for who may remark on it
    remarks: tuple[Any, ...] = field(default=(), compare=False)
    private: bool = field(default=False, compare=False)

    template: ClassVar[str] = "surveys/question.html"

    @property
    def value(self) -> str:
        return self.values[0]

    @property
    def places(self) -> range:
        return range(1, len(self.options) + 1)

    @property
    def described_by(self) -> str:
        """The ids of the texts that belong to the input."""
        return " ".join(
            [f"{self.name}-hint"] * bool(self.hint) + [f"{self.name}-error"] + [f"{self.name}-doubt"] * self.doubtful
        )

    @property
    def noted(self) -> dict[str, tuple[Any, ...]]:
        """What colleagues remarked on it."""
        return {self.name: self.remarks}

    @property
    def ok(self) -> str:
        """The name of the box under a warning."""
        return confirming.OK + self.name

    @property
    def address(self) -> str:
        """The part of an address that leads to it."""
        return quote(self.name, safe="")

    @property
    def html(self) -> SafeString:
        """The question as it stands on the page; drawn once for all who see the same, unless somebody wrote it."""
        return _drawn(self) if self.private else _drawn_once(self)


@dataclass(frozen=True)
class Together:
    """A group within a section: a heading, if it has one, and what belongs under it."""

    name: str
    label: str
    hint: str
    blocks: tuple[Block, ...]
    level: int
    visible: bool = True

    template: ClassVar[str] = "surveys/parts/group.html"

    @property
    def html(self) -> SafeString:
        return _drawn(self)


@dataclass(frozen=True)
class Matrix(Together):
    """A group whose questions are the rows of a table, and their choices its columns."""

    columns: tuple[tuple[str, str], ...] = ()  # id and label

    template: ClassVar[str] = "surveys/parts/matrix.html"


@dataclass(frozen=True)
class Instance:
    """One of the times that a repeat is asked."""

    name: str
    number: int
    blocks: tuple[Block, ...]
    is_going: bool = False

    @property
    def address(self) -> str:
        return quote(self.name, safe="")


@dataclass(frozen=True)
class Repeated(Together):
    """A repeat with its instances. One that counts itself has no buttons."""

    instances: tuple[Instance, ...] = ()
    counted: bool = False

    template: ClassVar[str] = "surveys/parts/repeat.html"

    @property
    def title(self) -> str:
        return self.label or self.name.partition("[")[0]

    @property
    def below(self) -> int:
        return min(self.level + bool(self.label), 6)

    @property
    def address(self) -> str:
        return quote(self.name, safe="")


Block = Asked | Together


def _drawn(block: Block) -> SafeString:
    return get_template(block.template).render({"question": block, "block": block})  # type: ignore[return-value]


@lru_cache(maxsize=2048)
def _drawn_once(asked: Asked) -> SafeString:
    return _drawn(asked)


def asked(
    section: Section,
    response: Response,
    stand: Standing,
    own_code: str = "",
    *,
    strict: bool,
    going: str = "",
    remarks: Mapping[str, Any] = NOTHING,
) -> tuple[Block, ...]:
    """Return what a section shows. With `strict` questions that are still open count as wrong too.

    `going` is the key of an instance of which is asked whether it may go; `remarks` are those of colleagues, by key.
    """
    desk = _Desk(response, stand, own_code, strict, going, language(), remarks)
    return tuple(desk.blocks(of_section(stand.form, section, desk.spoken), (), 2))


def look(stand: Standing) -> Any:
    """Return what of a page other answers decide, beside what is visible: instances, choices and words."""
    found, at = stand.evaluation, by_base(stand.form)
    filtered = {
        key: offered for key, offered in found.choices.items() if at[key.partition("[")[0]].question.choice_filter
    }
    varying = [
        key for key in found.visible | found.visible_groups if getattr(at.get(key.partition("[")[0]), "varies", False)
    ]
    columns = ("label", "hint", "guidance_hint")
    words = {key: [found.labels(key, column, language()) for column in columns] for key in varying}
    return (dict(found.instances), {key: [each.name for each in offered] for key, offered in filtered.items()}, words)


def questions_in(blocks: tuple[Block, ...]) -> Iterator[Asked]:
    """Yield the questions and notes among blocks, in their order."""
    for block in blocks:
        if isinstance(block, Asked):
            yield block
        elif isinstance(block, Repeated):
            for instance in block.instances:
                yield from questions_in(instance.blocks)
        else:
            yield from questions_in(block.blocks)


@dataclass(frozen=True)
class _Desk:
    """Where one page is laid out."""

    response: Response
    stand: Standing
    own_code: str
    strict: bool
    going: str
    spoken: str
    remarks: Mapping[str, Any]

    def blocks(self, faces: tuple[Face, ...], ids: tuple[str, ...], level: int) -> Iterator[Block]:
        for face in faces:
            if face.is_repeat:
                yield self._repeat(face, ids, level)
            elif face.is_group:
                yield self._group(face, ids, level)
            elif face.kind or face.question.kind == "note":
                yield self._question(face, ids)

    def _group(self, face: Face, ids: tuple[str, ...], level: int) -> Together:
        key = key_of(face.base, ids)
        deeper = min(level + bool(face.label), 6)
        inner = tuple(self.blocks(face.children, ids, deeper))
        visible = key in self.stand.evaluation.visible_groups
        made = Together(key, self._text(face, key, "label"), self._text(face, key, "hint"), inner, level, visible)
        return _table(made) if face.is_matrix else made

    def _repeat(self, face: Face, ids: tuple[str, ...], level: int) -> Repeated:
        key, evaluation = key_of(face.base, ids), self.stand.evaluation
        inner = []
        for number, each in enumerate(evaluation.instances.get(key, ()), 1):
            own = key_of(face.base, (*ids, each))
            blocks = tuple(self.blocks(face.children, (*ids, each), min(level + 1, 6)))
            inner.append(Instance(own, number, blocks, own == self.going))
        return Repeated(
            key,
            self._text(face, key, "label"),
            self._text(face, key, "hint"),
            (),
            level,
            visible=key in evaluation.visible_groups,
            instances=tuple(inner),
            counted=key in evaluation.counted,
        )

    def _text(self, face: Face, key: str, column: str) -> str:
        own = str(getattr(face, column.removesuffix("_hint") if column == "guidance_hint" else column))
        return self.stand.evaluation.labels(key, column, self.spoken) or own if "${" in own else own

    def _question(self, face: Face, ids: tuple[str, ...]) -> Asked:
        key, stand = key_of(face.base, ids), self.stand
        words: dict[str, Any] = {
            "name": key,
            "label": self._text(face, key, "label"),
            "hint": self._text(face, key, "hint"),
            "guidance": self._text(face, key, "guidance_hint"),
            "visible": key in stand.visible,
            "spoken": self.spoken,
        }
        if face.kind is None:
            return Asked(**words, private=face.varies)
        if face.fixed:
            return Asked(**words, shown=self._fixed(face.question, key), private=True)
        return self._input(face, key, words)

    def _fixed(self, question: Question, key: str) -> str:
        found = self.stand.evaluation
        given = found.answers.get(key) or found.calculated.get(key, "")
        return to_display(question, given, self.spoken) or "–"

    def _input(self, face: Face, key: str, words: Mapping[str, Any]) -> Asked:
        stand, question, answers = self.stand, face.question, self.response.answers
        value = self._value(question, key)
        found = (stand.problems if self.strict else stand.wrong).get(key)
        former = str(self.response.former.get(key, ""))
        choices = stand.evaluation.choices.get(key, question.choices)
        disabled = "" if words["visible"] else " disabled"
        options = tuple(_options(face, key, value, choices, disabled)) if choices else self._steps(face, key, value)
        remarks = tuple(self.remarks.get(key, ()))
        return Asked(
            **words,
            slug=self.response.survey.slug,
            remarks=remarks,
            kind=face.kind,
            values=(value,)
            if options
            else inputs.apart(question, value, self.spoken, typed=key in self.response.drafts),
            options=options,
            box="checkbox" if question.kind == "select_multiple" else "radio",
            optional=face.optional and key not in stand.evaluation.required,
            inline=face.inline,
            problem=found.message if found else "",
            doubtful="warning" in question.columns,
            warning=stand.evaluation.warnings.get(key, ""),
            confirmed=stand.evaluation.answers.get(key, "") if key in stand.evaluation.warnings else "",
            is_confirmed=key in stand.confirmed,
            former=to_display(question, former, self.spoken) if former else "",
            year=self.response.survey.previous_round.year if former and self.response.survey.previous_round else 0,
            still=bool(former) and answers.get(key) == former,
            private=bool(former) or bool(remarks) or face.varies or bool(value and not options),
        )

    def _steps(self, face: Face, key: str, value: str) -> tuple[Option, ...]:
        """Return the values of a range that is picked from a list."""
        if face.question.kind != "range" or not face.kind or "pick" not in face.kind.field:
            return ()
        values = steps(face.question)
        marked = [(each, " selected" if each == value else "") for each in values]
        return tuple(Option(each, write(each, self.spoken, grouped=False), on, key) for each, on in marked)

    def _value(self, question: Question, key: str) -> str:
        """Return the lexical answer or what was typed in its place.

        Beforehand stands what the workbook says (its default) or, for the code of the municipality, that code: it is
        an answer when the section is saved, for only then somebody saw it.
        """
        if key in self.response.drafts:
            return str(self.response.drafts[key])
        beforehand = self.own_code if asks_own_code(question) else self.stand.evaluation.answers.get(key, "")
        return str(self.response.answers.get(key, beforehand))


def _options(face: Face, key: str, value: str, choices: tuple[Choice, ...], disabled: str) -> Iterator[Option]:
    question = face.question
    ticked = set(value.split()) if question.kind == "select_multiple" else {value}
    mark = " selected" if face.kind and "pick" in face.kind.field else f" checked{disabled}"
    places = dict(_places(question, value))
    before = False
    for number, choice in enumerate(choices):
        apart = choice.name in face.alone and number > 0 and not before
        before = before or apart
        html_id = f"{key}-{number}" if number else key
        state = mark if choice.name in ticked else "" if "selected" in mark else disabled
        label = choice.label(language())
        yield Option(choice.name, label, state, html_id, apart, places.get(choice.name, 0))


def _places(question: Question, value: str) -> Iterator[tuple[str, int]]:
    for each in inputs.apart(question, value, "nl") if question.kind == "rank" else ():
        name, _colon, place = each.rpartition(":")
        yield name, int(place) if place.isdecimal() else 0


def _table(group: Together) -> Matrix:
    """Lay a group out as a table: the choices of its first question are the columns."""
    rows = [block for block in group.blocks if isinstance(block, Asked) and block.options]
    columns = tuple((f"{group.name}-column-{at}", option.label) for at, option in enumerate(rows[0].options))
    blocks = tuple(replace(block, inline=True) if isinstance(block, Asked) else block for block in group.blocks)
    return Matrix(group.name, group.label, group.hint, blocks, group.level, group.visible, columns)
