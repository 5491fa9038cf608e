"""Who can come when: the answers to a date poll as a table, and the question to one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.forms import BoundField, Form

from meetings import clashes, invited
from meetings.models import DateAnswer, DateOption, DatePoll
from schakel.accounts.models import User

Value = DateAnswer.Value


@dataclass(frozen=True)
class Column:
    """One moment with how many said what."""

    option: DateOption
    yes: int
    if_need_be: int
    no: int
    is_best: bool


@dataclass(frozen=True)
class Table:
    """The moments, and for each person who is asked or answered what they said to each of them."""

    options: list[DateOption]
    columns: list[Column]
    rows: list[tuple[User, list[str]]]
    own: dict[int, str]
    silent: int


@dataclass(frozen=True)
class Question:
    """One moment, as one person is asked about it."""

    option: DateOption
    field: BoundField
    clashes: list[str]


def of(poll: DatePoll, reader: User) -> Table:
    """Return the answers to `poll`; as many questions for two persons as for sixty."""
    options = list(poll.options.all())
    said = {(row.user_id, row.option_id): row.value for row in DateAnswer.objects.filter(option__poll=poll)}
    asked = list(invited.to_say_when(poll.workspace))
    gone = User.objects.filter(pk__in={user for user, _option in said} - {person.pk for person in asked})
    persons = sorted([*asked, *gone], key=lambda person: person.name)
    answered = {user for user, _option in said}
    rows = [(person, [said.get((person.pk, option.pk), "") for option in options]) for person in persons]
    return Table(
        options,
        _columns(options, rows),
        rows,
        {option.pk: said[reader.pk, option.pk] for option in options if (reader.pk, option.pk) in said},
        sum(person.pk not in answered for person in asked),
    )


def _columns(options: list[DateOption], rows: list[tuple[User, list[str]]]) -> list[Column]:
    counted = [Counter(values[place] for _person, values in rows) for place in range(len(options))]
    scores = [(count[Value.YES] + count[Value.IF_NEED_BE], count[Value.YES]) for count in counted]
    best = max(scores, default=(0, 0))
    return [
        Column(option, count[Value.YES], count[Value.IF_NEED_BE], count[Value.NO], score == best and best > (0, 0))
        for option, count, score in zip(options, counted, scores, strict=True)
    ]


def questions(form: Form, table: Table, spans: Sequence[clashes.Span], poll: DatePoll, reader: User) -> list[Question]:
    """Return what `reader` is asked, with what stands in the way of each moment for themselves."""
    alone = User.objects.filter(pk=reader.pk)
    said = clashes.of(poll.workspace, spans, invited=alone, reader=reader)
    return [
        Question(option, form[f"option_{option.pk}"], words) for option, words in zip(table.options, said, strict=True)
    ]
