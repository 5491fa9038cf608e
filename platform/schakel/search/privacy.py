"""What the index keeps of persons: what the text that it found says of them."""

from schakel.privacy.declaring import Fate, Ground, Holding, Sort, declare

declare(
    Holding(
        "search.Entry",
        purpose="Find what one may see",
        ground=Ground.INTEREST,
        term="as long as what it finds",
        fields={"title": Sort.TEXT, "text": Sort.TEXT},
        fate=Fate.CLEAR,
        frozen=lambda rows: rows,  # made anew from what it finds instead; see erasing
        reason="It repeats adopted text, which stays.",
        plain="kind url stems",
    )
)
