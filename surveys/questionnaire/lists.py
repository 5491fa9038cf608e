"""What is asked of lists of choices: names, and which of them may come twice or hold a space."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from .canonical import Choice, ChoiceList, Question, Questionnaire

YES = frozenset({"yes", "true", "true()"})


def list_faults(questionnaire: Questionnaire) -> Iterator[tuple[Choice, str, str]]:
    """Yield each choice that is wrong, its column and a Dutch sentence with the remedy."""
    twice = questionnaire.settings.get("allow_choice_duplicates", "").casefold() in YES
    ticked = {q.list_name for q, _ in questionnaire.walk() if isinstance(q, Question) and q.kind == "select_multiple"}
    for items in questionnaire.lists:
        yield from _faults(items, twice=twice, ticked=items.name in ticked)


def _faults(items: ChoiceList, *, twice: bool, ticked: bool) -> Iterator[tuple[Choice, str, str]]:
    seen: set[str] = set()
    for choice in items.choices:
        if not choice.name:
            yield choice, "name", f"Een antwoord in de lijst ‘{items.name}’ heeft geen naam. Vul die in."
        elif choice.name in seen and not twice:
            again = f"De naam ‘{choice.name}’ staat al in de lijst ‘{items.name}’."
            yield choice, "name", f"{again} Geef dit antwoord een andere naam of haal de rij weg."
        elif ticked and " " in choice.name:
            remedy = "Gebruik bijvoorbeeld een _ in plaats van een spatie."
            yield choice, "name", f"In de naam ‘{choice.name}’ staat een spatie. {remedy}"
        seen.add(choice.name)


def scale_faults(question: Question, lists: Mapping[str, ChoiceList]) -> Iterator[str]:
    """Yield what is wrong with the labels along a range (`tick_labelset`)."""
    given = question.parameters
    appearance = question.appearance
    special = {"tick_interval", "tick_labelset", "placeholder"} & set(given)
    if special and appearance and "vertical" not in appearance and "no-ticks" not in appearance:
        names = ", ".join(sorted(special))
        yield f"Met deze vormgeving kan {names} niet. Gebruik vertical of no-ticks, of laat het weg."
    if "tick_labelset" not in given:
        return
    named = {name.casefold(): items for name, items in lists.items()}
    if given["tick_labelset"] not in named:
        yield f"De lijst ‘{given['tick_labelset']}’ van tick_labelset bestaat niet. Verbeter de naam."
        return
    try:
        start, end = Decimal(given.get("start", "1")), Decimal(given.get("end", "10"))
        step = Decimal(given.get("tick_interval", given.get("step", "1")))
        values = [Decimal(choice.name) for choice in named[given["tick_labelset"]].choices]
        if any(not min(start, end) <= value <= max(start, end) or (value - start) % step for value in values):
            yield "De namen in de lijst van tick_labelset moeten op een stap tussen start en end liggen."
        if "no-ticks" in appearance and set(values) != {start, end}:
            yield "Zonder streepjes (no-ticks) heeft de lijst van tick_labelset alleen start en end."
    except InvalidOperation:
        yield "De namen in de lijst van tick_labelset moeten getallen zijn. Verbeter ze."
