from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.questionnaire import Choice, NotLexical, Question, to_display, to_input, to_lexical
from surveys.questionnaire.columns import Columns

CHOICES = (
    Choice(name="zorg", columns=Columns({"label::Dutch (nl)": "Zorg, jeugd", "label::English (en)": "Care, youth"})),
    Choice(name="beide", columns=Columns({"label::Dutch (nl)": "Beide", "label::English (en)": "Both"})),
)


def asked(kind: str) -> Question:
    return Question(name="x", kind=kind, choices=CHOICES)


TYPED = [
    ("integer", "12", "12"), ("integer", " 1.234 ", "1234"), ("integer", "1 234", "1234"), ("integer", "007", "7"),
    ("integer", "1.234.567", "1234567"), ("integer", "€ 25.000", "25000"), ("integer", "−5", "-5"),
    ("integer", "12,0", "12"), ("integer", "+3", "3"), ("integer", "-0", "0"), ("integer", "", ""),
    ("decimal", "0,1", "0.1"), ("decimal", "0.1", "0.1"), ("decimal", "1.234,5", "1234.5"), ("decimal", ",5", "0.5"),
    ("decimal", "1,234", "1.234"), ("decimal", "1.234.567", "1234567"), ("decimal", "1,234.5", "1234.5"),
    ("decimal", "1,50", "1.5"), ("decimal", "0,00", "0"), ("decimal", "1234", "1234"), ("decimal", "0.125", "0.125"),
    ("date", "21-11-2026", "2026-11-21"), ("date", "1/2/2026", "2026-02-01"), ("date", "1.2.2026", "2026-02-01"),
    ("date", "21 november 2026", "2026-11-21"), ("date", "3 mrt. 2026", "2026-03-03"),
    ("date", "5 May 2026", "2026-05-05"),
    ("date", "2026-11-21", "2026-11-21"), ("text", " a\r\nb ", "a\nb"), ("text", "1,5", "1,5"),
    ("select_one", "zorg", "zorg"), ("select_one", ["", "zorg"], "zorg"), ("select_one", [], ""),
    ("select_multiple", ["zorg", "beide"], "zorg beide"), ("select_multiple", ["zorg", "zorg"], "zorg"),
    ("select_multiple", [], ""), ("rank", ["beide", "zorg"], "beide zorg"), ("range", "3", "3"),
    ("time", "9.05", "09:05"), ("time", "14:30 uur", "14:30"), ("datetime", "21-11-2026 14:30", "2026-11-21T14:30"),
    ("datetime", "2026-11-21T14:30", "2026-11-21T14:30"), ("datetime", "3 mrt 2026 om 9.05", "2026-03-03T09:05"),
    ("geopoint", "52,09 5,12", "52.09 5.12 0 0"), ("geopoint", "52.09, 5.12", "52.09 5.12 0 0"),
    ("acknowledge", "on", "OK"), ("image", "foto.jpg", "foto.jpg"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "typed", "lexical"), TYPED)
def test_it_reads_what_people_type(kind: str, typed: str | list[str], lexical: str) -> None:
    assert to_lexical(asked(kind), typed) == lexical


