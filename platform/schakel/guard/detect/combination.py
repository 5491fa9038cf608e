"""The combination that points at one person: place, age, nationality and date, at least three of them together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from schakel.guard.detect import dates, name_words, words
from schakel.guard.detect.finding import Finding
from schakel.guard.detect.reading import Reading
from schakel.guard.detect.words import bare

ONE = (
    "vrouw|vrouwtje|meisje|man|jongen|jongeman|slachtoffer|cli[eë]nte?|tiener|minderjarige|moeder|"
    "dochter|zoon|jongere|persoon|betrokkene|studente?|"
    "asielzoek(?:er|ster)|au pair|zus|zusje|broer|broertje|kind|baby|werknemer|werkneemster|arbeider|"
    "arbeidster|bewoonster|bewoner|prostituee|sekswerker|sekswerkster|aangeefster|"
    "aangever|getuige|dame|meid|scholier|leerling|huishoudster|kok|schoonmaakster|pupil|nagelstyliste|"
    "masseuse|alleenstaande|amv|vreemdeling|vluchteling|migrante?|loverboyslachtoffer|verdachte"
)
AGED = re.compile(
    r"(?<![\d.,/-])(?P<age>\d{1,2})(?P<form>[ -]?jarige?\b|[ ]?(?:jaar|jr\.?|j\.)(?:[ ]oude?\b)?)|"
    rf"\b(?:{ONE}|[A-Z]?[a-zë-]{{3,20}}(?:se|an|aan|iër|ees))(?:[ ](?:uit|met)[ ][A-ZÀ-Þ][\w-]+)?[ ](?:van|"
    rf"\(|is)[ ]?(?P<bare>\d{{1,2}})(?![\d.,:/%-]?\d|[ ]?(?:%|uur|{dates.MONTH})\b)|"
    rf"\b(?:{ONE}|[A-Z]?[a-zë-]{{3,20}}(?:se|an|aan|iër|ees)|Pool|Turk),[ ](?P<listed>\d{{1,2}})(?=[,.;)])|"
    r"\((?P<enclosed>\d{1,2})\)|\b(?:leeftijd|lft\.?|wordt|werd|is)[: ]{1,3}(?P<told>\d{1,2})(?=[ ]?(?:jaar|"
    r"geworden|[,.;)]))|"
    r"\b(?P<worded>vijftien|zestien|zeventien|achttien|negentien|twintig|dertien|veertien|twaalf|"
    r"eenentwintig|tweeëntwintig|drieëntwintig|vierentwintig|vijfentwintig)(?P<wordform>[ -]?jarige?\b|"
    r"[ ]jaar\b)|\bgeboren in (?:19|20)\d{2}\b",
    re.IGNORECASE,
)
# ages of a group, a term, a sentence or a while
NOT_AN_AGE = re.compile(
    r"^(?:[ ]jaar)?(?:[ ]?(?:of|en)[ ](?:ouder|jonger|daarboven)|\+|[ ]?(?:t/m|tot|à|-|–|en|of)[ ]?(?:en met[ ])?\d|"
    r"[ ](?:geleden|lang|later|gevangenis|cel|verlengd|eerder|duren|bestaat|bestaan|"
    r"ervaring|in functie|in dienst|bezig|lid|termijn|onderzoek|beleid|subsidie|cijfers|werkzaam|jubileum))",
    re.IGNORECASE,
)
GROUP_BEFORE = re.compile(
    r"(?:\b(?:tot|t/m|vanaf|onder|boven|tussen|jonger dan|ouder dan|minimaal|maximaal|gemiddeld|"
    r"afgelopen|komende|laatste|vorige|binnen|na|al|ruim|in|over|voor|per|elke|eerste|sinds|gedurende|"
    r"meer dan|minder dan|circa|bijna|onder de|boven de|dan|straf van|celstraf van|duur van|periode "
    r"van|termijn van|leeftijd van|meisjes van|jongens van|vrouwen van|mannen van|jongeren van|"
    r"kinderen van|slachtoffers van|personen van|minderjarigen van|leerlingen van|mensen van|cli[eë]nten "
    r"van|die)[ ]{1,2}(?:de[ ])?|\d[ ]?(?:-|tot|en|of|à|t/m)[ ]?)$",
    re.IGNORECASE,
)
MANY = re.compile(
    r"^[ ](?:[a-zë-]{2,18}[ ]){0,1}(?:meisjes|vrouwen|mannen|jongens|slachtoffers|jongeren|personen|"
    r"mensen|leerlingen|cli[eë]nten|kinderen|studenten|tieners|minderjarigen|migranten|werknemers)\b|"
    r"^n\b",
    re.IGNORECASE,
)
PERSON = re.compile(
    rf"\b(?:een|één|de|het|deze|dit|die|dat|haar|zijn|1|onze|betreft|betreffende|casus:?|cli[eë]nt:?|"
    rf"jonge|ander|andere|nieuwe|zwangere|minderjarige?|vermoedelijke?|mogelijke?)[ ]"
    rf"(?:[\w'ë-]{{2,24}}[ ]){{0,3}}?(?:{ONE})\b|\b(?:zij|hij|betrokkene|cli[eë]nte?|mevrouw|meneer)\b|"
    r"\b(?:een|één|de|deze|die|[Cc]asus:?|[Bb]etreft)[ ](?:jonge[ ]|zwangere[ ]|minderjarige[ ]|"
    r"\d{1,2}-jarige[ ]|[a-zë]+jarige[ ]){0,2}(?P<inhabitant>[A-Z][\w-]+)(?=[ ](?:van|die|uit|met|"
    r"in|is|was|verblijft|wordt|werd|heeft|sinds|zonder)\b|[,.(:;]|[ ]\()",
    re.IGNORECASE,
)
STATISTIC = re.compile(
    r"%|\b(?:procent|gemiddeld|gemiddelde|totaal|aantal|waarvan|cijfers|jaarlijks|statistiek|toename|"
    r"daling|stijging|percentage|meldingen|geregistreerd werden|respondenten|gemeenten hebben)\b",
    re.IGNORECASE,
)
CAPITAL = re.compile(r"(?<![\w-])(?:'s-)?[A-ZÀ-Þ][\w'-]*(?=(?P<more>(?:[ ](?:aan|op|van|de|den))*[ ][A-ZÀ-Þ][\w'-]+)?)")
SMALL_DEMONYM = re.compile(r"\b[a-zà-ÿ-]{6,24}(?:s|se|aan|anen|ees|ese|ër|ezen)\b")
GOES_ON = re.compile(
    r"^\s*(?:[-*•]\s*)?(?:Zij|Ze|Hij|Haar|Hem|Sinds|Het (?:meisje|slachtoffer|kind)|De (?:vrouw|"
    r"man|jongen|cli[eë]nte?|minderjarige|tiener)|Deze (?:vrouw|man|jongen)|Dit (?:meisje|slachtoffer)|"
    r"Betrokkene|Cli[eë]nte?|Mevrouw|Meneer|Inmiddels|Nu|Momenteel|Daar|Daarna|Vervolgens|Woont|"
    r"Verblijft|Op \d|Toen|Leeftijd|Nationaliteit|Woonplaats|Verblijf\w*|Plaats|Gemeente|Datum|Herkomst|Aangetroffen)\b"
)
HEADING = re.compile(
    r"\b(?:overleg|vergadering|bijeenkomst|congres|notulen|verslag|agenda|training|werkbezoek|themadag|"
    r"conferentie|rondetafel|symposium)\b",
    re.IGNORECASE,
)
OF_A_STATE = re.compile(
    r"[ ](?:ambassad|politie|autoriteit|regering|delegatie|overheid|wet|bende|netwerk|markt|gemeente|organisatie|"
    r"minister|justitie|consul|taal|tolk|collega|partner|kust|grens|vertaling|recht|ministerie)",
    re.IGNORECASE,
)
OF_AN_OFFICE = re.compile(
    r"\b(?:provincie|arrondissement|rechtbank|parket|hof|politie|universiteit|ministerie)[ ]$", re.IGNORECASE
)
WHERE = re.compile(r"\b(?:in|uit|te|naar|bij|nabij|gemeente|regio|rond)[ ]$", re.IGNORECASE)
STAYS = re.compile(r"\b(?:in|te|uit)[ ]$")
REACH = 420


@dataclass(frozen=True)
class Clue:
    """Something that narrows down who is meant."""

    sort: str
    start: int
    end: int


def combinations(reading: Reading) -> Iterator[Finding]:
    """Find passages on one person in which three of place, age, nationality and date stand together."""
    clues = sorted(_clues(reading), key=lambda clue: clue.start)
    if len({clue.sort for clue in clues}) < 3:
        return
    last = -1
    for start, end in _passages(reading):
        inside = [clue for clue in clues if start <= clue.start and clue.end <= end]
        if (
            start < last
            or len({clue.sort for clue in inside}) < 3
            or not _is_about_one(reading.text, start, end, inside)
        ):
            continue
        chosen = _tightest(inside)
        if chosen:
            last = end
            yield reading.finding("combination", chosen[0], chosen[1])


def _passages(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield each sentence with those after it that go on about the same person."""
    sentences = reading.sentences
    for place, (start, end) in enumerate(sentences):
        last = end
        for following, until in sentences[place + 1 : place + 4]:
            if until - start > REACH or not GOES_ON.match(reading.text[following : following + 60]):
                break
            last = until
        yield start, last


