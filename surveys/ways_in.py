"""Who may fill in: who came through the link of a municipality in this session, and who works for it.

A link is a way in, not an identity: the session remembers the invitation and its generation, and each request asks
again whether it still holds. The latest link of a round wins.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest

from schakel import links
from schakel.accounts.models import User
from schakel.directory.models import Affiliation, Municipality
from schakel.requests import began
from surveys.models import Delegation, Invitation, Participant, Response, SignOff, SurveyPage
from surveys.models.invitations import LINK
from surveys.models.people import DELEGATION, SIGN_OFF

SESSION = "survey_ways_in"
PERSONAL = "survey_personal_ways_in"  # by round: which delegation or request to sign, and of which generation
WRITER = "survey_writer"  # one browser: what is typed in its tabs is never in conflict with itself


class Shut(Exception):
    """Tell that somebody came in by a link that holds no longer."""


@dataclass(frozen=True)
class Visit:
    """Somebody at the questionnaire of one municipality.

    `at` is when the request came in: deadlines are judged by it. `participant` is who it is, as far as that is known.
    `sections` names the sections that this visitor may see; None is all of them. Who came to sign off has an empty
    set: they fill in nothing (see `surveys.reach`). `writer` is the browser.
    """

    invitation: Invitation
    user: User | None
    at: datetime
    participant: Participant | None = None
    sections: frozenset[str] | None = None
    writer: str = ""

    @property
    def is_open(self) -> bool:
        """Tell whether answers could be given when the request came in."""
        return self.invitation.is_open_at(self.at)

    @property
    def survey(self) -> SurveyPage:
        return self.invitation.survey

    @property
    def municipality(self) -> Municipality:
        return self.invitation.town

    @cached_property
    def response(self) -> Response | None:
        """The response as far as it was begun."""
        try:
            found = Response.objects.get(survey=self.survey, organisation=self.municipality.organisation_id)
        except Response.DoesNotExist:
            return None
        found.survey, found.organisation, found.invitation = (
            self.survey,
            self.municipality.organisation,
            self.invitation,
        )
        return found


def invitation_of(token: str) -> Invitation | None:
    """Return the invitation of a link that works at this moment; None for any other."""
    pk = links.claimed(token)
    found = Invitation.objects.with_all().standing().filter(pk=pk).first() if pk else None
    if found is None or not links.holds(token, LINK, found.pk, found.generation):
        return None
    return found if found.is_open or _has_receipt(found) else None


def _has_receipt(invitation: Invitation) -> bool:
    """Tell whether the municipality sent its answers in: then the link leads to the receipt, also after closing."""
    own = Response.objects.filter(survey=invitation.survey, organisation=invitation.town.organisation_id)
    return own.submitted().exists()


def remember(request: HttpRequest, invitation: Invitation) -> None:
    """Let this session in at the round of `invitation`."""
    if not request.user.is_authenticated:
        request.session.cycle_key()  # a session that somebody else prepared is not let in
    ways, personal = request.session.get(SESSION, {}), request.session.get(PERSONAL, {})
    request.session[SESSION] = {**ways, invitation.survey.slug: [invitation.pk, invitation.generation]}
    request.session[PERSONAL] = {slug: way for slug, way in personal.items() if slug != invitation.survey.slug}
    request.session.setdefault(WRITER, uuid.uuid4().hex)


def remember_delegate(request: HttpRequest, delegation: Delegation) -> None:
    """Let this session in at what was handed to a colleague."""
    _remember_person(request, delegation, "delegation")


def remember_signer(request: HttpRequest, sign_off: SignOff) -> None:
    """Let this session in to read all answers and sign them off."""
    _remember_person(request, sign_off, "sign_off")


def _remember_person(request: HttpRequest, row: Delegation | SignOff, way: str) -> None:
    invitation = Invitation.objects.with_all().get(pk=row.response.invitation_id or 0)
    remember(request, invitation)
    personal = request.session[PERSONAL]
    request.session[PERSONAL] = {**personal, invitation.survey.slug: [way, row.pk, row.generation]}


def delegation_of(token: str) -> Delegation | None:
    """Return the delegation of a token when it lets in at this moment; None for any other."""
    found = Delegation.objects.standing().select_related("response__invitation").filter(pk=links.claimed(token) or 0)
    row = found.first()
    return row if row and links.holds(token, DELEGATION, row.pk, row.generation) and _leads_on(row.response) else None


def sign_off_of(token: str) -> SignOff | None:
    """Return the request to sign of a token when it lets in at this moment; None for any other."""
    row = SignOff.objects.select_related("response__invitation").filter(pk=links.claimed(token) or 0).first()
    return row if row and links.holds(token, SIGN_OFF, row.pk, row.generation) and _leads_on(row.response) else None


def _leads_on(response: Response) -> bool:
    return response.invitation is not None and response.invitation.withdrawn is None


def visit(request: HttpRequest, slug: str) -> Visit:
    """Return the visit to the round at `slug`. Raises Shut for a way in that holds no longer, else Http404."""
    user = request.user if isinstance(request.user, User) else None
    way = request.session.get(SESSION, {}).get(slug)
    writer = request.session.get(WRITER, "")
    if way:
        personal = request.session.get(PERSONAL, {}).get(slug)
        who = _person(request, *personal) if personal else {}
        return Visit(_still_holding(*way), user, began(request), writer=writer, **who)
    if user is None:
        raise Http404
    return Visit(_of_employer(user, slug), user, began(request), writer=writer)


def _person(request: HttpRequest, way: str, pk: int, generation: int) -> dict[str, Any]:
    """Return who came by a link of their own, and to which sections. Raises Shut when the link holds no longer."""
    rows: Any = Delegation.objects.standing() if way == "delegation" else SignOff.objects.all()
    row = rows.select_related("response").filter(pk=pk, generation=generation).first()
    if row is None:
        raise Shut
    of = {"invitation_id": row.response.invitation_id, "email": row.email}
    found = Participant.objects.filter(**of).first()
    if found is None and request.method == "POST":  # reading writes nothing
        found = Participant.objects.get_or_create(**of, defaults={"name": row.name})[0]
    if way == "sign_off":
        return {"participant": found, "sections": frozenset()}
    theirs = Delegation.objects.standing().filter(response=row.response, email=row.email)
    handed = list(theirs.values_list("section", "alone"))
    return {"participant": found, "sections": frozenset(name for name, _ in handed) if all(a for _, a in handed) else None}


def _still_holding(pk: int, generation: int) -> Invitation:
    try:
        return Invitation.objects.with_all().standing().get(pk=pk, generation=generation)
    except Invitation.DoesNotExist as ended:
        raise Shut from ended


def _of_employer(user: User, slug: str) -> Invitation:
    work = Affiliation.objects.current().filter(user=user).order_by("-since")
    employers = list(work.values_list("organisation", flat=True))
    theirs = Invitation.objects.with_all().standing().filter(municipality__organisation__in=employers)
    rows = theirs.filter(survey__slug=slug, survey__opened_at__isnull=False)
    found = {each.town.organisation_id: each for each in rows}
    for employer in employers:
        if employer in found:
            return found[employer]
    raise Http404
