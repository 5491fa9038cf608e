"""The meeting of tests/meetings, for what is found of it."""

from tests.meetings.conftest import adopted, attended, circulated, draft, item, meeting, soon

__all__ = ["adopted", "attended", "circulated", "draft", "item", "meeting", "soon"]
