"""The fieldwork of the demo: whom the survey team writes to at each municipality, and what it wrote already."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from schakel.accounts.models import User
from schakel.workspaces.models import WorkspacePage
from surveys.mailing_defaults import BODIES, SUBJECTS
from surveys.models import Contact, Invitation, Mailing, MailingReceipt, Response, SurveyPage

SURVEY = "aanpak-mensenhandel-2019"
SECRETARY = "Sanne Vermeer"  # of the survey team
GIVEN = ("Noor", "Daan", "Fatima", "Willem", "Ayşe", "Sem", "Joris", "Maud", "Ravi", "Hanneke", "Yusuf", "Elin")
FAMILY = ("de Boer", "Visser", "el Amrani", "Jansen", "van Dijk", "Yilmaz", "Bakker", "Smit", "Meijer", "Ramdin", "Bos")
JOBS = ("beleidsmedewerker zorg en veiligheid", "adviseur openbare orde", "beleidsmedewerker sociaal domein")


def tell(spaces: dict[str, WorkspacePage], persons: dict[str, User]) -> None:
    """Give each invited municipality a contact, let one mail come back, and remember one reminder that was sent."""
    survey = SurveyPage.objects.get(slug=SURVEY)
    begun = timezone.now() - timedelta(days=30)
    invited = list(Invitation.objects.filter(survey=survey).order_by("municipality__cbs_code").with_all())
    contacts = Contact.objects.bulk_create(_contact(number, each, begun) for number, each in enumerate(invited))
    sent = set(Response.objects.filter(survey=survey).submitted().values_list("organisation", flat=True))
    late = [pair for pair in zip(contacts, invited, strict=True) if pair[1].town.organisation_id not in sent]
    _remind(survey, late, by=persons[SECRETARY])
    bounced, _invitation = late[len(late) // 2]
    Contact.objects.filter(pk=bounced.pk).update(
        bounced_at=timezone.now() - timedelta(days=5), bounce="5.1.1 550 gebruiker onbekend (verzonnen)"
    )


def _remind(survey: SurveyPage, late: list[tuple[Contact, Invitation]], *, by: User) -> None:
    """Let a reminder have left five days ago. It stands in no outbox: nothing of the demo arrives in the post."""
    kind, day = Mailing.Kind.REMINDER, timezone.now() - timedelta(days=5)
    mailing = Mailing.objects.create(
        survey=survey,
        kind=kind,
        subject=SUBJECTS[kind],
        body=BODIES[kind],
        by=by,
        created=day,
        begun_at=day,
        done_at=day,
    )
    MailingReceipt.objects.bulk_create(
        MailingReceipt(mailing=mailing, contact=contact, invitation=invitation, at=day) for contact, invitation in late
    )


def _contact(number: int, invitation: Invitation, since: datetime) -> Contact:
    code = invitation.town.cbs_code.lower()
    given, family = GIVEN[number % len(GIVEN)], FAMILY[number % len(FAMILY)]
    return Contact(
        municipality=invitation.town,
        email=f"contact@{code}.example",
        name=f"{given} {family} (verzonnen)",
        job=JOBS[number % len(JOBS)],
        since=since,
    )
