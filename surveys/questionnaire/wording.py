"""The sentences that a questionnaire says by itself, where the workbook has none of its own."""

_SENTENCES = {
    "required": ("Beantwoord deze vraag.", "Answer this question."),
    "constraint": (
        "Dit antwoord past niet bij de vraag of bij uw andere antwoorden. Controleer het.",
        "This answer does not fit the question or your other answers. Check it.",
    ),
    "warning": ("Dit antwoord is ongewoon. Klopt het?", "This answer is unusual. Is it correct?"),
    "text": ("Dit antwoord bevat een teken dat niet kan worden bewaard. Typ het opnieuw.",
             "This answer has a character that cannot be stored. Type it again."),
    "long": ("Gebruik hoogstens 10.000 tekens.", "Use at most 10,000 characters."),
    "integer": ("Vul een heel getal in, bijvoorbeeld 12.", "Enter a whole number, for example 12."),
    "decimal": ("Vul een getal in, bijvoorbeeld 1,5.", "Enter a number, for example 1.5."),
    "large": ("Dit getal is te groot of te lang. Controleer het.", "This number is too large or too long. Check it."),
    "ambiguous": ("Bedoelt u {whole} of {decimal}? Schrijf het getal zonder ‘{mark}’.",
                  "Do you mean {whole} or {decimal}? Write the number without ‘{mark}’."),
    "date": ("Vul een datum in, bijvoorbeeld 21-11-2026.", "Enter a date, for example 21-11-2026."),
    "time": ("Vul een tijd in, bijvoorbeeld 14:30.", "Enter a time, for example 14:30."),
    "datetime": ("Vul een datum en een tijd in, bijvoorbeeld 21-11-2026 14:30.",
                 "Enter a date and a time, for example 21-11-2026 14:30."),
    "geopoint": ("Vul een breedtegraad en een lengtegraad in, bijvoorbeeld 52,09 5,12.",
                 "Enter a latitude and a longitude, for example 52.09 5.12."),
    "acknowledge": ("Vink dit aan, of laat het leeg.", "Tick this, or leave it empty."),
    "range": ("Kies een getal van {start} tot en met {end}, in stappen van {step}.",
              "Choose a number from {start} to {end}, in steps of {step}."),
    "rank": ("Zet alle antwoorden in een volgorde, of laat de vraag leeg.",
             "Put all answers in an order, or leave the question empty."),
    "one": ("Geef één antwoord op deze vraag.", "Give one answer to this question."),
    "select_one": ("Kies een van de antwoorden.", "Choose one of the answers."),
    "select_multiple": ("Kies alleen antwoorden uit de lijst.", "Choose answers from the list only."),
}  # fmt: skip


def sentence(key: str, language: str, **values: str) -> str:
    """Return a sentence in English for `en`, else in Dutch."""
    dutch, english = _SENTENCES[key]
    return (english if language.casefold().startswith("en") else dutch).format(**values)
