"""What accounts keep of persons, and for how long."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from schakel.accounts.models import Invitation, PlatformRole, User
from schakel.directory.models import Affiliation
from schakel.privacy import erasing, retention, subjects
from schakel.privacy.declaring import Fate, Ground, Holding, Sort, declare
from schakel.workspaces.models import Membership

declare(
    Holding(
        "accounts.User",
        purpose="Let people log in, and show who works on what",
        ground=Ground.INTEREST,
        term="accounts.ended",
        fields={
            "email": Sort.ADDRESS,
            "name": Sort.NAME,
            "password": Sort.SECRET,
            "language": Sort.OWN,
            "last_login": Sort.OWN,
            "created": Sort.OWN,
        },
        fate=Fate.CLEAR,
    ),
    Holding(
        "accounts.User_groups",
        purpose="Open Wagtail's screens to who may use them",
        ground=Ground.DUTY,
        term="made anew at each request",
        fields={"user": Sort.PERSON},
        fate=Fate.DELETE,
    ),
    Holding(
        "accounts.User_user_permissions",
        purpose="None: Django has the table, we give no rights in it",
        ground=Ground.DUTY,
        term="always empty",
        fields={"user": Sort.PERSON},
        fate=Fate.DELETE,
    ),
    Holding(
        "accounts.PlatformRole",
        purpose="Say who is editor or administrator, and since when",
        ground=Ground.DUTY,
        term="as long as the account",
        fields={"user": Sort.PERSON, "role": Sort.OWN, "since": Sort.OWN, "until": Sort.OWN},
        fate=Fate.DELETE,
    ),
    Holding(
        "accounts.Invitation",
        purpose="Let in who was invited, and nobody else",
        ground=Ground.INTEREST,
        term="accounts.invitations",
        fields={"email": Sort.ADDRESS, "name": Sort.NAME, "by": Sort.ACTOR, "role": Sort.OWN},
        fate=Fate.DELETE,
    ),
)


def past_invitations(before: datetime) -> QuerySet[Invitation]:
    return Invitation.objects.filter(expires__lt=before)


def ended_accounts(before: datetime) -> QuerySet[User]:
    """Return who has had no place here since `before`, and did not log in since then."""
    recent = Q(until__isnull=True) | Q(until__gt=before)
    held = [model.objects.filter(recent, user=OuterRef("pk")) for model in (Membership, PlatformRole, Affiliation)]
    idle = User.objects.filter(Q(last_login__isnull=True) | Q(last_login__lt=before), created__lt=before)
    for rows in held:
        idle = idle.exclude(Exists(rows))
    return idle.exclude(email__endswith=erasing.NOBODYS_DOMAIN)


def erase_each(people: QuerySet[User]) -> None:
    for user in people:
        erasing.erase(subjects.of_account(user), by=None)


retention.register(
    retention.Rule("accounts.invitations", "one year after an invitation expired", 365, past_invitations),
    retention.Rule(
        "accounts.ended",
        "as long as the account is used; erased two years after the last place here ended",
        730,
        ended_accounts,
        erase_each,
    ),
)
