"""What is asked of lists of choices: names, and which of them may come twice or hold a space."""

from collections.abc import Iterator

from .canonical import Choice, ChoiceList, Question, Questionnaire

_YES = frozenset({"yes", "true", "true()"})


def list_faults(questionnaire: Questionnaire) -> Iterator[tuple[Choice, str, str]]:
    """Yield each choice that is wrong, its column and a Dutch sentence with the remedy."""
    twice = questionnaire.settings.get("allow_choice_duplicates", "").casefold() in _YES
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
