"""Each web process follows the announcements and wakes its own sockets; rights are asked again all the while."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from channels.db import database_sync_to_async
from channels.layers import get_channel_layer
from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from schakel.push.announcing import GROUP
from schakel.push.models import Announcement

if TYPE_CHECKING:
    from schakel.push.consumers import Pings

logger = logging.getLogger(__name__)
PAUSE = 0.3
JUDGE_EVERY = 2.0
BEAT_EVERY = 1.0  # a page that hears nothing for three seconds says that it is not connected
WINDOW = timedelta(seconds=30)  # a row may be committed after one with a higher seq: look back this far


class Follower:
    """The sockets of this process, and the one task that reads for all of them while there are any."""

    def __init__(self) -> None:
        self.sockets: set[Pings] = set()
        self._task: asyncio.Task[None] | None = None
        self._seen: set[int] = set()

    async def ready(self) -> None:
        """Take the first look, before a socket is accepted: what happens from now on is news."""
        if not self._follows():
            self._seen = {row.seq for row in await _recent()}

    def add(self, socket: Pings) -> None:
        self.sockets.add(socket)
        if not self._follows():
            self._task = asyncio.create_task(self._follow())

    def _follows(self) -> bool:
        return self._task is not None and not self._task.done()

    def remove(self, socket: Pings) -> None:
        self.sockets.discard(socket)

    async def _follow(self) -> None:
        clock = asyncio.get_running_loop().time
        judged = beaten = clock()
        while self.sockets:
            await self._pause()
            try:
                await self._look()
                if clock() - judged >= JUDGE_EVERY:
                    judged = clock()
                    await self._each(lambda socket: socket.judge())
                if clock() - beaten >= BEAT_EVERY:
                    beaten = clock()
                    await self._each(lambda socket: socket.beat())
            except DatabaseError:
                logger.exception("Announcements could not be read; trying again.")
                await asyncio.sleep(1)

    async def _look(self) -> None:
        rows = await _recent()
        for row in rows:
            if row.seq not in self._seen:
                self._seen.add(row.seq)
                await self._wake(row)
        self._seen.intersection_update(row.seq for row in rows)

    async def _each(self, act: Callable[[Pings], Awaitable[None]]) -> None:
        for socket in list(self.sockets):
            await act(socket)

    async def _wake(self, row: Announcement) -> None:
        for socket in list(self.sockets):
            if row.workspace_id in socket.workspaces:
                await socket.ping(row)

    async def _pause(self) -> None:
        layer = get_channel_layer() if settings.REDIS_URL else None
        if layer is None:
            await asyncio.sleep(PAUSE)
            return
        channel = await layer.new_channel()
        await layer.group_add(GROUP, channel)
        try:
            await asyncio.wait_for(layer.receive(channel), PAUSE)
        except TimeoutError:
            return
        finally:
            await layer.group_discard(GROUP, channel)


@database_sync_to_async
def _recent() -> list[Announcement]:
    return list(Announcement.objects.filter(created__gt=timezone.now() - WINDOW).order_by("seq"))


follower = Follower()
