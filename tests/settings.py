"""Settings of the tests: a data folder of their own for each worker, quick passwords, nothing that counts attempts."""

import os
import tempfile
from pathlib import Path

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
SHARED = Path(tempfile.gettempdir()) / f"schakel-tests-{os.getuid()}"
FOLDER = SHARED / f"{WORKER}-{os.getpid()}"
FOLDER.mkdir(parents=True, exist_ok=True)
for name in [name for name in os.environ if name.startswith("SCHAKEL_") and not name.startswith("SCHAKEL_TEST_")]:
    if name != "SCHAKEL_REFERENCE":
        del os.environ[name]
os.environ.pop("REDIS_URL", None)
os.environ["SCHAKEL_DATA"] = str(FOLDER)
os.environ["DATABASE_URL"] = os.environ.get("SCHAKEL_TEST_DATABASE_URL", "")  # never a real DATABASE_URL

from schakel.settings import *  # noqa: E402, F403
from schakel.settings import STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ACCOUNT_RATE_LIMITS = False
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