def _tightest(clues: list[Clue]) -> tuple[int, int] | None:
    """Return the span from the first to the last clue, within reach."""
    first = clues[0].start
    near = [clue for clue in clues if clue.end - first <= REACH]
    if len({clue.sort for clue in near}) < 3:
        return None
    return first, max(clue.end for clue in near)


def _is_about_one(text: str, start: int, end: int, clues: list[Clue]) -> bool:
    passage = text[start:end]
    if STATISTIC.search(passage) or (HEADING.search(passage) and not any(clue.sort == "age" for clue in clues)):
        return False
    if any(clue.sort == "age" for clue in clues):
        return True
    return any(
        match["inhabitant"] is None or bare(match["inhabitant"]) in words.demonyms()
        for match in PERSON.finditer(passage)
    )


def _clues(reading: Reading) -> Iterator[Clue]:
    text = reading.text
    for match in AGED.finditer(text):
        if _is_age(text, match):
            yield Clue("age", match.start(), match.end())
    for day in dates.days(reading):
        yield Clue("date", day.start, day.end)
    for match in CAPITAL.finditer(text):
        yield from _capital(text, match)
    for match in SMALL_DEMONYM.finditer(text):
        if bare(match[0]) in words.demonyms() and not re.match(r"duits|engels|frans", match[0]):
            yield Clue("nationality", match.start(), match.end())


