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
    # agenda: proposals and the round
    "proposal.submit": {Role.CHAIR, Role.SECRETARY, Role.MEMBER, Role.SUBSTITUTE, Role.ANALYST},
    "proposal.see": {Role.CHAIR, Role.SECRETARY},  # and who submitted it
    "proposal.answer": {Role.SECRETARY},
    "round.answer": {Role.CHAIR, Role.SECRETARY, Role.MEMBER, Role.SUBSTITUTE, Role.ANALYST},
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
    # agenda: proposals and the round
    "agenda.bring": "zette vanzelf een punt op de agenda",
    "agenda.carry_over": "schoof een agendapunt door",
    "agenda.stay": "schoof een agendapunt toch niet door",
    "agenda.submissions": "koos tot wanneer leden punten indienen",
    "template.keep": "bewaarde een agenda als sjabloon",
    "template.remove": "verwijderde een agendasjabloon",
    "proposal.submit": "diende een punt in",
    "proposal.change": "wijzigde een ingediend punt",
    "proposal.withdraw": "trok een ingediend punt in",
    "proposal.take": "zette een ingediend punt op de agenda",
    "proposal.merge": "voegde een ingediend punt samen met een ander",
    "proposal.return": "stuurde een ingediend punt terug",
    "round.write": "werkte aan het antwoord op de ronde",
    "round.send": "verstuurde het antwoord op de ronde",
}
