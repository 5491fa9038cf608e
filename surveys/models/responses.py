"""The answers of one municipality: each change is an event, the receipt freezes what was sent."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone

from schakel.directory.models import Organisation
from surveys.models.invitations import Invitation
from surveys.models.rounds import Questionnaire, SurveyPage


class ResponseQuerySet(models.QuerySet["Response"]):
    def submitted(self) -> ResponseQuerySet:
        return self.filter(submitted_at__isnull=False)

    def counting(self) -> ResponseQuerySet:
        """Return those of which a submission counts: sent in, or reopened since and not sent in again."""
        return self.filter(submission__isnull=False)

    def complete_not_submitted(self) -> ResponseQuerySet:
        """Return those who only have to press the button."""
        return self.filter(submitted_at__isnull=True, is_complete=True)

    def unchanged(self, response: Response) -> ResponseQuerySet:
        """Return `response` if nobody saved or submitted since it was read: what compare-and-swap updates."""
        return self.filter(pk=response.pk, revision=response.revision, submitted_at__isnull=True)


class Response(models.Model):
    """What one organisation answers in one round. The current answers stand here, how they came about in the events.

    `answers` holds lexical forms by key (see `questionnaire.keys`; "" was cleared), `drafts` what was typed and is no
    answer (yet). Both change by compare-and-swap on `revision` alone. `former` holds what was answered last time, in
    the keys of now. `submission` is the one that counts: of a response that was reopened the last one sent in.
    """

    survey = models.ForeignKey(SurveyPage, on_delete=models.PROTECT, related_name="responses")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="survey_responses"
    )
    invitation = models.OneToOneField(Invitation, null=True, on_delete=models.PROTECT, related_name="response")
    opened_at = models.DateTimeField(default=timezone.now)
    begun_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    answers = models.JSONField(default=dict)
    drafts = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    is_complete = models.BooleanField(default=False)
    progress = models.PositiveSmallIntegerField(default=0)  # per cent of the visible questions that have an answer
    former = models.JSONField(default=dict)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submission = models.ForeignKey(
        "surveys.Submission", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_because = models.CharField(max_length=300, blank=True)  # in the words of the team; "" by itself

    objects = ResponseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "organisation"], name="surveys_response_one_per_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.survey}: {self.organisation}" if self.organisation else str(self.survey)


class AppendOnlyQuerySet(models.QuerySet["AnswerEvent"]):
    """Events are added, and nothing else."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("Answer events are never changed.")

    def delete(self) -> NoReturn:
        raise TypeError("Answer events are never deleted.")


class AnswerEvent(models.Model):
    """One change of one answer. Append-only: here, and by a trigger in the database."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="events")
    question = models.CharField(max_length=200)
    value = models.TextField(blank=True)
    is_draft = models.BooleanField(default=False)
    client_id = models.UUIDField()
    writer = models.CharField(max_length=40, blank=True)  # one browser, so that it is never in conflict with itself
    base = models.PositiveIntegerField()
    revision = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    participant = models.ForeignKey(
        "surveys.Participant", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[AnswerEvent]] = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["revision", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["response", "client_id"], name="surveys_answerevent_once"),
            models.UniqueConstraint(fields=["response", "revision", "question"], name="surveys_answerevent_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.question} = {self.value}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("Answer events are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("Answer events are never deleted.")


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def counting(self) -> SubmissionQuerySet:
        """Return the one of each response that counts: the last."""
        return self.filter(pk=models.F("response__submission"))


class Submission(models.Model):
    """What was sent in: the answers that counted, frozen, with a receipt number and a hash over it all.

    A response that was reopened and sent in again has several, numbered from 1; each stays readable.
    """

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveIntegerField(default=1)
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="submissions")
    answers = models.JSONField()
    former = models.JSONField(default=dict)  # by key: confirmed, changed or unseen, for what was answered last time
    sha256 = models.CharField(max_length=64)
    receipt = models.CharField(max_length=20, unique=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    participant = models.ForeignKey(
        "surveys.Participant", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    signed_by = models.ForeignKey(
        "surveys.Participant", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["response", "number"], name="surveys_submission_numbered"),
        ]

    def __str__(self) -> str:
        return self.receipt


class SubmitKey(models.Model):
    """A key that came with a submit, and of what: the same key with the same content gets the same receipt."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="submit_keys")
    key = models.CharField(max_length=64)
    content = models.CharField(max_length=64)  # SHA-256 of the answers that the sender saw
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="keys")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "key"], name="surveys_submit_key_once"),
        ]

    def __str__(self) -> str:
        return self.key
