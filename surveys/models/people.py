"""Who works on a response: people of the municipality, by which way they came in, and what they hand to each other."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from schakel import links
from surveys.models.invitations import Invitation
from surveys.models.responses import Response

DELEGATION = "survey_delegation"
SIGN_OFF = "survey_sign_off"


class Participant(models.Model):
    """Somebody of the municipality at one questionnaire: an address that was confirmed, or an account.

    Who came by the link and confirmed nothing is no participant: nobody knows who it is.
    """

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="participants")
    email = models.EmailField()
    name = models.CharField(max_length=120, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    joined_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["invitation", "email"], name="surveys_participant_once"),
        ]

    def __str__(self) -> str:
        return self.name or self.email


class Entry(models.Model):
    """Somebody came in, and by which way: for the coordinator. It counts from a POST, never from opening a link."""

    class Way(models.TextChoices):
        LINK = "link", "koppeling"  # nobody knows who
        CODE = "code", "code"
        LOGIN = "login", "account"
        DELEGATION = "delegation", "overgedragen onderdeel"

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="entries")
    way = models.CharField(max_length=12, choices=Way.choices)
    participant = models.ForeignKey(
        Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="entries"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.invitation}: {self.way}"


class Code(models.Model):
    """Six digits sent to an address that the invitation knows; only their HMAC is kept."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="codes")
    email = models.EmailField()
    mark = models.CharField(max_length=64)
    sent_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.invitation}: {self.email}"


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def standing(self) -> DelegationQuerySet:
        return self.filter(withdrawn_at__isnull=True)


class Delegation(models.Model):
    """A section handed to a colleague by e-mail. With `alone` that colleague sees this section and nothing else."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="delegations")
    section = models.CharField(max_length=200)  # the name of a top-level group; "" for the loose questions
    email = models.EmailField()
    name = models.CharField(max_length=120, blank=True)
    alone = models.BooleanField(default=True)
    remark = models.TextField(blank=True)
    generation = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="handed")
    at = models.DateTimeField(default=timezone.now)
    ready_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "section", "email"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="surveys_delegation_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section}: {self.email}"

    @property
    def token(self) -> str:
        return links.token(DELEGATION, self.pk, self.generation)

    @property
    def path(self) -> str:
        """The link without the host: /v/onderdeel/TOKEN/."""
        return reverse("survey_delegation", args=[self.token])


class Presence(models.Model):
    """Where somebody was last at work in a response. `client` is one browser tab."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="presences")
    client = models.UUIDField()
    writer = models.CharField(max_length=40, blank=True)  # the browser, whose tabs are one person
    participant = models.ForeignKey(Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    section = models.CharField(max_length=200, blank=True)
    question = models.CharField(max_length=200, blank=True)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "client"], name="surveys_presence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.response}: {self.section}"


class Comment(models.Model):
    """A remark beside a question, inside the municipality; `returns` when who signs off sent the question back."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="comments")
    question = models.CharField(max_length=200)
    text = models.TextField()
    by = models.ForeignKey(Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    returns = models.BooleanField(default=False)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.question}: {self.text[:40]}"

    @property
    def is_settled(self) -> bool:
        return self.settled_at is not None


class SignOff(models.Model):
    """Somebody other than the fillers approves the answers as they stand at `revision`, or returns them."""

    class State(models.TextChoices):
        ASKED = "asked", "gevraagd"
        APPROVED = "approved", "goedgekeurd"
        RETURNED = "returned", "teruggegeven"
        LAPSED = "lapsed", "vervallen"  # an answer changed since, or the request was taken back

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="sign_offs")
    email = models.EmailField()
    name = models.CharField(max_length=120, blank=True)
    generation = models.PositiveIntegerField(default=1)
    revision = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_by = models.ForeignKey(Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    remark = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["response"], condition=models.Q(state="asked"), name="surveys_signoff_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.response}: {self.state}"

    @property
    def who(self) -> str:
        return self.name or self.email

    @property
    def token(self) -> str:
        return links.token(SIGN_OFF, self.pk, self.generation)

    @property
    def path(self) -> str:
        """The link without the host: /v/ondertekenen/TOKEN/."""
        return reverse("survey_sign_off_link", args=[self.token])
