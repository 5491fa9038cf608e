"""What each type demands of its row: a list, a calculation, a text, parameters that mean something."""

from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation

from .canonical import Question
from .question_types import ASKED, ELSEWHERE, FILES, WITH_CHOICES, objection, parameters, read_type

Found = Iterator[tuple[str, str]]  # the column that is wrong, and the sentence that says so

EXTENSIONS = (".csv", ".xml", ".geojson")
VISIBLE = ASKED | ELSEWHERE | {
    "audio", "barcode", "geoshape", "geotrace", "note", "osm", "percentage", "phone number", "video",
    "number of days in last month", "number of days in last six months", "number of days in last year",
}  # fmt: skip
_SELECT = {"randomize", "seed"}
_GEO = {"allow-mock-accuracy", "reference-geometry"}
_KNOWN = {
    "text": {"rows"},
    "select_one": _SELECT,
    "select_multiple": _SELECT,
    "rank": _SELECT,
    "select_one_external": _SELECT,
    "select_one_from_file": _SELECT | {"label", "value"},
    "select_multiple_from_file": _SELECT | {"label", "value"},
    "image": {"app", "max-pixels"},
    "audio": {"quality"},
    "background-audio": {"quality"},
    "range": {"start", "end", "step", "tick_interval", "tick_labelset", "placeholder"},
    "geopoint": _GEO | {"capture-accuracy", "warning-accuracy"},
    "geotrace": _GEO | {"incremental"},
    "geoshape": _GEO | {"incremental"},
    "audit": {
        "identify-user", "location-max-age", "location-min-interval", "location-priority", "track-changes",
        "track-changes-reasons",
    },
}  # fmt: skip
_WORDS = {
    "randomize": {"true", "false"},
    "allow-mock-accuracy": {"true", "false"},
    "incremental": {"true", "yes", "true()"},
    "track-changes": {"true", "false"},
    "identify-user": {"true", "false"},
    "track-changes-reasons": {"on-form-edit"},
    "quality": {"voice-only", "low", "normal", "external"},
    "location-priority": {"no-power", "low-power", "balanced", "high-accuracy"},
}
_LOCATION = {"location-priority", "location-min-interval", "location-max-age"}


def demands(question: Question, lists: set[str]) -> Found:
    """Yield what is wrong with one row, whatever the other rows say."""
    if message := objection(question.kind):
        yield "type", message
        return
    yield from _list(question, lists)
    yield from _calculation(question)
    yield from _text(question)
    yield from _parameters(question)


def _list(question: Question, lists: set[str]) -> Found:
    found = read_type(question.columns.get("type", ""))
    command, name = found.kind if found.kind in ELSEWHERE else question.kind, question.list_name
    if command not in WITH_CHOICES | ELSEWHERE:
        return
    if not name:
        yield "type", f"Achter {command} ontbreekt de lijst. Schrijf bijvoorbeeld {command} ja_nee."
    elif command in FILES:
        if not name.endswith(EXTENSIONS) or name.count(".") != 1:
            yield "type", f"Het bestand ‘{name}’ moet eindigen op .csv, .xml of .geojson. Verbeter de naam."
    elif command == "select_one_external":
        if not question.choices:
            yield "type", f"De lijst ‘{name}’ staat niet op het blad external_choices. Voeg haar daar toe."
    elif name not in lists and not name.startswith("${") and not name.endswith(EXTENSIONS):
        remedy = "Voeg de lijst toe op het blad choices of verbeter de naam."
        yield "type", f"De lijst ‘{name}’ bestaat niet. {remedy}"
    if found.or_other and question.choice_filter:
        yield (
            "choice_filter",
            "Een filter en or_other gaan niet samen. Zet ‘anders’ zelf in de lijst of laat or_other weg.",
        )


def _calculation(question: Question) -> Found:
    if question.kind == "calculate" and not question.calculation and not _is_dynamic(question.default):
        yield "calculation", "Deze berekening is leeg. Vul de kolom calculation in."
    if question.kind == "background-geopoint":
        if question.calculation:
            yield "calculation", "Een background-geopoint rekent niet. Maak de cel leeg."
        if not question.trigger:
            yield "trigger", "Een background-geopoint wacht op een vraag. Vul de kolom trigger in."


def _is_dynamic(default: str) -> bool:
    return "(" in default or "${" in default or any(sign in default for sign in (" + ", " - ", " * ", " div ", " mod "))


