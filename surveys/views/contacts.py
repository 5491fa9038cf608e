"""Whom the survey team writes to at each municipality: personal data, for the team alone."""

from __future__ import annotations

import csv
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from schakel.attempt import succeeded, tried
from schakel.directory.models import Municipality
from schakel.spreadsheets import harmless
from schakel.workspaces.doors import judged
from surveys import team
from surveys.actions import contacts
from surveys.contact_file import COLUMNS
from surveys.fieldwork_forms import ContactFileForm, ContactForm
from surveys.models import Contact

PER_PAGE = 50


def _may(request: HttpRequest) -> None:
    """Raise Http404 for who is not of the survey team: contacts are persons."""
    if not team.workspaces(request.user, "contact.edit").exists():
        raise Http404


@judged
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """List the municipalities with their contacts of now: all, those without one, or those whose mail came back."""
    _may(request)
    words, only = request.GET.get("q", "").strip()[:80], request.GET.get("toon", "")
    shown = Paginator(_found(words, only), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "municipalities": shown,
        "words": words,
        "only": only,
        "bounced": Contact.objects.bounced().count(),
        "query": _rest(request),
        "crumbs": _crumbs(),
    }
    return render(request, "surveys/contacts.html", context)


def _rest(request: HttpRequest) -> str:
    """Return the query string without the page, for the links to other pages."""
    rest = request.GET.copy()
    rest.pop("page", None)
    return f"{rest.urlencode()}&" if rest else ""


def _found(words: str, only: str) -> QuerySet[Municipality]:
    now = Contact.objects.current()
    mine = now.filter(municipality=OuterRef("pk"))
    rows = Municipality.objects.select_related("organisation").order_by("organisation__name", "cbs_code")
    if words:
        called = mine.filter(Q(name__icontains=words) | Q(email__icontains=words))
        rows = rows.filter(Q(organisation__name__icontains=words) | Q(cbs_code__iexact=words) | Exists(called))
    if only == "zonder":
        rows = rows.filter(~Exists(mine), until__isnull=True)
    if only == "onbestelbaar":
        rows = rows.filter(Exists(mine.filter(bounced_at__isnull=False)))
    return rows.prefetch_related(Prefetch("contacts", now.order_by("since"), to_attr="reached"))


@judged
@require_safe
def of(request: HttpRequest, code: str) -> HttpResponse:
    """Show the contacts of one municipality, those of now and the former ones."""
    return _of(request, code)


def _of(
    request: HttpRequest, code: str, form: ContactForm | None = None, broken: dict[int, ContactForm] | None = None
) -> HttpResponse:
    _may(request)
    own = get_object_or_404(Municipality.objects.select_related("organisation"), cbs_code=code)
    now = list(Contact.objects.current().filter(municipality=own).order_by("since"))
    rows = [(each, (broken or {}).get(each.pk) or _form_of(each)) for each in now]
    former = Contact.objects.filter(municipality=own).exclude(pk__in=[each.pk for each in now]).order_by("-until")
    context: dict[str, Any] = {
        "municipality": own,
        "rows": rows,
        "former": former[:100],
        "form": form or ContactForm(),
        "crumbs": [*_crumbs()[:1], (_("Contactpersonen"), reverse("survey_contacts")), (str(own), "")],
    }
    return render(request, "surveys/contacts_of.html", context)


def _form_of(contact: Contact) -> ContactForm:
    return ContactForm(auto_id=f"replace{contact.pk}_%s")


@judged
@require_POST
def add(request: HttpRequest, code: str) -> HttpResponseBase:
    _may(request)
    own = get_object_or_404(Municipality, cbs_code=code)
    form = ContactForm(request.POST)
    if form.is_valid() and succeeded(
        form,
        lambda: contacts.add(own, form.cleaned_data, by=request.user),  # type: ignore[arg-type]
    ):
        messages.success(request, _("De contactpersoon is toegevoegd."))
        return redirect("survey_contacts_of", code)
    return _of(request, code, form)


@judged
@require_POST
def replace(request: HttpRequest, code: str, pk: int) -> HttpResponseBase:
    found = _fetch(request, code, pk)
    form = ContactForm(request.POST, auto_id=f"replace{pk}_%s")
    if form.is_valid() and succeeded(
        form,
        lambda: contacts.replace(found, form.cleaned_data, by=request.user),  # type: ignore[arg-type]
    ):
        messages.success(request, _("De contactpersoon is vervangen. De antwoorden van de gemeente blijven."))
        return redirect("survey_contacts_of", code)
    return _of(request, code, broken={pk: form})


@judged
@require_POST
def end(request: HttpRequest, code: str, pk: int) -> HttpResponseBase:
    found = _fetch(request, code, pk)
    if tried(request, lambda: contacts.end(found, by=request.user)):  # type: ignore[arg-type]
        messages.success(request, _("Deze contactpersoon krijgt geen mail meer."))
    return redirect("survey_contacts_of", code)


def _fetch(request: HttpRequest, code: str, pk: int) -> Contact:
    _may(request)
    return get_object_or_404(Contact.objects.select_related("municipality"), pk=pk, municipality__cbs_code=code)


@judged
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest) -> HttpResponseBase:
    """Read contacts from a file."""
    _may(request)
    form = ContactFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        count = form.read(by=request.user)  # type: ignore[arg-type]
        if count is not None:
            messages.success(request, _told(*count))
            return redirect("survey_contacts")
    crumbs = [*_crumbs()[:1], (_("Contactpersonen"), reverse("survey_contacts")), (_("Inlezen"), "")]
    return render(request, "surveys/contacts_read.html", {"form": form, "columns": COLUMNS, "crumbs": crumbs})


def _told(added: int, changed: int) -> str:
    new = ngettext("%(count)s contactpersoon is nieuw", "%(count)s contactpersonen zijn nieuw", added)
    renewed = ngettext("%(count)s is bijgewerkt", "%(count)s zijn bijgewerkt", changed)
    return f"{new % {'count': added}}, {renewed % {'count': changed}}."


@judged
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """Send all contacts of now as a table that can be read in again. The journal says who fetched it."""
    _may(request)
    mark = f"-{_('fictief')}" if settings.DEMO else ""
    answer = HttpResponse(
        "\ufeff",
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="contactpersonen{mark}.csv"'},
    )
    writer = csv.writer(answer, delimiter=";")
    writer.writerow(COLUMNS)
    rows = contacts.export(by=request.user)  # type: ignore[arg-type]
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return answer


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Vragenlijsten"), reverse("surveys")), (_("Contactpersonen"), "")]
