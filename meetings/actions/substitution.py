"""The verbs of a substitution: name somebody for a seat, confirm what a calendar proposed, withdraw it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.actions.frozen import open_for_change
from meetings.models import AgendaItem, Answer, MeetingPage, Substitution
from meetings.models.substitution import seats_of
from schakel import journal
from schakel.accounts import people as accounts
from schakel.accounts.models import Invitation, User
from schakel.notices import telling
from schakel.push.announcing import announce
from schakel.workspaces import access
from schakel.workspaces.models import Admission, Seat


def may_name(person: User, seat: Seat) -> bool:
    """Tell whether `person` may say who takes the place of `seat`: chair, secretary, or a member who sits there."""
    if access.may(person, "substitute.name_all", seat):
        return True
    return access.may(person, "substitute.name", seat) and seats_of(person).filter(pk=seat.pk).exists()


@transaction.atomic
def name(
    meeting: MeetingPage, seat: Seat, *, email: str, called: str, item: AgendaItem | None = None, by: User
) -> Substitution:
    """Let somebody take the place of `seat`, for all of `meeting` or for one `item`. Raises ValidationError.

    That person sees the papers of that meeting (or item) from now on; who has no account is invited by mail. Naming the
    same person again changes nothing.
    """
    row = confirm(_store(meeting, seat, email, called, item, by), by=by)
    telling.tell("substitute.named", row, key=f"substitute.named:{row.pk}", by=by)
    return row


@transaction.atomic
def propose(meeting: MeetingPage, seat: Seat, *, email: str, called: str, by: User) -> Substitution:
    """Write down whom a calendar sends for `seat`; nobody sees anything more until it is confirmed."""
    row = _store(meeting, seat, email, called, None, by)
    telling.tell("substitute.proposed", row, key=f"substitute.proposed:{row.pk}")
    return row


def _store(
    meeting: MeetingPage, seat: Seat, email: str, called: str, item: AgendaItem | None, by: User
) -> Substitution:
    open_for_change(meeting)
    email, called = email.strip().lower(), " ".join(called.split())[:120]
    _check(meeting, seat, email, called, item, by)
    known: Substitution | None = meeting.substitutions.standing().filter(seat=seat, item=item).first()
    if known is not None and known.email != email:
        raise ValidationError(_("Er is al een vervanger: %(name)s. Trek die eerst in.") % {"name": known.name})
    if known is not None:
        return known
    row = Substitution.objects.create(meeting=meeting, seat=seat, item=item, email=email, name=called, named_by=by)
    journal.record("substitute.name", of=row, by=by, meeting=meeting.pk, whole=item is None)
    if item is None:
        _answer(row, by)
    announce(meeting.workspace, "meeting.attendance", meeting.pk)
    return row


def _check(meeting: MeetingPage, seat: Seat, email: str, called: str, item: AgendaItem | None, by: User) -> None:
    if not may_name(by, seat):
        raise PermissionDenied
    if seat.workspace_id != meeting.workspace.pk or seat.organisation_id is None:
        raise ValidationError(_("Deze zetel hoort niet bij dit overleg, of er zit nog niemand."))
    if item is not None and item.meeting_id != meeting.pk:
        raise ValidationError(_("Dit agendapunt hoort niet bij deze vergadering."))
    if not meeting.live:
        raise ValidationError(_("Deze vergadering is nog een concept."))
    if meeting.ends <= timezone.now():
        raise ValidationError(_("Deze vergadering is al voorbij. Vul de vervanger in bij de aanwezigheid."))
    if not called:
        raise ValidationError({"called": _("Vul in hoe de vervanger heet.")})
    try:
        validate_email(email)
    except ValidationError:
        raise ValidationError({"email": _("Vul een e-mailadres in, zoals naam@organisatie.nl.")}) from None
    if email == by.email.lower():
        raise ValidationError({"email": _("U kunt niet zelf uw vervanger zijn.")})


def _answer(row: Substitution, by: User) -> None:
    """Let the answer of the member who named somebody say so, unless it does."""
    known = Answer.objects.filter(meeting=row.meeting, seat=row.seat, person=by)
    if seats_of(by).filter(pk=row.seat_id).exists() and not known.filter(answer=Answer.Kind.SUBSTITUTE).exists():
        facts = {"answer": Answer.Kind.SUBSTITUTE, "heard": Answer.Heard.PLATFORM, "stamp": timezone.now()}
        Answer.objects.update_or_create(meeting=row.meeting, seat=row.seat, person=by, defaults=facts)


@transaction.atomic
def confirm(row: Substitution, *, by: User) -> Substitution:
    """Let the substitute in. Confirming once more changes nothing. Raises ValidationError."""
    open_for_change(row.meeting)
    row = Substitution.objects.select_for_update().get(pk=row.pk)
    if not may_name(by, row.seat):
        raise PermissionDenied
    if row.withdrawn_at is not None:
        raise ValidationError(_("Deze vervanging is ingetrokken."))
    if row.confirmed_at is None:
        row.admission, row.confirmed_at = _admit(row, by), timezone.now()
        row.save(update_fields=["admission", "confirmed_at"])
        journal.record("substitute.confirm", of=row, by=by, meeting=row.meeting_id)
        telling.tell("substitute.asked", row, by=by)
    return row


def _admit(row: Substitution, by: User) -> Admission:
    person = User.objects.filter(email__iexact=row.email).first()
    if person is not None and not person.is_active:
        raise ValidationError({"email": _("Met dit e-mailadres kan niemand inloggen. Kies iemand anders.")})
    invitation = None if person else _invited(row, by)
    return Admission.objects.create(
        user=person, invitation=invitation, workspace=row.workspace, page=row.meeting.page_ptr, part=row.item_id
    )


def _invited(row: Substitution, by: User) -> Invitation:
    """Invite somebody without an account, unless that was done already and still waits."""
    waiting = Invitation.objects.filter(email=row.email, accepted__isnull=True, expires__gt=timezone.now())
    return waiting.first() or accounts.invite(row.email, name=row.name, by=by)


@transaction.atomic
def withdraw(row: Substitution, *, by: User) -> None:
    """End a substitution: the next request of this person no longer passes. Doing it twice changes nothing."""
    open_for_change(row.meeting)
    if not may_name(by, row.seat):
        raise PermissionDenied
    if row.item_id is None:  # who named somebody has to answer anew
        said = Answer.objects.filter(meeting=row.meeting_id, seat=row.seat_id, person=row.named_by_id)
        said.filter(answer=Answer.Kind.SUBSTITUTE).delete()
    _withdraw(row, by)


def release(meeting: MeetingPage, seat: Seat, *, by: User, but: str = "") -> None:
    """Withdraw who was named by `by` for all of `meeting`, `but` this address: `by` answered otherwise since."""
    for row in meeting.substitutions.standing().filter(seat=seat, item=None, named_by=by).exclude(email=but):
        _withdraw(row, by)


def _withdraw(row: Substitution, by: User) -> None:
    now = timezone.now()
    if not Substitution.objects.filter(pk=row.pk, withdrawn_at__isnull=True).update(withdrawn_at=now):
        return
    Admission.objects.filter(pk=row.admission_id or 0, since__lt=now).update(until=now)
    journal.record("substitute.withdraw", of=row, by=by, meeting=row.meeting_id)
    telling.tell("substitute.withdrawn", row, by=by)
    announce(row.workspace, "meeting.attendance", row.meeting_id)
