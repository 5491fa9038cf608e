"""What surveys show on "Mijn overzicht" and on the page of a workspace."""

from __future__ import annotations

from typing import Any

from schakel.accounts.models import User
from schakel.directory.models import Affiliation
from schakel.workspaces import access
from schakel.workspaces.models import WorkspacePage
from surveys import team
from surveys.models import Invitation, Response, SurveyPage
from surveys.rounds_list import rows


def waiting(user: User) -> dict[str, Any] | None:
    """Return the rounds that wait for the municipality that `user` works for, or that have its receipt."""
    employers = Affiliation.objects.current().filter(user=user).values("organisation")
    found = Invitation.objects.with_all().standing().filter(municipality__organisation__in=employers)
    opened = [each for each in found if each.is_open]
    if not opened:
        return None
    mine = Response.objects.filter(survey__in=[each.survey for each in opened], organisation__in=employers)
    responses = {(each.survey_id, each.organisation_id): each for each in mine.select_related("submission")}
    rounds = [(each, responses.get((each.survey_id, each.town.organisation_id))) for each in opened]
    return {"rounds": rounds, "waiting": sum(not (response and response.submitted_at) for _, response in rounds)}


def standing(user: User) -> dict[str, Any] | None:
    """Return the rounds that the survey team of `user` has open, each with its response."""
    if not team.workspaces(user, "round.see").exists():
        return None
    found = rows(SurveyPage.objects.visible_to(user).opened())
    return {"rows": [row for row in found if row.state != "over"]} if found else None


def of_workspace(workspace: WorkspacePage, user: User) -> dict[str, Any] | None:
    """Return the rounds of a workspace, for who may see them."""
    if not access.may(user, "round.see", workspace):
        return None
    found = rows(SurveyPage.objects.child_of(workspace))
    return {"rows": found} if found else None
