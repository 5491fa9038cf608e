"""The forms with which a secretary plans: a series, a change, a cancellation, a date poll."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from meetings.actions.series import Scope
from meetings.models import AgendaItem, DateAnswer, DateOption, MeetingPage
from meetings.rhythm import MOST, Every, Rhythm, Weekday, Which
from schakel.guard.forms import GuardedForm
from schakel.workspaces.models import Seat, WorkspacePage

Kind = AgendaItem.Kind
# what may stand on each agenda of a series: key → title, kind, minutes
STANDING = {
    "opening": (_("Opening en vaststellen van de agenda"), Kind.OPENING, 5),
    "minutes": (_("Notulen van de vorige vergadering"), Kind.MINUTES, 10),
    "actions": (_("Actiepunten"), Kind.ACTIONS, 10),
    "round": (_("Ronde: successen, trends en knelpunten"), Kind.ROUND, 30),
    "closing": (_("Rondvraag en sluiting"), Kind.CLOSING, 10),
}


def _year(month: int, day: int) -> date:
    return date(timezone.localdate().year + 1, month, day)


def _in_a_week() -> datetime:
    return (localtime() + timedelta(days=7)).replace(hour=17, minute=0, second=0, microsecond=0)


class SeriesForm(GuardedForm):
    """Which meetings, how often and with whom. Sent by GET it shows the days; `DaysForm` makes the meetings."""

    title = forms.CharField(label=_("Titel"), max_length=200, initial=_("Vergadering"))
    place = forms.CharField(label=_("Plaats"), max_length=200, required=False)
    every = forms.ChoiceField(label=_("Hoe vaak"), choices=Every.choices, initial=Every.QUARTER)
    which = forms.TypedChoiceField(
        label=_("Welke dag van de maand"), choices=Which.choices, coerce=int, initial=Which.SECOND
    )
    weekday = forms.TypedChoiceField(label=_("Weekdag"), choices=Weekday.choices, coerce=int, initial=Weekday.TUESDAY)
    since = forms.DateField(label=_("Vanaf"), initial=lambda: _year(1, 1))
    until = forms.DateField(label=_("Tot en met"), initial=lambda: _year(12, 31))
    begins = forms.TimeField(label=_("Begint om"), initial="13:30")
    length = forms.IntegerField(label=_("Duurt, in minuten"), min_value=15, max_value=1440, initial=120)
    items = forms.MultipleChoiceField(
        label=_("Staat altijd op de agenda"),
        choices=[(key, told[0]) for key, told in STANDING.items()],
        initial=["opening", "minutes", "actions", "closing"],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    more = forms.CharField(
        label=_("Wat nog meer altijd op de agenda staat"),
        help_text=_("Elk punt op een eigen regel."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seats = forms.ModelMultipleChoiceField(
        label=_("Wie doet mee"),
        queryset=Seat.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kruist u niets aan, dan doen alle zetels mee."),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, workspace: WorkspacePage, **options: Any) -> None:
        super().__init__(data, **options)
        seats: forms.ModelMultipleChoiceField[Seat] = self.fields["seats"]  # type: ignore[assignment]
        seats.queryset = workspace.seats.current().filter(organisation__isnull=False).select_related("organisation")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        since, until = told.get("since"), told.get("until")
        if since and until and until < since:
            self.add_error("until", _now("De laatste dag ligt vóór de eerste."))
        return told

    def days(self) -> list[date]:
        """Return the days that the rhythm gives, from tomorrow on."""
        told = self.cleaned_data
        found = Rhythm(told["every"], told["weekday"], told["which"]).days(told["since"], told["until"])
        return [day for day in found if day > timezone.localdate()]

    def plan(self) -> dict[str, Any]:
        """Return what `series.plan` wants, but for the days."""
        told = self.cleaned_data
        kept = {name: told[name] for name in ("title", "place", "begins", "length", "stays")}
        return {**kept, "items": self._items(), "seats": list(told["seats"])}

    def _items(self) -> list[dict[str, Any]]:
        ticked = [STANDING[key] for key in STANDING if key in self.cleaned_data["items"]]
        lines = [line.strip()[:200] for line in self.cleaned_data["more"].splitlines() if line.strip()]
        added = [(line, Kind.DISCUSSION, 15) for line in lines]
        last = [each for each in ticked if each[1] == Kind.CLOSING]
        rest = [each for each in ticked if each[1] != Kind.CLOSING]
        return [
            {"title": str(title), "kind": str(kind), "duration": minutes}
            for title, kind, minutes in [*rest, *added, *last]
        ]


class DaysForm(SeriesForm):
    """The same with the days: each with a tick and a date that can be changed. `shown` are those that were shown."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        days = self.rows()
        told["days"] = [day for day, kept in days if kept and day]
        if any(kept and not day for day, kept in days):
            self.add_error(None, _now("Vul bij elke gekozen vergadering een datum in."))
        elif not told["days"]:
            self.add_error(None, _now("Kies minstens één datum."))
        return told

    def rows(self) -> list[tuple[date | None, bool]]:
        """Return each day that was sent, and whether it was ticked."""
        kept = set(self.data.getlist("keep"))  # type: ignore[attr-defined]
        sent = self.data.getlist("day")[:MOST]  # type: ignore[attr-defined]
        return [(_date(text), str(place) in kept) for place, text in enumerate(sent)]

    @property
    def unseen(self) -> list[date]:
        """The days that were changed since the screen said what stands in their way."""
        shown = set(self.cleaned_data["shown"].split())
        return [day for day in self.cleaned_data["days"] if day.isoformat() not in shown]


