"""Who may fill in: who came through a link of a municipality in this session, and who works for it.

A link is a way in, not an identity: the session remembers the invitation and its generation, and each request asks
again whether it still holds. The latest link of a round wins. Answers that are stored are shown to the session that
began the response, to who confirmed an invited address with a code, and to who works there and is logged in.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone

from schakel import links
from schakel.accounts.models import User
from schakel.directory.models import Affiliation, Municipality
from schakel.requests import began
from surveys.models import Delegation, Entry, Invitation, Participant, Response, SignOff, SurveyPage
from surveys.models.invitations import LINK
from surveys.models.people import DELEGATION, SIGN_OFF

SESSION = "survey_ways_in"
WRITER = "survey_writer"  # one browser: what is typed in its tabs is never in conflict with itself
DELEGATE, SIGNER = "delegate", "signer"  # the parts of a way in that came by such a link: [id, generation]


class Shut(Exception):
    """Tell that somebody came in by a link that holds no longer."""


class Unconfirmed(Exception):
    """Tell that stored answers are asked for by somebody who has not shown to be of the municipality."""

    def __init__(self, visit: Visit) -> None:
        super().__init__("Confirm an invited address first.")
        self.visit = visit


@dataclass(frozen=True)
class Visit:
    """Somebody at the questionnaire of one municipality.

    `at` is when the request came in: deadlines are judged by it. `participant` is who it is, as far as that is known.
    `sections` names the sections that this visitor may see; None is all of them. Who came to sign off has an empty
    set: they fill in nothing (see `surveys.reach`). `who` is the browser, `way` is how they came in.
    `founded` is the response that this session began; `address` the only one that can be confirmed, for who came by
    the link of a colleague.
    """

    invitation: Invitation
    user: User | None
    at: datetime
    participant: Participant | None = None
    sections: frozenset[str] | None = None
    way: str = Entry.Way.LINK
    founded: int = 0
    address: str = ""
    who: str = ""

    @property
    def is_open(self) -> bool:
        """Tell whether answers could be given when the request came in."""
        return self.invitation.is_open_at(self.at)

    @property
    def survey(self) -> SurveyPage:
        return self.invitation.survey

    @property
    def municipality(self) -> Municipality | None:
        """Of which municipality it is; None at a public survey."""
        return self.invitation.municipality

    @property
    def whom(self) -> str:
        """The name of the municipality; "" at a public survey."""
        return str(self.municipality or "")

    @property
    def may_return(self) -> bool:
        """Tell whether there is a way back for who leaves: at a public survey only by an address that was confirmed."""
        return not self.survey.is_public or bool(self.invitation.email)

    @cached_property
    def response(self) -> Response | None:
        """The response as far as it was begun."""
        town = self.invitation.municipality
        whose = {"organisation": town.organisation_id} if town else {"invitation": self.invitation}
        found = Response.objects.filter(survey=self.survey, **whose).first()
        if found is not None:
            found.survey, found.invitation = self.survey, self.invitation
            found.organisation = town.organisation if town else None
        return found

    @property
    def holds_answers(self) -> bool:
        """Tell whether anything was stored that not everybody with the link may see."""
        response = self.response
        return response is not None and bool(response.begun_at or response.submitted_at)

    @property
    def is_confirmed(self) -> bool:
        """Tell whether stored answers may be shown."""
        if self.participant is not None or self.way == Entry.Way.LOGIN:
            return True
        if self.survey.is_public and self.survey.confirm_email:
            return False
        return not self.address and (not self.holds_answers or bool(self.response and self.founded == self.response.pk))

    @property
    def goes_on(self) -> bool:
        """Tell whether there is something to go on with: a response, or an address that was confirmed for one."""
        return self.response is not None or self.participant is not None

    @property
    def person(self) -> str:
        """Whose the answers are that a browser has not sent yet: an account, an address, or this session."""
        if self.way == Entry.Way.LOGIN and self.user:
            return f"user-{self.user.pk}"
        return f"participant-{self.participant.pk}" if self.participant else f"link-{self.who}"


# ---------------------------------------------------------------- opening a link
def invitation_of(token: str) -> Invitation | None:
    """Return the invitation of a link that works at this moment; None for any other."""
    pk = links.claimed(token)
    found = Invitation.objects.with_all().standing().filter(pk=pk).first() if pk else None
    if found is None or not links.holds(token, LINK, found.pk, found.generation) or found.is_expired_at(timezone.now()):
        return None
    return found if found.is_open or _has_receipt(found) else None


def _has_receipt(invitation: Invitation) -> bool:
    """Tell whether the municipality sent its answers in: then the link leads to the receipt, also after closing."""
    town = invitation.municipality
    whose = {"organisation": town.organisation_id} if town else {"invitation": invitation}
    return Response.objects.filter(survey=invitation.survey, **whose).counting().exists()


def delegation_of(token: str) -> Delegation | None:
    """Return the delegation of a link that works at this moment; None for any other."""
    rows = Delegation.objects.standing().select_related("response__survey", "response__invitation")
    row = rows.filter(pk=links.claimed(token) or 0).first()
    return row if row and links.holds(token, DELEGATION, row.pk, row.generation) and _leads_on(row.response) else None


def sign_off_of(token: str) -> SignOff | None:
    """Return the request to sign of a link that works at this moment (also one that lapsed); None for any other."""
    rows = SignOff.objects.select_related("response__survey", "response__invitation")
    row = rows.filter(pk=links.claimed(token) or 0).first()
    return row if row and links.holds(token, SIGN_OFF, row.pk, row.generation) and _leads_on(row.response) else None


def _leads_on(response: Response) -> bool:
    return response.invitation is not None and response.invitation.withdrawn is None


def remember(request: HttpRequest, invitation: Invitation) -> None:
    """Let this session in at the round of `invitation`. Opening the same link again keeps what was confirmed."""
    before = _way(request, invitation.survey.slug)
    same = (before.get("of"), before.get("at")) == (invitation.pk, invitation.generation)
    kept = {} if not same or DELEGATE in before or SIGNER in before else before
    _let_in(request, invitation, kept)


def remember_founder(request: HttpRequest, response: Response) -> None:
    """Let this session in as who began a response of a public survey: it goes on without a code."""
    invitation = Invitation.objects.with_all().get(pk=response.invitation_id or 0)
    _let_in(request, invitation, {"founded": response.pk})


def remember_delegate(request: HttpRequest, delegation: Delegation) -> None:
    """Let this session in as the colleague to whom a section was handed; a code to their address comes first."""
    _by_colleague(request, delegation.response, DELEGATE, delegation)


def remember_signer(request: HttpRequest, sign_off: SignOff) -> None:
    """Let this session in as who was asked to sign; a code to their address comes first."""
    _by_colleague(request, sign_off.response, SIGNER, sign_off)


def _by_colleague(request: HttpRequest, response: Response, sort: str, row: Delegation | SignOff) -> None:
    invitation = Invitation.objects.with_all().get(pk=response.invitation_id or 0)
    mark = [row.pk, row.generation]
    before = _way(request, invitation.survey.slug)
    _let_in(request, invitation, before if before.get(sort) == mark else {sort: mark})


def _let_in(request: HttpRequest, invitation: Invitation, way: dict[str, Any]) -> None:
    if not request.user.is_authenticated:
        request.session.cycle_key()  # a session that somebody else prepared is not let in
    request.session.setdefault(WRITER, uuid.uuid4().hex)
    _write(request, invitation.survey.slug, {**way, "of": invitation.pk, "at": invitation.generation})


def leave(request: HttpRequest, slug: str) -> None:
    """Forget the way in to one round."""
    ways = request.session.get(SESSION, {})
    request.session[SESSION] = {each: way for each, way in ways.items() if each != slug}


# ---------------------------------------------------------------- what this session showed since
def found(request: HttpRequest, visit: Visit, response: Response) -> None:
    """Remember that this session began the response: it goes on without a code."""
    add(request, visit, founded=response.pk)


def confirm(request: HttpRequest, visit: Visit, participant: Participant, *, partly: bool = False) -> None:
    """Remember that this visitor is `participant`, and whether they may see handed sections alone."""
    if not request.user.is_authenticated:
        request.session.cycle_key()
    add(request, visit, participant=participant.pk, asked="", scope=DELEGATE if partly else "")


def asked(request: HttpRequest, visit: Visit) -> str:
    """Return the address to which this session had a code sent; "" when there is none."""
    return str(_way(request, visit.survey.slug).get("asked", ""))


def add(request: HttpRequest, visit: Visit, **facts: Any) -> None:
    """Remember facts beside the way in."""
    slug = visit.survey.slug
    _write(request, slug, {**_way(request, slug), **facts})


def is_noted(request: HttpRequest, visit: Visit, mark: str) -> bool:
    """Tell whether this session noted `mark` as its last coming in."""
    return bool(_way(request, visit.survey.slug).get("entered") == mark)


def _way(request: HttpRequest, slug: str) -> dict[str, Any]:
    way = request.session.get(SESSION, {}).get(slug, {})
    return dict(zip(("of", "at"), way, strict=False)) if isinstance(way, list) else way  # a list: before codes


def _write(request: HttpRequest, slug: str, way: dict[str, Any]) -> None:
    request.session[SESSION] = {**request.session.get(SESSION, {}), slug: way}


# ---------------------------------------------------------------- each request
def visit(request: HttpRequest, slug: str) -> Visit:
    """Return the visit to the round at `slug`, by who may see what is stored there.

    Raises Unconfirmed for who has to confirm an address first, Shut for a way in that holds no longer, else Http404.
    """
    found = arrive(request, slug)
    if not found.is_confirmed:
        raise Unconfirmed(found)
    return found


def arrive(request: HttpRequest, slug: str) -> Visit:
    """Return the visit to the round at `slug`, also of somebody who may see nothing that is stored. See `visit`."""
    user = request.user if isinstance(request.user, User) else None
    way, at = _way(request, slug), began(request)
    if "of" in way:
        return _by_link(way, user, at, who=request.session.get(WRITER, ""))
    if user is None:
        raise Http404
    invitation = _of_employer(user, slug)
    known, who = _of_account(user, invitation), request.session.get(WRITER, "")
    return Visit(invitation, user, at, known, way=Entry.Way.LOGIN, who=who)


def _by_link(way: dict[str, Any], user: User | None, at: datetime, *, who: str) -> Visit:
    invitation = _standing(way["of"])
    shown: dict[str, Any] = {"founded": way.get("founded", 0), "who": who}
    participant = _confirmed(way, invitation)
    if DELEGATE in way:
        row = _delegation(way[DELEGATE], invitation)
        sections = handed_to(row.email, invitation)
        return Visit(invitation, user, at, participant, sections, way=Entry.Way.DELEGATION, address=row.email, **shown)
    if SIGNER in way:
        email = _sign_off(way[SIGNER], invitation).email
        return Visit(invitation, user, at, participant, frozenset(), way=Entry.Way.CODE, address=email, **shown)
    if invitation.generation != way.get("at") or (participant is None and invitation.is_expired_at(at)):
        raise Shut
    if participant is None and user is not None and _works_at(user, invitation):
        return Visit(invitation, user, at, _of_account(user, invitation), way=Entry.Way.LOGIN, **shown)
    if participant is None:
        return Visit(invitation, user, at, **shown)
    sections = handed_to(participant.email, invitation) if way.get("scope") == DELEGATE else None
    return Visit(invitation, user, at, participant, sections, way=Entry.Way.CODE, **shown)


def _standing(pk: int) -> Invitation:
    try:
        return Invitation.objects.with_all().standing().get(pk=pk)
    except Invitation.DoesNotExist as ended:
        raise Shut from ended


def _confirmed(way: dict[str, Any], invitation: Invitation) -> Participant | None:
    if not way.get("participant"):
        return None
    known = Participant.objects.filter(pk=way["participant"], invitation=invitation, ended_at__isnull=True).first()
    if known is None:
        raise Shut
    return known


def _delegation(mark: list[int], invitation: Invitation) -> Delegation:
    rows = Delegation.objects.standing().filter(response__invitation=invitation)
    found = rows.filter(pk=mark[0], generation=mark[1]).first()
    if found is None:
        raise Shut
    return found


def _sign_off(mark: list[int], invitation: Invitation) -> SignOff:
    rows = SignOff.objects.filter(response__invitation=invitation)
    found = rows.filter(pk=mark[0], generation=mark[1]).first()
    if found is None:
        raise Shut
    return found


def handed_to(email: str, invitation: Invitation) -> frozenset[str] | None:
    """Return the sections handed to `email` to see alone; None when one was handed with sight of all. Raises Shut."""
    rows = Delegation.objects.standing().filter(response__invitation=invitation, email__iexact=email)
    handed = list(rows.values_list("section", "alone"))
    if not handed:
        raise Shut
    return frozenset(section for section, _ in handed) if all(alone for _, alone in handed) else None


def _works_at(user: User, invitation: Invitation) -> bool:
    town = invitation.municipality
    if town is None:
        return False
    return Affiliation.objects.current().filter(user=user, organisation=town.organisation_id).exists()


def _of_account(user: User, invitation: Invitation) -> Participant | None:
    """Return the participant that this account is. Raises Shut when they take part no longer."""
    known = Participant.objects.filter(invitation=invitation, email__iexact=user.email).first()
    if known and known.ended_at:
        raise Shut
    return known


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
