from meetings.views import agenda, attendance, corrections, ics, importing, minutes, register, session, versions

__all__ = ["agenda", "attendance", "corrections", "ics", "importing", "minutes", "register", "session", "versions"]
