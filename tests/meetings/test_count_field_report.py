"""The figures of field reports: as counted by hand, and as pandas counts them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings import fieldreport_figures, travelling
from meetings.actions import fieldreports
from meetings.models import Escalation, FieldReport
from schakel.directory.models import Region
from schakel.notices.models import Notice
from schakel.workspaces.models import WorkspacePage
from tests import cast

# days from one step to the next: worded, approved, put, on the agenda, answered, home; as far as each came
WAYS: list[tuple[str, str, list[float]]] = [
    ("2025-11-03", "Noord", [2, 1, 1, 10, 30, 4]),
    ("2026-01-15", "Noord", [4, 3, 0, 20, 50]),
    ("2026-02-01", "Zuid", [6, 2, 2]),
    ("2026-04-20", "", []),
    ("2026-05-11", "Noord", []),
]
FIELDS = ["worded_at", "approved_at", "escalated_at", "accepted_at", "answered_at", "home_at"]
STATES = {0: "reported", 3: "escalated", 5: "answered", 6: "home"}


@pytest.fixture
def body(db: None, farid: cast.Person, lena: cast.Person) -> WorkspacePage:
    """Lay down what happened in a year; the last two of it are one: the second was merged with the first."""
    home, som = cast.workspace("zorgcoordinatoren"), cast.workspace("som")
    rows = []
    for day, region, days in WAYS:
        begun = timezone.make_aware(datetime.fromisoformat(f"{day}T10:00"))
        row = fieldreports.report(
            home, kind="trend", title="Zo", text="Zo gaat het.", region=_region(region), by=farid.who
        )
        FieldReport.objects.filter(pk=row.pk).update(at=begun, state=STATES[len(days)])
        rows.append(row)
        if days:
            _travel(row, som, begun, days)
    rows[4].refresh_from_db()
    fieldreports.merge(rows[4], rows[3], by=lena.who)
    type(lena.who.memberships.get()).objects.filter(user=lena.who).update(since=timezone.now() - timedelta(days=900))
    return home


def _region(name: str) -> Region | None:
    return Region.objects.get_or_create(name=name, kind="care_coordination")[0] if name else None


def _travel(row: FieldReport, som: WorkspacePage, begun: datetime, days: list[float]) -> None:
    facts: dict[str, Any] = {}
    for name, many in zip(FIELDS, days, strict=False):
        begun += timedelta(days=many)
        facts[name] = begun
    state = {3: "put", 5: "answered", 6: "home"}[len(days)]
    if len(days) > 4:
        facts["answer"] = "Zo doen wij het."
    told = {"kind": row.kind, "theme": row.theme, "title": "Zo", "wording": "Anders", "due": begun.date()}
    Escalation.objects.create(report=row, from_workspace=row.workspace, to_workspace=som, state=state, **told, **facts)


def test_the_figures_are_what_one_counts_by_hand(body: WorkspacePage, lena: cast.Person) -> None:
    told = fieldreport_figures.of(body, lena.who)
    assert [(bar.value, bar.count) for bar in told.steps] == [(4, 3), (2, 3), (1, 3), (15, 2), (40, 2), (4, 1)]
    assert [(bar.label, bar.value) for bar in told.regions] == [("Noord", 3), ("Geen regio", 1), ("Zuid", 1)]
    assert [(bar.label, bar.value) for bar in told.quarters] == [
        ("2025, kwartaal 4", 1),
        ("2026, kwartaal 1", 2),
        ("2026, kwartaal 2", 2),
    ]
    assert (told.reported, told.unanswered) == (5, 2)
    assert told.oldest is not None
    assert f"{told.oldest.at:%Y-%m-%d}" == "2026-02-01"


def test_the_figures_are_what_pandas_counts(body: WorkspacePage, lena: cast.Person) -> None:
    told = fieldreport_figures.of(body, lena.who)
    rows = pd.DataFrame(Escalation.objects.filter(from_workspace=body).values("report__at", *FIELDS))
    moments = rows[["report__at", *FIELDS]].apply(pd.to_datetime, utc=True)
    days = moments.diff(axis=1).iloc[:, 1:].apply(lambda column: column.dt.total_seconds() / 86_400)
    assert [bar.value for bar in told.steps] == list(days.median().round(1))
    assert [bar.count for bar in told.steps] == list(days.count())
    reports = pd.DataFrame(FieldReport.objects.filter(workspace=body).values("at", "region__name"))
    quarters = pd.to_datetime(reports["at"]).dt.tz_convert("Europe/Amsterdam").dt.tz_localize(None).dt.to_period("Q")
    assert [bar.value for bar in told.quarters] == list(quarters.value_counts().sort_index())
    assert {bar.label: bar.value for bar in told.regions} == dict(
        reports["region__name"].fillna("Geen regio").value_counts()
    )


def test_the_page_shows_chart_and_table_and_asks_as_much_for_many(body: WorkspacePage, lena: cast.Person) -> None:
    page = lena.gets("fieldreport_figures", body.pk).content.decode()
    for words in ("40 dagen", "Noord", "2026, kwartaal 2", "de oudste van 1 februari 2026", "<svg"):
        assert words in page
    for route in ("fieldreports", "fieldreport_figures"):
        counts = []
        for _ in range(2):
            with CaptureQueriesContext(
                connection,
            ) as asked:
                lena.gets(route, body.pk)
            counts.append(len(asked))
            for number in range(4):
                fieldreports.report(body, kind="trend", title=f"Meer {number}", text="Zo gaat het.", by=lena.who)
        assert counts[0] == counts[1], route


def test_the_list_shows_what_one_looks_for(body: WorkspacePage, lena: cast.Person, esra: cast.Person) -> None:
    def shown(query: str) -> int:
        return lena.gets(f"/knelpunten/werkruimte/{body.pk}/?{query}").content.decode().count('<th scope="row">')

    noord = Region.objects.get(name="Noord").pk
    for query, many in (("", 4), ("staat=reported", 1), (f"regio={noord}", 2), ("soort=success", 0), ("thema=x", 4)):
        assert shown(query) == many, query
    assert esra.gets("fieldreports", body.pk).status_code == 404


def test_a_reminder_comes_once_in_its_turn(body: WorkspacePage, aisha: cast.Person) -> None:
    step = Escalation.objects.get(state="put")
    assert step.due is not None
    told = []
    for days in (-15, -14, -1, -1, 0, 3, 7, 15, 15):
        travelling.remind(step.due + timedelta(days=days))
        told.append(Notice.objects.filter(kind="escalation.due").count())
    assert told == [0, 1, 1, 1, 2, 2, 3, 4, 4]
    assert list(Escalation.objects.late(step.due)) == []
    assert list(Escalation.objects.late(step.due + timedelta(days=1))) == [step]
    assert set(travelling.answerers(step)) == {aisha.who}


def test_what_is_late_stands_on_the_cockpit_of_who_must_answer(
    body: WorkspacePage, aisha: cast.Person, lena: cast.Person
) -> None:
    Escalation.objects.filter(state="put").update(title="Wachttijd bij aangifte")
    assert "Wachttijd bij aangifte" in aisha.gets("/secretariaat/").content.decode()
    assert "Wachttijd bij aangifte" not in lena.gets("/secretariaat/").content.decode()
