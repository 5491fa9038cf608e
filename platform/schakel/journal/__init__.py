"""Who did what to which object, and when: by keys, in a chain that can only grow.

`record` writes a line in the transaction of the act itself; an act that nobody registered is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from schakel.journal.acts import ACTIONS, register

if TYPE_CHECKING:
    from django.db.models import Model

    from schakel.accounts.models import User
    from schakel.journal.models import Line

__all__ = ["ACTIONS", "record", "register"]


def record(action: str, *, of: Model | None, by: User | None, **data: Any) -> Line:
    """Write one line in the journal; `by` is None for what the software does by itself, `of` for an act on nothing.

    `data` holds keys, counts and words of the code; `workspace` in it is the key of one. Raises LookupError for an
    action that nobody registered, ValueError for data that is a text of people.
    """
    from schakel.journal import writing  # parts register their acts before there are models

    return writing.write(action, of=of, by=by, data=data)
