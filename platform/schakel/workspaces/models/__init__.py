from schakel.workspaces.models.seats import Correction, Membership, Seat  # first: the judge asks them

from schakel.workspaces.models.pages import (  # isort: skip
    FrozenTester,
    JudgedPage,
    JudgedTester,
    WorkspacePage,
    WorkspacesPage,
)

from schakel.workspaces.models.marks import Lowering  # isort: skip

__all__ = [
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
