"""Who may read and keep the standing papers of a workspace, and what the journal says of it."""

from schakel.workspaces.roles import Role

RIGHTS = {
    "standing.see": set(Role),
    "standing.edit": {Role.SECRETARY},
}

JOURNAL = {
    "standing.shelve": "zette een vast stuk op de plank",
    "standing.renew": "voegde een versie van een vast stuk toe",
    "standing.change": "wijzigde de gegevens van een vast stuk",
}
