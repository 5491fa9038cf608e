from meetings.views import agenda, attendance, ics, minutes, notes, pack, papers, register, session

__all__ = ["agenda", "attendance", "ics", "minutes", "notes", "pack", "papers", "register", "session"]
