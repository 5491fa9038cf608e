"""Who may fill in: who came through the link of a municipality in this session, and who works for it.

A link is a way in, not an identity: the session remembers the invitation and its generation, and each request asks
again whether it still holds. The latest link of a round wins.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.http import Http404, HttpRequest

from schakel import links
from schakel.accounts.models import User
from schakel.directory.models import Affiliation, Municipality
from schakel.requests import began
from surveys.models import Invitation, Participant, Response, SurveyPage
from surveys.models.invitations import LINK

SESSION = "survey_ways_in"


class Shut(Exception):
    """Tell that somebody came in by a link that holds no longer."""


@dataclass(frozen=True)
class Visit:
    """Somebody at the questionnaire of one municipality.

    `at` is when the request came in: deadlines are judged by it. `participant` is who it is, as far as that is known.
    `sections` names the sections that this visitor may see; None is all of them.
    """

    invitation: Invitation
    user: User | None
    at: datetime
    participant: Participant | None = None
    sections: frozenset[str] | None = None

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
    return own.counting().exists()


def remember(request: HttpRequest, invitation: Invitation) -> None:
    """Let this session in at the round of `invitation`."""
    if not request.user.is_authenticated:
        request.session.cycle_key()  # a session that somebody else prepared is not let in
    ways = request.session.get(SESSION, {})
    request.session[SESSION] = {**ways, invitation.survey.slug: [invitation.pk, invitation.generation]}


def visit(request: HttpRequest, slug: str) -> Visit:
    """Return the visit to the round at `slug`. Raises Shut for a way in that holds no longer, else Http404."""
    user = request.user if isinstance(request.user, User) else None
    way = request.session.get(SESSION, {}).get(slug)
    if way:
        return Visit(_still_holding(*way), user, began(request))
    if user is None:
        raise Http404
    return Visit(_of_employer(user, slug), user, began(request))


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
