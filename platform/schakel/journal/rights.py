"""What the journal says of ways in and out, and of refusals."""

JOURNAL = {
    "access.refused": "kreeg geen toegang",
    "session.begin": "logde in",
    "session.end": "logde uit",
    "session.refused": "kon niet inloggen",
    "password.change": "wijzigde het wachtwoord",
    "password.reset": "koos een nieuw wachtwoord via een koppeling",
    "address.change": "wijzigde het e-mailadres",
    "factor.add": "voegde een tweede stap toe",
    "factor.remove": "verwijderde een tweede stap",
    "factor.refused": "gaf een verkeerde tweede stap",
    "factor.reset": "maakte nieuwe herstelcodes",
}
