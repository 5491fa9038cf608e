"""Who may do what with what the guard found, and what the journal says of it."""

from schakel.workspaces.roles import Role

# names and places are confirmed by who may write the text itself
RIGHTS = {"guard.approve": {Role.CHAIR}}

JOURNAL = {
    "guard.confirm": "bevestigde dat een tekst met gegevens mag blijven staan",
    "guard.approve": "gaf als tweede persoon een tekst vrij",
}
