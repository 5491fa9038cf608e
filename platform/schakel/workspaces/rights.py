"""Who may do what in every workspace, and what the journal says of it."""

from schakel.workspaces.roles import GUEST, Role

RIGHTS: dict[str, set[Role] | set[str]] = {
    "workspace.see": set(Role),
    "workspace.edit": {Role.SECRETARY},
    "past.see": {Role.SECRETARY},  # who keeps the archive sees all of it, whatever the rule of the workspace
    "seats.see": {Role.CHAIR, Role.SECRETARY},
    "mark.lower": {Role.SECRETARY},  # and see why marks were lowered
    "paper.see": {*Role, GUEST},
    "paper.add": {Role.SECRETARY},
    "paper.weigh": {Role.CHAIR, Role.SECRETARY},  # see what was submitted and waits
    "people.see": {"administrator"},
    "people.change": {"administrator"},
}

JOURNAL = {
    "people.invite": "nodigde uit",
    "people.accept": "nam de uitnodiging aan",
    "people.seat": "gaf een organisatie een zetel",
    "people.admit": "gaf toegang",
    "people.appoint": "gaf een rol voor het hele platform",
    "people.release": "beëindigde de toegang",
    "people.reset_second_factor": "wiste een tweede stap",
    "people.close": "sloot een account",
    "people.correct": "verbeterde de periode van een lidmaatschap",
    "workspace.past": "koos wat leden van het verleden zien",
    "tlp.raise": "verhoogde een TLP-merk",
    "tlp.lower": "verlaagde een TLP-merk",
    "paper.add": "voegde een stuk toe",
    "paper.let_go": "toonde een ingediend stuk aan de leden",
    "paper.remove": "verwijderde een stuk",
    "paper.open": "opende een stuk",
    "paper.release": "vond geen virus in een stuk en gaf het vrij",
    "paper.condemn": "vond een virus in een stuk en verwijderde het",
}
