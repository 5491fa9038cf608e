"""An expression in Dutch or English words, for who reads the questions and not XPath."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from .canonical import Question, Questionnaire
from .grammar import HERE, Call, Chain, Literal, Negative, NotAnExpression, Number, Path, Reference, Tree, parse

LONGEST = 70  # characters of a label within a sentence

# Dutch, English
_WORDS = {
    "and": ("en", "and"), "or": ("of", "or"), "not": ("niet", "not"), "own": ("dit antwoord", "this answer"),
    "=": ("is", "is"), "!=": ("is niet", "is not"), ">": ("is meer dan", "is more than"),
    "<": ("is minder dan", "is less than"), ">=": ("is minstens", "is at least"), "<=": ("is hoogstens", "is at most"),
    "filled": ("is ingevuld", "is filled in"), "empty": ("is niet ingevuld", "is not filled in"),
    "selected": ("bevat", "contains"), "shaped": ("heeft de vorm", "has the form"),
    "count": ("het aantal keuzes bij {}", "the number of choices at {}"),
    "length": ("het aantal tekens van {}", "the number of characters of {}"),
    "else": ("{}, of anders {}", "{}, or else {}"), "today": ("vandaag", "today"), "now": ("nu", "now"),
    "true": ("altijd", "always"), "false": ("nooit", "never"),
}  # fmt: skip
_LEVELS = {"or": 0, "and": 1}
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def in_words(expression: str, questionnaire: Questionnaire, language: str = "nl", own: Question | None = None) -> str:
    """Say what an expression asks; where it cannot be read, return it as it is written.

    `own` is the question that the expression belongs to: its choices are what "." is compared with.
    """
    try:
        return _Teller(questionnaire, language, own).tell(parse(expression))
    except NotAnExpression:
        return expression


@dataclass(frozen=True)
class _Teller:
    questionnaire: Questionnaire
    language: str
    own: Question | None

    def word(self, key: str) -> str:
        dutch, english = _WORDS[key]
        return english if self.language.startswith("en") else dutch

    def tell(self, tree: Tree) -> str:
        match tree:
            case Chain(first, rest):
                return self.chain(first, rest)
            case Call(function, arguments):
                return self.call(function, arguments)
            case Reference(name):
                return self.question(name)
            case Literal():
                return f"‘{_day(tree.text)}’" if not _DAY.fullmatch(tree.text) else _day(tree.text)
            case Number(text):
                return text if self.language.startswith("en") else text.replace(".", ",")
            case Negative(operand):
                return f"-{self.tell(operand)}"
            case Path():
                return self.path(tree)
        return str(tree)

    def path(self, tree: Path) -> str:
        if isinstance(tree, Path) and tree.steps == (HERE,):
            return self.word("own")
        return self.question(tree.steps[-1].name)

    def question(self, name: str) -> str:
        found = self.questionnaire.questions.get(name)
        label = " ".join(found.label(self.language).split()) if found else name
        return f"‘{label if len(label) <= LONGEST else label[: LONGEST - 1] + '…'}’"

    def chain(self, first: Tree, rest: tuple[tuple[str, Tree], ...]) -> str:
        if len(rest) == 1 and rest[0][0] in _WORDS and rest[0][0] not in _LEVELS:
            return self.comparison(first, *rest[0])
        pieces = [self.operand(first, rest[0][0])]
        for sign, operand in rest:
            pieces += [self.word(sign) if sign in _WORDS else sign, self.operand(operand, sign)]
        return " ".join(pieces)

    def operand(self, tree: Tree, sign: str) -> str:
        """Put an "or" within an "and" between brackets: words have no precedence."""
        mixed = isinstance(tree, Chain) and sign in _LEVELS and tree.rest[0][0] in _LEVELS and tree.rest[0][0] != sign
        return f"({self.tell(tree)})" if mixed else self.tell(tree)

    def comparison(self, left: Tree, sign: str, right: Tree) -> str:
        if right == Literal("''") or right == Literal('""'):
            key = {"!=": "filled", "=": "empty"}.get(sign)
            if key:
                return f"{self.tell(left)} {self.word(key)}"
        return f"{self.tell(left)} {self.word(sign)} {self.value(left, right)}"

    def value(self, asked: Tree, value: Tree) -> str:
        """Say a choice by its label."""
        question = self._asked(asked)
        text = value.text if isinstance(value, Literal | Number) else ""
        for choice in question.choices if question else ():
            if choice.name == text:
                return f"‘{choice.label(self.language)}’"
        return self.tell(value)

    def _asked(self, tree: Tree) -> Question | None:
        if isinstance(tree, Path) and tree.steps == (HERE,):
            return self.own
        name = tree.name if isinstance(tree, Reference) else tree.steps[-1].name if isinstance(tree, Path) else ""
        return self.questionnaire.questions.get(name)

    def call(self, function: str, arguments: tuple[Tree, ...]) -> str:
        told = _CALLS.get((function, len(arguments)))
        if told:
            return told(self, arguments)
        return f"{function}({', '.join(map(self.tell, arguments))})"

    def negated(self, tree: Tree) -> str:
        if isinstance(tree, Call) and tree.function == "selected" and len(tree.arguments) == 2:
            asked, value = tree.arguments
            return f"{self.tell(asked)} {self.word('selected')} {self.word('not')} {self.value(asked, value)}"
        return f"{self.word('not')} ({self.tell(tree)})"

    def between(self, key: str, left: Tree, right: Tree) -> str:
        return f"{self.tell(left)} {self.word(key)} {self.value(left, right)}"


def _day(text: str) -> str:
    found = _DAY.fullmatch(text)
    return f"{int(found[3])}-{int(found[2])}-{found[1]}" if found else text


_CALLS: dict[tuple[str, int], Callable[[_Teller, tuple[Tree, ...]], str]] = {
    ("selected", 2): lambda teller, given: teller.between("selected", *given),
    ("regex", 2): lambda teller, given: teller.between("shaped", *given),
    ("not", 1): lambda teller, given: teller.negated(given[0]),
    ("count-selected", 1): lambda teller, given: teller.word("count").format(teller.tell(given[0])),
    ("string-length", 1): lambda teller, given: teller.word("length").format(teller.tell(given[0])),
    ("coalesce", 2): lambda teller, given: teller.word("else").format(*map(teller.tell, given)),
    ("today", 0): lambda teller, _: teller.word("today"),
    ("now", 0): lambda teller, _: teller.word("now"),
    ("true", 0): lambda teller, _: teller.word("true"),
    ("false", 0): lambda teller, _: teller.word("false"),
    ("date", 1): lambda teller, given: teller.tell(given[0]),
    ("number", 1): lambda teller, given: teller.tell(given[0]),
}