def _text(question: Question) -> Found:
    media = any(key.startswith(("media::", "image", "audio", "video")) for key in question.columns)
    if question.kind not in VISIBLE or question.text("label") or question.hint() or media:
        return
    if not (question.calculation or question.trigger):
        yield "label", "Deze vraag heeft geen tekst. Vul de kolom label in."


def _parameters(question: Question) -> Found:
    cell = question.columns.get("parameters", "")
    command = read_type(question.columns.get("type", "")).kind
    kind = command if command in ELSEWHERE else question.kind
    try:
        given = parameters(cell)
    except ValueError:
        yield "parameters", "Schrijf parameters als naam=waarde, met een spatie ertussen: start=1 end=5."
        return
    if kind not in _KNOWN:
        return
    for name in sorted(set(given) - _KNOWN[kind]):
        names = ", ".join(sorted(_KNOWN[kind]))
        yield "parameters", f"De parameter ‘{name}’ bestaat niet voor {kind}. Gebruik {names}."
    for name, words in _WORDS.items():
        if name in given and name in _KNOWN[kind] and given[name] not in words:
            yield "parameters", f"De parameter {name} is ‘{given[name]}’. Gebruik {' of '.join(sorted(words))}."
    if kind == "background-audio" and given.get("quality") == "external":
        yield "parameters", "De parameter quality kan hier niet external zijn. Gebruik normal, low of voice-only."
    yield from _numbers(given, {"rows", "max-pixels"} & _KNOWN[kind], int)
    yield from _numbers(given, {"capture-accuracy", "warning-accuracy"} & _KNOWN[kind], float)
    yield from _SPECIAL.get(kind, _seed if "seed" in _KNOWN[kind] else _nothing)(given)


def _numbers(given: dict[str, str], names: set[str], reads: Callable[[str], object]) -> Found:
    for name in sorted(names & set(given)):
        try:
            reads(given[name])
        except ValueError:
            yield "parameters", f"De parameter {name} is ‘{given[name]}’. Schrijf een getal."


def _nothing(given: dict[str, str]) -> Found:
    return iter(())


def _seed(given: dict[str, str]) -> Found:
    if "seed" not in given:
        return
    if "randomize" not in given:
        yield "parameters", "Een seed hoort bij randomize=true. Voeg dat toe of haal seed weg."
    elif not (given["seed"].startswith("${") and given["seed"].endswith("}")):
        yield from _numbers(given, {"seed"}, float)


def _audit(given: dict[str, str]) -> Found:
    named = _LOCATION & set(given)
    if named and named != _LOCATION:
        yield "parameters", f"Voor de plaats zijn alle drie nodig: {', '.join(sorted(_LOCATION))}."
    yield from _numbers(given, _LOCATION - {"location-priority"}, int)


def _range(given: dict[str, str]) -> Found:
    numbers = {"start": Decimal(1), "end": Decimal(10), "step": Decimal(1)}
    for name in ("start", "end", "step", "tick_interval", "placeholder"):
        try:
            numbers |= {name: Decimal(given[name])} if name in given else {}
        except InvalidOperation:
            yield "parameters", f"De parameter {name} is ‘{given[name]}’. Schrijf een getal."
            return
        if name in numbers and not numbers[name].is_finite():
            yield "parameters", f"De parameter {name} is ‘{given[name]}’. Schrijf een getal."
            return
    width = abs(numbers["end"] - numbers["start"])
    for name in ("step", "tick_interval"):
        if name in numbers and numbers[name] == 0:
            yield "parameters", f"De parameter {name} is 0. Schrijf een stap die groter is."
            return
        if name in numbers and numbers[name] > width:
            yield "parameters", f"De parameter {name} is groter dan de afstand van start tot end. Maak hem kleiner."
    yield from _steps(numbers)


def _steps(numbers: dict[str, Decimal]) -> Found:
    if "tick_interval" in numbers and numbers["tick_interval"] % numbers["step"]:
        yield "parameters", "De parameter tick_interval is geen veelvoud van step. Pas een van beide aan."
    placeholder = numbers.get("placeholder")
    if placeholder is None:
        return
    if (placeholder - numbers["start"]) % numbers["step"]:
        yield "parameters", "De parameter placeholder ligt niet op een stap. Kies een waarde die te kiezen is."
    if not min(numbers["start"], numbers["end"]) <= placeholder <= max(numbers["start"], numbers["end"]):
        yield "parameters", "De parameter placeholder ligt buiten start en end. Kies een waarde ertussen."


_SPECIAL: dict[str, Callable[[dict[str, str]], Found]] = {"audit": _audit, "range": _range}
