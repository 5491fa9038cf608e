"""The help desk: its page, and its hours as dated rows."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms import opening
from cms.models.public import PublicPage
from cms.opening.board import Board
from cms.opening.days import HOLIDAY, Kind
from schakel.content.blocks import ProseBlock

EARLIEST, LATEST = 2000, 2100  # years that one may ask about; the calendar of holidays reaches no further with sense


class OpeningHours(models.Model):
    """Hours on one weekday. `to_time` 0:00 is the end of the day; hours over midnight are two rows."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("maandag")
        TUESDAY = 1, _("dinsdag")
        WEDNESDAY = 2, _("woensdag")
        THURSDAY = 3, _("donderdag")
        FRIDAY = 4, _("vrijdag")
        SATURDAY = 5, _("zaterdag")
        SUNDAY = 6, _("zondag")
        HOLIDAY = HOLIDAY, _("feestdag")

    KINDS: ClassVar[list[tuple[str, Any]]] = [
        (Kind.REGULAR.value, _("open voor alles")),
        (Kind.URGENT.value, _("alleen urgente zaken")),
        (Kind.CLOSED.value, _("dicht")),
    ]

    since = models.DateField(_("vanaf"), null=True, blank=True, help_text=_("Leeg: van voor onze gegevens."))
    until = models.DateField(_("tot"), null=True, blank=True, help_text=_("De eerste dag waarop dit niet meer geldt."))
    weekday = models.PositiveSmallIntegerField(_("dag"), choices=Weekday.choices)
    from_time = models.TimeField(_("van"))
    to_time = models.TimeField(_("tot"), help_text=_("0:00 is het einde van de dag."))
    kind = models.CharField(_("waarvoor"), max_length=10, choices=KINDS, default=Kind.REGULAR.value)
    source = models.CharField(_("bron"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("openingsuren")
        verbose_name_plural = _("openingsuren")
        ordering = [models.F("since").asc(nulls_first=True), "weekday", "from_time"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_time__gt=models.F("from_time")) | models.Q(to_time="00:00"),
                name="cms_openinghours_within_one_day",
            ),
            models.CheckConstraint(
                condition=models.Q(since__isnull=True)
                | models.Q(until__isnull=True)
                | models.Q(until__gt=models.F("since")),
                name="cms_openinghours_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=models.Q(weekday__lte=HOLIDAY), name="cms_openinghours_a_day_of_the_week"),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.from_time:%H:%M}–{self.to_time:%H:%M}, {self.get_kind_display()}"


class HelpdeskPage(PublicPage):
    """Whom to call, and whether somebody answers now."""

    lead = models.TextField(_("inleiding"), blank=True)
    telephone = models.CharField(_("telefoon"), max_length=20, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    leave_url = models.URLField(
        _("adres van ‘Verlaat deze site’"), blank=True, help_text=_("Een pagina waar niemand iets achter zoekt.")
    )
    body = StreamField(ProseBlock(), verbose_name=_("tekst"), blank=True)

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "cms/helpdesk.html"
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("telephone"),
        FieldPanel("email"),
        FieldPanel("leave_url"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("helpdesk")

    def at(self, moment: datetime) -> Board:
        """Return what the page shows at `moment`."""
        rows = list(OpeningHours.objects.all())
        return Board(opening.state_at(moment, rows, get_language() or "nl"), rows)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        asked = asked_moment(request.GET.get("op", ""))
        desk = self.at(asked or timezone.now())
        return {**super().get_context(request, *args, **kwargs), "desk": desk, "asked": asked}


def asked_moment(text: str) -> datetime | None:
    """Return the moment that an address asks about, in Dutch time; None for what is no moment of this age."""
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    if moment is None or not EARLIEST <= moment.year <= LATEST:
        return None
    return moment if timezone.is_aware(moment) else moment.replace(tzinfo=opening.HERE)
