"""The socket of an open page: pings go out, nothing comes in."""

from __future__ import annotations

from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from django.contrib.auth import get_user
from django.http import HttpRequest

from schakel.accounts import second_factor, sessions
from schakel.accounts.models import User
from schakel.push.follower import follower
from schakel.push.models import Announcement
from schakel.workspaces import access


class Pings(AsyncJsonWebsocketConsumer):
    """Send `{kind, pk, seq}` for what happens in the workspaces that this person may see at that moment."""

    policy = "judged"
    workspaces: frozenset[int] = frozenset()

    async def connect(self) -> None:
        self.workspaces = await self._own_workspaces()
        if not self.workspaces:
            await self.close()
            return
        await follower.ready()
        await self.accept()
        follower.add(self)

    async def disconnect(self, code: int) -> None:
        follower.remove(self)

    async def receive(self, *args: Any, **kwargs: Any) -> None:
        """Refuse: the page has nothing to say here."""
        await self.close(code=4400)

    async def ping(self, row: Announcement) -> None:
        """Judge once more, then wake the page."""
        await self.judge()
        if row.workspace_id in self.workspaces:
            await self.send_json({"kind": row.kind, "pk": row.subject, "seq": row.seq})

    async def beat(self) -> None:
        """Say that the line is there: a page cannot tell a silent line from a dead one."""
        await self.send_json({"kind": "beat"})

    async def judge(self) -> None:
        """Ask again who this is and what they may see; close when there is nothing left."""
        self.workspaces = await self._own_workspaces()
        if not self.workspaces:
            follower.remove(self)
            await self.close(code=4401)

    @database_sync_to_async
    def _own_workspaces(self) -> frozenset[int]:
        # a fresh session object: the one of the handshake remembers what has been logged out since
        session = self.scope["session"]
        request = HttpRequest()
        request.session = type(session._wrapped if hasattr(session, "_wrapped") else session)(session.session_key)
        user = get_user(request)
        if not isinstance(user, User) or sessions.is_over(request.session, user):
            return frozenset()
        return frozenset(access.workspaces(user)) if second_factor.is_satisfied(request, user) else frozenset()
