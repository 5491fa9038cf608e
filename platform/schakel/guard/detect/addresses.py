"""Addresses: a street with a number, and postcodes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schakel.guard.detect import words
from schakel.guard.detect.finding import Finding
from schakel.guard.detect.reading import Reading
from schakel.guard.detect.words import bare

ALWAYS = (
    "straat|straatje|laan|laantje|gracht|kade|singel|steeg|steegje|dreef|plantsoen|boulevard|weg|"
    "plein|dijk|allee|pad|hof|erf|wal|vest|kwartier|plaats"
)
OFTEN = (
    "park|markt|dam|haven|baan|hoek|veld|velden|akker|kamp|berg|brink|hage|horst|oord|donk|zoom|"
    "oever|vaart|brug|sluis|poort|tuin|werf|bos|heide|meent|kolk|schans|stee|burcht|waard|meer|"
    "rode|loop|hout|enk|wetering|hoeve|hofje|passage|ring|grift|rijn|hoven|es|kamer|eind|einde|"
    "burg|stein|borg|wijk|land"
)
NUMBER = (
    r"(?P<number>\d{1,4})(?:[ ]?[-/]?[ ]?(?:[a-zA-Z](?![\w'])|(?:I{1,3}|IV|VI{0,3})(?!\w)|(?:hs|"
    r"huis|bis|zw|rd|ad)\b|(?<=[-/])\d{1,3}(?!\d)))?(?:[-/ ](?:\d{1,3}(?!\d)|hoog\b|hs\b|I{1,3}(?!\w)))?"
)
STREET = re.compile(
    rf"(?<![\w-])(?P<street>(?:[A-ZÀ-Þ0-9][\w'.’-]{{0,20}}[ ]|(?:van|de|der|den|het|'t|ten|ter|la|"
    rf"le)[ ]){{0,4}}?[A-ZÀ-Þ'][\w'-]{{0,30}}?(?:{ALWAYS}|{OFTEN})|"
    rf"[a-zà-ÿ][\w-]{{2,30}}?(?:straat|laan|gracht|kade|singel|steeg|plein|dreef|plantsoen|weg|hof))"
    rf"[ ,]{{1,2}}(?:(?:nr\.?|"
    rf"nummer|huisnummer)[ ])?{NUMBER}"
)
PREFIXED = re.compile(
    rf"(?<![\w-])(?P<street>(?:Laan|Plein|Weg|Lange|Korte|Oude|Nieuwe|Grote|Kleine|Hoge|Lage|Achter|"
    rf"Burgemeester|Burg\.|Dr\.|Prof\.|Sint|St\.|Kanaal|Kop|Singel|Gracht|Haven|Markt|Dorp|Kerkplein|"
    rf"Brink|Meent|Hof)(?:[ ](?:van|de|der|den|het|'t|aan|op))*(?:[ ][A-ZÀ-Þ][\w'-]{{1,25}}){{0,2}})[ ]{NUMBER}"
)
LIVES = re.compile(
    rf"\b(?i:woont|woonde|wonen|woonachtig|verblijft|verbleef|verblijven|ingeschreven|adres(?:sen)?|"
    rf"woonadres|verblijfadres|verblijfsadres|schuiladres|werkadres|werkadressen|opgehaald|huisvesting|"
    rf"logeert|onderdak|gehuisvest|pand|woning|bezocht)\b"
    rf"[^.\n\d]{{0,30}}?(?:\b(?:op|aan|in|is|van)|:)?[ ]?(?:de|het|'t)?[ ]?(?P<street>(?:[A-ZÀ-Þ'][\w'.-]{{1,25}}[ ]?|"
    rf"(?:van|de|der|den|het|ten|ter)[ ]){{1,4}})[ ]?{NUMBER}"
)
AT = re.compile(
    rf"\b(?:aan|op)[ ](?:(?:de|het)[ ])?(?P<street>(?:'t[ ])?[A-ZÀ-Þ][\w'-]{{1,25}}"
    rf"(?:[ ][A-ZÀ-Þ][\w'-]{{1,25}})?)[ ]{NUMBER}"
)
POSTCODE = re.compile(r"(?<![\w.,-])[1-9]\d{3}(?P<gap>[ ]?)(?P<letters>[A-Z]{2})(?![\w-])")
SMALL_POSTCODE = re.compile(r"\bpostcode:?[ ]{1,2}(?P<code>[1-9]\d{3}[ ]?[A-Za-z]{2}|[1-9]\d{3})(?!\w)", re.IGNORECASE)
ABROAD = re.compile(
    r"(?<!\w)(?:[Ss]trada|[Ss]tr\.|[Uu]l\.|[Uu]lica|[Uu]litsa|[Rr]ue|[Cc]alle|[Vv]ia|[Bb]ulevard|"
    r"[Bb]d\.|[Aa]venida|[Rr]ua)(?:[ ][A-ZÀ-Ž][\w.-]{1,20}){1,3},?[ ](?:nr\.?[ ])?\d{1,4}[a-zA-Z]?(?!\w)|"
    r"(?<!\w)\d{1,4}[a-zA-Z]?,?(?:[ ][A-ZÀ-Ž][\w.-]{1,20}){1,3}[ ](?:Street|Road|Avenue|Lane|Close|"
    r"Crescent)\b|(?<!\w)[A-ZÀ-Ž][\wß-]{1,25}(?:straße|strasse|str\.|weg|utca|út)[ ]\d{1,4}[a-zA-Z]?(?!\w)"
)
PLACE_AFTER = re.compile(
    r"[ ]{0,2},?[ ]{1,2}(?:te |in )?(?P<place>(?:'s-|Den |Sint[ -])?[A-ZÀ-Þ][\w'-]{1,30}(?:[ ](?:aan "
    r"(?:de|den) )?[A-ZÀ-Þ][\w'-]{1,20})?)"
)
CODE_AFTER = re.compile(r"\s{0,2}[,;-]?\s{0,2}(?:\(?postcode:? )?[1-9]\d{3}[ ]?[A-Z]{2}(?![\w-])")
NUMBER_AFTER = re.compile(r"[ ,]{1,3}(?:nr\.?|nummer|huisnummer)?[ ]?\d{1,4}[a-zA-Z]?(?![\w%])")
COUNTED = re.compile(
    r"\s(?:%|procent|jaar|jarige|maanden?|weken|week|dagen|dag|uur|keer|maal|km|kilometer|meter|"
    r"euro|personen|mensen|vrouwen|mannen|meisjes|"
    r"jongens|slachtoffers|meldingen|panden|woningen|controles|adressen|huizen|deelnemers|gemeenten|"
    r"plaatsen|bedden|januari|februari|maart|april|mei|"
    r"juni|juli|augustus|september|oktober|november|december|bedrijven|aanhoudingen|verdachten|"
    r"signalen|casussen|prostituees|gesprekken|bezoeken|jan|feb|mrt|apr|jun|jul|aug|sept|okt|nov|"
    r"dec)\b|\s?[-–/]\s?\d{1,2}\s?[-/]\s?\d{4}|[.,:]\d|%| ?€"
)
NO_STREET = words.read("no_streets")
MEETING_PLACE = re.compile(
    r"(?:vergaderlocatie|vergaderplaats|vergaderadres|vergaderzaal|vergadering|bijeenkomst|congres|"
    r"bezoekadres|postadres|kantoor|kantooradres|gemeentehuis|stadhuis|provinciehuis|"
    r"politiebureau|congrescentrum|conferentie|vond plaats|vindt plaats|postbus|"
    r"training|gevestigd|zaalhuur|plaats van samenkomst|"
    r"(?:^|\n)\s*(?:locatie|plaats))\b[^\n]{0,70}$",
    re.IGNORECASE,
)
SECRET = re.compile(
    r"slachtoffer|cli[eë]nt|verblij|ondergebracht|woont|woonachtig|opvang(?:en|adres)|meisje|vrouw|bewoon",
    re.IGNORECASE,
)
YEARLIKE = re.compile(r"(?:19|20)\d{2}$")


def addresses(reading: Reading) -> Iterator[Finding | None]:
    """Find streets with a number, with the postcode and place that follow, and postcodes by themselves."""
    for pattern in (LIVES, STREET, PREFIXED, AT):
        for match in pattern.finditer(reading.text):
            start = _start(match)
            if (
                start is not None
                and not _is_public(reading, start)
                and _is_street(reading, match, told=pattern is LIVES)
            ):
                yield reading.claim("address", start, _to_the_place(reading.text, match.end()))
    for match in ABROAD.finditer(reading.text):
        yield reading.claim("address", match.start(), match.end())
    for match in POSTCODE.finditer(reading.text):
        if _is_postcode(reading, match) and not _is_public(reading, match.start()):
            end = NUMBER_AFTER.match(reading.text, match.end())
            yield reading.claim(
                "address", match.start(), _to_the_place(reading.text, end.end() if end else match.end())
            )
    for match in SMALL_POSTCODE.finditer(reading.text):
        yield reading.claim("address", match.start("code"), match.end("code"))


def _start(match: re.Match[str]) -> int | None:
    """Return where the name of the street begins, without the words of the sentence before it."""
    start, street = match.start("street"), match["street"]
    while True:
        word = street.split(" ", 1)
        small = word[0].lower() if word[0] != "Van" else ""
        if len(word) == 1 or not (
            small in {"de", "het", "een", "in", "op", "aan", "naar", "bij", "te", "van", "nabij", "der", "den"}
            or bare(small)
            in words.common_words()
            - {
                "nieuwe",
                "eerste",
                "tweede",
                "derde",
                "noord",
                "oost",
                "west",
                "zuid",
                "korte",
                "burgemeester",
                "vijf",
                "drie",
            }
        ):
            return start if street.strip() else None
        if word[0] in {"van", "der", "den", "de", "het"} and start > match.start("street") and word[0].islower():
            pass
        start, street = start + len(word[0]) + 1, word[1]


def _is_street(reading: Reading, match: re.Match[str], *, told: bool) -> bool:
    name = bare(match["street"].split()[-1])
    joined = re.sub(r"[^a-z]", "", name)
    placed = match["street"][0].isupper() and (
        _placed(reading.text, match.end()) or CODE_AFTER.match(reading.text, match.end()) is not None
    )
    if (
        (joined in NO_STREET and not (told or placed))
        or COUNTED.match(reading.text, match.end())
        or COUNTED.match(reading.text, match.end("number"))
    ):
        return False
    if YEARLIKE.match(match["number"]) and match.end() == match.end("number"):
        return False
    if re.match(r"[-/]\d{3,}|\d", reading.text[match.end("number") : match.end("number") + 5]):
        return False
    known = bare(match["street"].strip())
    if known in words.places() or (name in words.places() and not told):
        return False
    if match.re is LIVES:
        return name not in words.common_words() and name not in words.places() and not match["street"].isupper()
    if match.re is AT:
        return placed
    lowered = match["street"][0].islower()
    if lowered:
        return re.search(r"(?:straat|laan|gracht|kade|singel|steeg|plantsoen|dreef)$", name) is not None or (
            re.search(r"(?:aan|op|adres:?|in)(?: de| het)? $", reading.before(match.start(), 12)) is not None
            and name not in {"snelweg", "rijksweg"}
        )
    always = re.search(rf"(?:{ALWAYS})$", name) is not None
    if match.re is STREET and not always:
        cue = re.search(
            r"(?:aan|op|adres|woont|verblijft|woning|straat)\b[^.\n]{0,16}$",
            reading.before(match.start(), 24),
            re.IGNORECASE,
        )
        return (
            cue is not None
            or CODE_AFTER.match(reading.text, match.end()) is not None
            or _placed(reading.text, match.end())
        )
    return True


def _is_postcode(reading: Reading, match: re.Match[str]) -> bool:
    if match["letters"] in {"SA", "SD", "SS"}:
        return False
    yearlike = YEARLIKE.match(match[0][:4]) is not None or (
        match["gap"] == " " and match["letters"] in {"EU", "VN", "OM", "NL", "BV", "NV", "KB", "MB", "GB", "TB", "AD"}
    )
    if not yearlike:
        return True
    told = re.search(r"postcode|adres", reading.before(match.start(), 30), re.IGNORECASE) is not None
    numbered = match["gap"] == "" and NUMBER_AFTER.match(reading.text, match.end()) is not None
    return told or numbered or _placed(reading.text, match.end())


def _placed(text: str, end: int) -> bool:
    place = PLACE_AFTER.match(text, end)
    return place is not None and (
        bare(place["place"]) in words.places() or bare(place["place"].split()[0]) in words.places()
    )


def _to_the_place(text: str, end: int) -> int:
    code = CODE_AFTER.match(text, end)
    if code:
        end = code.end()
    place = PLACE_AFTER.match(text, end)
    if place and bare(place["place"]) in words.places():
        return place.end()
    if place and bare(place["place"].split()[0]) in words.places():
        return place.start("place") + len(place["place"].split()[0])
    return end


def _is_public(reading: Reading, start: int) -> bool:
    """Tell whether it is where a meeting or an office is; where somebody stays is never public."""
    before = reading.before(start, 90)
    return MEETING_PLACE.search(before) is not None and SECRET.search(before + reading.after(start, 80)) is None
