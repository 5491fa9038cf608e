"""Names of persons that are not known: a given name, initials with a surname, or whatever stands after a title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schakel.guard.detect import name_words, words
from schakel.guard.detect.finding import Finding
from schakel.guard.detect.known import Known
from schakel.guard.detect.name_words import Token
from schakel.guard.detect.reading import Reading
from schakel.guard.detect.words import bare

# capitalised words, initials and the small words between them, in one row
WORD = r"(?:[A-ZÀ-ÞĀ-Ž][^\W\d_]*\.?(?:['-][^\W\d_]+\.?)*)"
INITIAL = r"(?:[A-ZÀ-Þ]|Th|Ch|Ph|IJ|Chr|St)\."
INITIALS = rf"{INITIAL}(?:[ -]?{INITIAL}){{0,4}}"
DUTCH = r"van|der|den|des|de|het|'t|ten|ter|te|op|'s|in"
SMALL = rf"{DUTCH}|della|del|dos|la|le|du|d'|da|do|di|bint|bin|ibn|ben|el|al|von|zur|zu|y"
ROW = re.compile(
    rf"(?<![\w@.#/-])(?<!\w['])(?:(?:{SMALL})[ ])?(?:{INITIALS}|{WORD})"
    rf"(?:[ ]{{1,2}}(?:(?:{SMALL})[ ]){{0,3}}(?:{INITIALS}|"
    rf"{WORD})|,[ ](?={WORD}|[A-Z]\.)(?:{INITIALS}|{WORD})){{0,7}}(?:[ ](?:(?:{SMALL})[ ]){{1,3}}{WORD})?"
)
TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*\.?|,")

TITLES = words.read("titles")
ROLES = words.read("roles")
NAMED = ("noemt zich", "noemde zich", "zich noemt", "bekend als", "luistert naar", "naar de naam", "genoemd wordt")
THING_NAMED = re.compile(
    r"(?:project|rapport|nota|programma|campagne|werkgroep|systeem|brochure|pilot|app|boek|film|"
    r"organisatie|stichting|bedrijf|locatie|training|handreiking|website|team|platform|straat|gemeente|"
    r"huis|onderzoek|monitor)\b[^.]{0,40}$",
    re.IGNORECASE,
)
OFFICES = words.read("offices")
WORKS = words.read("works")
LETTERED = re.compile(
    r"(?:bijlage|categorie|optie|punt|onderdeel|scenario|variant|deel|type|groep|model|lid|sub|"
    r"fase|spoor|vitamine|klasse|artikel|art\.|vraag|lijn|zaal|kamer|gebouw|blok|niveau|hepatitis|"
    r"plan|lijst|kolom|rij)\s$",
    re.IGNORECASE,
)
COMPANY = re.compile(
    r"^[ ](?:Zorggroep|Groep|Instituut|Kliniek|Stichting|Fonds|College|Huis|BV|B\.V\.|NV|N\.V\.|"
    r"Ziekenhuis|School|Hotel|Advocaten|Consultancy|Foundation|International|Centrum|Award|Theater|"
    r"Universiteit|Academie|Hotels|Prijs|Lezing|Hoeve)\b"
)


def person_names(reading: Reading, known: Known) -> Iterator[Finding | None]:
    """Find names of persons who are not known."""
    for row in ROW.finditer(reading.text):
        for tokens in _without_organisations(reading, known, _tokens(row)):
            yield from _names_in(reading, known, tokens)
    yield from _small_names(reading, known)


def _tokens(row: re.Match[str]) -> list[Token]:
    return [Token(row.start() + match.start(), row.start() + match.end(), match[0]) for match in TOKEN.finditer(row[0])]


def _without_organisations(reading: Reading, known: Known, tokens: list[Token]) -> Iterator[list[Token]]:
    rest: list[Token] = []
    beyond = 0
    for token in tokens:
        if token.start < beyond:
            continue
        beyond = max(beyond, known.organisation_at(reading.text, token.start, re.split(r"['.-]", token.text)[0]))
        if token.start < beyond:
            yield rest
            rest = []
        else:
            rest.append(token)
    yield rest


def _names_in(reading: Reading, known: Known, tokens: list[Token]) -> Iterator[Finding | None]:
    place = 0
    while place < len(tokens):
        length = _name_at(reading, tokens, place)
        if not length:
            place += 1
            continue
        name = tokens[place : place + length]
        place += length
        if not known.knows([part for token in name if token.text != "," for part in name_words.bare_parts(token)]):
            yield reading.claim("person_name", name[0].start, _end(name[-1]))


def _end(token: Token) -> int:
    if token.text.endswith("'s"):
        return token.end - 2
    return token.end if token.is_initial or not token.text.endswith(".") else token.end - 1


def _name_at(reading: Reading, tokens: list[Token], place: int) -> int:
    """Return how many tokens from `place` are a name; 0 if none begins there."""
    token = tokens[place]
    if token.text == ",":
        return 0
    before = reading.before(token.start, 64)
    told, role, nobody = _cue(before)
    if (token.is_small and not told) or (nobody and not told):
        return 0
    following = tokens[place + 1 :]
    if following and not told and bare(reading.text[token.start : following[0].end].rstrip(".")) in name_words.towns():
        return 0
    if token.is_initial:
        return _after_initials(reading, tokens, place, told=told or role)
    if not (_begins(reading, tokens, place) or ((told or role) and _may_be_a_name(token, tokens, place))):
        return 0
    if COMPANY.match(reading.text, token.end) or (COMPANY.match(reading.text, tokens[-1].end) and len(following) <= 1):
        return 0
    return name_words.length(tokens, place)


def _cue(before: str) -> tuple[bool, bool, bool]:
    """Return whether the words before are a title, a role, or say that what follows is no private person."""
    said = [bare(word.strip(".,:;\"'()")) for word in before.split()[-3:]]
    if not said or before.rstrip()[-1] in ",;)" or "\n" in before[-3:]:
        return False, False, False
    said[-1] = re.sub(r"^\d{1,2}-?(?=jarige$)|^[a-z]{4,18}(?=jarige$)", "", said[-1])
    last = said[-1] if said[-1] not in {"is", "was", "luidt"} or len(said) < 2 else said[-2]
    told = last in TITLES and before.rstrip()[-1] != ":"
    role = (
        not told
        and (last in ROLES or " ".join(said[-2:]) in NAMED or " ".join(said) in NAMED)
        and THING_NAMED.search(before) is None
    )
    office = (
        said[-1] in OFFICES
        or said[-1] in WORKS
        or (
            len(said) > 1
            and said[-1] in {"de", "het", "van"}
            and said[-2] in WORKS - {"hof", "school", "model", "lijst"}
        )
    )
    return (
        told,
        role,
        office
        or re.search(r"(?:motie|wet|commissie|lijst|amendement|arrest|rapport|kabinet)-$", before, re.IGNORECASE)
        is not None,
    )


def _begins(reading: Reading, tokens: list[Token], place: int) -> bool:
    """Tell whether a name of somebody begins at `place`, with no title or role before it."""
    token = tokens[place]
    after = [] if token.ends_sentence else tokens[place + 1 :]
    word = token.word if token.word in words.given_names() else token.word.partition("-")[0].partition("'")[0]
    surname_follows = name_words.surname_follows(after)
    if _is_street(token, after) or (token.shouts and not (surname_follows or _all_shout(word, after))):
        return False
    opens = _opens(reading, token.start)
    if name_words.is_given(word) or (not opens and _is_possessive(word)):
        if word in words.common_words() and opens:
            return surname_follows and word in words.given_names()
        if word in name_words.proper() or (opens and word in words.ambiguous_names()):
            return surname_follows or bool(after and after[0].is_initial and len(after[0].text) == 2)
        return True
    if token.word in words.plain_surnames():
        return True
    if token.word in words.surnames() and after and after[0].word in words.given_names() - words.common_words():
        return True  # the family name first, as in Li Wei
    if token.word in {"de", "van", "den", "der", "ter", "ten"} and after:
        return name_words.is_family(after)
    return _does_what_persons_do(reading, token) or _stranger(token, after, opens=opens)


def _is_street(token: Token, after: list[Token]) -> bool:
    """Tell whether the word is, or belongs to, the name of a street or a house."""
    if name_words.STREETLIKE.search(token.word) and token.word not in words.given_names():
        return True
    following = after[0] if after else None
    return (
        following is not None
        and not following.is_small
        and name_words.STREETLIKE.search(following.word) is not None
        and following.word not in words.surnames()
    )


def _all_shout(word: str, after: list[Token]) -> bool:
    """Tell whether a name stands in capitals throughout, which an abbreviation does not."""
    listed = word in words.given_names() and len(word) > 3
    return listed and bool(after) and after[0].shouts and after[0].word not in name_words.NOT_A_PERSON


def _is_possessive(word: str) -> bool:
    stem = word[:-1]
    plain = stem not in words.ambiguous_names() and word not in words.common_words()
    return word.endswith("s") and len(word) > 5 and plain and name_words.is_given(stem)


def _does_what_persons_do(reading: Reading, token: Token) -> bool:
    verb = re.match(r"[ ](\w{4,12})\b", reading.after(token.end, 14))
    told = verb is not None and verb[1] in words.read("person_verbs")
    if re.search(r"\b(?:in|te|uit|naar|bij|op|aan|van|nabij|en) $", reading.before(token.start, 8)):
        return False  # "die in Blauwestad verblijft"
    return told and len(token.text) > 3 and name_words.is_unlisted(token)


def _stranger(token: Token, after: list[Token], *, opens: bool) -> bool:
    """A word in no list counts as a given name when a surname or one initial stands after it."""
    if not name_words.is_unlisted(token) or not after or token.shouts:
        return False
    if after[0].is_initial and len(after[0].text) == 2 and len(after) == 1:
        return not opens and len(token.text) > 2
    return (
        name_words.surname_follows(after)
        and (not opens or after[-1].word in words.plain_surnames())
        and after[0].text != ","
    )


def _after_initials(reading: Reading, tokens: list[Token], place: int, *, told: bool) -> int:
    """Initials count with a surname after them."""
    end = place
    while end < len(tokens) and (tokens[end].is_initial or tokens[end].is_small):
        end += 1
    if end == len(tokens) or tokens[end].text == ",":
        return 0
    surname, initials = tokens[end], "".join(token.text for token in tokens[place:end] if token.is_initial)
    if LETTERED.search(reading.before(tokens[place].start, 20)) or initials in {
        "B.V.",
        "N.V.",
        "U.S.",
        "V.S.",
        "E.U.",
        "O.M.",
        "V.N.",
        "P.S.",
        "N.B.",
        "St.",
    }:
        return 0
    if name_words.STREETLIKE.search(surname.word) or (
        surname.word in words.places() and not told and surname.word not in words.surnames()
    ):
        return 0
    tied = any(token.is_small for token in tokens[place:end])
    listed = any(
        part in words.surnames() or part in words.given_names()
        for part in (surname.word, *name_words.bare_parts(surname))
    )
    if _opens(reading, tokens[place].start) and not (listed or tied or told) and surname.word not in words.surnames():
        return 0 if len(initials) <= 2 or not name_words.is_unlisted(surname) else end - place + 1
    if not (listed or told or tied or name_words.is_unlisted(surname)) or (
        surname.word in words.common_words() and not (tied or listed)
    ):
        return 0
    return end - place + name_words.length(tokens, end)


def _may_be_a_name(token: Token, tokens: list[Token], place: int) -> bool:
    word = token.word
    if token.is_small or word in {"de", "van", "den", "der", "ter", "ten", "el", "al"}:
        return any(not each.is_small and name_words.is_unlisted(each) for each in tokens[place + 1 : place + 4])
    return (name_words.is_unlisted(token) and not name_words.STREETLIKE.search(word) and len(token.text) > 2) or (
        word in words.surnames() and not token.shouts
    )


def _opens(reading: Reading, start: int) -> bool:
    """Tell whether a sentence, line or cell begins at `start`."""
    before = reading.text[max(0, start - 4) : start].rstrip(" \t\"'(*-•")
    return (
        not before
        or before[-1] in ".!?:\n|;>"
        or reading.text[start - 1] in "\"'"
        or reading.text[max(0, start - 4) : start].rstrip(" \t").endswith(("•", "*", "- ", "\n-"))
    )


SMALL_NAME = re.compile(
    r"\b(?i:mevrouw|mevr\.?|mw\.?|meneer|dhr\.?|slachtoffer|cli[eë]nte?|genaamd|heet|alias)[ ]"
    r"(?P<name>[a-zà-ÿ]{4,20})(?![\w-])"
)


def _small_names(reading: Reading, known: Known) -> Iterator[Finding | None]:
    """Find a given name in small letters straight after a title or role."""
    for match in SMALL_NAME.finditer(reading.text):
        word = bare(match["name"])
        if (
            word in words.given_names()
            and word not in words.ambiguous_names() | words.common_words()
            and not known.knows([word])
        ):
            yield reading.claim("person_name", match.start("name"), match.end("name"))
