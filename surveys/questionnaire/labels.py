"""The texts of questions and groups as they are read: with the answers filled in where they say ${name}."""

import re
from functools import lru_cache

from .canonical import Question, Questionnaire, Worded
from .course import Course, Spot
from .expressions import Expression, NotAnExpression, Scope, compile_expression
from .lexical import to_display
from .rules import question_places

_REFERENCE = re.compile(r"\$\{\s*([^}]*?)\s*\}")


class Wording:
    """Know the texts of every question, group and instance by key."""

    def __init__(self, questionnaire: Questionnaire, course: Course) -> None:
        self.questionnaire = questionnaire
        self.course = course
        self._spots: dict[str, Spot] = {}

    def node(self, key: str) -> Worded | None:
        """Return the question, group or repeat of a key; None where there is none."""
        spot = self.spot(key)
        return spot.rule.node if spot and spot.rule else None

    def spot(self, key: str) -> Spot | None:
        if not self._spots:
            self._spots = {spot.key: spot for spots in self.course.spots.values() for spot in spots}
        return self._spots.get(key) or self.course.repeats.get(key)

    def text(self, key: str, column: str, language: str) -> str:
        spot = self.spot(key)
        if spot is None or spot.rule is None:
            return ""
        text = spot.rule.node.text(column, language)
        return self.filled(spot, text, language) if "${" in text else text

    def filled(self, spot: Spot, text: str, language: str) -> str:
        """Fill in what is answered, as people read it; a reference to nothing stays empty."""

        def value(found: re.Match[str]) -> str:
            read = _reading(self.questionnaire, spot.path, found[1])
            if read is None:
                return ""
            expression, question = read
            lexical = expression.text(spot.element, self.course.moment)
            return to_display(question, lexical, language) if question else lexical

        return _REFERENCE.sub(value, text)


@lru_cache(maxsize=4096)
def _reading(questionnaire: Questionnaire, path: str, name: str) -> tuple[Expression, Question | None] | None:
    """Compile the reference to a question from a place; None where it leads nowhere."""
    try:
        expression = compile_expression(f"${{{name}}}", Scope(question_places(questionnaire), path), as_truth=False)
    except NotAnExpression:
        return None
    found = next((node for node, _ in questionnaire.keyed.values() if node.name == name), None)
    return expression, found if isinstance(found, Question) else None
