"""What the index keeps of persons: what the text that it found says of them."""

from schakel.privacy.declaring import Fate, Ground, Holding, Sort, about_nobody, declare

declare(
    Holding(
        "search.Entry",
        purpose="Find what one may see",
        ground=Ground.INTEREST,
        term="as long as what it finds",
        fields={"title": Sort.TEXT},
        fate=Fate.CLEAR,
        frozen=lambda rows: rows,  # made anew from what it finds instead; see erasing
        reason="It repeats adopted text, which stays.",
        plain="kind url digest",
    ),
    Holding(
        "search.Piece",
        purpose="Show the words that were found in their place",
        ground=Ground.INTEREST,
        term="as long as what it finds",
        fields={"text": Sort.TEXT},
        fate=Fate.CLEAR,
        frozen=lambda rows: rows,
        reason="It repeats adopted text, and documents of partners: their secretary judges whether they are replaced.",
    ),
)
about_nobody(search__Posting="stem places")
