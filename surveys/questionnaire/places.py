"""Where everything stands in the tree of answers, and what kind of value stands there."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from .canonical import Choice
from .grammar import NotAnExpression

_MANY = 500  # names beyond which no look-alike is sought: that takes time for each

Steps = tuple[str, ...]


class Places:
    """Know the path of every node by its name, and what stands at each path.

    `repeats` are the paths of repeats; `kinds` says of a path that its text is a number ("numeric") or true or false
    ("truth"); `choices` gives the choices of a select by path, `lists` the choice lists as trees for `instance()`.
    """

    def __init__(
        self,
        paths: Mapping[str, str],
        repeats: frozenset[str] = frozenset(),
        kinds: Mapping[str, str] | None = None,
        choices: Mapping[str, tuple[Choice, ...]] | None = None,
        lists: Mapping[str, etree._Element] | None = None,
        keys: Mapping[str, str] | None = None,
    ) -> None:
        self.paths = paths
        self.repeats = frozenset(steps_of(path) for path in repeats)
        self.kinds = {steps_of(path): kind for path, kind in (kinds or {}).items()}
        self.choices = {steps_of(path): items for path, items in (choices or {}).items()}
        self.lists = lists or {}
        self.keys = {steps_of(path): key for path, key in (keys or {p: n for n, p in paths.items()}).items()}
        self.below = {steps[1:]: steps for steps in self.keys}  # the root of an absolute path may have any name

    def locate(self, name: str) -> Steps:
        """Return the path of a question; raise NotAnExpression where no such question exists."""
        if name not in self.paths:
            near = difflib.get_close_matches(name, self.paths, n=1) if len(self.paths) < _MANY else []
            hint = f"Bedoelde u ${{{near[0]}}}?" if near else "Gebruik de naam van een vraag uit de kolom name."
            raise NotAnExpression(f"De verwijzing ${{{name}}} bestaat niet. {hint}")
        if not self.paths[name]:
            raise NotAnExpression(
                f"De naam {name} komt vaker voor. Schrijf het pad, of geef een van de vragen een ander."
            )
        return steps_of(self.paths[name])

    def repeated(self, steps: Steps, beyond: int = 0) -> bool:
        """Say whether a path leads through a repeat (or ends at one) after its first `beyond` steps."""
        return any(steps[:size] in self.repeats for size in range(beyond + 1, len(steps) + 1))


@dataclass(frozen=True)
class Scope:
    """Say where an expression stands: the places of all nodes, and the path of its own.

    `in_list`: it is asked of the rows of a choice list, so bare names are the columns of that list.
    """

    places: Places
    own: str
    in_list: bool = False
    steps: Steps = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "steps", steps_of(self.own))

    def shared(self, steps: Steps, *, itself: bool = False) -> int:
        """Return how many steps lead to the innermost repeat around both `steps` and this place; 0 without one."""
        most = min(len(steps) - (not itself), len(self.steps))
        for size in range(most, 0, -1):
            if steps[:size] == self.steps[:size] and steps[:size] in self.places.repeats:
                return size
        return 0


def steps_of(path: str) -> Steps:
    return tuple(path.strip("/").split("/"))