def _date(text: str) -> date | None:
    try:
        return parse_date(text.strip())
    except ValueError:
        return None


class ScopeForm(GuardedForm):
    """How far it goes: asked only when the meeting belongs to a series."""

    scope = forms.ChoiceField(
        label=_("Voor welke vergaderingen"), choices=Scope.choices, initial=Scope.ONE, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, meeting: MeetingPage, **options: Any) -> None:
        super().__init__(*args, **options)
        if meeting.series is None:
            self.fields["scope"].required = False
            self.fields["scope"].widget = forms.HiddenInput()

    def clean_scope(self) -> str:
        return str(self.cleaned_data["scope"] or Scope.ONE)


class ChangeForm(ScopeForm):
    """Another title, day, time or place."""

    title = forms.CharField(label=_("Titel"), max_length=200)
    day = forms.DateField(label=_("Datum"))
    begins = forms.TimeField(label=_("Begint om"))
    ends = forms.TimeField(label=_("Eindigt om"))
    place = forms.CharField(label=_("Plaats"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        begins, ends = told.get("begins"), told.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", _now("De vergadering eindigt voordat zij begint."))
        return told

    def change(self) -> dict[str, Any]:
        """Return what `series.change` wants."""
        told = self.cleaned_data
        moments = {name: make_aware(datetime.combine(told["day"], told[name])) for name in ("begins", "ends")}
        return {**{name: told[name] for name in ("title", "place", "scope", "stays")}, **moments}


def as_it_is(meeting: MeetingPage) -> dict[str, Any]:
    """Return `meeting` as the first content of `ChangeForm`."""
    begins, ends = localtime(meeting.begins), localtime(meeting.ends)
    return {
        "title": meeting.title,
        "place": meeting.place,
        "day": begins.date(),
        "begins": begins.time(),
        "ends": ends.time(),
    }


class CancelForm(ScopeForm):
    reason = forms.CharField(
        label=_("Waarom gaat de vergadering niet door?"),
        help_text=_("Leden lezen dit op Schakel, niet in de e-mail."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DatePollForm(GuardedForm):
    """A question to the members: what for, how long, and until when they can answer. The moments stand beside it."""

    title = forms.CharField(label=_("Titel van de vergadering"), max_length=200)
    place = forms.CharField(label=_("Plaats"), max_length=200, required=False)
    length = forms.IntegerField(label=_("Duurt, in minuten"), min_value=15, max_value=1440, initial=120)
    closes_at = forms.DateTimeField(label=_("Antwoorden tot"), initial=_in_a_week)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def moments(self) -> list[datetime]:
        """Return the moments that were filled in, those that can be read."""
        found = [_moment(text) for text in self.data.getlist("moment")[:MOST]]  # type: ignore[attr-defined]
        return sorted({moment for moment in found if moment})

    @property
    def unseen(self) -> list[datetime]:
        """The moments that were filled in since the screen said what stands in their way."""
        shown = set(self.cleaned_data["shown"].split())
        return [moment for moment in self.moments() if moment.isoformat() not in shown]

    @property
    def written(self) -> list[str]:
        """What stands in the fields of the moments, however it was typed."""
        return self.data.getlist("moment")[:MOST] if self.is_bound else []  # type: ignore[attr-defined]


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return make_aware(found) if found.tzinfo is None else localtime(found)


class OptionForm(forms.Form):
    """The moment that the button names."""

    option = forms.IntegerField()


class DatesForm(forms.Form):
    """For each moment: yes, if need be or no."""

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, options: Sequence[DateOption], given: Mapping[int, str]
    ) -> None:
        super().__init__(data)
        self.options = {f"option_{option.pk}": option for option in options}
        for name, option in self.options.items():
            begins = localtime(option.begins)
            self.fields[name] = forms.ChoiceField(
                label=f"{begins:%Y-%m-%d %H:%M}",
                choices=DateAnswer.Value.choices,
                initial=given.get(option.pk),
                widget=forms.RadioSelect,
            )

    def values(self) -> dict[DateOption, str]:
        """Return what was chosen, for `datepolls.answer`."""
        return {option: self.cleaned_data[name] for name, option in self.options.items()}
