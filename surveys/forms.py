"""What the survey team fills in."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.accounts.models import User
from schakel.workspaces.models import WorkspacePage
from surveys import team
from surveys.actions import frame, rounds, versions
from surveys.models import SurveyPage
from surveys.questionnaire import BrokenWorkbook
from surveys.table_file import BrokenTable


def content(file: File[bytes]) -> bytes:
    if (file.size or 0) > settings.UPLOAD_LIMIT:
        limit = filesizeformat(settings.UPLOAD_LIMIT)
        raise ValidationError(_("Dit bestand is te groot. Het mag hoogstens %(limit)s zijn.") % {"limit": limit})
    return file.read()


class PlanForm(forms.Form):
    """A new round."""

    workspace = forms.ModelChoiceField(WorkspacePage.objects.none(), label=gettext_lazy("In welke werkruimte?"))
    title = forms.CharField(label=gettext_lazy("Hoe heet de vragenlijst?"), max_length=120)
    year = forms.IntegerField(label=gettext_lazy("Van welk jaar zijn de gemeenten?"), min_value=1990, max_value=2100)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[WorkspacePage]", self.fields["workspace"])
        field.queryset, field.empty_label = team.workspaces(by, "survey.edit"), None
        self.fields["year"].initial = rounds.latest_year()


class WorkbookForm(forms.Form):
    """A workbook with the questions."""

    file = forms.FileField(
        label=gettext_lazy("Werkboek met de vragen"),
        help_text=gettext_lazy("Een XLSForm-bestand (.xlsx). Het vervangt de vragen die er nu staan."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls"}),
    )

    def read(self, survey: SurveyPage, *, by: User) -> bool:
        """Read the workbook into the round; put what is wrong with it among the errors."""
        try:
            verb = versions.propose if survey.is_frozen else rounds.ask
            verb(survey, content(self.cleaned_data["file"]), by=by)
        except BrokenWorkbook as broken:
            self.add_error("file", [str(problem) for problem in broken.problems])
        except ValidationError as refused:
            self.add_error("file", refused)
        return not self.errors


class FrameForm(forms.Form):
    """The municipalities of a year."""

    file = forms.FileField(
        label=gettext_lazy("Bestand met de gemeenten"),
        help_text=gettext_lazy("Een werkmap (.xlsx) of CSV-bestand in UTF-8, met de kop die in de uitleg staat."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv,.xlsx,.xls"}),
    )
    year = forms.IntegerField(label=gettext_lazy("Van welk jaar?"), min_value=1990, max_value=2100)

    def read(self, *, by: User) -> int:
        """Read the frame; return how many municipalities there are, 0 with the problems among the errors."""
        try:
            return frame.read(content(self.cleaned_data["file"]), year=self.cleaned_data["year"], by=by)
        except BrokenTable as broken:
            self.add_error("file", list(broken.problems))
        except ValidationError as refused:
            self.add_error("file", refused)
        return 0
