"""What a municipality waits for: 30 questions on 5 pages, one autosave, a page of 78 answer columns."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

from tests.filling import Respondent, complete
from tests.live import House, schakel
from tests.surveys.questionnaire.books import Rows, book

PAGES, QUESTIONS, COLUMNS, TIMES = 5, 6, 78, 60
KINDS = ("select_one ja_nee", "integer", "text", "select_multiple steun", "decimal", "date")
TYPED = ("ja", "12", "Een toelichting", "geld kennis", "1,5", "21-11-2026")
CHOICES: Rows = [
    ["list_name", "name", "label"],
    *([each, name, name.title()] for each, names in (("ja_nee", "ja nee"), ("steun", "geld kennis tijd"))
      for name in names.split()),
]  # fmt: skip
MAKE = """
import base64, json
from surveys.actions import rounds
from surveys.models import Invitation
from schakel.accounts.models import User
from schakel.directory.models import FrameEntry
from schakel.workspaces.models import WorkspacePage
by = User.objects.get(email={by!r})
survey = rounds.plan(WorkspacePage.objects.get(slug='gemeenten'), title={slug!r}, slug={slug!r}, year=2019, by=by)
rounds.ask(survey, base64.b64decode({book!r}), by=by)
opened = rounds.open(survey, by=by)
towns = FrameEntry.objects.filter(year=2019).values_list('municipality', flat=True)[:{count}]
made = [Invitation.objects.create(survey=opened, municipality_id=town) for town in towns]
print('LINKS' + json.dumps([each.path for each in Invitation.objects.with_all().filter(survey=opened)]))
"""


def thirty() -> tuple[bytes, dict[str, str]]:
    """Return a workbook of five sections with six questions each, of which one depends on another; and its answers."""
    rows: list[list[str]] = [["type", "name", "label", "relevant", "required"]]
    answers = {}
    for page in range(PAGES):
        rows.append(["begin_group", f"s{page}", f"Onderdeel {page + 1}"])
        for number, (kind, typed) in enumerate(zip(KINDS, TYPED, strict=True)):
            name = f"s{page}_{number}"
            rows.append([kind, name, f"Vraag {number + 1}?", f"${{s{page}_0}} = 'ja'" if number == 1 else "", "yes"])
            answers[name] = typed
        rows.append(["end_group"])
    return book(rows, CHOICES), answers


def wide() -> bytes:
    """Return a workbook of one section with 78 numbers."""
    asked = [["integer", f"k{number}", f"Kolom {number + 1}?"] for number in range(COLUMNS)]
    return book([["type", "name", "label"], ["begin_group", "s", "Kolommen"], *asked, ["end_group"]], CHOICES)


def links(data: Path, slug: str, workbook: bytes, by: str, count: int) -> list[str]:
    """Open a round with these questions for a number of municipalities; return their links."""
    import base64

    code = MAKE.format(by=by, slug=slug, book=base64.b64encode(workbook).decode(), count=count)
    done = schakel(data, "shell", "-v0", "-c", code)
    assert done.returncode == 0, done.stderr[-2000:]
    found: list[str] = json.loads(done.stdout.partition("LINKS")[2])
    return found


def completions(house: House, ways: list[str], answers: dict[str, str], cpu: Callable[[House], float]) -> float:
    """Return the CPU-seconds of one completion: link, begin, five pages, check, submit, receipt."""
    assert complete(house.url, ways[0], answers).receipt  # warm
    before = cpu(house)
    for link in ways[1:]:
        assert complete(house.url, link, answers).receipt
    return (cpu(house) - before) / (len(ways) - 1)


def autosave_and_page(house: House, link: str, section: str, name: str, cpu: Callable[[House], float]) -> list[float]:
    """Return the CPU-seconds of one autosave, and of opening a page that was filled in."""
    somebody = Respondent(house.url)
    somebody.open(link)
    [begin] = somebody.forms()
    somebody.send(begin)
    somebody.open(urljoin(somebody.url, f"{section}/"))
    [form] = [form for form in somebody.forms() if "data-section" in form.attrib]
    token, url = somebody.page.xpath("//@data-token")[0], urljoin(somebody.url, "../../opslaan/")
    somebody.send(form, {field: "3" for field in form.fields if field and field.startswith("k")})
    here = urljoin(url, f"../onderdelen/{section}/")
    costs = []
    for ask in (lambda number: _save(somebody, url, token, name, number), lambda _: somebody.open(here)):
        ask(0)
        before = cpu(house)
        for number in range(TIMES):
            ask(number)
        costs.append((cpu(house) - before) / TIMES)
    return costs


def _save(somebody: Respondent, url: str, token: str, name: str, number: int) -> None:
    data = {"question": name, "client": str(uuid.uuid4()), "base": "9999", "value": str(number)}
    headers = {"X-CSRFToken": token, "X-Requested-With": "fetch", "Referer": somebody.url}
    answer = somebody.session.post(url, data=data, headers=headers, timeout=60)
    assert answer.ok, answer.text[:200]


def measured(house: House, data: Path, by: str, cpu: Callable[[House], float]) -> list[tuple[str, float]]:
    """Return each measurement with its name, in CPU-seconds of the web server."""
    workbook, answers = thirty()
    whole = completions(house, links(data, "meting-dertig", workbook, by, 13), answers, cpu)
    [link] = links(data, "meting-breed", wide(), by, 1)
    saved, shown = autosave_and_page(house, link, "s", "k1", cpu)
    return [
        (f"one completion of {PAGES * QUESTIONS} questions on {PAGES} pages", whole),
        (f"one autosave in a page of {COLUMNS} answer columns", saved),
        (f"opening a page of {COLUMNS} answer columns", shown),
    ]
