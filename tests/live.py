"""A real Schakel for tests: web server and worker as users have them, on a port and in a folder of their own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen


@dataclass(frozen=True)
class House:
    """A running Schakel."""

    url: str
    data: Path
    process: subprocess.Popen[bytes]

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])


def web_of(house: House) -> int:
    """Return the process id of the web server of a running Schakel."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                words = (folder / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if b"uvicorn" in words and str(house.port).encode() in words:
                return int(folder.name)
    raise LookupError(f"No web server listens at {house.url}.")


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(data: Path, port: int, **extra: str) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("SCHAKEL_", "DATABASE_URL"))}
    return {**own, "SCHAKEL_DATA": str(data), "PORT": str(port), "DJANGO_SETTINGS_MODULE": "schakel.settings", **extra}


def schakel(data: Path, *words: str, port: int = 8000, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run a command of Schakel to its end."""
    command = [sys.executable, "-m", "schakel", *words]
    return subprocess.run(command, env=environment(data, port, **extra), capture_output=True, text=True, check=False)


@contextmanager
def running(data: Path, *words: str, port: int | None = None, **extra: str) -> Iterator[House]:
    """Start `schakel serve` (or `words`) on the folder `data`, wait until it answers, and stop it afterwards."""
    port = port or free_port()
    command = [sys.executable, "-m", "schakel", *(words or ("serve",))]
    log = (data / "serve.log").open("ab")
    process = subprocess.Popen(command, env=environment(data, port, **extra), stdout=log, stderr=log)
    house = House(f"http://127.0.0.1:{port}", data, process)
    try:
        _wait(house)
        yield house
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
        log.close()


def _wait(house: House, seconds: float = 90) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if house.process.poll() is not None:
            break
        try:
            with urlopen(f"{house.url}/healthz/", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"Schakel did not start:\n{(house.data / 'serve.log').read_text()[-3000:]}")
