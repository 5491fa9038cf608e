"""The verbs that let people in and out: invite, accept, admit, release."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel import journal, links
from schakel.accounts import second_factor, sessions
from schakel.accounts.models import Invitation, PlatformRole, User
from schakel.directory.models import Affiliation, Organisation
from schakel.mail import outbox
from schakel.workspaces.models import Admission, Membership, Seat, WorkspacePage

VALID = timedelta(days=14)
PURPOSE = "invitation"


@transaction.atomic
def invite(
    email: str, *, name: str, seat: Seat | None = None, role: str = "member", platform: bool = False, by: User | None
) -> Invitation:
    """Invite a person by mail; with `seat` the person takes it, in `role`, when accepting.

    With `platform`, `role` is one of the platform as a whole instead.
    """
    email = email.strip().lower()
    if User.objects.filter(email__iexact=email).exists():
        raise ValidationError(_("Met dit e-mailadres kan al iemand inloggen. Geef die persoon hieronder toegang."))
    invitation = Invitation.objects.create(
        email=email, name=name.strip(), seat=seat, role=role if seat or platform else "", by=by,
        expires=timezone.now() + VALID,
    )  # fmt: skip
    journal.record("people.invite", of=invitation, by=by)
    outbox.enqueue("people.invitation", to=email, reference=invitation.pk)
    return invitation


def token(invitation: Invitation) -> str:
    """Return the token that stands in the link."""
    return links.token(PURPOSE, invitation.pk, invitation.generation)


def invitation_of(text: str) -> Invitation | None:
    """Return the invitation that a link speaks of, open or not; None for a forged one."""
    invitation = Invitation.objects.filter(pk=links.claimed(text) or 0).select_related("seat").first()
    genuine = invitation is not None and links.holds(text, PURPOSE, invitation.pk, invitation.generation)
    return invitation if genuine else None


@transaction.atomic
def accept(invitation: Invitation, *, password: str) -> User:
    """Make the account that the invitation promised. Raises ValidationError when it was used or has expired."""
    claimed = Invitation.objects.filter(pk=invitation.pk, accepted__isnull=True, expires__gt=timezone.now())
    if not claimed.update(accepted=timezone.now()):
        raise ValidationError(_("Deze uitnodiging is al gebruikt of verlopen. Vraag een nieuwe aan."))
    user = User.objects.create_user(invitation.email, password, name=invitation.name)
    journal.record("people.accept", of=invitation, by=user)
    Admission.objects.filter(user=None, invitation__email=invitation.email).update(user=user)
    if invitation.seat:
        admit(user, invitation.seat, role=invitation.role, by=invitation.by)
    elif invitation.role:
        _give(user, invitation.role, by=invitation.by)
    return user


@transaction.atomic
def appoint(email: str, *, name: str, role: str, by: User | None) -> str:
    """Make somebody editor or administrator: at once, or when the invitation is accepted; tell which."""
    user = User.objects.filter(email__iexact=email.strip()).first()
    if user is not None:
        _give(user, role, by=by)
        return _("%(name)s heeft nu deze rol.") % {"name": user}
    if not name.strip():
        raise ValidationError(_("Deze persoon heeft nog geen account. Geef ook een naam op."))
    invite(email, name=name, role=role, platform=True, by=by)
    return _("De uitnodiging is verstuurd. De koppeling werkt veertien dagen.")


def _give(user: User, role: str, *, by: User | None) -> None:
    if not PlatformRole.objects.current().filter(user=user, role=role).exists():
        held = PlatformRole.objects.create(user=user, role=role)
        journal.record("people.appoint", of=held, by=by, person=user.pk, role=role)


@transaction.atomic
def give_seat(
    workspace: WorkspacePage,
    name: str,
    *,
    kind: str = Organisation.Kind.CARE,
    since: datetime | None = None,
    by: User | None,
) -> Seat:
    """Give the organisation called `name` a seat in `workspace`; one that is not known yet is added, as `kind`."""
    name = " ".join(name.split())
    organisation = Organisation.objects.exclude(kind=Organisation.Kind.MUNICIPALITY).filter(name__iexact=name).first()
    if organisation is None:
        organisation = Organisation.objects.create(name=name, kind=kind)
    if Seat.objects.current().filter(workspace=workspace, organisation=organisation).exists():
        raise ValidationError(_("Deze organisatie heeft hier al een zetel."))
    seat = Seat.objects.create(workspace=workspace, organisation=organisation, since=since or timezone.now())
    journal.record("people.seat", of=seat, by=by, workspace=workspace.pk, organisation=organisation.pk)
    return seat


@transaction.atomic
def admit(user: User, seat: Seat, *, role: str, since: datetime | None = None, by: User | None) -> Membership:
    """Give `user` a place in a workspace, from now on or, for who sat there before it was recorded, from `since`."""
    if Membership.objects.current().filter(user=user, seat=seat, role=role).exists():
        raise ValidationError(_("Deze persoon heeft deze rol al."))
    since = since or timezone.now()
    membership = Membership.objects.create(user=user, seat=seat, role=role, since=since)
    if (
        seat.organisation
        and not Affiliation.objects.current().filter(user=user, organisation=seat.organisation).exists()
    ):
        Affiliation.objects.create(user=user, organisation=seat.organisation, since=since)
    journal.record("people.admit", of=membership, by=by, person=user.pk, role=role, workspace=seat.workspace_id)
    return membership


@transaction.atomic
def release(membership: Membership, *, by: User | None) -> None:
    """End a membership now; the next request of this person no longer passes."""
    membership.until = timezone.now()
    membership.save(update_fields=["until"])
    journal.record(
        "people.release", of=membership, by=by, person=membership.user_id, workspace=membership.seat.workspace_id
    )


@transaction.atomic
def reset_second_factor(user: User, *, by: User) -> None:
    """Take away the second factor of somebody who lost it, and log them out; they are told by mail.

    Whoever needs one sets up another at the next login. Raises ValidationError where there is nothing to take away.
    """
    if user == by:
        raise ValidationError(_("Uw eigen tweede stap wist een andere beheerder."))
    if not second_factor.reset(user):
        raise ValidationError(_("Deze persoon heeft geen tweede stap."))
    sessions.end_all(user)
    journal.record("people.reset_second_factor", of=user, by=by)
    outbox.enqueue("account.second_factor_reset", to=user.email)


@transaction.atomic
def close(user: User, *, by: User) -> None:
    """Let nobody log in to this account any more; memberships and roles end now. Nothing is erased."""
    if user == by:
        raise ValidationError(_("Uw eigen account sluit een andere beheerder."))
    now = timezone.now()
    for membership in Membership.objects.current().filter(user=user):
        release(membership, by=by)
    PlatformRole.objects.current().filter(user=user).update(until=now)
    user.is_active = False
    user.save(update_fields=["is_active"])
    sessions.end_all(user)
    journal.record("people.close", of=user, by=by)
