"""Questionnaires of LimeSurvey (.lss) in our form: what has an equal comes along, what has none is named."""

from .reading import Imported, Left, read_lss
from .tables import BrokenLss

__all__ = ["BrokenLss", "Imported", "Left", "read_lss"]
