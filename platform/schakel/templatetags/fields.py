"""A form field in the look: label, hint, error and input, tied together for those who cannot see them."""

from copy import copy, deepcopy

from django.forms import BoundField
from django.forms.widgets import (
    CheckboxInput,
    DateInput,
    DateTimeBaseInput,
    DateTimeInput,
    RadioSelect,
    TimeInput,
    Widget,
)
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from .icons import icon

Attributes = dict[str, str | bool]  # False leaves an attribute out

# the browser's own pickers want and post ISO, whatever the language of the page
NATIVE: dict[type[DateTimeBaseInput], tuple[str, str]] = {
    DateInput: ("date", "%Y-%m-%d"),
    DateTimeInput: ("datetime-local", "%Y-%m-%dT%H:%M"),
    TimeInput: ("time", "%H:%M"),
}


def field(
    bound: BoundField, *, label: str = "", hint: bool = True, inline: bool = False, **attrs: object
) -> SafeString:
    """Render a field whole; further arguments become attributes of the input (`hx_post` is written `hx-post`)."""
    bound = copy(bound)
    bound.label = label or bound.label
    bound.help_text = bound.help_text if hint else ""  # then the input does not point at it either
    widget = bound.field.widget
    given: Attributes = {
        name.replace("_", "-"): value if isinstance(value, bool) else str(value) for name, value in attrs.items()
    }
    if bound.is_hidden:
        return bound.as_widget(attrs=given)
    if isinstance(widget, CheckboxInput):
        return checkbox(bound, given)
    if bound.use_fieldset:
        return group(bound, inline=inline, attrs=given)
    return wrap(
        "div", bound, format_html('<label for="{}">{}</label>', bound.id_for_label, name(bound)), box(bound, given)
    )


def wrap(element: str, bound: BoundField, title: SafeString, content: SafeString) -> SafeString:
    """Put title, hint, error and content of a field in one element."""
    described = SafeString("")
    if element == "fieldset" and bound.aria_describedby:
        described = format_html(' aria-describedby="{}"', bound.aria_describedby)
    return format_html(
        '<{0} class="field{1}"{2}>{3}{4}{5}{6}</{0}>',
        element,
        " has-error" if bound.errors else "",
        described,
        title,
        explain(bound),
        error(bound),
        content,
    )


def name(bound: BoundField) -> SafeString:
    """Return the label, and "(niet verplicht)" where the field may stay empty."""
    if bound.field.required or bound.field.disabled:
        return format_html("{}", bound.label)
    return format_html('{} <span class="optional">({})</span>', bound.label, gettext("niet verplicht"))


def explain(bound: BoundField) -> SafeString:
    if not bound.help_text:
        return SafeString("")
    return format_html('<div class="hint" id="{}_helptext">{}</div>', bound.auto_id, bound.help_text)


def error(bound: BoundField) -> SafeString:
    if not bound.errors:
        return SafeString("")
    return format_html(
        '<p class="error" id="{}_error">{}<span><span class="only-read">{} </span>{}</span></p>',
        bound.auto_id,
        icon("warn"),
        gettext("Fout:"),
        format_html_join(SafeString("<br>"), "{}", ((message,) for message in bound.errors)),
    )


def box(bound: BoundField, attrs: Attributes) -> SafeString:
    """Render the input itself, with the class of the look beside those of its widget."""
    css = f"{bound.field.widget.attrs.get('class', '')} input".strip()
    return bound.as_widget(native(bound.field.widget), {"class": css, **attrs})


def native(widget: Widget) -> Widget:
    """Return a date or time widget as the browser's own picker, any other widget as it is."""
    for kind, (input_type, written) in NATIVE.items():
        if isinstance(widget, kind) and widget.input_type in ("text", input_type):
            picker = deepcopy(widget)
            picker.input_type, picker.format = input_type, written
            return picker
    return widget


def checkbox(bound: BoundField, attrs: Attributes) -> SafeString:
    """Render one box with its label behind it."""
    label = format_html('<label class="choice">{} <span>{}</span></label>', bound.as_widget(attrs=attrs), bound.label)
    return wrap("div", bound, SafeString(""), label)


def group(bound: BoundField, *, inline: bool, attrs: Attributes) -> SafeString:
    """Render several inputs that answer one question."""
    legend = format_html("<legend>{}</legend>", name(bound))
    if not isinstance(bound.field.widget, RadioSelect):
        return wrap("fieldset", bound, legend, format_html('<div class="row">{}</div>', box(bound, attrs)))
    choices = format_html_join(
        "",
        '<label class="choice">{} <span>{}</span></label>',
        ((choice.tag(), choice.choice_label) for choice in bound.subwidgets),
    )
    kind = "choices inline" if inline else "choices"
    return wrap("fieldset", bound, legend, format_html('<div class="{}">{}</div>', kind, choices))
