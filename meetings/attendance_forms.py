"""The forms with which people answer, name substitutes and choose the quorum."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.models import AgendaItem, Answer, MeetingPage, QuorumRule
from meetings.models.agenda import timeline
from schakel.workspaces.models import Seat


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(choices=[(kind, kind.label) for kind in (Answer.Kind.YES, Answer.Kind.NO)])


class SeatedForm(forms.Form):
    """A form about one of some seats."""

    seat = forms.ModelChoiceField(label=_("Voor welke zetel"), queryset=Seat.objects.none(), empty_label=None)

    def __init__(self, *args: Any, seats: Iterable[Seat], **options: Any) -> None:
        super().__init__(*args, **options)
        field: forms.ModelChoiceField[Seat] = self.fields["seat"]  # type: ignore[assignment]
        field.queryset = Seat.objects.filter(pk__in=[seat.pk for seat in seats]).select_related("organisation")


def item_field(meeting: MeetingPage, *, whole: bool) -> forms.ModelChoiceField[AgendaItem]:
    """Return a choice of the items of `meeting`; with `whole`, or all of it."""
    field = forms.ModelChoiceField(
        label=_("Voor welk deel") if whole else _("Bij welk punt"),
        queryset=meeting.items.exclude(kind=AgendaItem.Kind.PAUSE),
        required=not whole,
        empty_label=_("De hele vergadering") if whole else None,
    )
    titles = [(line.item.pk, line.title) for line in timeline(meeting) if not line.is_pause]
    field.choices = [("", field.empty_label), *titles] if whole else titles
    return field


class SubstituteForm(SeatedForm):
    called = forms.CharField(label=_("Naam van de vervanger"), max_length=120)
    email = forms.EmailField(
        label=_("E-mailadres van de vervanger"),
        help_text=_("Deze persoon krijgt een e-mail en ziet alleen de stukken van deze vergadering (of dit punt)."),
    )

    def __init__(self, *args: Any, meeting: MeetingPage, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["item"] = item_field(meeting, whole=True)


class ItemAttendanceForm(SeatedForm):
    """Who took a seat at one item; without a name nobody did."""

    substitute = forms.CharField(
        label=_("Naam van de vervanger"), max_length=120, required=False, help_text=_("Laat leeg om weg te halen.")
    )

    def __init__(self, *args: Any, meeting: MeetingPage, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["item"] = item_field(meeting, whole=False)


class QuorumForm(forms.Form):
    share = forms.ChoiceField(
        label=_("Wanneer zijn er genoeg organisaties om te besluiten?"), choices=QuorumRule.Share.choices
    )
    count = forms.IntegerField(
        label=_("Hoeveel organisaties"), min_value=1, max_value=500, required=False,
        help_text=_("Alleen bij een vast aantal."),
    )  # fmt: skip
