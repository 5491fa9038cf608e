"""Signing off: ask for it, take it back, read all answers, approve or give back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from schakel.attempt import tried
from schakel.workspaces.doors import link
from surveys import reading, signing
from surveys.actions import responses, sign_offs
from surveys.actions.delegations import addresses_of
from surveys.colleague_forms import GiveBackForm, PersonForm
from surveys.models import SignOff
from surveys.reach import signs
from surveys.views.colleagues import who
from surveys.views.conflicts import posted
from surveys.views.visits import begun, elsewhere, leads_to, page, visited
from surveys.ways_in import Visit

REMARK = "remark:"  # followed by a key


@visited
@require_safe
def show(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Show how the request stands; to who was asked the answers too, with what they can do."""
    return elsewhere(visit) or _show(request, visit)


def _show(request: HttpRequest, visit: Visit, form: PersonForm | GiveBackForm | None = None) -> HttpResponseBase:
    response = begun(visit)
    if not signing.needed(visit.survey):
        raise Http404
    latest, stand = signing.latest(response), responses.stands(response)
    decides = latest is not None and _is_asked(visit, latest)
    reads = decides and latest is not None and latest.state in (SignOff.State.ASKED, SignOff.State.APPROVED)
    remarks = posted(request, REMARK)
    return page(
        request,
        "surveys/sign_off.html",
        visit,
        status=422 if form and form.errors else 200,
        sign_off=latest,
        decides=decides,
        signer=signs(visit),
        complete=stand.complete,
        known=visit.participant is not None or visit.user is not None,
        pages=reading.answers(stand, remarks) if reads else [],
        returned=list(signing.returned(response)) if not decides else [],
        form=form or (GiveBackForm() if decides else PersonForm()),
        response=response,
    )


def _is_asked(visit: Visit, sign_off: SignOff) -> bool:
    """Tell whether the visitor is the one who was asked: known by that address."""
    return sign_off.email in addresses_of(visit.user, visit.participant)


@visited
@require_POST
def ask(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    if there := elsewhere(visit):
        return there
    response, form = begun(visit), PersonForm(request.POST)
    if form.is_valid() and form.told(lambda: sign_offs.ask(response, **form.cleaned_data, **who(visit), at=visit.at)):
        messages.success(request, _("Uw collega krijgt een e-mail met een eigen koppeling."))
        return redirect("survey_sign_off", visit.survey.slug)
    return _show(request, visit, form)


def _latest(visit: Visit) -> SignOff:
    """Return the last request. Raises Http404 when there is none."""
    row = signing.latest(begun(visit))
    if row is None:
        raise Http404
    row.response = begun(visit)
    return row


@visited
@require_POST
def withdraw(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    if there := elsewhere(visit):
        return there
    if tried(request, lambda: sign_offs.withdraw(_latest(visit), **who(visit))):
        messages.success(request, _("De aanvraag is ingetrokken."))
    return redirect("survey_sign_off", visit.survey.slug)


@visited
@require_POST
def approve(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    if there := elsewhere(visit):
        return there
    if tried(request, lambda: sign_offs.approve(_latest(visit), **who(visit), writer=visit.who, at=visit.at)):
        messages.success(request, _("U hebt de antwoorden goedgekeurd. Ze kunnen worden ingediend."))
    return redirect("survey_sign_off", visit.survey.slug)


@visited
@require_POST
def give_back(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    if there := elsewhere(visit):
        return there
    form, sign_off = GiveBackForm(request.POST), _latest(visit)
    remarks = posted(request, REMARK)
    if form.is_valid() and form.told(
        lambda: sign_offs.give_back(
            sign_off, remarks, remark=form.cleaned_data["remark"], **who(visit), writer=visit.who, at=visit.at
        )
    ):
        messages.success(request, _("U hebt de antwoorden teruggegeven. Uw collega krijgt een e-mail."))
        return redirect("survey_sign_off", visit.survey.slug)
    return _show(request, visit, form)


@link
@require_safe
def find(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Go to a request: a mail has this address, which tells nothing, and of another's not even that it is there."""
    row = SignOff.objects.select_related("response__survey").filter(pk=pk).first()
    return leads_to(request, row.response if row else None, "survey_sign_off")
