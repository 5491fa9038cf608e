"""A round of a survey: its page, the questionnaire that it asks, and whom it invites."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, PagePermissionTester
from wagtail.query import PageQuerySet

from schakel.workspaces import access
from schakel.workspaces.models import JudgedPage, JudgedTester
from surveys.editor import blocks, preview
from surveys.editor.compiling import compile_blocks, empty
from surveys.editor.form import SurveyForm
from surveys.questionnaire import Questionnaire as Canonical
from surveys.rights import HOME

if TYPE_CHECKING:
    from schakel.accounts.models import User

RESERVED = {"nieuw", "kader", "contacten", "bibliotheek"}  # addresses beside those of the rounds


class SurveyPageQuerySet(PageQuerySet):
    def visible_to(self, user: access.Person) -> SurveyPageQuerySet:
        """Return the rounds that `user` may know of."""
        return self.filter(access.own_pages(user, "survey.see"))

    def opened(self) -> SurveyPageQuerySet:
        """Return the rounds that were put before the municipalities, closed ones included."""
        return self.filter(opened_at__isnull=False)

    def public(self) -> SurveyPageQuerySet:
        """Return the rounds that anybody with the open link may fill in, once they were opened."""
        return self.filter(audience=SurveyPage.Audience.PUBLIC)


class RevisingTester(JudgedTester):
    """What Wagtail may do with an open round of which a new version is being written: edit, and nothing else."""

    def can_publish(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_submit_for_moderation(self) -> bool:
        return False


class SurveyPage(JudgedPage):
    """One round of a survey: who asks what, of whom, until when. Once opened it does not change."""

    right_to_see = "survey.see"

    class Audience(models.TextChoices):
        FRAME = "frame", _("alle gemeenten van een jaar, elk met een eigen koppeling")
        PUBLIC = "public", _("iedereen met de open koppeling")

    sender = models.CharField(_("afzender"), max_length=160, default="VNG en CoMensha")
    introduction = models.TextField(_("waarom deze vragenlijst"), blank=True)
    minutes = models.PositiveSmallIntegerField(_("minuten om in te vullen"), default=20)
    year = models.PositiveSmallIntegerField(_("jaar"), help_text=_("De gemeenten van dit jaar doen mee."))
    opens_on = models.DateField(_("open vanaf"), null=True, blank=True)
    closes_at = models.DateTimeField(_("sluit op"), null=True, blank=True)
    sign_off = models.BooleanField(
        _("ondertekenen"),
        default=False,
        help_text=_("Iemand anders dan de invullers keurt de antwoorden goed voordat ze worden ingediend."),
    )
    audience = models.CharField(_("voor wie"), max_length=10, choices=Audience.choices, default=Audience.FRAME)
    confirm_email = models.BooleanField(
        _("e-mailadres bevestigen"),
        default=False,
        help_text=_("Alleen bij een open koppeling: wie invult, bevestigt eerst een e-mailadres."),
    )
    previous_round = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    questionnaire = models.ForeignKey(
        "surveys.Questionnaire", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField(null=True, editable=False)
    questions = StreamField(blocks.stream(), blank=True, verbose_name=_("vragen"))

    compiled: Canonical | None = None  # what the form of the editor made of `questions`

    base_form_class = SurveyForm
    objects = PageManager.from_queryset(SurveyPageQuerySet)()

    parent_page_types: ClassVar[list[str]] = ["workspaces.WorkspacePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "surveys/preview.html"
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("sender"),
        FieldPanel("introduction"),
        FieldPanel("minutes"),
        MultiFieldPanel([FieldPanel("year"), FieldPanel("opens_on"), FieldPanel("closes_at")], _("Wanneer")),
        MultiFieldPanel([FieldPanel("audience"), FieldPanel("confirm_email"), FieldPanel("sign_off")], _("Voor wie")),
        FieldPanel("previous_round", widget=forms.Select),
        FieldPanel("questions"),
    ]

    class Meta:
        verbose_name = _("vragenlijst")
        verbose_name_plural = _("vragenlijsten")

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        return parent.slug == HOME and super().can_create_at(parent)

    @property
    def is_public(self) -> bool:
        """Tell whether anybody with the open link may fill in: there is no frame."""
        return self.audience == self.Audience.PUBLIC

    @property
    def open_path(self) -> str:
        """The open link without the host: /meedoen/SLUG/."""
        return reverse("survey_take_part", args=[self.slug])

    @property
    def is_frozen(self) -> bool:  # type: ignore[override]
        return self.opened_at is not None

    @property
    def is_open(self) -> bool:
        """Tell whether municipalities can answer at this moment."""
        return self.is_open_at(timezone.now())

    def is_open_at(self, moment: datetime, *, until: datetime | None = None) -> bool:
        """Tell whether answers can be given at `moment`; `until` is a later deadline of one municipality."""
        if self.opened_at is None or (self.opens_on and self.opens_on > timezone.localdate(moment)):
            return False
        closes = max(filter(None, (self.closes_at, until)), default=None) if self.closes_at else None
        return closes is None or moment < closes

    @property
    def is_over(self) -> bool:
        return self.closes_at is not None and timezone.now() >= self.closes_at

    def clean(self) -> None:
        super().clean()
        if not re.fullmatch(r"[a-z0-9-]+", self.slug):
            raise ValidationError({"slug": _("Gebruik in het adres alleen kleine letters, cijfers en streepjes.")})
        if self.is_public and self.sign_off:
            raise ValidationError({"sign_off": self.nobody_signs()})

    @staticmethod
    def nobody_signs() -> str:
        """Say why a public survey is not signed off: of who fills in no colleagues are known."""
        return gettext("Bij een open koppeling is er geen collega die kan ondertekenen. Zet ondertekenen uit.")

    def draft(self) -> Questionnaire | None:
        """Return the questions that are being written, if there are."""
        if self.pk is None:
            return None
        found: Questionnaire | None = self.questionnaires.drafts().first()
        return found

    def permissions_for_user(self, user: User) -> PagePermissionTester:
        """Let the questions of a next version be written while there is one; all else is frozen since the opening."""
        if self.is_frozen and self.questionnaires.drafts().exists():
            return RevisingTester(user, self)
        return super().permissions_for_user(user)

    @property
    def form(self) -> Canonical:
        """The questions that are put. Raises LookupError before the opening."""
        if self.questionnaire is None:
            raise LookupError(f"The round {self.slug!r} was not opened.")
        return self.questionnaire.form

    preview_modes: ClassVar[list[Any]] = [("nl", _("Nederlands")), ("en", _("Engels"))]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        """Show the page as it stands in the editor, in the language of the mode."""
        with translation.override(mode_name):
            answer: HttpResponseBase = super().serve_preview(request, mode_name).render()
        return answer

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        base = draft.form.to_json() if (draft := self.draft()) else empty(self.title, self.slug)
        written = compile_blocks(self.questions.get_prep_value(), base).form
        shown = preview.sections(written, mode_name) if written else []
        return {**super().get_preview_context(request, mode_name), "sections": shown}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseRedirect:
        """Send whoever opens the page in the tree to where the round is worked on."""
        return HttpResponseRedirect(reverse("survey", args=[self.slug]))

    def get_url_parts(self, request: Any = None) -> Any:
        """Return the address at which the team works on the round, in place of one in the tree."""
        found = super().get_url_parts(request)
        return found and (found[0], found[1], reverse("survey", args=[self.slug]))

    def with_content_json(self, content: Any) -> SurveyPage:
        """Keep what opening decided: an older draft does not know of it."""
        page: SurveyPage = super().with_content_json(content)
        page.opened_at, page.questionnaire = self.opened_at, self.questionnaire
        return page

    @staticmethod
    def _slug_is_available(slug: str, parent_page: Page | None, page: Page | None = None) -> bool:
        """Give each round an address of its own, whatever its workspace."""
        others = SurveyPage.objects.exclude(pk=page.pk if page else None)
        taken = slug in RESERVED or others.filter(slug=slug).exists()
        return not taken and Page._slug_is_available(slug, parent_page, page)


@lru_cache(maxsize=64)
def canonical(sha256: str) -> Canonical:
    """Return a stored questionnaire by its hash, read once in each process: what a hash names does not change."""
    stored = Questionnaire.objects.filter(sha256=sha256).values_list("canonical", flat=True)
    return Canonical.from_json(stored[:1].get())


class QuestionnaireQuerySet(models.QuerySet["Questionnaire"]):
    def drafts(self) -> QuestionnaireQuerySet:
        return self.filter(frozen_at__isnull=True)


class Questionnaire(models.Model):
    """One version of the questions of a round, in canonical form. Frozen when the round opens."""

    survey = models.ForeignKey(SurveyPage, on_delete=models.CASCADE, related_name="questionnaires")
    version = models.PositiveIntegerField()
    canonical = models.JSONField()
    sha256 = models.CharField(max_length=64, db_index=True)
    note = models.CharField(max_length=300, blank=True)  # what this version changes in the one before
    imported_at = models.DateTimeField(default=timezone.now)
    frozen_at = models.DateTimeField(null=True, blank=True)

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "version"], name="surveys_questionnaire_version"),
            models.UniqueConstraint(
                fields=["survey"], condition=models.Q(frozen_at__isnull=True), name="surveys_questionnaire_one_draft"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survey} v{self.version}"

    @property
    def form(self) -> Canonical:
        """The questions themselves."""
        return canonical(self.sha256)
