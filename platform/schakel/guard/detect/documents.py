"""Numbers that others gave to a person: of a document, of a case, of a car."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schakel.guard.detect.finding import Finding
from schakel.guard.detect.reading import Reading

PAPER = re.compile(
    r"(?:paspoort|pasport|passport|id-?\s?kaart|id-?bewijs|identiteits(?:kaart|bewijs|document)|"
    r"verblijfs(?:document|vergunning|pas|kaart|titel)|"
    r"vreemdelingen(?:document|pas|nummer)|w-?document|document\s?-?(?:nummers?|nr)|rijbewijs|reisdocument|"
    r"laissez-passer|visum|"
    r"v-?\s?(?:nummer|nr)|vnr|ind-?\s?(?:nummer|nr)|vbsnummer|bsn-kaart|nationaal nummer|cnp|pesel|egn|personal number|"
    r"zeemansboekje|zorgpas|zorgverzekerings?(?:nummer|pas)|polisnummer|verzekerden?nummer)(?:s?-?\s?(?:nummers?|"
    r"nrs?\.?))?",
    re.IGNORECASE,
)
# letters and digits, at least four digits; a blank or hyphen may part two groups
GIVEN = re.compile(
    r"(?<![\w])[A-Z]{0,5}(?:[ .\-]?\d){1,2}[A-Z0-9]*(?:[ .\-][A-Z0-9]{1,6}){0,4}(?![\w])|"
    r"(?<!\w)[A-Z]{2,5}[A-Z0-9]{0,8}\d[A-Z0-9]{0,6}(?!\w)"
)
SMALL_GIVEN = re.compile(r"(?<!\w)(?=[a-z0-9]{0,8}\d[a-z0-9]{0,4}\d)[a-z]{1,5}[a-z0-9]{4,10}(?!\w)")
TRAVEL = re.compile(r"(?<![A-Za-z0-9])(?=[A-Z0-9]{0,7}[A-NP-Z]{0,1})[A-NP-Z]{2}[A-NP-Z0-9]{6}\d(?![A-Za-z0-9])")
MACHINE_READABLE = re.compile(r"[PIAC][A-Z<][A-Z]{3}[A-Z0-9<]{20,39}")
DATE = re.compile(r"^\d{1,2}([-/. ])\d{1,2}\1(?:\d{4}|\d{2})\b|^(?:19|20)\d{2}-\d{1,2}-\d{1,2}\b|^(?:19|20)\d{2}$")

CASE = re.compile(
    r"\b(?:(?:[a-z]{0,20})?(?:zaak|dossier|aangifte|proces-?verbaal|registratie|parket|mutatie|"
    r"incident|cli[eë]nt(?:en)?|casus|meldings?|bvh|pv|rol|comensha|cosm|aanmeldings?|procedure|"
    r"insolventie|bewoners?|patiënt|kind|gezins|z)"
    r"-?\s?(?:nummers?|nrs?\b\.?|id\b|code\b|kenmerk)|\b(?:zaak|dossier|casus|aangifte|zorgdossier|"
    r"strafdossier|strafzaak|politiedossier|cli[eë]ntdossier|bvh|mutatie|pv|proces-verbaal|rolnummer|"
    r"registratie)|"
    r"\bons kenmerk politie)\b",
    re.IGNORECASE,
)
CASE_NUMBER = re.compile(
    r"(?<![\w])(?=[A-Z0-9./\-_ ]{0,8}\d)[A-Z]{0,8}[-_./ ]?\d[\dA-Z]*(?:[-_./][\dA-Z]+){0,4}(?![\w])", re.IGNORECASE
)
POLICE = re.compile(r"(?<![\w])PL ?\d{4}[-/ ]?\d{6,12}(?:-\d{1,3})?(?![\w])")
PROSECUTION = re.compile(r"(?<![\w./-])\d{2}[/.-]\d{6}[-/.]\d{2}(?![\w/-])")
IMMIGRATION = re.compile(r"(?<![\w])Z1-?\d{6,12}(?![\w])")
NOT_A_CASE = re.compile(
    r"(?:kamer|wets|beleids|kennis|thema|themas|vergader|agenda|besluit|besluiten|ontvangst|factuur|"
    r"order|project|subsidie|kamerstuk(?:ken)?[\w ]*)(?:dossier|zaak|registratie|referentie|nummer)|"
    r"(?:aanmeld|agenda|besluit|telefoon|fax|kvk|factuur|order|rekening|bank|iban|project|subsidie|"
    r"volg|versie|artikel|pagina|ontvangst|kamer|huis|postbus|spoor|lijn|weeg)\s?-?(?:nummer|nr)",
    re.IGNORECASE,
)
CAR = re.compile(
    r"\b(?:kenteken(?:s|nummer|plaat)?|nummerbord|nummerplaat|auto|busje|bus|bestelbus|voertuig|"
    r"personenauto|taxi|scooter|motor|vrachtwagen|wagen|opel|ford|bmw|audi|mercedes|volkswagen|"
    r"vw|golf|toyota|renault|peugeot|seat|skoda|fiat|kia|dacia|volvo|citroën|citroen|nissan|mazda|"
    r"hyundai)\b",
    re.IGNORECASE,
)
PLATES = (
    *("LL-99-99", "99-99-LL", "99-LL-99", "LL-99-LL", "LL-LL-99", "99-LL-LL", "99-LLL-9"),
    *("9-LLL-99", "LL-999-L", "L-999-LL", "LLL-99-L", "L-99-LLL", "9-LL-999", "999-LL-9"),
)


def _shapes(letter: str, between: str) -> str:
    return "|".join(sorted({shape.replace("-", between).replace("L", letter).replace("9", r"\d") for shape in PLATES}))


PLATE = re.compile(rf"(?<![\w-])(?:{_shapes('[A-Z]', '-')})(?![\w-])")
LOOSE_PLATE = re.compile(rf"(?<![\w-])(?:{_shapes('[A-Z]', '[- ]?')}|{_shapes('[a-z]', '-?')})(?![\w-])")
FOREIGN_PLATE = re.compile(
    r"(?<![\w-])(?=[A-Z0-9\- ]{0,8}\d)[A-Z]{1,3}[- ]?(?:[A-Z]{1,2}[- ]?)?\d{1,5}(?:[- ]?[A-Z]{1,3})?(?![\w-])|"
    r"(?<![\w-])\d[A-Z]\d [- ]?\d{4}(?![\w-])|(?<![\w-])1-[A-Z]{3}-\d{3}(?![\w-])"
)
PLATE_CUE = re.compile(r"kenteken|nummerbord|nummerplaat", re.IGNORECASE)
REFERENCE = re.compile(
    r"(?:besluit|actie(?:punt)?|agendapunt|nummer|nr\.?|stuk|bijlage|kenmerk|ref\.?|versie|zaal|"
    r"punt|kamer|vlucht)[:\s]{0,2}$",
    re.IGNORECASE,
)


def papers(reading: Reading) -> Iterator[Finding | None]:
    """Find numbers of passports, permits, licences and alien registration."""
    for cue in PAPER.finditer(reading.text):
        if cue.start() and reading.text[cue.start() - 1].isalnum():
            continue
        yield from _given(reading, cue.end())
    for match in (*TRAVEL.finditer(reading.text), *MACHINE_READABLE.finditer(reading.text)):
        # two letters and seven digits is how many references look; a letter further on is how a passport looks
        if re.search(r"[A-Z]", match[0][2:]) and sum(sign.isdigit() for sign in match[0]) >= 3:
            yield reading.claim("document_number", match.start(), match.end())


def _given(reading: Reading, place: int) -> Iterator[Finding | None]:
    stretch = re.split(r"[.;!?]\s+[A-Z](?=[a-z])|\n\s*\n", reading.after(place, 64))[0]
    for pattern in (GIVEN, SMALL_GIVEN):
        for match in pattern.finditer(stretch):
            number = match[0].strip()
            digits = sum(sign.isdigit() for sign in number)
            apart = len(re.findall(r"\w", stretch[: match.start()]))
            if (digits < 4 and not (digits >= 2 and len(number) >= 8)) or DATE.match(number.strip()) or len(number) < 5:
                continue
            if apart > 32 or re.match(
                r"\s?(?:%|euro|jaar|personen|slachtoffers|meldingen|vrouwen|mannen|aanvragen)", stretch[match.end() :]
            ):
                continue
            if re.search(
                r"(?:€|art(?:ikel|\.)?|in|sinds|van|uit|tot|voor)\s$", stretch[: match.start()]
            ) and re.fullmatch(r"[12]\d{3}", number):
                continue
            if re.search(
                r"\b(?:tel\w*|bsn|iban|rekening\w*|kenteken|zaak\w*|postbus|aantal|geb\w*)\W{0,3}$",
                stretch[: match.start()],
                re.IGNORECASE,
            ):
                break
            yield reading.claim("document_number", place + match.end() - len(number), place + match.end())
            return


def cases(reading: Reading) -> Iterator[Finding | None]:
    """Find the numbers under which police, prosecution, care or immigration keep somebody's case."""
    for pattern in (POLICE, IMMIGRATION, PROSECUTION):
        for match in pattern.finditer(reading.text):
            yield reading.claim("case_number", match.start(), match.end())
    for cue in CASE.finditer(reading.text):
        told = NOT_A_CASE.search(reading.text[max(0, cue.start() - 12) : cue.end()]) is None
        numbered = re.search(r"(?:nummers?|nrs?\.?|id|code|kenmerk)$", cue[0], re.IGNORECASE) is not None
        if told:
            yield _case(reading, cue.end(), numbered=numbered)


