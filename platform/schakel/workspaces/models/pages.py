"""The workspaces, and the page type that asks the judge at every door."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models, transaction
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import COMMENTS_RELATION_NAME, Page, PageManager, PagePermissionTester
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult

from schakel.requests import MemberRequest
from schakel.workspaces import access, panels
from schakel.workspaces.editor import JudgedForm
from schakel.workspaces.past import SENTENCES, Past

if TYPE_CHECKING:
    from schakel.accounts.models import User


class JudgedTester(PagePermissionTester):
    """What Wagtail may do with a page of a workspace: never take it out of its place, never hide or show it apart."""

    def can_move(self) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_move_to(self, destination: Page) -> bool:
        return False

    def can_copy_to(self, destination: Page, recursive: bool = False) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_unschedule(self) -> bool:
        return False

    def can_lock(self) -> bool:
        return False

    def can_unlock(self) -> bool:
        return False

    def can_reorder_children(self) -> bool:
        return False


class FrozenTester(JudgedTester):
    """What Wagtail may do with a page that was adopted or opened: nothing but show its history."""

    def can_edit(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_publish(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_add_subpage(self) -> bool:
        return False

    def can_publish_subpage(self) -> bool:
        return False

    def can_submit_for_moderation(self) -> bool:
        return False


class JudgedPage(Page):
    """A page that belongs to one workspace; the one judge is asked on each way to it.

    Its `facts` are written by verbs alone, with an UPDATE of their own. Publishing an old revision writes all fields of
    a page; without this it would bring old facts back.
    """

    class Meta:
        abstract = True

    facts: ClassVar[tuple[str, ...]] = ()
    right_to_see: ClassVar[str] = "workspace.see"
    tester: ClassVar[type[JudgedTester]] = JudgedTester  # what Wagtail may do while the page is not frozen
    base_form_class = JudgedForm
    promote_panels: ClassVar[list[Any]] = [FieldPanel("slug")]
    settings_panels: ClassVar[list[Any]] = []
    show_in_menus_default = False
    search_fields: ClassVar[list[Any]] = []
    is_frozen: ClassVar[bool | property] = False

    @cached_property
    def workspace(self) -> WorkspacePage:
        """The workspace that this page stands in."""
        return WorkspacePage.objects.ancestor_of(self, inclusive=True).get()

    def is_visible_to(self, user: User) -> bool:
        """Tell whether `user` may know of this page at this moment."""
        moment = self.moment
        return access.may(user, self.right_to_see, self) and (moment is None or access.saw(user, self, moment))

    @property
    def moment(self) -> datetime | None:
        """When that was of which this page tells; None for a page of all times."""
        return None

    def with_content_json(self, content: dict[str, Any]) -> Page:
        page = super().with_content_json(content)
        for name in self.facts:
            attribute = self._meta.get_field(name).attname
            setattr(page, attribute, getattr(self, attribute))
        return page

    @transaction.atomic
    def save(self, *args: Any, **options: Any) -> None:
        """Save the prose of a page that exists already, and leave its facts as the database has them."""
        if self.facts and self.pk is not None and options.get("update_fields") is None:
            options["update_fields"] = self._prose()
        super().save(*args, **options)

    def _prose(self) -> list[str]:
        fields = (field for field in self._meta.concrete_fields if not field.primary_key)
        return [*(field.name for field in fields if field.name not in self.facts), COMMENTS_RELATION_NAME]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Ask the judge first; what may not be seen answers as what is not there."""
        if not (path_components and access.passes_through(request.user, self)):
            access.judge_page(request, self)
        return super().route(request, path_components)

    def permissions_for_user(self, user: User) -> PagePermissionTester:
        return FrozenTester(user, self) if self.is_frozen else self.tester(user, self)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        return []


class WorkspacesPage(Page):
    """The shelf on which the workspaces stand; it shows each person the own ones."""

    max_count = 1
    subpage_types: ClassVar[list[str]] = ["workspaces.WorkspacePage"]
    template = "workspaces/workspaces.html"
    search_fields: ClassVar[list[Any]] = []
    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []

    class Meta:
        verbose_name = _("werkruimtes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        own = WorkspacePage.objects.visible_to(request.user).order_by("path")
        return {**super().get_context(request, *args, **kwargs), "workspaces": own}

    def permissions_for_user(self, user: User) -> PagePermissionTester:
        return FrozenTester(user, self)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        return []


class WorkspaceQuerySet(PageQuerySet):
    def visible_to(self, user: access.Person) -> WorkspaceQuerySet:
        """Return the workspaces of `user`."""
        own: WorkspaceQuerySet = self.filter(pk__in=access.workspaces_with(user, "workspace.see"))
        return own


class WorkspacePage(JudgedPage):
    """The place where one body, or the survey team, works together."""

    level = models.CharField(_("niveau"), max_length=80, blank=True)
    purpose = models.TextField(_("waarvoor"), blank=True)
    meets = models.CharField(_("vergadert"), max_length=120, blank=True)
    mandate_since = models.DateField(_("mandaat sinds"), null=True, blank=True)
    mandate_until = models.DateField(_("mandaat tot"), null=True, blank=True)
    quorum = models.PositiveSmallIntegerField(
        _("quorum"), null=True, blank=True, help_text=_("Zoveel zetels moeten aanwezig zijn om te besluiten.")
    )
    demands_second_factor = models.BooleanField(
        _("alle leden loggen in met een tweede stap"),
        default=False,
        help_text=_("Wie er nog geen heeft, stelt die in bij de volgende keer inloggen."),
    )

    past = models.CharField(
        _("wat leden van het verleden zien"),
        max_length=10,
        choices=Past.choices,
        default=Past.BEGINNING,
        editable=False,
    )

    facts = ("past",)
    parent_page_types: ClassVar[list[str]] = ["workspaces.WorkspacesPage"]
    promote_panels: ClassVar[list[Any]] = []  # the address of a workspace does not change
    template = "workspaces/workspace.html"
    objects: ClassVar[Any] = PageManager.from_queryset(WorkspaceQuerySet)()
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("level"),
        FieldPanel("purpose"),
        FieldPanel("meets"),
        MultiFieldPanel([FieldPanel("mandate_since"), FieldPanel("mandate_until"), FieldPanel("quorum")], _("Mandaat")),
        FieldPanel("demands_second_factor"),
    ]

    class Meta:
        verbose_name = _("werkruimte")
        verbose_name_plural = _("werkruimtes")

    @cached_property
    def workspace(self) -> WorkspacePage:
        return self

    @property
    def past_in_words(self) -> str:
        """The rule on what members see of the past, in one sentence."""
        return str(SENTENCES[Past(self.past)])

    def get_context(self, request: MemberRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **panels.of_workspace(self, request.user)}
