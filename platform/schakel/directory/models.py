"""Who is who: organisations, municipalities with their history, regions, and for whom a person works."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from schakel.dated import Dated, DatedQuerySet


class Organisation(models.Model):
    """An organisation in the chain. `name` is what everybody calls it."""

    class Kind(models.TextChoices):
        CARE = "care", _("zorg en opvang")
        GOVERNMENT = "government", _("rijksoverheid")
        JUSTICE = "justice", _("politie en justitie")
        MUNICIPALITY = "municipality", _("gemeente")
        REPORTING_POINT = "reporting_point", _("meldpunt")
        ASSOCIATION = "association", _("vereniging of koepel")
        OTHER = "other", _("anders")

    name = models.CharField(_("naam"), max_length=160)
    kind = models.CharField(_("soort"), max_length=20, choices=Kind.choices, default=Kind.OTHER)
    source = models.CharField(_("bron"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                condition=~models.Q(kind="municipality"),
                name="directory_organisation_one_per_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    def on(self, day: date) -> MunicipalityQuerySet:
        """Return the municipalities that exist on `day`."""
        return self.filter(
            models.Q(since__isnull=True) | models.Q(since__lte=day),
            models.Q(until__isnull=True) | models.Q(until__gt=day),
        )


class Municipality(models.Model):
    """A municipality by its CBS code. `until` is the day on which it was merged away; `successors` took it over."""

    class SizeClass(models.TextChoices):
        UNDER_20 = "<20k", _("tot 20.000 inwoners")
        FROM_20 = "20-50k", _("20.000 tot 50.000 inwoners")
        FROM_50 = "50-100k", _("50.000 tot 100.000 inwoners")
        FROM_100 = ">=100k", _("100.000 inwoners of meer")

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="municipality")
    cbs_code = models.CharField(_("CBS-code"), max_length=6, unique=True)
    province_code = models.CharField(max_length=4)
    province = models.CharField(_("provincie"), max_length=40)
    population = models.PositiveIntegerField(_("inwoners"))
    size_class_cbs = models.PositiveSmallIntegerField()
    size_class = models.CharField(_("grootteklasse"), max_length=10, choices=SizeClass.choices)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    successors = models.ManyToManyField("self", symmetrical=False, related_name="predecessors", blank=True)
    hex_col = models.SmallIntegerField(null=True, blank=True)
    hex_row = models.SmallIntegerField(null=True, blank=True)

    objects: ClassVar[models.Manager[Municipality]] = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("gemeente")
        verbose_name_plural = _("gemeenten")
        ordering = ["organisation__name"]

    def __str__(self) -> str:
        return self.organisation.name


class FrameEntry(models.Model):
    """A municipality as it stood in the frame of one year: the units that a round asks, with their strata."""

    year = models.PositiveSmallIntegerField(_("jaar"))
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="frame_entries")
    name = models.CharField(max_length=160)
    province = models.CharField(max_length=40)
    population = models.PositiveIntegerField()
    size_class = models.CharField(max_length=10, choices=Municipality.SizeClass.choices)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["year", "municipality"], name="directory_frame_one_entry_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.year})"


class Region(models.Model):
    """An area that somebody claims to cover; its municipalities are known or unknown."""

    class Kind(models.TextChoices):
        POLICE = "police", _("politieregio")
        SAFETY = "safety", _("veiligheidsregio")
        LABOUR = "labour_market", _("arbeidsmarktregio")
        CARE = "care_coordination", _("zorgcoördinatieregio")
        REPORTING = "reporting_point", _("regio van een meldpunt")

    name = models.CharField(_("naam"), max_length=160)
    kind = models.CharField(_("soort"), max_length=20, choices=Kind.choices)
    source = models.CharField(_("bron"), max_length=300, blank=True)
    note = models.CharField(_("toelichting"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("regio")
        verbose_name_plural = _("regio’s")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["kind", "name"], name="directory_region_one_per_name")]

    def __str__(self) -> str:
        return self.name


class CareCoordination(models.Model):
    """An organisation that coordinates care in an area. Empty `since` or `fte` means unknown, not zero."""

    area = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="care_coordination")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    fte = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)


class ReportingPoint(models.Model):
    """A regional reporting point for loverboys and youth prostitution."""

    area = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="reporting_points")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)


class Affiliation(Dated):
    """For whom a person works."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="affiliations")

    objects = DatedQuerySet["Affiliation"].as_manager()

    class Meta(Dated.Meta):
        abstract = False
        verbose_name = _("werkt bij")

    def __str__(self) -> str:
        return f"{self.user}, {self.organisation}"
