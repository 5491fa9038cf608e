"""Who may do what around a meeting, and what the journal says of it."""

from schakel.workspaces.roles import GUEST, Role

RIGHTS: dict[str, set[Role] | set[str]] = {
    "meeting.see": {*Role, GUEST},
    "meeting.edit": {Role.SECRETARY},
    "meeting.lead": {Role.CHAIR, Role.SECRETARY},
    "agenda.edit": {Role.SECRETARY},
    "attendance.edit": {Role.SECRETARY},
    "minutes.see": set(Role),
    "minutes.edit": {Role.SECRETARY},
    "minutes.circulate": {Role.CHAIR, Role.SECRETARY},
    "minutes.adopt": {Role.CHAIR, Role.SECRETARY},
    "minutes.withhold": {Role.CHAIR, Role.SECRETARY},
    # minutes: their corrections and versions
    "minutes.correct": {Role.CHAIR, Role.SECRETARY, Role.MEMBER, Role.SUBSTITUTE},
    "minutes.answer": {Role.SECRETARY},
    "decision.see": set(Role),
    "action.see": set(Role),
    "action.close": {Role.SECRETARY},  # and the owner of the action point
    # attendance: answers, substitutes, quorum
    "answer.give": set(Role),  # who has a seat on that day
    "answer.see": {Role.CHAIR, Role.SECRETARY},
    "substitute.name": {Role.CHAIR, Role.SECRETARY, Role.MEMBER},  # a member for the own seat
    "substitute.name_all": {Role.CHAIR, Role.SECRETARY},
    "quorum.edit": {Role.SECRETARY},
    # planning
    "datepoll.see": set(Role),
    "datepoll.answer": set(Role) - {Role.OBSERVER},
    "datepoll.edit": {Role.SECRETARY},
    # register: polls, reviews, and the cockpit of what is late
    "decision.review": {Role.CHAIR, Role.SECRETARY},
    "poll.see": set(Role),
    "poll.lead": {Role.CHAIR, Role.SECRETARY},
    "poll.vote": {Role.CHAIR, Role.MEMBER, Role.SUBSTITUTE},  # a substitute when the seat was substituted
    "cockpit.see": {Role.CHAIR, Role.SECRETARY},
    # agenda: proposals and the round
    "proposal.submit": {Role.CHAIR, Role.SECRETARY, Role.MEMBER, Role.SUBSTITUTE, Role.ANALYST},
    "proposal.see": {Role.CHAIR, Role.SECRETARY},  # and who submitted it
    "proposal.answer": {Role.SECRETARY},
    "round.answer": {Role.CHAIR, Role.SECRETARY, Role.MEMBER, Role.SUBSTITUTE, Role.ANALYST},
    # packs and private notes
    "pack.see": {*Role, GUEST},  # with what the reader may see
    "note.write": {*Role, GUEST},  # and nobody reads those of another
    # field reports that travel
    "fieldreport.see": set(Role),
    "fieldreport.report": {Role.CHAIR, Role.SECRETARY, Role.MEMBER},
    "fieldreport.edit": {Role.CHAIR, Role.SECRETARY},  # merge, word, put forward, close; who reported it approves
    "fieldreport.receive": {Role.CHAIR, Role.SECRETARY},  # see what was put to the body before it is on an agenda
    "fieldreport.answer": {Role.SECRETARY},
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
    # attendance: answers, substitutes, quorum
    "answer.give": "gaf antwoord op een uitnodiging",
    "substitute.name": "wees een vervanger aan",
    "substitute.confirm": "bevestigde een vervanger",
    "substitute.withdraw": "trok een vervanging in",
    "attendance.item": "vulde een vervanger bij een agendapunt in",
    "quorum.rule": "koos de regel voor het quorum",
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
    # minutes: their corrections and where they come from
    "minutes.begin": "begon de notulen",
    "minutes.import": "nam notulen over uit een Word-bestand",
    "minutes.close": "sloot de termijn voor correcties",
    "agenda.import": "nam een agenda over uit een Word-bestand",
    "correction.send": "stelde een correctie voor",
    "correction.withdraw": "trok een correctie in",
    "correction.take": "nam een correctie over",
    "correction.refuse": "nam een correctie niet over",
    # packs; that somebody wrote a private note is told to nobody
    "pack.make": "liet een stukkenbundel maken",
    "pack.open": "opende de eigen stukkenbundel",
    "paper.replace": "verving een stuk door een nieuwe versie",
    # field reports that travel
    "fieldreport.report": "meldde een succes, trend of knelpunt",
    "fieldreport.merge": "voegde twee meldingen samen",
    "fieldreport.unmerge": "haalde samengevoegde meldingen uit elkaar",
    "fieldreport.refuse": "sloot een melding met een reden",
    "fieldreport.close": "sloot een melding met antwoord",
    "escalation.word": "verwoordde een melding voor een ander overleg",
    "escalation.approve": "keurde een verwoording goed",
    "escalation.put": "legde een melding voor aan een ander overleg",
    "escalation.accept": "zette op de agenda wat een ander overleg voorlegde",
    "escalation.return": "stuurde terug wat een ander overleg voorlegde",
    "escalation.decline": "wees met reden af wat een ander overleg voorlegde",
    "escalation.answer": "gaf antwoord op wat een ander overleg voorlegde",
    "escalation.home": "bracht een antwoord thuis",
}
