"""How it stands with the pack of one reader: what the page about it shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from meetings.models import MeetingPack
from meetings.packing import changes
from meetings.packing.contents import Contents


@dataclass(frozen=True)
class Standing:
    """The pack that there is, if any, beside what a new one would be made of."""

    pack: MeetingPack | None
    now: Contents

    @property
    def is_busy(self) -> bool:
        return self.pack is not None and self.pack.is_busy

    @property
    def counts(self) -> bool:
        """Whether it is what a new one would be: only then it is handed out."""
        return self.pack is not None and self.pack.is_ready and self.pack.made_of == self.now.fingerprint

    @property
    def has_failed(self) -> bool:
        """Whether making it went wrong, or never came to an end."""
        waits = self.pack is not None and self.pack.state != MeetingPack.State.READY
        return waits and not self.is_busy

    @property
    def is_outdated(self) -> bool:
        return bool(self.pack and self.pack.contents) and not self.counts and not self.is_busy

    @property
    def changes(self) -> list[str]:
        """What changed: since the version that no longer counts, or since the one before this."""
        if self.pack is None:
            return []
        return changes.between(self.pack.before if self.counts else self.pack.contents, self.now)

    @property
    def since(self) -> datetime | None:
        if self.pack is None:
            return None
        return self.pack.before_at if self.counts else self.pack.at
