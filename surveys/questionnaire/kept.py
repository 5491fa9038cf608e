"""What a workbook holds that is kept, written again, and not shown to who fills it in."""

from dataclasses import dataclass

from .canonical import Question, Questionnaire


@dataclass(frozen=True)
class Kept:
    """One thing that is kept and not shown: its name, and what it is (a type, `disabled`, a sheet)."""

    name: str
    what: str

    def __str__(self) -> str:
        return f"{self.name} ({self.what})"


def kept_not_shown(questionnaire: Questionnaire) -> list[Kept]:
    """List what nobody will be asked, in the order of the workbook: questions, disabled rows, other sheets."""
    rows = [Kept(key, _what(question)) for key, question in questionnaire.questions.items() if not question.is_shown]
    off = [
        Kept(aside.columns.get("name") or aside.columns["type"], "disabled")
        for aside in questionnaire.asides
        if "disabled" in aside.columns and "type" in aside.columns
    ]
    used = {"external_choices"} | {q.list_name.casefold() for q in questionnaire.questions.values() if q.choices}
    used |= {name.rpartition(".")[0] for name in used}
    sheets = [
        Kept(other.title, "werkblad") for other in questionnaire.others if other.title.strip().casefold() not in used
    ]
    return rows + off + sheets


def _what(question: Question) -> str:
    return f"{question.kind} {question.list_name}".strip()
