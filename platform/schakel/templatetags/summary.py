"""What is the matter with a form, on top of it, with a link to each field."""

from collections.abc import Iterator

from django.forms import BaseForm, BoundField
from django.forms.widgets import RadioSelect
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

BARE = {"required", "invalid", "invalid_choice"}  # messages that do not say which question they are about


def error_summary(form: BaseForm, title: str = "") -> SafeString:
    """Show the errors of a form in a panel that takes the focus; nothing when there are none."""
    items = list(messages(form))
    if not items:
        return SafeString("")
    key = f"{form.prefix or 'form'}-errors"
    return format_html(
        '<div class="panel alarm summary" role="alert" tabindex="-1" aria-labelledby="{0}" data-errors>'
        '<h2 id="{0}">{1}</h2><ul class="plain">{2}</ul></div>',
        key,
        title or counted(form, len(items)),
        format_html_join("", "<li>{}</li>", ((item,) for item in items)),
    )


def counted(form: BaseForm, count: int) -> str:
    """Say how many things are not right yet, or that it failed as a whole."""
    if count == len(form.non_field_errors()):
        return gettext("Dit is niet gelukt")
    return ngettext("Eén ding klopt nog niet", "%(count)s dingen kloppen nog niet", count) % {"count": count}


def messages(form: BaseForm) -> Iterator[SafeString]:
    """Yield the errors of the form as text and those of its fields as links."""
    for message in form.non_field_errors():
        yield format_html("{}", message)
    for bound in form:
        for code, message in zip(codes(bound), bound.errors, strict=True):
            text = (
                f"{bound.label}{'' if str(bound.label).endswith(('?', '.')) else ':'} {message}"
                if code in BARE
                else message
            )
            yield format_html('<a href="#{}">{}</a>' if target(bound) else "{1}", target(bound), text)


def codes(bound: BoundField) -> list[str]:
    """Return the code of each error of a field, in the order of its messages."""
    return [error.code or "" for error in bound.errors.as_data()]


def target(bound: BoundField) -> str:
    """Return the id of the input to go to: of a group its first choice, of a hidden field nothing."""
    if bound.is_hidden:
        return ""
    return f"{bound.auto_id}_0" if isinstance(bound.field.widget, RadioSelect) else bound.id_for_label
