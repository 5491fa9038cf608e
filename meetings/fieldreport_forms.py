"""The forms of field reports: what a member reports, what goes up, and what is answered."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.agenda_forms import NO_CASE
from meetings.forms import mark_field
from meetings.models import Decision, Escalation, FieldReport, MeetingPage, ReportKind, Theme, next_levels
from schakel import tlp
from schakel.accounts.models import User
from schakel.directory.models import Region
from schakel.guard.forms import GuardedForm
from schakel.workspaces.models import WorkspacePage

SHOWN_STATES = [choice for choice in FieldReport.State.choices if choice[0] != FieldReport.State.MERGED]


def _month(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "month"}, format="%Y-%m")
    return forms.DateField(label=label, required=False, input_formats=["%Y-%m", "%m-%Y", "%Y-%m-%d"], widget=widget)


def _text(label: Any, rows: int, most: int, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **options)


class ReportForm(GuardedForm):
    """What somebody sees in the field. `key` makes that a form sent twice reports once."""

    kind = forms.ChoiceField(label=_("Soort"), choices=ReportKind.choices, initial=ReportKind.BOTTLENECK)
    theme = forms.ChoiceField(label=_("Thema"), choices=Theme.choices, initial=Theme.OTHER)
    title = forms.CharField(label=_("Titel"), max_length=160, help_text=NO_CASE)
    text = _text(_("Wat ziet u?"), 6, 4000, help_text=_("Vertel wat u in het algemeen ziet. Dit blijft in uw overleg."))
    region = forms.ModelChoiceField(
        label=_("Regio"), queryset=Region.objects.order_by("name"), required=False, empty_label=_("Geen regio")
    )
    since = _month(_("Gezien van (maand)"))
    until = _month(_("Tot en met (maand)"))
    tlp = mark_field(initial=tlp.USUAL)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class WordForm(GuardedForm):
    """The words that travel, to which body."""

    to = forms.ModelChoiceField(
        label=_("Voorleggen aan"), queryset=WorkspacePage.objects.none(), empty_label=_("Kies een overleg")
    )
    title = forms.CharField(label=_("Titel voor het andere overleg"), max_length=160)
    wording = _text(
        _("Verwoording"),
        6,
        4000,
        help_text=_("Alleen deze tekst gaat mee, met soort, thema en hoe vaak het is gemeld."),
    )
    tlp = mark_field(initial=tlp.USUAL)

    def __init__(self, *args: Any, workspace: WorkspacePage, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["to"]
        field.queryset = next_levels(workspace)


class MergeReportForm(forms.Form):
    """The report in which another goes up."""

    into = forms.ModelChoiceField(
        label=_("Samenvoegen met"), queryset=FieldReport.objects.none(), empty_label=_("Kies een melding")
    )

    def __init__(self, *args: Any, report: FieldReport, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = FieldReport.objects.visible_to(user).filter(workspace=report.workspace_id, kind=report.kind)
        field: Any = self.fields["into"]
        field.queryset = rows.filter(state=FieldReport.State.REPORTED).exclude(pk=report.pk)


class ReasonedForm(GuardedForm):
    """A reason that others read."""

    reason = _text(_("Reden"), 3, 1000, help_text=NO_CASE)


class ApproveForm(forms.Form):
    """Which text was read."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class AcceptForm(forms.Form):
    """The meeting on whose agenda it comes, and until when the answer may take."""

    meeting = forms.ModelChoiceField(
        label=_("Op de agenda van"), queryset=MeetingPage.objects.none(), empty_label=_("Kies een vergadering")
    )
    due = forms.DateField(
        label=_("Antwoord uiterlijk"), required=False, widget=forms.DateInput, help_text=_("Leeg: over negentig dagen.")
    )

    def __init__(self, *args: Any, step: Escalation, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = MeetingPage.objects.visible_to(user).child_of(step.to_workspace)
        field: Any = self.fields["meeting"]
        field.queryset = rows.filter(begins__gt=timezone.now(), in_session=False).order_by("begins")


class AnswerForm(GuardedForm):
    """The answer that goes home, and the decision it rests on."""

    text = _text(_("Antwoord"), 5, 4000, help_text=_("Alleen deze tekst gaat naar het andere overleg."))
    decision = forms.ModelChoiceField(
        label=_("Besluit waarop het antwoord rust"),
        queryset=Decision.objects.none(),
        required=False,
        empty_label=_("Geen besluit"),
        help_text=_("De tekst van het besluit gaat niet mee."),
    )

    def __init__(self, *args: Any, step: Escalation, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["decision"]
        field.queryset = Decision.objects.visible_to(user).filter(workspace=step.to_workspace_id)


class ReportFilter(forms.Form):
    """What somebody looks for among the reports of a body."""

    soort = forms.ChoiceField(label=_("Soort"), choices=[("", _("Alle")), *ReportKind.choices], required=False)
    thema = forms.ChoiceField(label=_("Thema"), choices=[("", _("Alle")), *Theme.choices], required=False)
    staat = forms.ChoiceField(label=_("Hoe ver"), choices=[("", _("Alle")), *SHOWN_STATES], required=False)
    regio = forms.ModelChoiceField(
        label=_("Regio"), queryset=Region.objects.none(), required=False, empty_label=_("Alle")
    )

    def __init__(self, *args: Any, rows: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["regio"]
        field.queryset = Region.objects.filter(pk__in=rows.order_by().values("region")).order_by("name")


class LineForm(forms.Form):
    """Which line of an answer to the round."""

    regel = forms.IntegerField(min_value=0)
