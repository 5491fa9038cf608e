"""What minutes are made of. Which agenda items and which persons can be chosen depends on the meeting."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import nh3
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import ChoiceBlock, DateBlock, RichTextBlock, StreamBlock, StreamValue, StructBlock, TextBlock
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock, TypedTableBlockValidationError
from wagtail.rich_text import RichText

from meetings import people
from meetings.models.agenda import timeline
from schakel.content.blocks import FEATURES, IN_A_CELL

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from meetings.models.meeting import MeetingPage

Choices = Iterable[tuple[str, str]]
TAGS = {"h2", "h3", "h4", "p", "b", "strong", "i", "em", "ol", "ul", "li", "a", "br"}
TABLE_TAGS = {"table", "thead", "tbody", "tr", "th", "td"}
SCHEMES = {"http", "https", "mailto", "tel"}


def clean_html(source: str, also: Iterable[str] = ()) -> SafeString:
    """Return `source` with nothing but headings, bold, italic, lists and links to the outside; `also` adds tags."""
    return SafeString(nh3.clean(source, tags={*TAGS, *also}, attributes={"a": {"href"}}, url_schemes=SCHEMES))


class Prose(RichTextBlock):
    """Text with headings, lists and external links. A link to a page of Schakel is refused: it asks nobody."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"features": FEATURES, "label": _("Tekst"), **options})

    def clean(self, value: RichText) -> RichText:
        cleaned = super().clean(value)
        if "linktype=" in cleaned.source or "<embed" in cleaned.source:
            raise ValidationError(gettext("Een koppeling naar een pagina of bestand van Schakel kan hier niet."))
        return RichText(str(clean_html(cleaned.source)))


class RowChoice(ChoiceBlock):
    """A choice among rows that were asked for one meeting; what is not among them is refused in words."""

    refusal: StrOrPromise = ""

    def get_field(self, **options: Any) -> forms.ChoiceField:
        return forms.ChoiceField(**options, error_messages={"invalid_choice": self.refusal})


class ItemChoice(RowChoice):
    refusal = _("Dit agendapunt hoort niet bij deze vergadering. Kies een punt van deze agenda.")


class PersonChoice(RowChoice):
    refusal = _("Deze persoon hoort niet bij deze werkruimte. Kies een lid.")


class PollChoice(RowChoice):
    refusal = _("Deze stemming hoort niet bij deze vergadering, of is nog open.")


def table(rows: list[list[str]]) -> dict[str, Any]:
    """Return a table as it is stored; its first row is the heading, each other cell a piece of HTML."""
    head, *below = rows
    width = max(len(row) for row in rows)
    filled = [row + [""] * (width - len(row)) for row in (head, *below)]
    return {
        "columns": [{"type": "text", "heading": heading} for heading in filled[0]],
        "rows": [{"values": row} for row in filled[1:]],
        "caption": "",
    }


def stream(items: Choices = (), persons: Choices = (), polls: Choices = ()) -> StreamBlock:
    """Return the blocks of minutes in which these agenda items, persons and polls can be chosen."""
    return StreamBlock(
        [
            ("text", Prose(icon="pilcrow")),
            (
                "discussion",
                StructBlock(
                    [("item", _item(items)), ("text", Prose(required=False))], label=_("Bespreking"), icon="comment"
                ),
            ),
            ("table", TypedTableBlock([("text", Prose(features=IN_A_CELL, required=False))], label=_("Tabel"))),
            ("decision", StructBlock(_decision(items, polls), label=_("Besluit"), icon="check")),
            ("action", StructBlock(_action(items, persons), label=_("Actiepunt"), icon="task")),
        ],
        required=False,
    )


def of_meeting(meeting: MeetingPage) -> StreamBlock:
    """Return the blocks of the minutes of `meeting`: its own agenda items, the members of its workspace."""
    items = [(str(line.item.pk), line.title) for line in timeline(meeting) if not line.is_pause]
    polls = [(str(poll.pk), poll.question) for poll in meeting.polls.closed()]
    return stream(items, people.choices(meeting.workspace), polls)


def _item(items: Choices, *, required: bool = True) -> ItemChoice:
    return ItemChoice(choices=items, label=_("Agendapunt"), required=required)


def _decision(items: Choices, polls: Choices) -> list[tuple[str, Any]]:
    return [
        ("item", _item(items)),
        ("text", TextBlock(label=_("Besluit"), rows=3)),
        ("basis", TextBlock(label=_("Grond"), help_text=_("Waarop het besluit rust."), rows=2, required=False)),
        ("poll", PollChoice(choices=polls, label=_("Stemming"), required=False)),
        ("review_on", DateBlock(label=_("Opnieuw bekijken op"), required=False)),
    ]


def _action(items: Choices, persons: Choices) -> list[tuple[str, Any]]:
    return [
        ("item", _item(items, required=False)),
        ("text", TextBlock(label=_("Wat moet er gebeuren"), rows=2)),
        ("owner", PersonChoice(choices=persons, label=_("Wie"))),
        ("due", DateBlock(label=_("Af op"))),
    ]


def raw(body: Iterable[tuple[str, Any]]) -> list[dict[str, Any]]:
    """Return blocks given as (type, value) in the form in which they are stored; rows and days may stand in them."""
    return [{"type": kind, "value": _stored(value), "id": str(uuid.uuid4())} for kind, value in body]


def _stored(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _stored(part) for name, part in value.items()}
    if isinstance(value, Model):
        return str(value.pk)
    return value.isoformat() if isinstance(value, date) else value


def checked(block: StreamBlock, value: StreamValue) -> StreamValue:
    """Return `value` cleaned by `block`. Raises ValidationError with one sentence for each block that is not right."""
    value = block.to_python(block.get_prep_value(value))  # its parts belong to the block that made them until now
    try:
        return block.clean(value)
    except StreamBlockValidationError as wrong:
        sentences = [
            gettext("Blok %(place)s, %(kind)s: %(message)s")
            % {"place": place + 1, "kind": str(value[place].block.label).lower(), "message": message}
            for place, error in sorted(wrong.block_errors.items())
            for message in _messages(error)
        ]
        raise ValidationError(sentences or list(wrong.non_block_errors)) from wrong


def _messages(error: ValidationError) -> Iterator[str]:
    if isinstance(error, StructBlockValidationError):
        for part in error.block_errors.values():
            yield from _messages(part)
    elif isinstance(error, TypedTableBlockValidationError):
        for row in (error.cell_errors or {}).values():
            for cell in row.values():
                yield from cell.messages
    else:
        yield from error.messages
