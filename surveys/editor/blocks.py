"""The blocks in which a secretary writes questions. What they mean is in `lenses.py`."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, CharBlock, ChoiceBlock, ListBlock, StreamBlock, StructBlock, TextBlock

OPERATORS = [
    ("is", _("is")),
    ("is_not", _("is niet")),
    ("contains", _("bevat")),
    ("more", _("is groter dan")),
    ("less", _("is kleiner dan")),
    ("least", _("is minstens")),
    ("most", _("is hoogstens")),
    ("filled", _("is ingevuld")),
    ("empty", _("is niet ingevuld")),
]
GIVEN = _("Leeg laten mag: dan maken wij een naam van de vraag. Verander hem daarna niet meer.")


class HiddenBlock(CharBlock):
    """What a block carries along and nobody types."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, "form_classname": "w-hidden", **options})
        self.field.widget = forms.HiddenInput()


class ToldBlock(CharBlock):
    """What stands there to be read."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, **options})
        self.field.widget = forms.Textarea(attrs={"readonly": True, "rows": 2, "tabindex": "-1"})


class AskedBlock(CharBlock):
    """The question that a condition looks at; the script offers the questions that stand on the page."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.field.widget.attrs["data-question"] = "true"


def name() -> CharBlock:
    return CharBlock(label=_("Naam"), required=False, max_length=64, help_text=GIVEN)


def line(label: Any, *, required: bool = False) -> TextBlock:
    return TextBlock(label=label, required=required, rows=1)


def texts(label: Any, *, required: bool = True) -> list[tuple[str, Any]]:
    """Return a text in Dutch, and in English beside it."""
    return [
        ("label_nl", line(label, required=required)),
        ("label_en", line(_("In het Engels"))),
    ]


def hints() -> list[tuple[str, Any]]:
    return [("hint_nl", line(_("Uitleg bij de vraag"))), ("hint_en", line(_("Uitleg in het Engels")))]


def condition() -> StructBlock:
    """Return rows of question, operator and value, joined by all or one of them."""
    row = StructBlock(
        [
            ("question", AskedBlock(label=_("Vraag"))),
            ("operator", ChoiceBlock(label=_("Vergelijking"), choices=OPERATORS, default="is")),
            ("value", CharBlock(label=_("Antwoord"), required=False)),
        ],
        label=_("Regel"),
    )
    joined = [("all", _("alle regels kloppen")), ("any", _("een van de regels klopt"))]
    return StructBlock(
        [
            ("joined", ChoiceBlock(label=_("Tonen als"), choices=joined, default="all")),
            ("rows", ListBlock(row, label=_("Regels"), default=[])),
        ],
        label=_("Alleen tonen als"),
        collapsed=True,
    )


def required() -> BooleanBlock:
    return BooleanBlock(label=_("Verplicht"), required=False)


def told() -> list[tuple[str, Any]]:
    return [("rules", ToldBlock(label=_("Regels in woorden"))), ("kept", HiddenBlock())]


def choices() -> list[tuple[str, Any]]:
    one = StructBlock([*texts(_("Antwoord")), ("name", name()), ("kept", HiddenBlock())], label=_("Antwoord"))
    again = _("Laat de antwoorden leeg en vul hier de naam van een lijst in om die lijst opnieuw te gebruiken.")
    return [
        ("choices", ListBlock(one, label=_("Antwoorden"), default=[])),
        ("list_name", CharBlock(label=_("Naam van de lijst"), required=False, max_length=64, help_text=again)),
    ]


def question(label: Any, icon: str, *own: tuple[str, Any], kinds: Any = (), **options: Any) -> StructBlock:
    """Return a block for one kind of question; `own` is what only that kind has."""
    kind = [("kind", ChoiceBlock(label=_("Soort"), choices=kinds, default=kinds[0][0]))] if kinds else []
    fields = [*texts(_("Vraag")), *hints(), *kind, *own, ("required", required()), ("condition", condition())]
    return StructBlock(
        [*fields, ("name", name()), *told()], label=label, icon=icon, label_format="{label_nl}", **options
    )


def number(label: Any) -> CharBlock:
    return CharBlock(label=label, required=False, max_length=20)


def messages() -> list[tuple[str, Any]]:
    return [
        ("constraint_message_nl", line(_("Melding als het getal daarbuiten valt"))),
        ("constraint_message_en", line(_("Die melding in het Engels"))),
    ]


def questions() -> list[tuple[str, Any]]:
    """Return the blocks that can stand in a section."""
    several = [
        ("select_one", _("één antwoord")),
        ("select_multiple", _("meer antwoorden")),
        ("rank", _("op volgorde zetten")),
    ]
    figures = [("integer", _("een heel getal")), ("decimal", _("een getal met cijfers achter de komma"))]
    moments = [("date", _("een datum")), ("time", _("een tijd")), ("datetime", _("een datum en een tijd"))]
    bounds = [("minimum", number(_("Minstens"))), ("maximum", number(_("Hoogstens"))), *messages()]
    steps = [("start", number(_("Van"))), ("end", number(_("Tot en met"))), ("step", number(_("In stappen van")))]
    long = BooleanBlock(label=_("Ruimte voor een langer antwoord"), required=False)
    row = StructBlock([*texts(_("Regel")), ("name", name()), ("kept", HiddenBlock())], label=_("Regel"))
    return [
        ("choice", question(_("Keuzevraag"), "list-ul", *choices(), kinds=several)),
        ("words", question(_("Tekst"), "edit", ("long", long))),
        ("number", question(_("Getal"), "plus", *bounds, kinds=figures)),
        ("moment", question(_("Datum of tijd"), "date", kinds=moments)),
        ("range", question(_("Schaal"), "arrow-right", *steps)),
        ("matrix", question(_("Tabel van vragen"), "table", ("rows", ListBlock(row, label=_("Regels"))), *choices())),
        ("acknowledge", question(_("Bevestiging"), "check")),
        ("note", note()),
        ("kept", kept()),
    ]


def note() -> StructBlock:
    fields = [*texts(_("Uitleg")), ("condition", condition()), ("name", name()), *told()]
    return StructBlock(fields, label=_("Uitleg"), icon="info-circle", label_format="{label_nl}")


def kept() -> StructBlock:
    """Return the block of what is deeper than this editor: it can be moved and taken out, and not changed."""
    fields = [
        ("label", ToldBlock(label=_("Vraag"))),
        ("why", ToldBlock(label=_("Waarom u dit hier niet wijzigt"))),
        ("name", HiddenBlock()),
        ("kept", HiddenBlock()),
        ("lists", HiddenBlock()),
    ]
    return StructBlock(fields, label=_("Uit het werkboek"), icon="lock", label_format="{label}")


def section() -> StructBlock:
    fields = [
        *texts(_("Titel van het onderdeel")),
        ("condition", condition()),
        ("questions", StreamBlock(questions(), label=_("Vragen"), required=False)),
        ("name", name()),
        *told(),
    ]
    return StructBlock(fields, label=_("Onderdeel"), icon="folder-open-inverse", label_format="{label_nl}")


def stream() -> list[tuple[str, Any]]:
    """Return the blocks of a questionnaire: sections, and what stands outside them."""
    return [("section", section()), *questions()]
