"""The municipalities of a round with how far they are, as a sheet."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from surveys.export import Sheet
from surveys.response_states import Unit, size_names

TITLES = ["gm_code", "gemeente", "provincie", "inwoners", "stand", "procent", "wordt_gewijzigd", "let_op"]


def sheet(found: list[Unit]) -> Sheet:
    """Return one row for each municipality."""
    from surveys.analysis.charts import STATES

    sizes, mark = size_names(), _("fictief") if settings.DEMO else ""
    return Sheet(
        "respons",
        TITLES,
        [
            [
                unit.code,
                unit.name,
                unit.province,
                sizes.get(unit.size_class, unit.size_class),
                STATES[unit.state],
                unit.progress,
                _("ja") if unit.revising else "",
                mark,
            ]
            for unit in found
        ],
    )
