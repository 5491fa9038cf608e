"""What the journal keeps of persons: keys."""

from schakel.privacy.declaring import Fate, Ground, Holding, Sort, about_nobody, declare

declare(
    Holding(
        "journal.Line",
        purpose="Account for who did what, and who saw confidential papers",
        ground=Ground.DUTY,
        term="for good: a chain from which one may cut is a chain from which anybody may cut",
        fields={"by": Sort.ACTOR, "of": Sort.OWN, "data": Sort.OWN},
        fate=Fate.STAYS,
        reason="The chain cannot change. It holds keys alone, and this key says no longer who it was.",
        plain="action kind before digest",
    )
)
about_nobody(journal__Head="digest")
