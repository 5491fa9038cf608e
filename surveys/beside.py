"""What stands beside the questions: colleagues, their remarks, and how signing off stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from surveys import signing, whereabouts
from surveys.models import Response, SignOff
from surveys.outline import Part
from surveys.reach import sees_key
from surveys.ways_in import Visit

WAITING = (SignOff.State.ASKED, SignOff.State.APPROVED)


def on_tasks(visit: Visit, response: Response, shown: list[Part]) -> dict[str, Any]:
    """Return what the task list shows of colleagues."""
    others = whereabouts.others(visit, response)
    mine = whereabouts.mine(visit, response)
    labels = {part.section.name: part.label for part in shown}
    return {
        "present": {part.name: whereabouts.working(others.get(part.section.name, [])) for part in shown},
        "handed": [(each, labels[each.section]) for each in mine if each.section in labels],
        "presence_script": True,
        **_signing(visit, response),
    }


def on_section(visit: Visit, response: Response, part: Part) -> dict[str, Any]:
    """Return what the page of a section shows of colleagues."""
    return {
        "present_here": whereabouts.working(whereabouts.others(visit, response).get(part.section.name, [])),
        "remarks": whereabouts.comments(response),
        "handed_here": [each for each in whereabouts.mine(visit, response) if each.section == part.section.name],
        "presence_script": True,
        **_signing(visit, response),
    }


def _signing(visit: Visit, response: Response) -> Mapping[str, Any]:
    if not signing.needed(response.survey):
        return {}
    latest = signing.latest(response)
    returned = [each for each in signing.returned(response) if sees_key(visit, response.survey.form, each.question)]
    return {
        "sign_off": latest if latest and latest.state in WAITING else None,
        "returned": [(each, whereabouts.question_address(visit, each.question)) for each in returned],
    }


def on_check(visit: Visit, response: Response) -> dict[str, Any]:
    """Return whether the check page offers to submit, or to let somebody sign off first."""
    needed = signing.needed(response.survey)
    approved = signing.approved(response) if needed else None
    return {"must_sign": needed and approved is None, "approved": approved}
