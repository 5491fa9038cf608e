"""A wave of logins: memory stays flat and everybody gets in; how long a page takes meanwhile is told."""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener, urlopen

import pytest

from tests import databases
from tests.live import environment, free_port, running, web_of
from tests.settings import SHARED

pytestmark = pytest.mark.long
AT_ONCE = 32
WORD = "een lange zin"
MAKE = (
    "from schakel.accounts.models import User\n"
    f"for n in range({AT_ONCE}): User.objects.create_user(f'lid{{n}}@schakel.example', {WORD!r}, name='Verzonnen')"
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a folder with the template database and the members in it."""
    with databases.alone():
        template = SHARED / f"template-{databases.fingerprint()}.sqlite3"
        if template.exists():
            shutil.copyfile(template, tmp_path / "schakel.sqlite3")
    for words in (("migrate", "-v0"), ("shell", "-v0", "-c", MAKE)):
        command = [sys.executable, "-m", "schakel", *words]
        subprocess.run(command, env=environment(tmp_path, free_port()), check=True, capture_output=True)
    return tmp_path


def log_in(url: str, number: int) -> tuple[float, str]:
    """Log in with a browser of one's own; return how long it took and where one arrived."""
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    page = browser.open(f"{url}/account/login/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token is not None
    form = {"login": f"lid{number}@schakel.example", "password": WORD, "csrfmiddlewaretoken": token[1]}
    began = time.monotonic()
    answer = browser.open(f"{url}/account/login/", urlencode(form).encode())
    return time.monotonic() - began, answer.url


def peak_in_mib(pid: int) -> float:
    """Return the most memory that a process ever held."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    assert found is not None
    return int(found[1]) / 1024


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads memory from /proc: was NOT run here")
def test_thirty_two_at_once(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with running(data) as house:
        pages: list[float] = []
        over = threading.Event()

        def read() -> None:
            while not over.is_set():
                began = time.monotonic()
                urlopen(f"{house.url}/helpdesk/").read()
                pages.append(time.monotonic() - began)
                time.sleep(0.02)

        reader = threading.Thread(target=read)
        reader.start()
        with ThreadPoolExecutor(AT_ONCE) as crowd:
            done = list(crowd.map(lambda number: log_in(house.url, number), range(AT_ONCE)))
        over.set()
        reader.join()
        peak = peak_in_mib(web_of(house))
    assert all(where == f"{house.url}/overzicht/" for _, where in done)
    assert peak < 1024
    slowest, page = max(took for took, _ in done), statistics.quantiles(pages, n=20)[-1]
    with capsys.disabled():
        sys.stdout.write(f"\n{AT_ONCE} logins at once: {peak:.0f} MiB, slowest {slowest:.1f} s, ")
        sys.stdout.write(f"a page meanwhile p95 {page:.2f} s (told, not judged: the machine may be busy)\n")
