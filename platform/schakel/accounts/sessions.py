"""How long a session lasts: thirty minutes without a sign of life, two hours in a meeting, twelve hours in all."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

from allauth.account.authentication import get_authentication_records
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils import timezone

from schakel.accounts.models import User

IDLE = timedelta(minutes=30)
IDLE_IN_MEETING = timedelta(hours=2)
ABSOLUTE = timedelta(hours=12)
NOTED_EVERY = timedelta(minutes=1)  # reading writes nothing more often than this
WARNED_BEFORE = timedelta(minutes=2)
BEGAN, SEEN = "began", "seen"

_reasons: list[Callable[[User], bool]] = []


def last_longer(reason: Callable[[User], bool]) -> None:
    """Let a part say when somebody may sit still for longer: while a meeting of theirs is in session."""
    _reasons.append(reason)


def begin(session: SessionBase) -> None:
    """Start the clocks of a session."""
    session[BEGAN] = session[SEEN] = int(time.time())


def begin_again(session: SessionBase) -> None:
    """Set the clock of idleness back; the twelve hours go on."""
    session[SEEN] = int(time.time())


def left(session: SessionBase, user: User) -> int:
    """Return the seconds until this session ends by itself, at most; zero or less when it is over."""
    now = time.time()
    began, seen = session.get(BEGAN, now), session.get(SEEN, now)
    in_all = began + ABSOLUTE.total_seconds() - now
    idle = seen + IDLE.total_seconds() - now
    if idle <= WARNED_BEFORE.total_seconds() and any(reason(user) for reason in _reasons):
        idle = seen + IDLE_IN_MEETING.total_seconds() - now
    return int(min(in_all, idle))


def is_over(session: SessionBase, user: User) -> bool:
    """Tell whether this session has ended by itself."""
    return left(session, user) <= 0


def note(request: HttpRequest) -> None:
    """Write down that somebody is there, at most once a minute."""
    session = request.session
    if BEGAN not in session:
        begin(session)
    elif time.time() - session.get(SEEN, 0) >= NOTED_EVERY.total_seconds():
        begin_again(session)
        UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=timezone.now())


def end(request: HttpRequest) -> None:
    """Make an ended session worthless; whoever goes on, goes on as nobody."""
    UserSession.objects.filter(session_key=request.session.session_key).delete()
    request.session.flush()
    request.user = AnonymousUser()


def end_all(user: User, *, but: str | None = None) -> None:
    """Log `user` out everywhere, `but` in the session with that key."""
    for row in UserSession.objects.filter(user=user).exclude(session_key=but or ""):
        row.end()


def renew(request: HttpRequest) -> None:
    """Give the session another key after somebody showed more of who they are."""
    old = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(session_key=old).update(session_key=request.session.session_key)


def logged_in_just_now(request: HttpRequest, seconds: int = 300) -> bool:
    """Tell whether the password was typed in this session a moment ago."""
    user = request.user
    records = get_authentication_records(request, user) if isinstance(user, User) else []
    return any(time.time() - record["at"] < seconds for record in records)
