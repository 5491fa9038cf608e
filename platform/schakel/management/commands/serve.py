"""Run web server, worker and live updates as one command, and end with an error when one of them dies."""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType
from typing import Any
from urllib.request import urlopen

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection

from schakel import database
from schakel.accounts.models import User
from schakel.clock import jobs

GRACE = 15
TICK = 20
PR_SET_PDEATHSIG = 1
logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Start the web server and the worker; stop both with Ctrl-C. Loads no demo."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
        parser.add_argument("--port", type=int, default=settings.PORT, help="port to listen on (default: %(default)s)")
        parser.add_argument("--workers", type=int, default=1, help="background workers (default: %(default)s)")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        self._refuse_what_cannot_run(host, port)
        for number in (signal.SIGINT, signal.SIGTERM):  # a shell's background job is born deaf to Ctrl-C
            signal.signal(number, _as_interrupt)
        children = {"the web server": _start(_web(host, port))}
        for place in range(options["workers"]):
            children[f"worker {place + 1}"] = _start(_worker())
        dead = ""
        try:
            self._wait_until_it_answers(children, port)
            dead = _watch(children)
        except KeyboardInterrupt:
            self.stdout.write("\n   Stopping.")
        finally:
            _stop(children)
        if dead:
            raise CommandError(f"{dead} stopped by itself; everything was stopped. Its last lines stand above.")
        self.stdout.write("   Stopped.")

    def _refuse_what_cannot_run(self, host: str, port: int) -> None:
        if database.pending():
            raise CommandError("The database is not up to date. Run first: schakel migrate")
        if settings.PRODUCTION and User.objects.filter(email__endswith=".example").exists():
            raise CommandError(
                "This database holds accounts of the demo (…@….example). Use another one for production."
            )
        connection.close()
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as taken:
                raise CommandError(f"Port {port} is taken. Choose another: PORT=8001 make run") from taken

    def _wait_until_it_answers(self, children: dict[str, subprocess.Popen[bytes]], port: int) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until and all(child.poll() is None for child in children.values()):
            try:
                with urlopen(f"http://127.0.0.1:{port}/healthz/", timeout=2):
                    break
            except OSError:
                time.sleep(0.1)
        self.stdout.write(f"\n   Schakel runs at {settings.BASE_URL}")
        self.stdout.write("   Ctrl-C stops it.\n")
        self.stdout.flush()


def _as_interrupt(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _web(host: str, port: int) -> list[str]:
    quiet = ["--no-access-log", "--log-level", "warning", "--lifespan", "off", "--no-server-header"]
    bounds = ["--ws-max-size", "65536", "--timeout-graceful-shutdown", "10"]
    # uvicorn by itself believes any header that comes from this machine
    believed = ",".join(settings.TRUSTED_PROXIES)
    proxies = ["--proxy-headers", "--forwarded-allow-ips", believed] if believed else ["--no-proxy-headers"]
    return ["uvicorn", "schakel.asgi:application", "--host", host, "--port", str(port), *quiet, *bounds, *proxies]


def _worker() -> list[str]:
    return [
        "schakel",
        "db_worker",
        "--backend",
        "background",
        "--queue-name",
        "*",
        "--interval",
        "0.5",
        "--no-reload",
        "-v0",
    ]


def _start(module: list[str]) -> subprocess.Popen[bytes]:
    # a session of its own: Ctrl-C reaches this command alone, which then stops the others in order
    command, environment = [sys.executable, "-m", *module], dict(os.environ)
    # this command has one thread when it starts its children
    return subprocess.Popen(command, env=environment, start_new_session=True, preexec_fn=_end_with_parent)  # noqa: PLW1509


def _end_with_parent() -> None:
    """Ask Linux to end this child when the command that watches it is killed: nobody would hold the port for ever."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _watch(children: dict[str, subprocess.Popen[bytes]]) -> str:
    """Return the name of the first child that dies; meanwhile be the clock."""
    tick = time.monotonic()
    while True:
        for name, child in children.items():
            if child.poll() is not None:
                return name
        if time.monotonic() >= tick:
            _do_what_is_due()
            tick = time.monotonic() + TICK
        time.sleep(0.25)


def _do_what_is_due() -> None:
    try:
        jobs.do_what_is_due()
    except DatabaseError:  # the web server tells it at /healthz/; the clock goes on when the database does
        logger.exception("The clock could not look what is due")
    finally:
        connection.close()


def _stop(children: dict[str, subprocess.Popen[bytes]]) -> None:
    for child in children.values():
        if child.poll() is None:
            child.terminate()
    for child in children.values():
        try:
            child.wait(GRACE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
