"""Write a parsed expression as XPath for lxml, with its type, so that values are made where ODK makes them.

Besides the types of XPath (string, number, boolean, and any: known only when it runs) a piece may be `numeric`, the
text of a number, or `truth`, the text true or false: for these ODK compares and judges as numbers and truth values.
"""

import difflib
import re
from collections.abc import Callable

from .canonical import Choice
from .functions import FUNCTIONS, REFUSED, SPECIAL, Function, Value
from .grammar import HERE, Call, Chain, Literal, Negative, NotAnExpression, Number, Path, Reference, Tree
from .patterns import BadPattern, compile_pattern
from .places import Scope, Steps
from .routes import OUTSIDE, Route, Router

Piece = tuple[str, str]

_ARITHMETIC = frozenset({"+", "-", "*", "div", "mod"})
_ORDER = frozenset({"<", "<=", ">", ">="})
_QUOTED = re.compile(r"\s*\$\{\s*([^}]*?)\s*\}\s*")


class Writer:
    """Write one expression; afterwards `router`, `used`, `variables` and `labels` tell what it needs."""

    def __init__(self, scope: Scope) -> None:
        self.router = Router(scope, self.condition)
        self.used: set[str] = set()
        self.variables: set[str] = set()
        self.labels: dict[str, Callable[..., Value]] = {}

    def write(self, tree: Tree) -> Piece:
        match tree:
            case Literal(raw):
                return raw, "string"
            case Number(text):
                return text, "number"
            case Negative(operand):
                return f"(-{self.number(operand)})", "number"
            case Chain(first, rest):
                return self.chain(first, rest)
            case Call():
                return self.call(tree)
            case _:
                route = self.router.write(tree)
                return route.value, self.kind(route.steps)

    def kind(self, steps: Steps | None) -> str:
        return self.router.places.kinds.get(steps, "string") if steps is not None else "string"

    def number(self, tree: Tree) -> str:
        return self.as_number(*self.write(tree))

    def as_number(self, text: str, kind: str) -> str:
        if kind == "number":
            return text
        if kind in {"boolean", "numeric"}:
            return f"number({text})"
        return self.aid("number", text)

    def boolean(self, tree: Tree) -> str:
        return self.as_boolean(*self.write(tree))

    def as_boolean(self, text: str, kind: str) -> str:
        if kind == "boolean":
            return text
        if kind == "numeric":
            return f"boolean(number({text}))"
        return f"({text} = 'true')" if kind == "truth" else f"boolean({text})"

    def condition(self, tree: Tree) -> str:
        """Write what stands between brackets: a number there is a position."""
        text, kind = self.write(tree)
        return f"position() = {text}" if kind == "number" else self.as_boolean(text, kind)

    def aid(self, name: str, *arguments: str) -> str:
        self.used.add(name)
        return f"odk:{name}({', '.join(arguments)})"

    def chain(self, first: Tree, rest: tuple[tuple[str, Tree], ...]) -> Piece:
        signs = {sign for sign, _ in rest}
        if signs <= {"=", "!="}:
            return self.equations(first, rest)
        as_numbers = signs <= _ARITHMETIC or signs <= _ORDER
        write: Callable[[Tree], str] = self.number if as_numbers else self.boolean
        pieces = [write(first)]
        for sign, operand in rest:
            pieces += [sign, write(operand)]
        return f"({' '.join(pieces)})", "number" if signs <= _ARITHMETIC else "boolean"

    def equations(self, first: Tree, rest: tuple[tuple[str, Tree], ...]) -> Piece:
        left, tree = self.write(first), first
        for sign, operand in rest:
            equal = self.equation(left, self.write(operand), tree, operand, sign)
            left, tree = (f"({equal})", "boolean"), Call("true", ())
        return left

    def equation(self, left: Piece, right: Piece, one: Tree, other: Tree, sign: str) -> str:
        """Compare two values by their types: truth values before numbers before texts."""
        kinds = {left[1], right[1]}
        if "boolean" in kinds or ("truth" in kinds and kinds & {"number", "numeric"}):
            return f"{self.as_boolean(*left)} {sign} {self.as_boolean(*right)}"
        if "numeric" in kinds and not kinds & {"number", "any"} and not (_is_word(one) or _is_word(other)):
            return self.near(left[0], right[0], sign)
        if kinds <= {"number", "numeric"} and (isinstance(one, Chain | Call) or isinstance(other, Chain | Call)):
            return self.near(left[0], right[0], sign)
        return f"{left[0]} {sign} {right[0]}"

    def near(self, left: str, right: str, sign: str) -> str:
        found = self.aid("same", left, right)
        return found if sign == "=" else f"not({found})"

    def call(self, call: Call) -> Piece:
        if call.function in SPECIAL:
            return self.special(call)
        function = FUNCTIONS.get(call.function)
        if function is None:
            raise NotAnExpression(REFUSED.get(call.function) or _unknown(call.function))
        most = len(function.takes) if not function.repeats else len(call.arguments)
        if not function.fewest <= len(call.arguments) <= most:
            raise NotAnExpression(f"De functie {call.function}() krijgt {_amount(function)}. Pas het aantal aan.")
        if function.variable:
            self.variables.add(function.variable)
            return f"${function.variable}", function.gives
        arguments = [self.argument(call, function, at) for at in range(len(call.arguments))]
        if call.function == "once":
            arguments.insert(0, f"string({self.router.own()})")
        if function.needs:
            self.variables.add(function.needs)
            arguments.append(f"${function.needs}")
        if function.compute is None:
            return f"{call.function}({', '.join(arguments)})", function.gives
        return self.aid(call.function, *arguments), function.gives

    def argument(self, call: Call, function: Function, at: int) -> str:
        tree, takes = call.arguments[at], function.takes[min(at, len(function.takes) - 1)]
        if takes == "number":
            return self.number(tree)
        if takes == "boolean":
            return self.boolean(tree)
        if takes == "nodes" or (takes == "values" and isinstance(tree, Reference | Path)):
            return self.router.write(tree).nodes
        if takes == "pattern":
            _check_pattern(tree)
        text, kind = self.write(tree)
        return text if takes in {"any", "values"} or kind in {"string", "numeric", "truth"} else f"string({text})"

    def special(self, call: Call) -> Piece:
        amounts, given = SPECIAL[call.function], len(call.arguments)
        if given not in amounts:
            shown = " of ".join(map(str, amounts))
            raise NotAnExpression(f"De functie {call.function}() krijgt {shown} waarden. Pas het aantal aan.")
        if call.function == "position":
            return self.position(call), "number"
        if call.function == "indexed-repeat":
            route = self.indexed(call)
            return route.value, self.kind(route.steps)
        if call.function == "randomize":
            route = self.router.write(call.arguments[0])
            return route.value, self.kind(route.steps)
        return self.choice_name(call), "string"

    def position(self, call: Call) -> str:
        """Write the number of an instance within its repeat; what does not repeat is the first."""
        router = self.router
        if not call.arguments and router.inside and router.inside[-1] != OUTSIDE:
            return "position()"
        tree = call.arguments[0] if call.arguments else Path(False, (HERE,))
        if isinstance(tree, Reference):
            route = router.placed(router.places.locate(tree.name), itself=True)
            router.note(route)
        else:
            route = router.write(tree)
        if route.steps not in router.places.repeats:
            return "1"
        return f"(count({route.xpath}/preceding-sibling::{route.steps[-1]}) + 1)" if route.steps else "1"

    def indexed(self, call: Call) -> Route:
        """Write indexed-repeat(question, repeat, number, …)."""
        router = self.router
        target, *pairs = call.arguments
        steps = self.located(target)
        indexes: dict[Steps, str] = {}
        router.inside.append(OUTSIDE)
        for repeat, number in zip(pairs[::2], pairs[1::2], strict=True):
            around = self.located(repeat)
            if steps[: len(around)] != around or around not in router.places.repeats:
                raise NotAnExpression("In indexed-repeat() hoort na de vraag een herhaling waarin die vraag staat.")
            indexes[around] = self.aid("index", self.write(number)[0])
        router.inside.pop()
        route = router.indexed(steps, indexes)
        router.note(route)
        return route

    def located(self, tree: Tree) -> Steps:
        if isinstance(tree, Reference):
            return self.router.places.locate(tree.name)
        inside, self.router.inside = self.router.inside, []
        route = self.router.write(tree)
        self.router.inside = inside
        if route.steps is None:
            raise NotAnExpression("Hier hoort een verwijzing naar een vraag te staan, zoals ${naam}.")
        return route.steps

    def choice_name(self, call: Call) -> str:
        """Write jr:choice-name(value, '${question}'): the label of a choice."""
        value, question = call.arguments
        found = _QUOTED.fullmatch(question.text) if isinstance(question, Literal) else None
        name = found[1] if found else question.name if isinstance(question, Reference) else ""
        if not name:
            raise NotAnExpression("Schrijf jr:choice-name(waarde, '${vraag}'), met de vraag tussen aanhalingstekens.")
        steps = self.router.places.locate(name)
        choices = self.router.places.choices.get(steps, ())
        aid = f"choice-name{len(self.labels)}"
        self.labels[aid] = _naming(choices)
        self.variables.add("language")
        text, kind = self.write(value)
        return f"odk:{aid}({text if kind == 'string' else f'string({text})'}, $language)"