def _case(reading: Reading, place: int, *, numbered: bool) -> Finding | None:
    link = re.compile(
        r"(?:\s?(?:[:#=(.]|is|met|nummers?|nrs?\.?|van|bij|de|het|politie|OM|IND|CoMensha|parket|kenmerk|"
        r"onder|bekend|luidt|ons|hun|[A-Z]{2,4}:)\s?){0,4}\s?"
    ).match(reading.text, place)
    match = CASE_NUMBER.match(reading.text, link.end() if link else place)
    if match is None:
        return None
    number = match[0].rstrip("-_./ ")
    digits = sum(sign.isdigit() for sign in number)
    if re.fullmatch(r"(?:19|20)\d{2}", number) or DATE.match(number) or digits < 3 or (digits < 4 and not numbered):
        return None
    if re.match(r"\s?(?:%|euro|slachtoffers|meldingen|zaken|personen|jaar)", reading.after(match.end(), 14)):
        return None
    return reading.claim("case_number", match.start(), match.start() + len(number))


def plates(reading: Reading) -> Iterator[Finding | None]:
    """Find licence plates of every Dutch series; written otherwise, or from abroad, beside a word for a car."""
    for match in PLATE.finditer(reading.text):
        oldest = (
            match[0][:2].isalpha() and match[0][3:].replace("-", "").isdigit()
        )  # AB-12-34: also how references look
        if not (oldest or REFERENCE.search(reading.before(match.start(), 16))):
            yield reading.claim("licence_plate", match.start(), match.end())
    for cue in CAR.finditer(reading.text):
        stretch = reading.after(cue.end(), 40)
        patterns = (PLATE, FOREIGN_PLATE, LOOSE_PLATE) if PLATE_CUE.search(cue[0]) else (LOOSE_PLATE,)
        for pattern in patterns:
            near = pattern.search(stretch)
            if near and not re.search(r"\n|\. [A-Z]", stretch[: near.start()]):
                yield reading.claim("licence_plate", cue.end() + near.start(), cue.end() + near.end())
                break
