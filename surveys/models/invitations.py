"""Whom a round invites: one way in for each municipality."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.urls import reverse
from django.utils import timezone

from schakel import links
from schakel.directory.models import Municipality
from surveys.models.rounds import SurveyPage

LINK = "survey"
NEEDED = (
    *("survey_id", "municipality_id", "email", "generation", "created", "withdrawn", "expires_at", "extended_until"),
    *(f"survey__{name}" for name in ("path", "depth", "title", "slug", "sender", "introduction", "minutes", "year")),
    *(f"survey__{name}" for name in ("opens_on", "closes_at", "opened_at", "questionnaire__sha256")),
    *(f"survey__{name}" for name in ("audience", "sign_off", "confirm_email", "previous_round_id")),
    *("municipality__cbs_code", "municipality__organisation__name"),
)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def with_all(self) -> InvitationQuerySet:
        """Bring along what a page of the questionnaire needs, and nothing else: it is asked at every request."""
        return self.select_related("survey__questionnaire", "municipality__organisation").only(*NEEDED)

    def standing(self) -> InvitationQuerySet:
        return self.filter(withdrawn__isnull=True)


class Invitation(models.Model):
    """The way in of one municipality to one round. A higher generation makes the former link worthless.

    Who fills in a public survey has an invitation without municipality, made when they begin.
    """

    survey = models.ForeignKey(SurveyPage, on_delete=models.PROTECT, related_name="invitations")
    municipality = models.ForeignKey(
        Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="survey_invitations"
    )
    generation = models.PositiveIntegerField(default=1)
    created = models.DateTimeField(default=timezone.now)
    withdrawn = models.DateTimeField(null=True, blank=True)
    email = models.EmailField(blank=True)  # of who came to a public survey that asks to confirm one; lower case
    expires_at = models.DateTimeField(null=True, blank=True)  # of the link; who confirmed an address still comes in
    extended_until = models.DateTimeField(null=True, blank=True)  # a deadline of its own, later than the round's

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "municipality"], name="surveys_invitation_one_each"),
            models.UniqueConstraint(
                fields=["survey", "email"], condition=~models.Q(email=""), name="surveys_invitation_one_per_address"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survey}: {self.municipality}" if self.municipality else str(self.survey)

    @property
    def town(self) -> Municipality:
        """The municipality that is invited. Raises LookupError for who came to a public survey."""
        if self.municipality is None:
            raise LookupError("This invitation is of a public survey.")
        return self.municipality

    @property
    def code(self) -> str:
        """The CBS code of the municipality; "" for who came to a public survey."""
        return self.municipality.cbs_code if self.municipality else ""

    @property
    def closes_at(self) -> datetime | None:
        """Until when this municipality can answer; None for ever."""
        own, general = self.extended_until, self.survey.closes_at
        return max(own, general) if own and general else general

    @property
    def is_open(self) -> bool:
        return self.is_open_at(timezone.now())

    def is_open_at(self, moment: datetime) -> bool:
        """Tell whether this municipality can answer at `moment`."""
        return self.survey.is_open_at(moment, until=self.extended_until)

    def is_expired_at(self, moment: datetime) -> bool:
        """Tell whether the link lets nobody in at `moment`; who confirmed an address does not need it."""
        return self.expires_at is not None and self.expires_at <= moment

    @property
    def is_expired(self) -> bool:
        return self.is_expired_at(timezone.now())

    @property
    def token(self) -> str:
        return links.token(LINK, self.pk, self.generation)

    @property
    def path(self) -> str:
        """The link without the host: /v/TOKEN/."""
        return reverse("survey_link", args=[self.token])
