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
    "survey.mail": TEAM,
    "contact.edit": TEAM,
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
}
