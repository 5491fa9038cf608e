"""The kinds of notices, as the parts registered them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model, QuerySet

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from schakel.accounts.models import User


@dataclass(frozen=True)
class Kind:
    """One kind of notice about rows of `model`.

    `label` names it on the page of preferences; `says` is a neutral sentence, which may stand in a mail: no title, no
    name, no text of the row. `url` is a path that tells nothing either. `to` is asked at the moment of sending, and
    again when the mail leaves.
    """

    name: str
    model: type[Model]
    label: StrOrPromise
    to: Callable[[Any], QuerySet[User]]
    says: Callable[[Any], str]
    url: Callable[[Any], str]
    workspace: Callable[[Any], int | None]


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Offer a kind of notice; a name that is taken is refused."""
    if kind.name in KINDS:
        raise ImproperlyConfigured(f"The notice {kind.name!r} is registered twice.")
    KINDS[kind.name] = kind


def of(name: str) -> Kind:
    """Return the kind with this name; raise LookupError when nobody registered it."""
    if name not in KINDS:
        raise LookupError(f"Unknown notice {name!r}: register it in the part's AppConfig.ready.")
    return KINDS[name]
