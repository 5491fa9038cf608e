"""Measure what people wait for, each as a ratio to a calibration loop in the same run. Never a timed test.

Units: CPU-seconds of the web server's process; one calibration is `sum(range(10**8))` on this machine at this moment.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import requests

from cms.demo.answers import invented_answers
from schakel.guard.detect import KINDS, look
from tests import bench_surveys
from tests.filling import Respondent, complete
from tests.guard import fixture
from tests.live import House, running, schakel, web_of

COMPLETIONS, PAGES = 12, 60


def calibration() -> float:
    """Return the CPU-seconds of sum(range(10**8)); the best of three."""
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        sum(range(10**8))
        best = min(best, time.process_time() - began)
    return best


def cpu(house: House) -> float:
    """Return the CPU-seconds that the web server has used so far."""
    fields = Path(f"/proc/{web_of(house)}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def log_in(house: House, told: dict[str, Any], who: str) -> requests.Session:
    """Log in as somebody of the demo, with the code of six digits where that is asked."""
    somebody, address = Respondent(house.url), told["accounts"][who]
    somebody.open("/account/login/")
    somebody.send(_form_with(somebody, "password"), {"login": address, "password": told["password"]})
    if who in told["totp"]:
        digits = schakel(house.data, "code", address).stdout.strip()
        somebody.send(_form_with(somebody, "code"), {"code": digits})
    return somebody.session


def _form_with(somebody: Respondent, field: str) -> Any:
    return next(form for form in somebody.forms() if field in form.fields)


def completions(house: House, answers: list[dict[str, str]], links: list[str]) -> float:
    """Return the CPU-seconds of one completed questionnaire: open, begin, six sections, submit."""
    complete(house.url, links[0], answers[0])  # warm
    began = cpu(house)
    for link, each in zip(links[1 : COMPLETIONS + 1], answers[1:], strict=False):
        assert complete(house.url, link, each).receipt
    return (cpu(house) - began) / COMPLETIONS


def page(house: House, session: requests.Session, path: str) -> tuple[float, float]:
    """Return the CPU-seconds and the seconds of one request of `path`."""
    session.get(house.url + path, timeout=60).raise_for_status()
    before, began = cpu(house), time.monotonic()
    for _ in range(PAGES):
        session.get(house.url + path, timeout=60).raise_for_status()
    return (cpu(house) - before) / PAGES, (time.monotonic() - began) / PAGES


def untouched(data: Path) -> list[str]:
    """Return the links of municipalities that have not opened the questionnaire."""
    asked = (
        "from surveys.models import Invitation\n"
        "left = Invitation.objects.filter(municipality__organisation__survey_responses__isnull=True).with_all()\n"
        "print('\\n'.join(invitation.path for invitation in left[:40]))"
    )
    return [line for line in schakel(data, "shell", "-v0", "-c", asked).stdout.split() if line.startswith("/v/")]


def journal_lines(data: Path) -> float:
    """Return the CPU-seconds of a thousand lines of the journal, each in a transaction of its own."""
    wrote = (
        "import time; from schakel import journal\n"
        "journal.record('frame.import', of=None, by=None, count=0); began = time.process_time()\n"
        "for number in range(1000): journal.record('frame.import', of=None, by=None, count=number)\n"
        "print(time.process_time() - began)"
    )
    return float(schakel(data, "shell", "-v0", "-c", wrote).stdout)


def ten_years(data: Path) -> None:
    """Give the four bodies ten years: 3,000 meetings and 30,000 action points."""
    asked = (
        "from tests import ten_years; from schakel.accounts.models import User\n"
        "ten_years.fill(User.objects.order_by('pk').first())"
    )
    schakel(data, "shell", "-v0", "-c", asked)


def pack(data: Path) -> float:
    """Return the CPU-seconds of a meeting pack of 300 pages in ten papers, from the first question to the file."""
    made = (
        "import io, time, typst\n"
        "from django.db import transaction\n"
        "from django.core.files.base import ContentFile\n"
        "from django.utils import timezone\n"
        "from meetings.actions import agenda\n"
        "from meetings.models import MeetingPage\n"
        "from meetings.packing import binding, contents\n"
        "from schakel.accounts.models import User\n"
        "from schakel.files import papers\n"
        "page = '#set page(paper: \"a4\")\\n#for i in range(30) [= Kop #i\\n #lorem(420)\\n'\n"
        "page += '#table(columns: 5, ..range(60).map(str)) #pagebreak(weak: true)]'\n"
        "with transaction.atomic():\n"
        "    meeting, by = MeetingPage.objects.get(slug='volgende-vergadering'), User.objects.get(name='Daan Smeets')\n"
        "    for number in range(10):\n"
        "        item = agenda.add_item(meeting, title=f'Punt {number}', by=by)\n"
        "        file = ContentFile(typst.compile((page + f' Stuk {number}.').encode(), format='pdf'), name='x.pdf')\n"
        "        added = papers.add(meeting.workspace, file, title='Stuk', page=meeting.page_ptr, by=by)\n"
        "        item.papers.add(added)\n"
        "    began = time.process_time()\n"
        "    now = contents.of(meeting, by)\n"
        "    bound = binding.bind(now, at=timezone.now(), trace=now.trace)\n"
        "    assert bound.pages >= 300\n"
        "    print(time.process_time() - began)\n"
        "    transaction.set_rollback(True)"
    )
    return float(schakel(data, "shell", "-v0", "-c", made).stdout)


def guard() -> None:
    """Print what the guard finds of its own invented paragraphs, per kind, and what a page costs."""
    for name in fixture.SETS:
        counted = fixture.score(name)
        print(f"guard, {name}: recall {counted.recall():.3f}, precision {counted.precision():.3f}, ", end="")
        print(f"{counted.alarms_per_page:.2f} false alarms on a page of minutes ({fixture.PAGE} signs)")
        for kind in KINDS:
            print(f"  {kind:<16} recall {counted.recall(kind):.3f}  precision {counted.precision(kind):.3f}")
    known, minutes = (
        fixture.directory(),
        "\n\n".join(
            each.text for name in fixture.SETS for each in fixture.paragraphs(name) if each.section == "minutes"
        ),
    )
    page = (minutes * (10_000 // len(minutes) + 1))[:10_000]
    best = min(_seconds(lambda: look(page, known)) for _ in range(7))
    print(f"guard: {best * 1000:.1f} ms CPU for 10,000 signs of minutes")


def _seconds(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


def lists() -> None:
    """Print what lists and search cost at ten years of four bodies, in a process and a database of its own."""
    subprocess.run([sys.executable, "-m", "tests.weigh"], check=True)


def main() -> None:
    guard()
    lists()
    unit = calibration()
    with tempfile.TemporaryDirectory(prefix="schakel-bench-") as folder:
        data = Path(folder)
        told = json.loads(schakel(data, "demo", "--json", SCHAKEL_DEMO_PASSWORD="een lange zin voor de meting").stdout)
        links = untouched(data)
        with running(data) as house:
            rows = [("one completed questionnaire over HTTP", completions(house, invented_answers(), links))]
            member = log_in(house, told, "member_som")
            cost, wait = page(house, member, told["workspaces"]["som"])
            rows.append(("one workspace page for a member", cost))
            print(f"workspace page: {1 / wait:.0f} requests a second, one after the other")
            analyst = log_in(house, told, "analyst")
            rows.append(("one results page at 355", page(house, analyst, told["survey"]["results"])[0]))
            rows.append(("one monitor page at 355", page(house, analyst, told["survey"]["monitor"])[0]))
            rows += bench_surveys.measured(house, data, told["accounts"]["analyst"], cpu)
        rows.append(("a thousand lines of the journal", journal_lines(data)))
        ten_years(data)  # register: what the secretariat waits for after ten years
        with running(data) as house:
            chair = log_in(house, told, "chair")
            for path in ("/secretariaat/", "/besluiten/?q=besluit&herziening=on"):
                cost, wait = page(house, chair, path)
                rows.append((f"{path} at ten years of four bodies", cost))
                print(f"{path} at ten years: {wait:.3f} s on the wall, of 1 s")
        rows.append(("a meeting pack of 300 pages", pack(data)))
    print(f"calibration: sum(range(10**8)) = {unit:.2f} CPU-seconds")
    for name, seconds in rows:
        print(f"{name}: {seconds:.4f} CPU-seconds = {seconds / unit:.4f} calibrations")


if __name__ == "__main__":
    main()
