"""What comes onto the next agenda by itself: each part says what it brings; `carrying.bring` puts it there."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from schakel.tlp import USUAL

if TYPE_CHECKING:
    from meetings.models import MeetingPage
    from schakel.accounts.models import User

CARRYING = uuid.UUID("5b9a4f5e-3f0b-4d53-9c1b-6a6f1f0c8d11")


@dataclass(frozen=True)
class Brought:
    """One item that should stand on an agenda. `subject` names what it is about ("review:12"): it is brought once."""

    subject: str
    title: str
    kind: str
    duration: int = 10
    tlp: str = USUAL
    owner: User | None = None
    aim: str = ""
    explanation: str = ""

    def key(self, meeting: MeetingPage) -> uuid.UUID:
        """Return the key of its item on the agenda of `meeting`: the same at each asking."""
        return uuid.uuid5(CARRYING, f"{meeting.pk}:{self.subject}")


Bringer = Callable[["MeetingPage"], Iterable[Brought]]
BRINGERS: list[Bringer] = []


def register(bringer: Bringer) -> None:
    """Ask `bringer` what it brings, each time that the agenda of the next meeting of a workspace is filled."""
    BRINGERS.append(bringer)