def _is_age(text: str, match: re.Match[str]) -> bool:
    number = next((value for name in ("age", "bare", "listed", "enclosed", "told") if (value := match[name])), None)
    if number is not None and not 0 < int(number) <= 80:
        return False
    before, after = text[max(0, match.start() - 24) : match.start()], text[match.end() : match.end() + 40]
    if NOT_AN_AGE.match(after) or MANY.match(after):
        return False
    if match["bare"]:
        return not re.match(r"[ ]?(?:jaar[ ]?)?(?:tot|t/m|-|of ouder)", after) and not re.search(
            r"(?:meisjes|vrouwen)[ ]van", match[0]
        )
    if match["form"] and "jaar" in match["form"] and "oud" not in match["form"]:
        # "19 jaar" by itself may be a term; an age stands behind a person, in brackets or between commas
        if re.search(r"\bvan[ ]$", before):
            return GROUP_BEFORE.search(before) is None
        return GROUP_BEFORE.search(before) is None and (
            re.search(r"[(,;:|/-][ ]?$|\b(?:is|was|werd|wordt|pas|nog geen)[ ]$", before) is not None
        )
    return GROUP_BEFORE.search(before) is None or bool(
        match["form"] and "jarig" in match["form"] and not re.search(r"\d[ ]?(?:-|tot|à|t/m)[ ]?$", before)
    )


def _capital(text: str, match: re.Match[str]) -> Iterator[Clue]:
    more = match["more"] or ""
    before = text[max(0, match.start() - 14) : match.start()]
    for word, end in ((bare(match[0] + more), match.end() + len(more)), (bare(match[0]), match.end())):
        if word in words.demonyms() or word in words.countries() or word in words.foreign_places():
            if word not in {"nederland", "europa"} and not OF_A_STATE.match(text, end):
                yield Clue("nationality", match.start(), end)
            return
        if word in words.places():
            plain = word in words.common_words() or word in words.read("place_words")
            if not OF_AN_OFFICE.search(before) and (not plain or WHERE.search(before)):
                yield Clue("place", match.start(), end)
            return
    if STAYS.search(before) and not match[0].isupper() and bare(match[0]) not in name_words.no_names():
        yield Clue("place", match.start(), match.end())  # a village in no list
