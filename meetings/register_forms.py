"""The forms of the registers: action points, decisions that are looked at again, polls, and what one looks for."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings import people
from meetings.models import ActionPoint, AgendaItem, Choice, MeetingPage, Outcome, Poll
from schakel.accounts.models import User
from schakel.guard.forms import GuardedForm
from schakel.workspaces.models import WorkspacePage


def reason_field(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=_("Leden lezen dit. Noem geen gegevens van slachtoffers."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        **options,
    )


class DoneForm(forms.Form):
    """Where somebody pressed "Afgerond", to go back there."""

    back = forms.ChoiceField(choices=[("mine", "mine"), ("point", "point")], required=False)


class MoveForm(GuardedForm):
    due = forms.DateField(label=_("Nieuwe datum"), widget=forms.DateInput())
    reason = reason_field(_("Waarom verschuift de datum?"))


class HandOverForm(GuardedForm):
    """To whom an action point goes: another member of its body."""

    to = forms.ModelChoiceField(label=_("Aan wie"), queryset=User.objects.none(), empty_label=_("Kies een lid"))
    reason = reason_field(_("Waarom draagt u het over?"))

    def __init__(self, *args: Any, point: ActionPoint, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["to"]
        field.queryset = people.members(point.workspace).exclude(pk=point.owner_id)


class CancelForm(GuardedForm):
    reason = reason_field(_("Waarom vervalt dit actiepunt?"))


class ReopenForm(GuardedForm):
    reason = reason_field(_("Waarom is het weer open?"))


class KeepForm(GuardedForm):
    reason = reason_field(_("Waarom blijft het open zonder volgende vergadering?"))


class ReviewForm(GuardedForm):
    """What became of a decision when it was looked at again."""

    outcome = forms.ChoiceField(label=_("Wat gebeurt er met het besluit?"), choices=Outcome.choices)
    next_on = forms.DateField(label=_("Opnieuw bekijken op"), required=False, widget=forms.DateInput())
    reason = reason_field(_("Toelichting"), required=False)


class PollForm(GuardedForm):
    """A question with its choices, one on each line. `key` makes that a form sent twice asks once."""

    question = forms.CharField(label=_("Vraag"), max_length=300)
    item = forms.ModelChoiceField(
        label=_("Agendapunt"),
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label=_("Geen agendapunt"),
    )
    choices = forms.CharField(
        label=_("Keuzes"),
        initial=_("Voor\nTegen\nOnthouding"),
        help_text=_("Elke keuze op een eigen regel. Twee tot tien."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, meeting: MeetingPage, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["item"]
        field.queryset = meeting.items.exclude(kind=AgendaItem.Kind.PAUSE).order_by("position", "pk")


class VoteForm(forms.Form):
    """What one chooses. What one chose before is chosen already."""

    choice = forms.ModelChoiceField(
        label=_("Uw stem"), queryset=Choice.objects.none(), empty_label=None, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, poll: Poll, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["choice"]
        field.queryset = poll.choices.order_by("order", "pk")


class RegisterFilter(forms.Form):
    """What somebody looks for in the register of decisions."""

    overleg = forms.ModelChoiceField(
        label=_("Overleg"), queryset=WorkspacePage.objects.none(), required=False, empty_label=_("Alle overleggen")
    )
    jaar = forms.IntegerField(label=_("Jaar"), min_value=1990, max_value=2200, required=False)
    q = forms.CharField(label=_("Woorden of nummer"), max_length=100, required=False)
    herziening = forms.BooleanField(label=_("Alleen wat opnieuw bekeken moet worden"), required=False)

    def __init__(self, data: Any, *, bodies: Any) -> None:
        super().__init__(data)
        field: Any = self.fields["overleg"]
        field.queryset = bodies
