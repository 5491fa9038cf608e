"""What is wrong with a workbook, with the place and the remedy."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to repair: the sheet, the cell ("E12", or "" for the whole sheet) and a Dutch sentence."""

    sheet: str
    cell: str
    message: str

    def __str__(self) -> str:
        place = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        return f"{place}: {self.message}" if place else self.message


class BrokenWorkbook(Exception):
    """Refuse a workbook as a whole; `problems` holds all that was found, in the order of the sheets."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))
