"""What a mailing says when the team writes nothing else.

In Dutch whatever the language of who writes: it goes to municipalities. Neutral: no subject names the questionnaire.
"""

from surveys.models import Mailing

Kind = Mailing.Kind
SIGNED = "Met vriendelijke groet,\n\n{afzender}"

SUBJECTS = {
    Kind.INVITATION: "Er staat een vragenlijst voor uw gemeente klaar",
    Kind.REMINDER: "Uw gemeente heeft de vragenlijst nog niet ingediend",
    Kind.COMPLETE: "Alles is ingevuld, u hoeft alleen nog in te dienen",
    Kind.THANKS: "Bedankt voor uw antwoorden",
}
BODIES = {
    Kind.INVITATION: (
        "Beste {contactpersoon},\n\nVoor gemeente {gemeente} staat een vragenlijst klaar. U kunt stoppen en later "
        "verdergaan, en collega’s laten meedoen. Invullen kan tot {sluitingsdatum}.\n\n{koppeling}\n\n" + SIGNED
    ),
    Kind.REMINDER: (
        "Beste {contactpersoon},\n\nGemeente {gemeente} heeft de vragenlijst nog niet ingediend. Wat al is ingevuld, "
        "is bewaard. Invullen kan tot {sluitingsdatum}.\n\n{koppeling}\n\n" + SIGNED
    ),
    Kind.COMPLETE: (
        "Beste {contactpersoon},\n\nAlle vragen van gemeente {gemeente} zijn beantwoord. De antwoorden tellen pas mee "
        "als u ze indient: open de vragenlijst, controleer de antwoorden en kies Indienen. Dat kan tot "
        "{sluitingsdatum}.\n\n{koppeling}\n\n" + SIGNED
    ),
    Kind.THANKS: (
        "Beste {contactpersoon},\n\nBedankt. De antwoorden van gemeente {gemeente} zijn binnen. Uw ontvangstbewijs "
        "heeft nummer {bewijs}.\n\n" + SIGNED
    ),
}
