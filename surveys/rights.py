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
    "frame.import": "las een steekproefkader in",
    "frame.mergers": "las herindelingen in",
}
