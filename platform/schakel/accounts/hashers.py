"""Argon2id at OWASP's minimum: 19 MiB, two passes, one lane; a bound on how many run at once keeps memory flat."""

from __future__ import annotations

import os
import threading
from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher

# one core is left for everybody who is reading; 19 MiB each
AT_ONCE = threading.BoundedSemaphore(min(8, max(1, (os.cpu_count() or 2) - 1)))


class Argon2Minimum(Argon2PasswordHasher):
    """Django's hasher with parameters that a two-core machine can bear at a wave of logins."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        with AT_ONCE:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        with AT_ONCE:
            return super().verify(password, encoded)

    def harden_runtime(self, password: str, encoded: str) -> Any:
        return None
