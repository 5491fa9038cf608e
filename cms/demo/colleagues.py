"""Let one municipality fill in together: a coordinator, two colleagues with a section each, and a remark."""

from __future__ import annotations

from surveys.actions import comments, delegations, participants
from surveys.models import Delegation, Response, SurveyPage


def tell(survey: SurveyPage) -> None:
    """Hand over two sections of the response that is begun furthest and not complete; one is ready."""
    begun = Response.objects.filter(survey=survey, begun_at__isnull=False, is_complete=False).order_by("pk")
    response = begun.select_related("invitation__municipality__organisation").last()
    if response is None or response.invitation is None:
        return
    response.survey = survey
    place = response.invitation.town.cbs_code.lower()
    coordinator = participants.join(response.invitation, email=f"els.verzonnen@{place}.example")
    coordinator.name = "Els Voorbeeld (verzonnen)"
    coordinator.save(update_fields=["name"])
    first, second = [section.name for section in survey.form.sections if section.group][:2]
    done = _hand(response, first, "Jan Proef (verzonnen)", f"jan.verzonnen@{place}.example", coordinator.pk)
    _hand(response, second, "Mo Test (verzonnen)", f"mo.verzonnen@{place}.example", coordinator.pk)
    jan = participants.join(response.invitation, email=done.email)
    jan.name = done.name
    jan.save(update_fields=["name"])
    delegations.ready(done, by=None, participant=jan)
    asked = survey.form.sections[-1].asked[0].name
    comments.add(response, asked, "Dit weet de afdeling Zorg. Ik vraag het na.", by=None, participant=jan)


def _hand(response: Response, section: str, name: str, email: str, by: int) -> Delegation:
    coordinator = response.invitation.participants.get(pk=by) if response.invitation else None
    remark = "Wilt u dit voor vrijdag invullen?"
    return delegations.hand_over(
        response, section, email=email, name=name, remark=remark, by=None, participant=coordinator
    )
