"""The words of a name: what may be one, and how far a name goes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from schakel.guard.detect import words
from schakel.guard.detect.words import bare

STREETLIKE = re.compile(
    r"(?:straat|laan|weg|plein|gracht|kade|singel|dreef|hof|park|school|huis|ziekenhuis|instituut|"
    r"kerk|groep|polder|stichting|methode|fonds|wet|prijs|brug|haven|dag|college|zaal)$"
)
NOT_A_PERSON = words.read("no_persons")


@dataclass(frozen=True)
class Token:
    """One word of a row of capitals."""

    start: int
    end: int
    text: str

    @property
    def word(self) -> str:
        return bare(self.text.rstrip("."))

    @property
    def is_initial(self) -> bool:
        return re.fullmatch(r"(?:[A-ZÀ-Þ]|Th|Ch|Ph|IJ|Chr|St)\.", self.text) is not None

    @property
    def ends_sentence(self) -> bool:
        return self.text.endswith(".") and not self.is_initial

    @property
    def is_small(self) -> bool:
        return self.text[0].islower() or self.text.startswith("'")

    @property
    def shouts(self) -> bool:
        return len(self.text) > 1 and self.text.isupper()


def is_family(after: list[Token]) -> bool:
    """Tell whether a surname follows a capitalised "De" or "Van"."""
    full = next(
        (token for token in after if not token.is_small and token.word not in {"de", "den", "der", "van"}), None
    )
    return (
        full is not None
        and full.word in words.surnames()
        and full.word not in words.places()
        and full.word not in words.common_words()
    ) or (
        full is not None
        and full.word
        in {
            "vries",
            "jong",
            "boer",
            "wit",
            "groot",
            "haan",
            "graaf",
            "bruin",
            "dijk",
            "berg",
            "leeuwen",
            "heuvel",
            "beek",
            "linden",
            "meer",
            "wal",
            "veen",
            "bos",
        }
        and full is not after[-1]
    )


def is_unlisted(token: Token) -> bool:
    word = token.word
    return not (
        word in words.common_words()
        or word in words.places()
        or word in words.foreign_places()
        or word in words.countries()
        or word in words.demonyms()
        or word in NOT_A_PERSON
        or token.shouts
        or len(word) < 2
    )


def surname_follows(after: list[Token]) -> bool:
    if after and after[0].text == ",":
        return len(after) > 1 and is_given(after[1].word) and after[1].word not in proper()
    full = [token for token in after if not token.is_small and not token.is_initial and token.text != ","]
    if not full or (after[0].is_small and after[0].text in {"in", "op", "te"}):
        return False
    first = full[0]
    if first.word in no_names() or first.word in words.demonyms():
        return False
    if first.word in words.surnames() or (first.word in words.given_names() and first.word not in words.places()):
        return True
    tied = after[0].is_small and after[0].text in {"van", "de", "der", "den", "ter", "ten", "el", "al", "van't"}
    if tied:
        return (
            not (
                first.word in words.places() or first.word in words.foreign_places() or first.word in words.countries()
            )
            and not first.shouts
            and after[0].text != "van"
        ) or (len(after) > 2 and after[0].text == "van" and after[1].is_small)
    return _sounds_like_a_surname(first.word) and first.word not in words.places()


def _sounds_like_a_surname(word: str) -> bool:
    return len(word) > 4 and re.search(
         r"(?:escu|eanu|ova|eva|ov|ev|ski|ska|sky|skaya|ic|vic|enko|chuk|yan|shvili|dze|oglu|wicz|czyk|"
        r"ssen|sen|stra|ema|sma|inga|mans|man|huis|huizen|daal|veld|hoven|ez|poulos|ides|akis)$" , word
    ) is not None  # fmt: skip


def length(tokens: list[Token], place: int) -> int:
    """Return how far a name goes: small words only when a capital follows, and no further than what can be a name."""
    end = place + 1
    if tokens[place].ends_sentence:
        return 1
    while end < len(tokens):
        step = end
        while step < len(tokens) and tokens[step].is_small:
            step += 1
        if step == len(tokens):
            break
        if tokens[step].text == ",":
            return step + 2 - place if step == place + 1 and _is_turned_round(tokens, place) else end - place
        if not _goes_on(tokens, place, end, step):
            break
        end = step + 1
        if tokens[step].text.endswith(".") and not tokens[step].is_initial:
            break
    return end - place


def _is_turned_round(tokens: list[Token], place: int) -> bool:
    """Tell whether "Okafor, Precious" stands at `place`."""
    if len(tokens) < place + 3 or not _is_family_word(tokens[place].word):
        return False
    return is_given(tokens[place + 2].word) or tokens[place + 2].is_initial


def _goes_on(tokens: list[Token], place: int, end: int, step: int) -> bool:
    """Tell whether the capital at `step`, with the small words from `end`, still belongs to the name at `place`."""
    token, tied = tokens[step], step > end
    if token.shouts and not tokens[place].shouts and not token.is_initial:
        return False
    if token.word in words.surnames() or token.is_initial:
        return True
    if tied and tokens[end].text in {"in", "op", "te", "y"}:
        return False
    if tied and token.word in words.places():  # "Kees van Tilburg", but nobody is called "mevrouw Okafor van Tilburg"
        return tokens[end].text == "van" and step == place + 2 and is_given(tokens[place].word)
    return is_unlisted(token) or token.word in words.given_names() or token.word in {"de", "van", "den", "der"}


def _is_family_word(word: str) -> bool:
    return (word in words.surnames() and word not in words.given_names()) or _sounds_like_a_surname(word)


def is_given(word: str) -> bool:
    return word in words.given_names() or any(
        part in words.given_names() for part in [word.partition("-")[0]] if "-" in word
    )


@cache
def proper() -> frozenset[str]:
    return words.proper_words() | words.places() | words.foreign_places() | words.countries() | words.demonyms()


@cache
def towns() -> frozenset[str]:
    return words.places() | words.foreign_places() | words.countries()


@cache
def no_names() -> frozenset[str]:
    return words.common_words() | NOT_A_PERSON


def bare_parts(token: Token) -> list[str]:
    return [bare(part) for part in re.split(r"['.-]", token.text) if part and part != "s"]
