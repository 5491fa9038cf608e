"""One municipality of a round: how far it is, whom to phone, what was sent, and what was said by telephone."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from schakel.attempt import succeeded
from schakel.directory.models import Municipality
from schakel.mail.models import OutgoingMail
from schakel.workspaces import access
from schakel.workspaces.doors import judged
from surveys.actions import call_notes
from surveys.models import CallNote, Contact, Entry, Extension, Invitation, MailingReceipt, SurveyPage
from surveys.response_states import Unit, size_names, units
from surveys.views.staff import fetch, page

RIGHT = "survey.phone"
LATEST = 50


class NoteForm(forms.Form):
    """What was said."""

    text = forms.CharField(
        label=gettext_lazy("Wat besprak u?"),
        help_text=gettext_lazy("Gemeenten zien dit niet. Schrijf niets over slachtoffers."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Vul in wat u besprak.")},
    )


@judged
@require_safe
def show(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show one municipality of the frame of a round."""
    survey, unit = _of(request, slug, code)
    return _show(request, survey, unit, NoteForm())


@judged
@require_POST
def add(request: HttpRequest, slug: str, code: str) -> HttpResponseBase:
    """Note a call; with an error what was typed stays."""
    survey, unit = _of(request, slug, code)
    form, town = NoteForm(request.POST), Municipality.objects.get(pk=unit.pk)
    if form.is_valid() and succeeded(
        form,
        lambda: call_notes.add(survey, town, **form.cleaned_data, by=request.user),  # type: ignore[arg-type]
    ):
        messages.success(request, _("De notitie is bewaard."))
        return redirect("survey_town", slug, code)
    return _show(request, survey, unit, form)


def _of(request: HttpRequest, slug: str, code: str) -> tuple[SurveyPage, Unit]:
    """Return the round and the municipality. Raises Http404 for one that is not in its frame."""
    survey = fetch(request, slug, RIGHT)
    found = units(survey, code)
    if not found:
        raise Http404
    return survey, found[0]


def _show(request: HttpRequest, survey: SurveyPage, unit: Unit, form: NoteForm) -> HttpResponse:
    from surveys.analysis.charts import STATES

    invitation = Invitation.objects.filter(survey=survey, municipality=unit.pk).select_related("survey").first()
    may_see = access.may(request.user, "contact.edit", survey)
    return page(
        request,
        "surveys/town.html",
        survey,
        "survey_monitor",
        crumbs=_crumbs(survey, unit),
        unit=unit,
        state=STATES[unit.state],
        size=size_names().get(unit.size_class, ""),
        invitation=invitation,
        may_see_contacts=may_see,
        contacts=Contact.objects.current().filter(municipality=unit.pk).order_by("pk") if may_see else (),
        mails=_mails(survey, unit, invitation),
        entries=Entry.objects.filter(invitation=invitation).select_related("participant")[:LATEST]
        if invitation
        else (),
        extension=Extension.objects.filter(invitation=invitation).first() if invitation else None,
        notes=CallNote.objects.filter(survey=survey, municipality=unit.pk).select_related("by"),
        form=form,
    )


def _crumbs(survey: SurveyPage, unit: Unit) -> list[tuple[str, str]]:
    return [
        (_("Vragenlijsten"), reverse("surveys")),
        (survey.title, reverse("survey", args=[survey.slug])),
        (unit.name, ""),
    ]


def _mails(survey: SurveyPage, unit: Unit, invitation: Invitation | None) -> list[tuple[datetime, str]]:
    """Return when what was sent, the latest first: the mailings, and the invitations to accounts."""
    sent = MailingReceipt.objects.filter(mailing__survey=survey, contact__municipality=unit.pk)
    found: list[tuple[datetime, str]] = [
        (each.at, each.mailing.get_kind_display()) for each in sent.select_related("mailing")[:LATEST]
    ]
    if invitation:
        letters = OutgoingMail.objects.filter(kind="survey.invitation", reference=invitation.pk, sent__isnull=False)
        found += [(at, _("uitnodiging")) for at in letters.values_list("sent", flat=True)[:LATEST] if at]
    return sorted(found, reverse=True)
