"""`python -m schakel …`, also installed as the command `schakel`: Django's commands and ours."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schakel.settings")
    try:
        execute_from_command_line(["schakel", *sys.argv[1:]])
    except ImproperlyConfigured as wrong:
        sys.exit(f"schakel: {wrong}")


if __name__ == "__main__":
    main()
