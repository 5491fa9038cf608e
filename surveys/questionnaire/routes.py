"""References and paths, written as XPath over the tree of answers.

As in ODK, what stands in a repeat together with the reader is that of the same instance; elsewhere it is all of them.
Within a condition between brackets the reader is `$own`, for there `.` is the node that is judged.
"""

from collections.abc import Callable
from dataclasses import dataclass

from .grammar import Call, Literal, NotAnExpression, Path, Reference, Step, Tree
from .places import Scope, Steps

HIDDEN = "h"  # the attribute of nodes that are not relevant
_SHOWN = f"[not(@{HIDDEN})]"
OUTSIDE: Steps = ("",)  # between the brackets of indexed-repeat(), where a path still starts at the reader
_AXES = {".": "self::node()", "..": "parent::node()"}


@dataclass(frozen=True)
class Route:
    """A written path: `steps` is where it ends (None in a choice list), `many` whether it may find several nodes."""

    xpath: str
    steps: Steps | None
    many: bool = False

    @property
    def nodes(self) -> str:
        """The nodes that are relevant."""
        if self.steps is None or self.xpath.endswith("."):
            return self.xpath
        return f"{self.xpath}{_SHOWN}"

    @property
    def value(self) -> str:
        """The text of the first node that is relevant; "" without one."""
        return f"string({self.nodes if self.many else self.xpath})"


class Router:
    """Write the references and paths of one expression and note what it reads."""

    def __init__(self, scope: Scope, condition: Callable[[Tree], str]) -> None:
        self.scope = scope
        self.places = scope.places
        self.condition = condition
        self.inside: list[Steps | None] = [None] if scope.in_list else []
        self.references: set[str] = set()
        self.lists: set[str] = set()
        self.reads_own = False
        self.uses_own = False

    def write(self, tree: Tree) -> Route:
        if isinstance(tree, Reference):
            route = self.placed(self.places.locate(tree.name))
        elif isinstance(tree, Path):
            route = self.path(tree)
        else:
            raise NotAnExpression("Hier hoort een verwijzing naar een vraag te staan, zoals ${naam}.")
        self.note(route)
        return route

    def note(self, route: Route) -> None:
        """Remember what is read; a question may read itself in other instances, but not where it stands."""
        if route.steps == self.scope.steps:
            self.reads_own |= not route.many
        elif route.steps is not None:
            self.references.add(self.places.keys[route.steps])

    def own(self) -> str:
        self.uses_own |= bool(self.inside)
        return "$own" if self.inside else "."

    def placed(self, steps: Steps, *, itself: bool = False) -> Route:
        """Write the way to a place: through the innermost repeat around both, or from the root."""
        shared = self.scope.shared(steps, itself=itself)
        if steps == self.scope.steps and steps not in self.places.repeats:
            return Route(self.own(), steps)
        if not shared:
            return Route("/" + "/".join(steps), steps, self.places.repeated(steps))
        up = [self.own()] if self.inside else []
        climb = up + [".."] * (len(self.scope.steps) - shared) + list(steps[shared:])
        return Route("/".join(climb) or ".", steps, self.places.repeated(steps, shared))

    def path(self, path: Path) -> Route:
        if isinstance(path.start, Call):
            return self.listed(path.start, path.steps)
        if isinstance(path.start, Reference):
            start = self.placed(self.places.locate(path.start.name))
            return self.followed(start, path.steps, path)
        if path.absolute:
            return self.absolute(path)
        if path.current or self.inside[-1:] == [OUTSIDE]:
            return self.followed(Route(self.own(), self.scope.steps), path.steps, path)
        around = self.inside[-1] if self.inside else self.scope.steps
        return self.followed(Route("", around), path.steps, path)

    def absolute(self, path: Path) -> Route:
        """Read an absolute path as ODK does: up to its first condition it is bound to the instances of the reader."""
        bare = next((at for at, step in enumerate(path.steps) if step.predicates), len(path.steps))
        names = tuple(step.name for step in path.steps[1:bare] if step.name != ".")
        if not names and path.steps:
            return self.followed(Route("/data", ("data",)), path.steps[max(bare, 1) :], path)
        start = self.places.below.get(names)
        if start is None:
            raise NotAnExpression(_nowhere(path))
        return self.followed(self.placed(start), path.steps[bare:], path)

    def followed(self, start: Route, steps: tuple[Step, ...], path: Path) -> Route:
        xpath, at, many = start.xpath, start.steps, start.many
        for step in steps:
            if at is not None:
                at = _moved(at, step.name)
                many |= at in self.places.repeats and step.name not in {".", ".."}
            if step.name != "." or step.predicates or not xpath:
                name = _AXES.get(step.name, step.name) if step.predicates else step.name
                here = step.name == "." and bool(xpath) and xpath != "."
                xpath = xpath if here else f"{xpath}/{name}" if xpath else name
            xpath += "".join(self.judged(predicate, at) for predicate in step.predicates)
        if at is not None and at not in self.places.keys:
            raise NotAnExpression(_nowhere(path))
        return Route(xpath, at, many)

    def judged(self, predicate: Tree, at: Steps | None) -> str:
        self.inside.append(at)
        written = self.condition(predicate)
        self.inside.pop()
        return f"[{written}]"

    def listed(self, start: Call, steps: tuple[Step, ...]) -> Route:
        named = start.arguments[0] if len(start.arguments) == 1 else None
        if not isinstance(named, Literal):
            raise NotAnExpression("Schrijf een lijst als instance('naam')/root/item, met de naam van de lijst.")
        if named.text not in self.places.lists:
            raise NotAnExpression(f"De lijst ‘{named.text}’ bestaat niet. Voeg haar toe op het blad choices.")
        self.lists.add(named.text)
        variable = f"$list{list(self.places.lists).index(named.text)}"
        return Route(self.followed(Route(variable, None), steps, Path(False, steps, start)).xpath, None, many=True)

    def indexed(self, target: Steps, indexes: dict[Steps, str]) -> Route:
        """Write the way to one instance: the repeats that are named at their number, the others as the reader's."""
        shared = self.scope.shared(target)
        written = ""
        for size in range(1, len(target) + 1):
            here = target[:size]
            written += f"/{target[size - 1]}"
            if here in indexes:
                written += f"[position() = {indexes[here]}]"
            elif here in self.places.repeats and size <= shared:
                self.uses_own = True
                mine = "/".join(["$own", *[".."] * (len(self.scope.steps) - size)])
                written += f"[position() = count({mine}/preceding-sibling::{target[size - 1]}) + 1]"
        return Route(written, target, many=True)


def _moved(at: Steps, name: str) -> Steps:
    return at if name == "." else at[:-1] if name == ".." else (*at, name)


def _nowhere(path: Path) -> str:
    names = "/".join(step.name for step in path.steps)
    shown = f"{'/' if path.absolute else ''}{names}"
    return f"Het pad {shown} leidt niet naar een vraag. Schrijf liever ${{naam}}."
