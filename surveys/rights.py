"""Who may do what with a round, and what the journal says of it.

Filling in is no right of a workspace: see `surveys.ways_in`.
"""

from schakel.workspaces.roles import Role

HOME = "gemeenten"  # the workspace of the survey team: rounds stand there and nowhere else
TEAM = {Role.SECRETARY, Role.ANALYST}

RIGHTS = {
    "survey.see": {*TEAM, Role.CHAIR},
    "round.see": {*TEAM, Role.CHAIR},
    "survey.edit": TEAM,
    "survey.open": TEAM,
    "survey.invite": TEAM,
    "survey.reopen": TEAM,
    "survey.extend": TEAM,
    "survey.mail": TEAM,
    "survey.phone": TEAM,
    "contact.edit": TEAM,
    "survey.export": TEAM,
}

JOURNAL = {
    "survey.plan": "maakte een ronde",
    "survey.import": "las een vragenlijst in",
    "survey.open": "opende de ronde",
    "survey.invite": "nodigde gemeenten uit",
    "survey.links": "haalde de koppelingen op",
    "survey.withdraw": "trok een uitnodiging in",
    "survey.renew": "gaf een nieuwe koppeling",
    "survey.confirm": "bevestigde een adres met een code",
    "survey.end": "liet iemand niet meer meedoen",
    "survey.begin": "begon met invullen",
    "survey.submit": "diende de antwoorden in",
    "survey.reopen": "heropende ingediende antwoorden",
    "survey.resume": "ging ingediende antwoorden wijzigen",
    "survey.ask_time": "vroeg om meer tijd",
    "survey.extend": "gaf meer tijd",
    "survey.refuse_time": "gaf niet meer tijd",
    "survey.hand_over": "droeg een onderdeel over aan een collega",
    "survey.hand_over_again": "stuurde een collega een nieuwe koppeling",
    "survey.take_back": "nam een onderdeel terug",
    "survey.ready": "zei of een onderdeel klaar is",
    "survey.comment": "plaatste een opmerking bij een vraag",
    "survey.settle": "handelde een opmerking af",
    "survey.sign_off_ask": "vroeg om ondertekening",
    "survey.sign_off_withdraw": "trok de vraag om ondertekening in",
    "survey.approve": "keurde de antwoorden goed",
    "survey.give_back": "gaf de antwoorden terug",
    "survey.write": "schreef de vragen",
    "survey.revise": "begon een nieuwe versie van de vragen",
    "survey.discard": "gooide een nieuwe versie weg",
    "survey.version": "publiceerde een nieuwe versie van de vragen",
    "survey.export": "haalde de antwoorden op",
    "survey.equate": "legde vast welke vraag hetzelfde vraagt als eerder",
    "survey.unequate": "haalde een gelijke vraag weg",
    "library.keep": "bewaarde een vraag in de bibliotheek",
    "library.use": "gebruikte een vraag uit de bibliotheek",
    "library.remove": "haalde een vraag uit de bibliotheek",
    "frame.import": "las een steekproefkader in",
    "frame.mergers": "las herindelingen in",
    "contact.add": "voegde een contactpersoon toe",
    "contact.replace": "verving een contactpersoon",
    "contact.end": "beëindigde een contactpersoon",
    "contact.import": "las contactpersonen in",
    "contact.export": "haalde de contactpersonen op",
    "contact.bounce": "kwam bij een contactpersoon niet aan",
    "mailing.write": "schreef een mailing",
    "mailing.change": "wijzigde een mailing",
    "mailing.send": "verzond een mailing",
    "mailing.try": "verzond een proefmail",
    "survey.phone": "noteerde een gesprek met een gemeente",
}
