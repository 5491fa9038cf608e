"""What the guard keeps of persons: who let a text stand and why, never what it found."""

from schakel.privacy.declaring import Fate, Ground, Holding, Sort, declare

declare(
    Holding(
        "guard.Release",
        purpose="Account for who said that a text with personal data may stand, and why",
        ground=Ground.DUTY,
        term="as long as the workspace",
        fields={"reason": Sort.TEXT, "by": Sort.ACTOR, "approved_by": Sort.ACTOR},
        fate=Fate.CLEAR,
        plain="digest kinds",
    )
)
