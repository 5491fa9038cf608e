from meetings.views import agenda, answers, attendance, ics, minutes, quorum, register, session

__all__ = ["agenda", "answers", "attendance", "ics", "minutes", "quorum", "register", "session"]
