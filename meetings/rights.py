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
    # register: polls, reviews, and the cockpit of what is late
    "decision.review": {Role.CHAIR, Role.SECRETARY},
    "poll.see": set(Role),
    "poll.lead": {Role.CHAIR, Role.SECRETARY},
    "poll.vote": {Role.CHAIR, Role.MEMBER, Role.SUBSTITUTE},  # a substitute when the seat was substituted
    "cockpit.see": {Role.CHAIR, Role.SECRETARY},
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
    # register
    "action.cancel": "liet een actiepunt vervallen",
    "action.reopen": "heropende een actiepunt",
    "action.move": "verzette een actiepunt",
    "action.hand_over": "droeg een actiepunt over",
    "action.keep": "schreef op waarom een actiepunt open blijft",
    "decision.review": "herzag een besluit",
    "poll.ask": "legde een vraag in stemming",
    "poll.vote": "stemde",
    "poll.close": "sloot een stemming",
    "poll.note": "zette een uitslag in de notulen",
    "poll.import": "nam een stemming van django-polls over",
}
