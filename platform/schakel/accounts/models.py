"""People: who logs in, by invitation only, and what they may do for the platform as a whole."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.models import EmailAddress
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schakel.dated import Dated, DatedQuerySet


class PeopleManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, *, name: str = "", **fields: Any) -> User:
        """Store a person; without a password nobody can log in as this person until one is chosen."""
        user = User(email=email.strip().lower(), name=name.strip(), **fields)
        user.set_password(password)
        with transaction.atomic(using=self._db):
            user.save(using=self._db)
            # allauth asks its own table which address is proved; the invitation proved this one
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who can log in with an e-mail address. Nobody is a superuser: the database refuses it."""

    email = models.EmailField(_("e-mailadres"), unique=True)
    name = models.CharField(_("naam"), max_length=120)
    language = models.CharField(
        _("taal"), max_length=2, choices=[("nl", "Nederlands"), ("en", "English")], default="nl"
    )
    is_active = models.BooleanField(_("mag inloggen"), default=True)
    created = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[PeopleManager] = PeopleManager()

    class Meta:
        verbose_name = _("persoon")
        verbose_name_plural = _("personen")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="accounts_user_one_per_address"),
            models.CheckConstraint(condition=models.Q(is_superuser=False), name="accounts_user_nobody_is_superuser"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    # Wagtail's screens ask for these two
    @property
    def first_name(self) -> str:
        return self.name.partition(" ")[0]

    @property
    def last_name(self) -> str:
        return self.name.partition(" ")[2]

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.first_name


def display(user: User) -> str:
    """Return the name that allauth shows."""
    return str(user)


class Role(models.TextChoices):
    """What somebody may do for the platform as a whole; content of workspaces is no part of it."""

    EDITOR = "editor", _("redacteur")
    ADMINISTRATOR = "administrator", _("beheerder")


class PlatformRole(Dated):
    """The role of editor (public pages) or administrator (people and settings), for a time."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="platform_roles")
    role = models.CharField(max_length=20, choices=Role.choices)

    objects = DatedQuerySet["PlatformRole"].as_manager()

    class Meta(Dated.Meta):
        abstract = False
        verbose_name = _("platformrol")


class Invitation(models.Model):
    """A way in for one address: single use, fourteen days, used up by accepting and never by opening the link."""

    email = models.EmailField(_("e-mailadres"))
    name = models.CharField(_("naam"), max_length=120)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField()
    accepted = models.DateTimeField(null=True, blank=True)
    generation = models.PositiveIntegerField(default=1)
    seat = models.ForeignKey("workspaces.Seat", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name = _("uitnodiging")
        verbose_name_plural = _("uitnodigingen")
        ordering = ["-created"]

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"

    @property
    def is_open(self) -> bool:
        """Tell whether the link still works at this moment."""
        return self.accepted is None and self.expires > timezone.now()
