from schakel.workspaces.models.seats import Correction, Membership, Seat  # first: the judge asks them

from schakel.workspaces.models.pages import (  # isort: skip
    FrozenTester,
    JudgedPage,
    JudgedTester,
    WorkspacePage,
    WorkspacesPage,
)

from schakel.workspaces.models.marks import Lowering  # isort: skip
from schakel.workspaces.models.admissions import Admission  # isort: skip

__all__ = [
    "Admission",
    "Correction",
    "FrozenTester",
    "JudgedPage",
    "JudgedTester",
    "Lowering",
    "Membership",
    "Seat",
    "WorkspacePage",
    "WorkspacesPage",
]
