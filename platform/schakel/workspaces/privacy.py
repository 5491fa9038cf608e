"""What workspaces keep of persons: who sat where, for whom and when."""

from schakel.privacy.declaring import Fate, Ground, Holding, Sort, about_nobody, declare

declare(
    Holding(
        "workspaces.Membership",
        purpose="Judge who may see what, now and in the past",
        ground=Ground.TASK,
        term="as long as the workspace",
        fields={"user": Sort.PERSON, "role": Sort.OWN, "since": Sort.OWN, "until": Sort.OWN, "recorded_at": Sort.OWN},
        fate=Fate.STAYS,
        reason="Who sat for which organisation on which day is the record of a body; the key says no longer who.",
    ),
    Holding(
        "workspaces.Correction",
        purpose="Say what was recorded of a membership before it was corrected, and who did that",
        ground=Ground.DUTY,
        term="as long as the membership",
        fields={"by": Sort.ACTOR},
        fate=Fate.CLEAR,
    ),
    Holding(
        "workspaces.Lowering",
        purpose="Say who lowered a TLP mark, and why",
        ground=Ground.DUTY,
        term="as long as the workspace",
        fields={"reason": Sort.TEXT, "by": Sort.ACTOR},
        fate=Fate.CLEAR,
    ),
    Holding(
        "workspaces.Seat",
        purpose="Say whose place it is",
        ground=Ground.TASK,
        term="as long as the workspace",
        fields={"note": Sort.TEXT},
        fate=Fate.CLEAR,
    ),
    Holding(
        "workspaces.WorkspacePage",
        purpose="Say what a body is for",
        ground=Ground.TASK,
        term="as long as the workspace",
        fields={"purpose": Sort.TEXT, "meets": Sort.TEXT},
        fate=Fate.CLEAR,
        plain="level",
    ),
)
declare(
    Holding(
        "workspaces.Admission",
        purpose="Let a substitute see one meeting, or one item of it",
        ground=Ground.TASK,
        term="as long as the page",
        fields={"user": Sort.PERSON},
        fate=Fate.DELETE,
    )
)
about_nobody(workspaces__WorkspacesPage="")
