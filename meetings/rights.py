"""Who may do what around a meeting, and what the journal says of it."""

from schakel.workspaces.roles import Role

RIGHTS = {
    "meeting.see": set(Role),
    "meeting.edit": {Role.SECRETARY},
    "meeting.lead": {Role.CHAIR, Role.SECRETARY},
    "agenda.edit": {Role.SECRETARY},
    "attendance.edit": {Role.SECRETARY},
    "minutes.see": set(Role),
    "minutes.edit": {Role.SECRETARY},
    "minutes.circulate": {Role.CHAIR, Role.SECRETARY},
    "minutes.adopt": {Role.CHAIR, Role.SECRETARY},
    "minutes.withhold": {Role.CHAIR, Role.SECRETARY},
    "decision.see": set(Role),
    "action.see": set(Role),
    "action.close": {Role.SECRETARY},  # and the owner of the action point
    # planning
    "datepoll.see": set(Role),
    "datepoll.answer": set(Role) - {Role.OBSERVER},
    "datepoll.edit": {Role.SECRETARY},
}

JOURNAL = {
    "meeting.start": "begon de vergadering",
    "meeting.current": "ging naar een agendapunt",
    "meeting.close": "sloot de vergadering",
    "agenda.add": "zette een punt op de agenda",
    "agenda.change": "wijzigde een agendapunt",
    "agenda.move": "verplaatste een agendapunt",
    "agenda.remove": "haalde een punt van de agenda",
    "attendance.record": "vulde de aanwezigheid in",
    "minutes.circulate": "stuurde de notulen rond als concept",
    "minutes.adopt": "stelde de notulen vast",
    "minutes.withhold": "trok de notulen terug",
    "action.done": "rondde een actiepunt af",
    # planning
    "meeting.change": "wijzigde tijd, plaats of titel van een vergadering",
    "meeting.cancel": "annuleerde een vergadering",
    "meeting.invite": "stuurde uitnodigingen voor een vergadering",
    "series.plan": "plande een reeks vergaderingen",
    "series.change": "wijzigde een reeks vergaderingen",
    "series.cancel": "annuleerde vergaderingen van een reeks",
    "datepoll.ask": "vroeg de leden om een datum",
    "datepoll.choose": "koos een datum",
    "datepoll.withdraw": "trok een datumprikker in",
    "feed.renew": "maakte een nieuw adres voor de eigen agenda",
    "feed.revoke": "trok het adres voor de eigen agenda in",
}
