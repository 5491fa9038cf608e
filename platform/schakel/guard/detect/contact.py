"""Telephone numbers and e-mail addresses, but for those that everybody may know."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schakel.guard.detect import words
from schakel.guard.detect.finding import Finding
from schakel.guard.detect.known import Known
from schakel.guard.detect.reading import Reading

# CoMensha's help desk; help lines with 0800 and 0900 and offices with 088 and 14 0xx are never somebody's own
PUBLIC = {"0334481186", "0307116000"}
SIGNS = r"[ .\-/()]{0,3}"
DUTCH = re.compile(rf"(?<![\d+])(?<!\d[.,])\(?0{SIGNS}[1-9](?:{SIGNS}\d){{8}}(?!\d)(?![.,]\d)")
ABROAD = re.compile(rf"(?<![\w+])(?:\+|\(\+|00)[ ]?[1-9]\d{{0,2}}\)?(?:{SIGNS}\d){{6,12}}(?!\d)")
CUE = re.compile(
    r"\b(?:tel(?:efoon|efonisch|\.)?(?:\s?-?(?:nummer|nr))?|mobiel(?:e\snummer|\snummer)?|mob\.?|"
    r"gsm|whatsapp|signal|06-nummer|belt?|bereikbaar|appt?)\b"
    r"[^\d\n+;]{0,30}(?P<number>\+?\d(?:[ .\-/()]{0,3}\d){6,13})(?!\d)",
    re.IGNORECASE,
)
LOCAL_BACK = re.compile(r"[\w+.%'-]{1,64}")
DOMAIN = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
SPELLED_AT = re.compile(
    r"[ ]?[\[({<][ ]?(?:at|apenstaart(?:je)?|@)[ ]?[\])}>][ ]?|[ ](?:at|apenstaart(?:je)?)[ ]", re.IGNORECASE
)
SPELLED_DOMAIN = re.compile(
    r"(?P<name>[\w-]{2,40})(?:(?:[ ]?[\[({][ ]?(?:dot|punt|\.)[ ]?[\])}][ ]?|[ ](?:punt|dot)[ ]|\.)[\w-]{2,20}){1,3}",
    re.IGNORECASE,
)
# mailboxes of a desk, not of a person
DESKS = words.read("desks")
FIVE_SIX = re.compile(r"^0(?:800|900|906|909|88|14)")


def phones(reading: Reading) -> Iterator[Finding | None]:
    """Find telephone numbers, Dutch and foreign."""
    for match in DUTCH.finditer(reading.text):
        digits = re.sub(r"\D", "", match[0])
        if not (FIVE_SIX.match(digits) or digits in PUBLIC or _is_no_number_to_call(match[0], reading, match.start())):
            yield reading.claim("phone", match.start(), _trimmed(match))
    for match in ABROAD.finditer(reading.text):
        digits = re.sub(r"^(?:00)?(31)?0?", "", re.sub(r"[^\d]", "", match[0].replace("(0)", "")))
        if not (f"0{digits}" in PUBLIC or FIVE_SIX.match(f"0{digits}")):
            yield reading.claim("phone", match.start(), _trimmed(match))
    for match in CUE.finditer(reading.text):
        digits = re.sub(r"\D", "", match["number"])
        if not (FIVE_SIX.match(digits) or digits in PUBLIC or _is_date(match["number"])):
            yield reading.claim("phone", match.start("number"), match.end("number"))


def _trimmed(match: re.Match[str]) -> int:
    return match.start() + len(match[0].rstrip(" .-/("))


def _is_no_number_to_call(number: str, reading: Reading, start: int) -> bool:
    """Tell a date, a row of counts or a reference from a number to call."""
    return _is_date(number) or re.search(
         r"(?:zaak|dossier|parket|kvk|kenmerk|factuur|order|rekening|artikel|isbn|btw)[\w-]*(?:nummer|"
        r"nr)?[.:]?\s?$" , reading.before(start, 30), re.IGNORECASE
    ) is not None  # fmt: skip


def _is_date(number: str) -> bool:
    return (
        re.match(r"\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d{2}\b|(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}", number) is not None
    )


def mails(reading: Reading, known: Known) -> Iterator[Finding | None]:
    """Find e-mail addresses, also those spelled with "at" and "punt"."""
    text = reading.text
    for sign in re.finditer("@", text):
        local = _local(text, sign.start())
        domain = DOMAIN.match(text, sign.end())
        if local and domain:
            yield _mail(reading, known, sign.start() - len(local), sign.start(), domain.start(), domain.end())
    for match in SPELLED_AT.finditer(text):
        local, spelled = _local(text, match.start()), SPELLED_DOMAIN.match(text, match.end())
        if local and spelled:
            yield _mail(reading, known, match.start() - len(local), match.start(), spelled.start(), spelled.end())


def _local(text: str, end: int) -> str:
    found = LOCAL_BACK.match(text[max(0, end - 64) : end][::-1])
    return found[0][::-1].lstrip(".'-") if found else ""


def _mail(reading: Reading, known: Known, start: int, middle: int, domain: int, end: int) -> Finding | None:
    while end > domain and reading.text[end - 1] in ".-_":
        end -= 1
    local, host = reading.text[start:middle].lower(), reading.text[domain:end]
    if re.split(r"[.\-_+\d]", local)[0] in DESKS or known.answers_for(local, host):
        reading.set_aside([(start, end)])
        return None
    return reading.claim("email", start, end)