def _naming(choices: tuple[Choice, ...]) -> Callable[..., Value]:
    by_name = {choice.name: choice for choice in choices}

    def label(value: str, language: str) -> str:
        return ", ".join(by_name[name].label(language) for name in value.split() if name in by_name)

    return label


def _is_word(tree: Tree) -> bool:
    """Say whether a literal is no number, so that comparing it as a text is enough."""
    return isinstance(tree, Literal) and not re.fullmatch(r"\s*-?[0-9.,]+\s*", tree.text)


def _check_pattern(tree: Tree) -> None:
    if not isinstance(tree, Literal):
        raise NotAnExpression("Zet het patroon van regex() tussen aanhalingstekens.")
    try:
        compile_pattern(tree.text)
    except BadPattern as error:
        raise NotAnExpression(str(error)) from error


def _unknown(name: str) -> str:
    known = sorted({*FUNCTIONS, *SPECIAL})
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"Bedoelde u {near[0]}()?" if near else f"Gebruik een van deze: {', '.join(known)}."
    return f"De functie {name}() bestaat niet of wordt nog niet ondersteund. {hint}"


def _amount(function: Function) -> str:
    least, most = function.fewest, len(function.takes)
    if function.repeats:
        return f"minstens {least} waarden"
    return f"{least} waarden" if least == most else f"{least} tot en met {most} waarden"