REFUSED = [
    ("integer", "12,5", "Vul een heel getal in, bijvoorbeeld 12."),
    ("integer", "twaalf", "Vul een heel getal in, bijvoorbeeld 12."),
    ("integer", "1.23", "Vul een heel getal in, bijvoorbeeld 12."),
    ("integer", "9" * 30, "Dit getal is te groot of te lang. Controleer het."),
    ("integer", "0" * 200 + "5", "Dit getal is te groot of te lang. Controleer het."),
    ("decimal", "1.234", "Bedoelt u 1234 of 1,234? Schrijf het getal zonder ‘.’."),
    ("decimal", "1,2,3", "Vul een getal in, bijvoorbeeld 1,5."),
    ("decimal", "NaN", "Vul een getal in, bijvoorbeeld 1,5."),
    ("date", "31-02-2026", "Vul een datum in, bijvoorbeeld 21-11-2026."),
    ("date", "21-11-26", "Vul een datum in, bijvoorbeeld 21-11-2026."),
    ("date", "gisteren", "Vul een datum in, bijvoorbeeld 21-11-2026."),
    ("time", "25:00", "Vul een tijd in, bijvoorbeeld 14:30."),
    ("datetime", "21-11-2026", "Vul een datum en een tijd in, bijvoorbeeld 21-11-2026 14:30."),
    ("geopoint", "95 5", "Vul een breedtegraad en een lengtegraad in, bijvoorbeeld 52,09 5,12."),
    ("range", "11", "Kies een getal binnen de grenzen van deze vraag."),
    ("acknowledge", "misschien", "Vink dit aan, of laat het leeg."),
    ("text", "a\x00", "Dit antwoord bevat een teken dat niet kan worden bewaard. Typ het opnieuw."),
    ("text", "x" * 10_001, "Gebruik hoogstens 10.000 tekens."),
    ("select_one", ["zorg", "beide"], "Geef één antwoord op deze vraag."),
]


@pytest.mark.parametrize(("kind", "typed", "message"), REFUSED)
def test_it_says_what_to_type_instead(kind: str, typed: str | list[str], message: str) -> None:
    with pytest.raises(NotLexical) as refused:
        to_lexical(asked(kind), typed)
    assert str(refused.value) == message


def test_an_english_reader_writes_english_numbers() -> None:
    assert to_lexical(asked("decimal"), "1.234", "en") == "1.234"
    with pytest.raises(NotLexical, match=r"Do you mean 1234 or 1[.]234"):
        to_lexical(asked("decimal"), "1,234", "en")


SHOWN = [
    ("integer", "2019", "nl", "2019"), ("integer", "25000", "nl", "25.000"), ("integer", "-25000", "en", "-25,000"),
    ("decimal", "1234567.5", "nl", "1.234.567,5"), ("decimal", "0.1", "nl", "0,1"), ("decimal", "0.1", "en", "0.1"),
    ("date", "2026-11-01", "nl", "1 november 2026"), ("date", "2026-03-21", "en", "21 March 2026"),
    ("select_one", "zorg", "nl", "Zorg, jeugd"), ("select_multiple", "zorg beide", "en", "Care, youth; Both"),
    ("text", "zo is het", "nl", "zo is het"), ("integer", "", "nl", ""), ("integer", "veel", "nl", "veel"),
    ("select_one", "weg", "nl", "weg"), ("rank", "beide zorg", "nl", "1. Beide; 2. Zorg, jeugd"),
    ("time", "14:30:00.000+01:00", "nl", "14:30"), ("datetime", "2026-11-21T14:30", "nl", "21 november 2026, 14:30"),
    ("acknowledge", "OK", "nl", "Ja"), ("geopoint", "52.09 5.12 0 0", "nl", "52,09 5,12"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "lexical", "language", "shown"), SHOWN)
def test_it_shows_what_people_read(kind: str, lexical: str, language: str, shown: str) -> None:
    assert to_display(asked(kind), lexical, language) == shown


@given(st.decimals(-(10**9), 10**9, places=3), st.sampled_from(["nl", "en"]))
def test_an_input_field_gives_a_number_back(number: object, language: str) -> None:
    lexical = to_lexical(asked("decimal"), str(number).replace(".", "," if language == "nl" else "."), language)
    assert float(lexical) == float(str(number))
    assert to_lexical(asked("decimal"), to_input(asked("decimal"), lexical, language), language) == lexical


@given(st.dates())
def test_an_input_field_gives_a_date_back(day: object) -> None:
    assert to_lexical(asked("date"), to_input(asked("date"), str(day))) == str(day)


@given(st.sampled_from(["time", "datetime"]), st.datetimes())
def test_an_input_field_gives_a_time_back(kind: str, moment: datetime) -> None:
    lexical = f"{moment:%H:%M}" if kind == "time" else f"{moment:%Y-%m-%dT%H:%M}".rjust(16, "0")
    assert to_lexical(asked(kind), to_input(asked(kind), lexical)) == lexical
