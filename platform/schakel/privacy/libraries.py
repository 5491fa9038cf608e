"""What the tables of libraries keep of persons; those that are not installed are passed over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django_tasks_db.models import DBTaskResult
from wagtail.admin.models import EditingSession, FormState

from schakel.privacy import pages, retention
from schakel.privacy.declaring import Fate, Ground, Holding, Sort, about_nobody, declare

SCREENS = "Let people write in Wagtail's editor"


def declare_all() -> None:
    """Declare them, and their rules of retention."""
    declare(*_identity(), *_editor(), *_pages())
    about_nobody(
        account__EmailConfirmation="key",
        auth__Group="name",
        auth__Permission="name codename",
        contenttypes__ContentType="app_label model",
        taggit__Tag="name slug",
        wagtailcore__Collection="path name",
        wagtailcore__CollectionViewRestriction="password",
        wagtailcore__GroupApprovalTask="",
        wagtailcore__Locale="language_code",
        wagtailcore__PageViewRestriction="password",
        wagtailcore__ReferenceIndex="object_id to_object_id model_path content_path",
        wagtailcore__Site="hostname site_name",
        wagtailcore__Task="name",
        wagtailcore__Workflow="name",
        # Wagtail's own index stays empty: no type of ours has search fields
        wagtailsearch__IndexEntry="object_id title body autocomplete title_text body_text",
        wagtailsearch__SQLiteFTSIndexEntry="title body autocomplete",
        socialaccount__SocialApp="name client_id secret key provider provider_id settings",
    )
    retention.register(
        retention.Rule("sessions.ended", "until it expires", 0, _expired),
        retention.Rule("sessions.shown", "one day after the session ended", 1, _no_longer_shown),
        retention.Rule("tasks.done", "30 days", 30, _done),
        retention.Rule(
            "editor.open", "one day", 1, lambda before: EditingSession.objects.filter(last_seen_at__lt=before)
        ),
        retention.Rule(
            "editor.typed", "30 days", 30, lambda before: FormState.objects.filter(last_updated_at__lt=before)
        ),
    )


def _expired(before: datetime) -> QuerySet[Any]:
    return Session.objects.filter(expire_date__lt=before)


def _no_longer_shown(before: datetime) -> QuerySet[Any]:
    rows: QuerySet[Any] = UserSession.objects.filter(created_at__lt=before)
    return rows.exclude(session_key__in=Session.objects.values("session_key"))


def _done(before: datetime) -> QuerySet[Any]:
    rows: QuerySet[Any] = DBTaskResult.objects.filter(finished_at__lt=before)
    return rows


def _identity() -> list[Holding]:
    def own(model: str, purpose: str, term: str, fields: dict[str, Sort], plain: str = "") -> Holding:
        return Holding(model, purpose, Ground.DUTY, term, fields, Fate.DELETE, plain=plain)

    person = {"user": Sort.PERSON}
    return [
        own(
            "account.EmailAddress",
            "Change an address only after it was proved",
            "as long as the account",
            {**person, "email": Sort.ADDRESS},
        ),
        own(
            "usersessions.UserSession",
            "Show people where they are logged in",
            "sessions.shown",
            {
                **person,
                "ip": Sort.OWN,
                "user_agent": Sort.OWN,
                "session_key": Sort.SECRET,
                "data": Sort.OWN,
                "created_at": Sort.OWN,
                "last_seen_at": Sort.OWN,
            },
        ),
        own(
            "sessions.Session",
            "Remember who is logged in",
            "sessions.ended",
            {"session_data": Sort.SESSION, "session_key": Sort.SECRET},
        ),
        own(
            "mfa.Authenticator",
            "Ask for a second step at login",
            "as long as the account",
            {**person, "data": Sort.SECRET, "type": Sort.OWN},
        ),
        own(
            "socialaccount.SocialAccount",
            "Log in through the organisation of the person",
            "as long as the account",
            {**person, "uid": Sort.OWN, "extra_data": Sort.OWN, "provider": Sort.OWN},
        ),
        own(
            "socialaccount.SocialToken",
            "Log in through the organisation of the person",
            "goes with the account there",
            {"token": Sort.SECRET, "token_secret": Sort.SECRET},
        ),
        own(
            "wagtailcore.APIToken", "None: there is no public interface", "always empty", person, "name key_hash prefix"
        ),
    ]


def _editor() -> list[Holding]:
    def own(model: str, term: str, fields: dict[str, Sort], plain: str = "") -> Holding:
        return Holding(model, SCREENS, Ground.INTEREST, term, fields, Fate.DELETE, plain=plain)

    person = {"user": Sort.PERSON}
    return [
        own(
            "wagtailusers.UserProfile",
            "as long as the account",
            {**person, "avatar": Sort.OWN, "dismissibles": Sort.OWN},
            "preferred_language current_time_zone",
        ),
        own("wagtailadmin.EditingSession", "editor.open", person, "object_id"),
        own("wagtailadmin.FormState", "editor.typed", {**person, "data": Sort.OWN}, "object_id parent_object_id"),
        own("wagtailcore.PageSubscription", "as long as the account", person),
        own(
            "wagtailcore.UploadedFile", "until the upload is used", {"uploaded_by_user": Sort.PERSON, "file": Sort.OWN}
        ),
        Holding(
            "django_tasks_database.DBTaskResult",
            purpose="Do work behind the screens; its arguments are keys",
            ground=Ground.INTEREST,
            term="tasks.done",
            fields={"traceback": Sort.TEXT, "args_kwargs": Sort.TEXT, "return_value": Sort.TEXT},
            fate=Fate.DELETE,
            plain="task_path queue_name backend_name worker_ids exception_class_path",
        ),
    ]


def _pages() -> list[Holding]:
    def written(model: str, fields: dict[str, Sort], plain: str = "", **more: Any) -> Holding:
        term = "as long as the page"
        return Holding(
            model, "Keep pages and their history", Ground.TASK, term, fields, Fate.CLEAR, plain=plain, **more
        )

    return [
        written(
            "wagtailcore.Page",
            {
                "title": Sort.TEXT,
                "draft_title": Sort.TEXT,
                "seo_title": Sort.TEXT,
                "search_description": Sort.TEXT,
                "owner": Sort.ACTOR,
                "locked_by": Sort.ACTOR,
            },
            "path slug url_path",
            frozen=pages.frozen,
            reason=pages.SEALED,
        ),
        written(
            "wagtailcore.Revision",
            {"content": Sort.TEXT, "object_str": Sort.TEXT, "user": Sort.ACTOR},
            "object_id",
            frozen=pages.frozen_revisions,
            reason=pages.SEALED,
        ),
        written(
            "wagtailcore.PageLogEntry",
            {"label": Sort.TEXT, "data": Sort.TEXT, "user": Sort.ACTOR},
            "action",
        ),
        written(
            "wagtailcore.ModelLogEntry",
            {"label": Sort.TEXT, "data": Sort.TEXT, "user": Sort.ACTOR},
            "action object_id",
        ),
        written(
            "wagtailcore.Comment",
            {"text": Sort.TEXT, "user": Sort.ACTOR, "resolved_by": Sort.ACTOR},
            "contentpath position",
        ),
        written("wagtailcore.CommentReply", {"text": Sort.TEXT, "user": Sort.ACTOR}),
        written("wagtailcore.WorkflowState", {"requested_by": Sort.ACTOR}, "object_id"),
        written("wagtailcore.TaskState", {"finished_by": Sort.ACTOR, "comment": Sort.TEXT}),
    ]
