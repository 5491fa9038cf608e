"""Every door has a policy: routes, sockets, mails, files, what can be found, the desk. One without stays shut."""

from __future__ import annotations

from dataclasses import replace

import pytest
from channels.generic.websocket import AsyncWebsocketConsumer
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import path
from django.views.generic import RedirectView
from wagtail.views import serve

from schakel import registries
from schakel.accounts.models import User
from schakel.mail import outbox, receivers
from schakel.mail.models import OutgoingMail
from schakel.push.routing import door, websocket_urlpatterns
from schakel.registries import Searchable
from schakel.workspaces import doors
from schakel.workspaces.desk import fence
from tests import cast
from tests.rules.addresses import routes, walk

POLICIES = {"public", "link", "signed_in", "judged", "administrator", "development", "desk", "pages"}


@pytest.mark.django_db
def test_every_route_declares_one() -> None:
    assert [route for route, pattern in walk() if doors.policy_of(pattern.callback, route) not in POLICIES] == []


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("secret")


undeclared.__module__ = "meetings.views.new"


@pytest.mark.django_db
def test_a_view_without_a_policy_stays_shut() -> None:
    assert doors.policy_of(undeclared, "vergaderingen/nieuw/") is None
    request = RequestFactory().get("/vergaderingen/nieuw/")
    request.resolver_match = None
    keeper = doors.ClosedPrefixes(lambda asked: undeclared(asked))
    with pytest.raises(Http404):
        keeper.process_view(request, undeclared, (), {})


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", doors.CLOSED_PREFIXES)
def test_the_anonymous_learn_nothing_from_a_closed_prefix(client: object, prefix: str) -> None:
    answers = [client.get(f"{prefix}{rest}") for rest in ("", "geheim/", "1/", "bestaat-niet")]
    assert {answer.status_code for answer in answers} == {302}
    assert {answer["Location"].partition("?")[0] for answer in answers} == {"/account/login/"}


# ---------------------------------------------------------------- feeds, exports, files
def unjudged(found: list[tuple[str, str]]) -> list[str]:
    """Return the routes, with their policy, that send a file to others than who was judged."""
    for_machines = {"robots.txt", ".well-known/security.txt", "agenda/<str:token>.ics"}  # judged by its token
    files = [(route, policy) for route, policy in found if "." in route.rpartition("/")[2] or "stukken/" in route]
    return [route for route, policy in files if policy != "judged" and route not in for_machines]


def test_what_sends_a_file_asks_the_judge() -> None:
    assert unjudged([(route.pattern, route.policy) for route in routes()]) == []
    assert unjudged([("onderzoek/<slug:slug>/antwoorden.xlsx", "signed_in")]) != []


@pytest.mark.django_db
def test_no_file_has_an_address_of_its_own(aisha: cast.Person) -> None:
    """Wagtail's images and documents ask nobody, and neither would an address of the storage."""
    assert [name for name in ("wagtail.images", "wagtail.documents") if apps.is_installed(name)] == []
    assert aisha.gets(f"{settings.MEDIA_URL}stuk.pdf").status_code == 404


# ---------------------------------------------------------------- sockets
class Undeclared(AsyncWebsocketConsumer):
    """A socket that says nothing of who may open it."""


def test_every_socket_declares_one() -> None:
    assert [each for each in websocket_urlpatterns if each.callback.consumer_class.policy not in POLICIES] == []


def test_a_socket_without_a_policy_is_not_mounted() -> None:
    with pytest.raises(ImproperlyConfigured, match="Undeclared"):
        door("nieuw/", Undeclared)


# ---------------------------------------------------------------- mails
def without_receiver() -> set[str]:
    return set(outbox.WRITERS) - set(outbox.RECEIVERS)


def test_every_mail_says_who_may_receive_it() -> None:
    assert without_receiver() == set()


@pytest.fixture
def new_kind(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(outbox, "WRITERS", {**outbox.WRITERS})
    monkeypatch.setattr("schakel.mail.tasks.WRITERS", outbox.WRITERS)
    outbox.register("new.kind", lambda mail: outbox.Letter("Nieuw", "unknown_account", {"email": mail.to}))
    return "new.kind"


def test_a_mail_without_a_receiver_is_never_sent(new_kind: str, chloe: cast.Person) -> None:
    assert without_receiver() == {new_kind}
    mail = outbox.enqueue(new_kind, to=chloe.who.email)
    cast.work()
    mail.refresh_from_db()
    assert mail.state == OutgoingMail.State.DROPPED


def test_a_mail_for_accounts_goes_to_nobody_else(chloe: cast.Person) -> None:
    mail = OutgoingMail(kind="survey.receipt", to=chloe.who.email.upper())
    assert receivers.account(mail)
    User.objects.update(is_active=False)
    assert not receivers.account(mail)


# ---------------------------------------------------------------- search and the desk
def unseen(found: list[Searchable]) -> list[str]:
    """Return what can be found although its model does not say who may see it."""
    return [each.name for each in found if not hasattr(each.model._default_manager.all(), "visible_to")]


def test_what_can_be_found_says_who_may_see_it() -> None:
    kinds = list(registries.searchables._kinds.values())
    assert len(kinds) >= 4
    assert unseen(kinds) == []
    model: type[Model] = OutgoingMail
    assert unseen([replace(kinds[0], model=model, name="Nieuw")]) == ["Nieuw"]


@pytest.mark.django_db
def test_a_screen_of_the_desk_that_nobody_opened_is_shut(aisha: cast.Person, joke: cast.Person) -> None:
    assert fence.is_open("wagtailadmin_home", aisha.who)
    assert not any(fence.is_open("wagtailadmin_new:screen", person.who) for person in (aisha, joke))


def test_an_include_that_is_not_named_stays_shut() -> None:
    """The root is Wagtail's alone: what another library mounts there has no policy."""
    [(route, pattern)] = list(walk([path("nieuw/", RedirectView.as_view(url="/"))]))
    assert doors.policy_of(pattern.callback, route) is None
    assert doors.policy_of(serve, "<path>/") == "pages"
