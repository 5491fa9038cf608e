"""What papers hold of persons."""

from schakel.privacy.declaring import Fate, Ground, Holding, Sort, declare

declare(
    Holding(
        "files.Paper",
        purpose="Give members the papers of their meetings",
        ground=Ground.TASK,
        term="as long as the workspace",
        fields={"title": Sort.TEXT, "file": Sort.FILE, "by": Sort.ACTOR},
        fate=Fate.CLEAR,
        plain="media_type sha256 traces",
    )
)
