"""Real sockets against a real server: who gets a ping, and who stops getting them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus

from schakel.accounts import people
from schakel.push.announcing import announce
from tests import cast
from tests.live import House, running

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("sockets")]


@pytest.fixture
def house(transactional_db: None, tmp_path: Path) -> Iterator[House]:
    own = settings.DATABASES["default"]
    if own["ENGINE"].endswith("sqlite3"):
        url = f"sqlite:///{own['NAME']}"
    else:
        url = f"postgresql://{own['USER']}:{own['PASSWORD']}@{own['HOST']}:{own['PORT']}/{own['NAME']}"
    with running(tmp_path, DATABASE_URL=url, SCHAKEL_SECRET_KEY=settings.SECRET_KEY) as house:
        yield house


@asynccontextmanager
async def opened(house: House, person: cast.Person, origin: str = "") -> Any:
    await later(person.logged_in)
    cookie = person.client.cookies.get("sessionid")
    headers = {"Cookie": f"sessionid={cookie.value}"} if cookie else {}
    address = f"ws://{urlsplit(house.url).netloc}/ws/"
    async with connect(address, additional_headers=headers, origin=origin or house.url) as socket:  # type: ignore[arg-type]
        await asyncio.sleep(1)  # the follower takes its first look
        yield socket


async def heard(socket: ClientConnection, seconds: float) -> dict[str, Any] | None:
    """Return the first ping within so many seconds; a beat is none."""
    with suppress(TimeoutError, asyncio.TimeoutError):
        async with asyncio.timeout(seconds):
            while True:
                message = dict(json.loads(await socket.recv()))
                if message["kind"] != "beat":
                    return message
    return None


async def closed_within(socket: ClientConnection, seconds: float) -> bool:
    with suppress(TimeoutError, asyncio.TimeoutError):
        async with asyncio.timeout(seconds):
            await socket.wait_closed()
            return True
    return False


def later(verb: Any, *args: Any, **kwargs: Any) -> Any:
    return asyncio.to_thread(_and_close, verb, args, kwargs)


def _and_close(verb: Any, args: Any, kwargs: Any) -> Any:
    from django.db import connections

    try:
        return verb(*args, **kwargs)
    finally:
        connections.close_all()


async def test_an_open_page_hears_that_the_line_is_there(house: House, chloe: cast.Person) -> None:
    async with opened(house, chloe) as socket:
        assert json.loads(await asyncio.wait_for(socket.recv(), 3)) == {"kind": "beat"}


async def test_a_member_gets_the_ping_and_a_stranger_does_not(
    house: House, chloe: cast.Person, esra: cast.Person
) -> None:
    som = await later(cast.workspace, "som")
    async with opened(house, chloe) as hers, opened(house, esra) as other:
        row = await later(announce, som, "meeting.current", 7)
        assert await heard(hers, 3) == {"kind": "meeting.current", "pk": 7, "seq": row.seq}
        assert await heard(other, 1) is None


async def test_who_has_no_workspace_and_who_comes_from_another_site_gets_no_socket(
    house: House, chloe: cast.Person
) -> None:
    nobody, dirk = await later(cast.person, "nobody"), await later(cast.person, "dirk")
    for person, origin in [(nobody, ""), (dirk, ""), (chloe, "http://elders.example")]:
        with pytest.raises(InvalidStatus):
            async with opened(house, person, origin=origin):
                pass


async def test_the_end_of_a_membership_closes_the_socket_within_five_seconds(house: House, chloe: cast.Person) -> None:
    async with opened(house, chloe) as socket:
        membership = await later(chloe.who.memberships.get)
        await later(people.release, membership, by=None)
        assert await closed_within(socket, 5)


async def test_logging_out_closes_the_socket_within_five_seconds(house: House, chloe: cast.Person) -> None:
    async with opened(house, chloe) as socket:
        await later(Session.objects.all().delete)
        assert await closed_within(socket, 5)


async def test_a_page_that_talks_is_closed(house: House, chloe: cast.Person) -> None:
    async with opened(house, chloe) as socket:
        await socket.send("hallo")
        assert await closed_within(socket, 2)
