from meetings.views import agenda, attendance, ics, minutes, register, session

__all__ = ["agenda", "attendance", "ics", "minutes", "register", "session"]
