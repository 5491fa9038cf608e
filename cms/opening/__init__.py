"""When the help desk answers: rows, the state at a moment, and the sentences for it. No database, no clock."""

from cms.opening.days import Kind, Row, kinds_of, public_holiday
from cms.opening.state import HERE, Period, State, day, state_at

__all__ = ["HERE", "Kind", "Period", "Row", "State", "day", "kinds_of", "public_holiday", "state_at"]
