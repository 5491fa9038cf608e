"""What the directory keeps of persons: for whom they work. The rest is about organisations and areas."""

from schakel.privacy.declaring import Fate, Ground, Holding, Sort, about_nobody, declare

declare(
    Holding(
        "directory.Affiliation",
        purpose="Know for whom a person works, and which survey is theirs",
        ground=Ground.INTEREST,
        term="as long as the account",
        fields={"user": Sort.PERSON, "organisation": Sort.OWN, "since": Sort.OWN, "until": Sort.OWN},
        fate=Fate.DELETE,
    )
)
about_nobody(
    directory__Organisation="name source",
    directory__Municipality="cbs_code province_code province",
    directory__FrameEntry="name province",
    directory__Region="name source note",
    directory__CareCoordination="note",
    directory__ReportingPoint="note",
)
