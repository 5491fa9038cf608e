"""The forms on the screens of a meeting."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings import answering, people
from meetings.attendance_list import Place, places
from meetings.models import AgendaItem, Attendance, MeetingPage
from schakel import tlp
from schakel.accounts.models import User
from schakel.files.forms import PaperField
from schakel.guard.forms import GuardedForm
from schakel.workspaces.forms import reason_field
from schakel.workspaces.models import Seat

CAREFUL = _(
    "Pdf, Office of afbeelding, hoogstens 25 MB. Haal eerst namen en zaken van slachtoffers eruit. Namen van "
    "schrijvers, opmerkingen en verwijderde tekst halen wij eruit."
)


def paper_field(**options: Any) -> PaperField:
    return PaperField(label=_("Stuk"), help_text=CAREFUL, **options)


def mark_field(**options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Wie mag dit weten"), choices=tlp.CHOICES, **options)


class ItemForm(GuardedForm):
    """An item of the agenda. `key` makes that a form sent twice adds one item."""

    title = forms.CharField(label=_("Titel"), max_length=200)
    kind = forms.ChoiceField(label=_("Soort"), choices=AgendaItem.Kind.choices, initial=AgendaItem.Kind.DISCUSSION)
    owner = forms.ModelChoiceField(
        label=_("Wie brengt het in"), queryset=User.objects.none(), required=False, empty_label=_("Nog niet bekend")
    )
    owner_text = forms.CharField(
        label=_("Of iemand anders"), max_length=120, required=False, help_text=_("Bijvoorbeeld: alle leden.")
    )
    aim = forms.CharField(
        label=_("Doel"), max_length=200, required=False, help_text=_("Wat moet de vergadering ermee doen?")
    )
    explanation = forms.CharField(
        label=_("Toelichting"), max_length=6000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    duration = forms.IntegerField(label=_("Minuten"), min_value=0, max_value=600, initial=10)
    tlp = mark_field(initial=tlp.USUAL)

    def __init__(self, *args: Any, meeting: MeetingPage, **options: Any) -> None:
        super().__init__(*args, **options)
        owner: forms.ModelChoiceField[User] = self.fields["owner"]  # type: ignore[assignment]
        owner.queryset = people.members(meeting.workspace)
        owner.choices = [("", owner.empty_label), *people.choices(meeting.workspace)]


class ChangeItemForm(ItemForm):
    """An item that stands on the agenda: its mark may go down for a reason."""

    reason = reason_field()


class NewItemForm(ItemForm):
    paper = paper_field(required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class PaperForm(GuardedForm):
    paper = paper_field()
    title = forms.CharField(
        label=_("Titel van het stuk"),
        max_length=160,
        required=False,
        help_text=_("Laat u dit leeg, dan krijgt het stuk de titel van het punt."),
    )
    tlp = mark_field(required=False)


class PlaceForm(forms.Form):
    """Where an item comes on the agenda, from 1."""

    to = forms.IntegerField()


class CurrentForm(forms.Form):
    """The item to go to."""

    item = forms.IntegerField()


class ConfirmForm(forms.Form):
    """A yes to what was read; `seen` says which text that was."""

    seen = forms.CharField(widget=forms.HiddenInput)


class WithholdForm(ConfirmForm):
    reason = forms.CharField(
        label=_("Waarom trekt u de notulen terug?"),
        help_text=_("Dit komt in het logboek. Noem geen gegevens van slachtoffers."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AttendanceForm(forms.Form):
    """For each seat whether it came, and by whom it was replaced."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, meeting: MeetingPage) -> None:
        super().__init__(data)
        self.places = [place for place in places(meeting) if not place.is_vacant]
        expected = answering.expected(meeting)
        self.proposes = any(expected.get(place.seat.pk, ("", ""))[0] for place in self.places if not place.state)
        for place in self.places:
            self._ask(place, *expected.get(place.seat.pk, ("", "")))

    def _ask(self, place: Place, expected: str, name: str) -> None:
        seat = place.seat
        state = forms.ChoiceField(
            label=str(seat), choices=[("", _("Nog niet ingevuld")), *Attendance.State.choices], required=False
        )
        substitute = forms.CharField(label=_("Vervanger van %(seat)s") % {"seat": seat}, max_length=120, required=False)
        state.initial, substitute.initial = (
            (place.state, place.substitute) if place.state else (expected, name)  # what was answered is a proposal
        )
        for name, field in ((f"state_{seat.pk}", state), (f"substitute_{seat.pk}", substitute)):
            field.widget.attrs |= {"class": "input", "aria-label": str(field.label)}
            self.fields[name] = field

    def rows(self) -> list[tuple[Place, forms.BoundField, forms.BoundField]]:
        """Return the seats with their two fields, for the table."""
        return [(place, self[f"state_{place.seat.pk}"], self[f"substitute_{place.seat.pk}"]) for place in self.places]

    def came(self) -> dict[Seat, tuple[str, str]]:
        """Return what was filled in, for `attendance.record`."""
        told = self.cleaned_data
        return {
            place.seat: (told[f"state_{place.seat.pk}"], told[f"substitute_{place.seat.pk}"])
            for place in self.places
            if told[f"state_{place.seat.pk}"]
        }
