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
    # packs and private notes
    "pack.see": set(Role),  # with what the reader may see
    "note.write": set(Role),  # and nobody reads those of another
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
    # packs; that somebody wrote a private note is told to nobody
    "pack.make": "liet een stukkenbundel maken",
    "pack.open": "opende de eigen stukkenbundel",
    "paper.replace": "verving een stuk door een nieuwe versie",
}
