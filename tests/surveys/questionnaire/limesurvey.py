"""Small structures of LimeSurvey, of both generations; every question in them is invented."""

# ruff: noqa: E501 - a row of a table reads best on one line
from collections.abc import Iterable, Mapping

Row = Mapping[str, object]


def table(name: str, rows: Iterable[Row]) -> str:
    lines = "".join(
        f"<row>{''.join(f'<{field}><![CDATA[{value}]]></{field}>' for field, value in row.items())}</row>"
        for row in rows
    )
    return f"<{name}><fields/><rows>{lines}</rows></{name}>"


def document(version: int, **tables: Iterable[Row]) -> bytes:
    body = "".join(table(name, rows) for name, rows in tables.items())
    head = f"<LimeSurveyDocType>Survey</LimeSurveyDocType><DBVersion>{version}</DBVersion>"
    return f'<?xml version="1.0" encoding="UTF-8"?><document>{head}{body}</document>'.encode()


def question(qid: int, kind: str, title: str, **more: object) -> Row:
    return {
        "qid": qid,
        "parent_qid": 0,
        "sid": 77,
        "gid": 1,
        "type": kind,
        "title": title,
        "question_order": qid,
        **more,
    }


def part(qid: int, of: int, title: str, scale: int = 0) -> Row:
    return {"qid": qid, "parent_qid": of, "title": title, "scale_id": scale, "question_order": qid, "type": "T"}


QUESTIONS = [
    question(10, "L", "Q1", mandatory="Y", other="Y", relevance="1"),
    question(11, "M", "Q2", relevance="((Q1.NAOK == 'A2'))"),
    question(12, "F", "Q3", relevance="Q2_SQ1.NAOK == 'Y' and !is_empty(Q1.NAOK)", mandatory="Y"),
    question(13, "N", "Q4", preg="/^[0-9]+$/"),
    question(14, "D", "Q5"),
    question(15, "R", "Q6"),
    question(16, "*", "Q7"),
    question(17, "X", "Q8"),
    question(18, "S", "Q9", relevance="count(Q2_SQ1, Q2_SQ2) > 1 && Q4 < 5"),
    question(19, "T", "Q10", relevance="Q4.relevanceStatus == 1"),
    question(20, "Y", "Q11"),
    question(21, "I", "Q12"),
    question(22, "K", "Q13"),
    question(23, ";", "Q14"),
    question(24, "1", "Q15"),
    question(25, "P", "Q16"),
    question(26, "O", "Q17"),
    question(27, ":", "Q18"),
    question(28, "Q", "Q19"),
    question(29, "5", "Q20"),
    question(30, "G", "Q21"),
    question(31, "A", "Q22"),
    question(32, "H", "Q23"),
    question(33, "|", "Q24"),
]
PARTS = [
    part(110, 11, "SQ1"), part(111, 11, "SQ2"), part(120, 12, "R1"), part(121, 12, "R2"), part(130, 22, "K1"),
    part(140, 23, "Y1"), part(141, 23, "X1", 1), part(142, 23, "X2", 1), part(150, 24, "D1"), part(160, 25, "C1"),
    part(170, 27, "Y1"), part(171, 27, "X1", 1), part(180, 28, "S1"), part(190, 31, "A1"), part(200, 32, "H1"),
]  # fmt: skip
ANSWERS = [
    (1, 10, "A1", "Nee & niets", 0), (2, 10, "A2", "Ja", 0), (3, 12, "1", "Nooit", 0), (4, 12, "2", "Vaak", 0),
    (5, 15, "E", "Eerst", 0), (6, 15, "T", "Toen", 0), (7, 24, "V", "Veel", 0), (8, 24, "W", "Weinig", 1),
    (9, 26, "A1", "Een", 0), (10, 32, "1", "Goed", 0),
]  # fmt: skip
ATTRIBUTES = [
    {"qid": 16, "attribute": "equation", "value": "{Q4.NAOK * 2 + 1}"},
    {"qid": 13, "attribute": "num_value_int_only", "value": "1"},
    {"qid": 13, "attribute": "max_num_value_n", "value": "99"},
    {"qid": 11, "attribute": "max_answers", "value": "1"},
    {"qid": 11, "attribute": "random_order", "value": "1"},
]
TEXTS = {q["qid"]: f"<p>Vraag <b>{q['title']}</b></p>" for q in QUESTIONS} | {
    17: "U zei {Q1.shown} in {TOKEN:PLAATS}<br />en {Q4}."
}
GROUP = {"gid": 1, "sid": 77, "group_order": 1}
TITLES = [
    {"surveyls_survey_id": 77, "surveyls_language": "nl", "surveyls_title": "Verzonnen enquête", "surveyls_welcometext": "<p>Welkom</p>"},
    {"surveyls_survey_id": 77, "surveyls_language": "en", "surveyls_title": "Invented survey"},
]  # fmt: skip
SURVEY = [{"sid": 77, "language": "nl", "additional_languages": "en"}]


def new(**more: Iterable[Row]) -> bytes:
    """An export of today: the texts in tables of their own."""
    texts = [
        {
            "id": n,
            "qid": row["qid"],
            "question": TEXTS.get(row["qid"], f"Deel {row['title']}"),
            "help": "",
            "language": "nl",
        }
        for n, row in enumerate([*QUESTIONS, *PARTS])
    ]
    texts.append({"id": 999, "qid": 10, "question": "Question one", "help": "Choose", "language": "en"})
    return document(
        640,
        answers=[{"aid": a, "qid": q, "code": c, "sortorder": a, "scale_id": s} for a, q, c, _, s in ANSWERS],
        answer_l10ns=[{"id": a, "aid": a, "answer": t, "language": "nl"} for a, _, _, t, _ in ANSWERS],
        groups=[GROUP],
        group_l10ns=[{"gid": 1, "group_name": "Deel A", "description": "Over u", "language": "nl"}],
        questions=QUESTIONS,
        question_l10ns=texts,
        subquestions=PARTS,
        question_attributes=ATTRIBUTES,
        surveys=SURVEY,
        surveys_languagesettings=TITLES,
        **more,
    )


def old(**more: Iterable[Row]) -> bytes:
    """An export of years ago: a row for each language, and conditions in a table."""
    rows = [{**row, "question": TEXTS[row["qid"]], "help": "", "language": "nl"} for row in QUESTIONS]
    english = {**QUESTIONS[0], "question": "Question one", "help": "Choose", "language": "en"}
    return document(
        178,
        answers=[
            {"qid": q, "code": c, "answer": t, "sortorder": a, "language": "nl", "scale_id": s}
            for a, q, c, t, s in ANSWERS
        ],
        groups=[{**GROUP, "group_name": "Deel A", "description": "Over u", "language": "nl"}],
        questions=[rows[0], english, *rows[1:]],
        subquestions=[{**row, "question": f"Deel {row['title']}", "language": "nl"} for row in PARTS],
        question_attributes=ATTRIBUTES,
        surveys=SURVEY,
        surveys_languagesettings=TITLES,
        **more,
    )
