"""Letters to the contacts of a round: written, looked at, tried out, sent."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from schakel.attempt import tried
from schakel.mail.models import OutgoingMail
from schakel.mail.outbox import Letter
from schakel.workspaces.doors import judged
from surveys import recipients
from surveys.actions import mailings
from surveys.fieldwork_forms import MailingForm
from surveys.mailing_defaults import BODIES, SUBJECTS
from surveys.mailing_letters import example, letter, values
from surveys.models import Contact, Invitation, Mailing, SurveyPage
from surveys.placeholders import NAMES
from surveys.views.staff import fetch, page

PER_PAGE = 50
RIGHT = "survey.mail"
OWN_LINK = "/v/…/"  # the preview never shows the key of a municipality


@judged
@require_safe
def show_all(request: HttpRequest, slug: str) -> HttpResponse:
    """List the mailings of a round, and how many each kind would reach now."""
    survey = fetch(request, slug, RIGHT)
    rows = Mailing.objects.filter(survey=survey).annotate(written=Count("receipts"))
    kinds = [(kind, recipients.of(survey, kind).count()) for kind in Mailing.Kind]
    return page(request, "surveys/mailings.html", survey, "survey", mailings=rows, kinds=kinds)


@judged
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Choose a kind, then write: the usual words stand there already."""
    survey = fetch(request, slug, RIGHT)
    kind = request.GET.get("soort", "")
    if kind not in Mailing.Kind.values:
        return redirect("survey_mailings", slug)
    form = MailingForm(
        request.POST or None, initial={"subject": SUBJECTS[Mailing.Kind(kind)], "body": BODIES[Mailing.Kind(kind)]}
    )
    if request.method == "POST" and form.is_valid():
        made = form.write(survey, kind, by=request.user)  # type: ignore[arg-type]
        if made:
            return redirect("survey_mailing", slug, made.pk)
    told = {"form": form, "kind": Mailing.Kind(kind), "names": NAMES.items()}
    return page(request, "surveys/mailing_new.html", survey, "survey", **told)


@judged
@require_safe
def show(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show one mailing: its words, who would get it now, and the mail of each of them."""
    survey = fetch(request, slug, RIGHT)
    return _show(request, survey, _of(survey, pk))


def _show(request: HttpRequest, survey: SurveyPage, row: Mailing, form: MailingForm | None = None) -> HttpResponse:
    waiting = recipients.waiting(row)
    shown = Paginator(waiting, PER_PAGE).get_page(request.GET.get("page"))
    previews = Paginator(waiting, 1, allow_empty_first_page=True).get_page(request.GET.get("mail"))
    to = next(iter(previews), None)
    sent = OutgoingMail.objects.filter(kind="survey.mailing", key__startswith=f"survey.mailing:{row.pk}:")
    states: Counter[str] = Counter(dict(sent.values_list("state").annotate(Count("pk"))))
    told: dict[str, Any] = {
        "mailing": row,
        "form": form or MailingForm(initial={"subject": row.subject, "body": row.body}),
        "names": NAMES.items(),
        "recipients": shown,
        "previews": previews,
        "to": to,
        "letter": _preview(row, to),
        "states": [(label, states[value]) for value, label in OutgoingMail.State.choices if states[value]],
    }
    return page(request, "surveys/mailing.html", survey, "survey", **told)


def _preview(row: Mailing, to: Contact | None) -> Letter:
    """Write the mail as it would leave now; without anybody to send it to, as an invented municipality would get it."""
    if to is None:
        return letter(row, example(row))
    invitation = Invitation.objects.with_all().get(pk=to.invitation_pk)  # type: ignore[attr-defined]
    return letter(row, values(row, to, invitation, settings.BASE_URL + OWN_LINK))


@judged
@require_POST
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    survey = fetch(request, slug, RIGHT)
    row, form = _of(survey, pk), MailingForm(request.POST)
    if form.is_valid() and form.change(row, by=request.user):  # type: ignore[arg-type]
        messages.success(request, _("De tekst is gewijzigd."))
        return redirect("survey_mailing", slug, pk)
    return _show(request, survey, _of(survey, pk), form)


@judged
@require_POST
def send(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    row = _of(fetch(request, slug, RIGHT), pk)
    if tried(request, lambda: mailings.send(row, by=request.user)):  # type: ignore[arg-type]
        messages.success(request, _("De mails gaan weg. Wie intussen indient, krijgt geen herinnering meer."))
    return redirect("survey_mailing", slug, pk)


@judged
@require_POST
def try_out(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    row = _of(fetch(request, slug, RIGHT), pk)
    mailings.try_out(row, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("De proefmail gaat naar uw eigen adres."))
    return redirect("survey_mailing", slug, pk)


def _of(survey: SurveyPage, pk: int) -> Mailing:
    row = get_object_or_404(Mailing, survey=survey, pk=pk)
    row.survey = survey
    return row
