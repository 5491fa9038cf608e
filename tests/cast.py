"""The cast: who plays in the tests. All persons are invented.

aisha     secretary of the SOM                     bram    chair of the SOM
chloe     member of the SOM, for Fier              dirk    has an account and no seat
esra      member of the Task Force                 farid   care coordinator
greet     member of the reporting points           lena    secretary of the care coordinators
hana      works for a municipality                 ivo     analyst of the survey team (Gemeenten)
joke      editor of the public pages               karel   administrator: people, no content
oscar     was a member of the SOM until yesterday  petra   works for another municipality
quirine   substitute in the SOM, for Fier          rachid  observer in the SOM
tara      chair of the Task Force                  wim    secretary of the Task Force
nobody    is not logged in
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.userkit import user_id_to_str
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from schakel.accounts.models import PlatformRole, User
from schakel.accounts.models import Role as Platform
from schakel.directory.models import Affiliation, Municipality, Organisation
from schakel.workspaces import access
from schakel.workspaces.models import Membership, Seat, WorkspacePage
from schakel.workspaces.roles import Role

# name → (workspace, organisation, role)
SEATED = {
    "aisha": ("som", "CoMensha", Role.SECRETARY),
    "bram": ("som", "CoMensha", Role.CHAIR),
    "chloe": ("som", "Fier", Role.MEMBER),
    "esra": ("task-force", "Ministerie van Voorbeeld", Role.MEMBER),
    "farid": ("zorgcoordinatoren", "Lumens", Role.MEMBER),
    "lena": ("zorgcoordinatoren", "CoMensha", Role.SECRETARY),
    "greet": ("meldpunten", "Meldpunt Voorbeeld", Role.MEMBER),
    "ivo": ("gemeenten", "CoMensha", Role.ANALYST),
    "oscar": ("som", "Fier", Role.MEMBER),
    "quirine": ("som", "Fier", Role.SUBSTITUTE),
    "rachid": ("som", "Ministerie van Voorbeeld", Role.OBSERVER),
    "tara": ("task-force", "CoMensha", Role.CHAIR),
    "wim": ("task-force", "CoMensha", Role.SECRETARY),
}
FORMER = {"oscar": timedelta(days=1)}  # since when they are gone
MUNICIPAL = {"hana": ("GM9999", "Voorbeeldstad"), "petra": ("GM9998", "Voorbeelddorp")}
WITHOUT_SEAT = ["dirk", "joke", "karel", *MUNICIPAL]
EVERYBODY = [*SEATED, *WITHOUT_SEAT]


def workspace(slug: str) -> WorkspacePage:
    """Return the workspace with this slug; a new installation has all five."""
    page: WorkspacePage = WorkspacePage.objects.get(slug=slug)
    return page


def organisation(name: str) -> Organisation:
    return Organisation.objects.get_or_create(name=name, defaults={"kind": "care"})[0]


def seat(slug: str, name: str) -> Seat:
    return Seat.objects.get_or_create(workspace=workspace(slug), organisation=organisation(name))[0]


def municipality(code: str = "GM9999", name: str = "Voorbeeldstad", **fields: Any) -> Municipality:
    """Return an invented municipality."""
    known = Municipality.objects.filter(cbs_code=code).first()
    if known:
        return known
    facts = {"province_code": "PV24", "province": "Flevoland", "population": 30_000, "size_class_cbs": 4}
    owner = Organisation.objects.create(name=name, kind=Organisation.Kind.MUNICIPALITY)
    return Municipality.objects.create(organisation=owner, cbs_code=code, **{**facts, "size_class": "20-50k", **fields})


@dataclass
class Person:
    """Somebody with a browser."""

    user: User | None

    @cached_property
    def client(self) -> Client:
        """The browser, logged in when it is used for the first time: many play without one."""
        client = Client()
        if self.user is not None:
            enter(client, self.user)
        return client

    def logged_in(self) -> Person:
        """Log in now: what follows is undone, or counted."""
        assert self.client
        return self

    def gets(self, where: str, *args: Any, **options: Any) -> HttpResponse:
        """Open a page: a path, or the name of a route with its arguments."""
        return self.client.get(_path(where, *args), **options)  # type: ignore[return-value]

    def posts(self, where: str, *args: Any, **data: Any) -> HttpResponse:
        """Press a button: post `data` to a path or to the name of a route."""
        return self.client.post(_path(where, *args), data)  # type: ignore[return-value]

    @property
    def who(self) -> User:
        """The account, with nothing remembered of what it might do before."""
        assert self.user is not None
        access.forget(self.user)
        return self.user


def enter(client: Client, user: User, *, second_factor: bool = True) -> None:
    """Log in without a form, as somebody who used the second factor or did not."""
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    methods = ["password", "mfa"] if second_factor else ["password"]
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": method, "at": time.time()} for method in methods]
    session["account_authentication_methods_user"] = user_id_to_str(user)
    session.save()


def _path(where: str, *args: Any) -> str:
    return where if where.startswith("/") else reverse(where, args=args)


def account(name: str) -> User:
    known = User.objects.filter(email=f"{name}@schakel.example").first()
    return known or User.objects.create_user(
        f"{name}@schakel.example", "een lange zin", name=f"{name.title()} (verzonnen)"
    )


def person(name: str) -> Person:
    """Return somebody of the cast, with the seat and role that this page tells."""
    if name == "nobody":
        return Person(None)
    user = account(name)
    if name in SEATED and not user.memberships.exists():
        slug, employer, role = SEATED[name]
        Membership.objects.create(user=user, seat=seat(slug, employer), role=role, **_period(name))
        Affiliation.objects.create(user=user, organisation=organisation(employer))
    if name in MUNICIPAL and not user.affiliations.exists():
        Affiliation.objects.create(user=user, organisation=municipality(*MUNICIPAL[name]).organisation)
    platform = {"joke": Platform.EDITOR, "karel": Platform.ADMINISTRATOR}.get(name)
    if platform and not user.platform_roles.exists():
        PlatformRole.objects.create(user=user, role=platform)
    return Person(user)


def _period(name: str) -> dict[str, datetime]:
    if name not in FORMER:
        return {}
    gone = timezone.now() - FORMER[name]
    return {"since": gone - timedelta(days=365), "until": gone}


def work() -> int:
    """Let the worker do all that is due, in this process; return how many jobs there were."""
    worker = Worker(
        queue_names=["*"], interval=0, batch=True, backend_name="background", startup_delay=False, max_tasks=None,
        worker_id="tests", excluded_queue_names=[],
    )  # fmt: skip
    done = 0
    while (job := DBTaskResult.objects.ready().first()) is not None:
        worker.run_task(job)
        done += 1
    return done
