"""Questionnaires: the canonical form, XLSForm workbooks, expressions and evaluation. Pure Python: no Django.

`read_workbook` makes a `Questionnaire` of a workbook or raises `BrokenWorkbook` with every problem; `evaluate` masks
hidden answers and enforces relevant, constraint, required and types; `to_lexical`, `to_input` and `to_display` stand
between what people type, what is stored and what people read. `canonical.py` describes the form that is frozen.
"""

from .canonical import Choice, ChoiceList, Group, NotCanonical, Question, Questionnaire, Section, canonical_bytes
from .evaluation import Evaluation, SectionProgress, State, UnknownQuestion, Violation, evaluate
from .kept import Kept, kept_not_shown
from .lexical import NotLexical, to_display, to_input, to_lexical
from .problems import BrokenWorkbook, Problem
from .soundness import Fault, faults
from .workbook import read_workbook
from .writing import NotWritable, write_workbook

__all__ = [
    "BrokenWorkbook",
    "Choice",
    "ChoiceList",
    "Evaluation",
    "Fault",
    "Group",
    "Kept",
    "NotCanonical",
    "NotLexical",
    "NotWritable",
    "Problem",
    "Question",
    "Questionnaire",
    "Section",
    "SectionProgress",
    "State",
    "UnknownQuestion",
    "Violation",
    "canonical_bytes",
    "evaluate",
    "faults",
    "kept_not_shown",
    "read_workbook",
    "to_display",
    "to_input",
    "to_lexical",
    "write_workbook",
]
