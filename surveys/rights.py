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
    "survey.begin": "begon met invullen",
    "survey.submit": "diende de antwoorden in",
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
}
