"""The forms with which members prepare a meeting, and the secretary weighs what they bring."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings import people
from meetings.forms import mark_field, paper_field
from meetings.models import AgendaItem, AgendaTemplate, MeetingPage, ProposedItem
from meetings.models.proposals import PROPOSABLE
from schakel import tlp
from schakel.accounts.models import User
from schakel.files.models import Paper
from schakel.guard.forms import GuardedForm

NO_CASE = _("Beschrijf geen zaak en geen persoon.")


class ProposalForm(GuardedForm):
    """An item that a member proposes."""

    title = forms.CharField(label=_("Titel"), max_length=200, help_text=NO_CASE)
    kind = forms.ChoiceField(
        label=_("Wat moet de vergadering doen?"),
        choices=[(kind.value, kind.label) for kind in PROPOSABLE],
        initial=AgendaItem.Kind.DISCUSSION,
    )
    duration = forms.IntegerField(label=_("Minuten"), min_value=1, max_value=600, initial=10)
    aim = forms.CharField(
        label=_("Doel"), max_length=200, required=False, help_text=_("Wat wilt u met dit punt bereiken?")
    )
    explanation = forms.CharField(
        label=_("Toelichting"),
        max_length=2000,
        required=False,
        help_text=NO_CASE,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    owner = forms.ModelChoiceField(
        label=_("Wie brengt het in"), queryset=User.objects.none(), required=False, empty_label=_("Ik breng het in")
    )
    tlp = mark_field(initial=tlp.USUAL)

    def __init__(self, *args: Any, meeting: MeetingPage, **options: Any) -> None:
        super().__init__(*args, **options)
        owner: forms.ModelChoiceField[User] = self.fields["owner"]  # type: ignore[assignment]
        owner.queryset = people.members(meeting.workspace)
        owner.choices = [("", owner.empty_label), *people.choices(meeting.workspace)]


class NewProposalForm(ProposalForm):
    paper = paper_field(required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class ProposalPaperForm(GuardedForm):
    paper = paper_field()
    title = forms.CharField(
        label=_("Titel van het stuk"),
        max_length=160,
        required=False,
        help_text=_("Laat u dit leeg, dan krijgt het stuk de titel van het punt."),
    )


class PaperChoiceForm(forms.Form):
    """One of the papers of a proposal."""

    paper = forms.ModelChoiceField(queryset=Paper.objects.none())

    def __init__(self, *args: Any, proposal: ProposedItem, **options: Any) -> None:
        super().__init__(*args, **options)
        field: forms.ModelChoiceField[Paper] = self.fields["paper"]  # type: ignore[assignment]
        field.queryset = proposal.papers.all()


class TakeForm(forms.Form):
    answer = forms.CharField(
        label=_("Bericht aan het lid"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class MergeForm(TakeForm):
    item = forms.ModelChoiceField(
        label=_("Samenvoegen met"), queryset=AgendaItem.objects.none(), empty_label=_("Kies een punt")
    )

    def __init__(self, *args: Any, meeting: MeetingPage, **options: Any) -> None:
        super().__init__(*args, **options)
        items: forms.ModelChoiceField[AgendaItem] = self.fields["item"]  # type: ignore[assignment]
        items.queryset = meeting.items.exclude(kind=AgendaItem.Kind.PAUSE).order_by("position", "pk")


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label=_("Waarom stuurt u het terug?"),
        help_text=_("Het lid leest dit."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SubmissionsForm(forms.Form):
    """Until when members submit in time."""

    at = forms.DateTimeField(
        label=_("Leden dienen in tot"),
        help_text=_("Leeg: tien dagen voor de vergadering. Daarna is een punt te laat."),
        required=False,
        widget=forms.DateTimeInput,
    )


class OtherMeetingForm(forms.Form):
    """The meeting whose agenda is copied: an earlier or later one of the same workspace."""

    other = forms.ModelChoiceField(
        label=_("Overnemen van"), queryset=MeetingPage.objects.none(), empty_label=_("Kies een vergadering")
    )

    def __init__(self, *args: Any, meeting: MeetingPage, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        field: forms.ModelChoiceField[MeetingPage] = self.fields["other"]  # type: ignore[assignment]
        rows = MeetingPage.objects.visible_to(user).sibling_of(meeting, inclusive=False)
        field.queryset = rows.filter(begins__lte=meeting.begins).order_by("-begins", "-pk")


class KeepForm(forms.Form):
    """The name of a template."""

    name = forms.CharField(label=_("Naam van het sjabloon"), max_length=80)


class TemplateForm(forms.Form):
    """A template of the workspace."""

    template = forms.ModelChoiceField(
        label=_("Sjabloon"), queryset=AgendaTemplate.objects.none(), empty_label=_("Kies een sjabloon")
    )

    def __init__(self, *args: Any, meeting: MeetingPage, **options: Any) -> None:
        super().__init__(*args, **options)
        field: forms.ModelChoiceField[AgendaTemplate] = self.fields["template"]  # type: ignore[assignment]
        field.queryset = AgendaTemplate.objects.filter(workspace=meeting.workspace)


class CarryForm(forms.Form):
    """Whether an item comes back at the next meeting."""

    carried = forms.BooleanField(required=False)


class RoundForm(GuardedForm):
    """What a seat answers to the round. `revision` is what the writer read, `key` makes saving twice one saving."""

    successes = forms.CharField(
        label=_("Successen"),
        help_text=_("Wat lukte?"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    trends = forms.CharField(
        label=_("Trends"),
        help_text=_("Wat ziet u veranderen?"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    bottlenecks = forms.CharField(
        label=_("Knelpunten"),
        help_text=_("Wat staat in de weg? Zet elk knelpunt op een eigen regel."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    send = forms.BooleanField(required=False)
    seat = forms.IntegerField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    key = forms.UUIDField(widget=forms.HiddenInput)


class SeatForm(forms.Form):
    """For which of one's own seats one answers."""

    zetel = forms.IntegerField(required=False)
