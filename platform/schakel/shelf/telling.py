"""Whom a new version is told to, and in which words."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.accounts.models import User
from schakel.dated import at_moment
from schakel.notices.kinds import Kind
from schakel.shelf.models import StandingVersion
from schakel.workspaces.models import Membership


def concerned(version: StandingVersion) -> QuerySet[User]:
    """Return who must know of a change: the members at this moment in the roles or on the seats that were named."""
    standing = version.standing
    named = Q(role__in=standing.told_roles) | Q(seat__in=standing.told_seats.all())
    here = Membership.objects.current().filter(at_moment(prefix="seat__"), named, seat__workspace=standing.workspace)
    return User.objects.filter(pk__in=here.values("user"))


RENEWED = Kind(
    name="standing.renewed",
    model=StandingVersion,
    label=gettext_lazy("Een vast stuk is vernieuwd"),
    to=concerned,
    says=lambda version: _("Een vast stuk is vernieuwd."),
    url=lambda version: reverse("standing", args=[version.standing_id]),
    workspace=lambda version: version.standing.workspace_id,
)
