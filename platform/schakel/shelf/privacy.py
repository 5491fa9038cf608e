"""What the shelf keeps of persons: who looks after a paper, and who put a version there."""

from schakel.privacy.declaring import Fate, Ground, Holding, Sort, declare

declare(
    Holding(
        "shelf.StandingPaper",
        purpose="Say what a standing paper is and who looks after it",
        ground=Ground.TASK,
        term="as long as the workspace",
        fields={"title": Sort.TEXT, "subject": Sort.TEXT, "summary": Sort.TEXT, "owner": Sort.ACTOR},
        fate=Fate.CLEAR,
        plain="told_roles",
    ),
    Holding(
        "shelf.StandingVersion",
        purpose="Say what changed in a standing paper, and who put it there",
        ground=Ground.TASK,
        term="as long as the standing paper",
        fields={"note": Sort.TEXT, "by": Sort.ACTOR},
        fate=Fate.CLEAR,
    ),
)
