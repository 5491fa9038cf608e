"""The fieldwork of a round: who is written to, what was sent, who asked for more time, what was said by telephone."""

from __future__ import annotations

from typing import ClassVar, cast

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schakel.dated import Dated, DatedQuerySet
from schakel.directory.models import Municipality
from surveys.models.invitations import Invitation
from surveys.models.rounds import SurveyPage


class ContactQuerySet(DatedQuerySet["Contact"]):
    def reachable(self) -> ContactQuerySet:
        """Return whom a mail reaches now, as far as is known."""
        return cast("ContactQuerySet", self.current()).filter(bounced_at__isnull=True)

    def bounced(self) -> ContactQuerySet:
        """Return the contacts of now whose address did not take our mail."""
        return cast("ContactQuerySet", self.current()).filter(bounced_at__isnull=False)


class Contact(Dated):
    """Whom the survey team writes to at a municipality. A former contact stays, with its last day."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="contacts")
    email = models.EmailField(_("e-mailadres"))
    name = models.CharField(_("naam"), max_length=120, blank=True)
    job = models.CharField(_("functie"), max_length=120, blank=True)
    phone = models.CharField(_("telefoon"), max_length=40, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True)
    bounce = models.CharField(max_length=300, blank=True)

    objects: ClassVar[models.Manager[Contact]] = ContactQuerySet.as_manager()

    class Meta(Dated.Meta):
        abstract = False
        verbose_name = _("contactpersoon")

    def __str__(self) -> str:
        return self.name or self.email


class Mailing(models.Model):
    """A letter to many contacts of a round, in words of the team; sent once to each, however often the run is begun."""

    class Kind(models.TextChoices):
        INVITATION = "invitation", _("uitnodiging")
        REMINDER = "reminder", _("herinnering")
        COMPLETE = "complete", _("herinnering: volledig maar niet ingediend")
        THANKS = "thanks", _("bedankje")

    survey = models.ForeignKey(SurveyPage, on_delete=models.CASCADE, related_name="mailings")
    kind = models.CharField(_("soort"), max_length=12, choices=Kind.choices)
    subject = models.CharField(_("onderwerp"), max_length=160)
    body = models.TextField(_("tekst"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created = models.DateTimeField(default=timezone.now)
    begun_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.subject


class MailingReceipt(models.Model):
    """That a contact was written to in a mailing: at most once, says the database."""

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="receipts")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="mailed")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mailing", "contact"], name="surveys_mailing_once_to_each"),
        ]

    def __str__(self) -> str:
        return f"{self.mailing}: {self.contact}"


class Extension(models.Model):
    """A municipality asks for more time; when it is granted, only its own deadline moves."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="extensions")
    until = models.DateField(_("tot en met"))
    reason = models.TextField(_("waarom"), blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(
        "surveys.Participant", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    granted = models.BooleanField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["invitation"], condition=models.Q(granted__isnull=True), name="surveys_extension_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invitation}: {self.until}"


class CallNote(models.Model):
    """What the team noted of a call with a municipality. Its members do not see it."""

    survey = models.ForeignKey(SurveyPage, on_delete=models.CASCADE, related_name="call_notes")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("notitie"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.text[:40]}"
