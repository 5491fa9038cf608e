"""The bodies and who sits in them. Organisations are real, persons are invented, addresses end in .example."""

from __future__ import annotations

from dataclasses import dataclass, field

from schakel.workspaces.past import Past
from schakel.workspaces.roles import Role


@dataclass(frozen=True)
class Body:
    """The seats of a workspace in the demo: organisation → invented people with their roles."""

    slug: str
    seats: dict[str, list[tuple[str, Role]]] = field(default_factory=dict)
    empty_seats: tuple[str, ...] = ()
    past: Past = Past.BEGINNING


BODIES = [
    Body(
        "task-force",
        seats={
            "Ministerie van Justitie en Veiligheid": [("Wouter Prins", Role.CHAIR), ("Femke Lindhout", Role.SECRETARY)],
            "Politie": [("Robin Hoekstra", Role.MEMBER)],
            "Openbaar Ministerie": [("Charlotte van Dam", Role.MEMBER)],
            "Burgemeesters": [("Jan Willem Tuin", Role.MEMBER)],
            "CoMensha": [("Iris Bakker", Role.MEMBER)],
        },
    ),
    Body(
        "som",
        seats={
            "CoMensha": [("Iris Bakker", Role.CHAIR), ("Daan Smeets", Role.SECRETARY)],
            "CKM": [("Lotte Verhagen", Role.MEMBER)],
            "Defence for Children / ECPAT": [("Amir Haddad", Role.MEMBER)],
            "FairWork": [("Joris Kuiper", Role.MEMBER)],
            "Fier": [("Noor Veldkamp", Role.MEMBER), ("Tess Jansma", Role.SUBSTITUTE)],
            "HVO-Querido": [("Mirjam de Groot", Role.MEMBER)],
            "Leger des Heils": [("Pieter Oosterling", Role.MEMBER)],
            "MJD": [("Hanna Wiersma", Role.MEMBER)],
            "Moviera": [("Kees van Tilburg", Role.MEMBER)],
            "PMW Humanitas": [("Yasmin el Amrani", Role.MEMBER)],
            "SHOP Den Haag": [("Floor Hendriks", Role.MEMBER)],
        },
        empty_seats=("Twaalfde zetel: niet bekend welke organisatie hier zit",),
    ),
    Body(
        "zorgcoordinatoren",
        seats={
            "CoMensha": [("Iris Bakker", Role.CHAIR), ("Sander Blok", Role.SECRETARY)],
            "HVO-Querido": [("Mirjam de Groot", Role.MEMBER)],
            "SHOP Den Haag": [("Floor Hendriks", Role.MEMBER)],
            "GGD Drenthe": [("Anneke Postma", Role.MEMBER)],
            "Lumens": [("Bilal Aksoy", Role.MEMBER)],
            "Fier": [("Tess Jansma", Role.MEMBER)],
            "MEE Veluwe": [("Ruben Staal", Role.MEMBER)],
            "MJD": [("Hanna Wiersma", Role.MEMBER)],
            "Moviera": [("Kees van Tilburg", Role.MEMBER)],
            "Maatschappelijke Opvang Den Bosch": [("Ilse van den Broek", Role.MEMBER)],
            "PMW Humanitas": [("Yasmin el Amrani", Role.MEMBER)],
            "Koraal": [("Guus Meertens", Role.MEMBER)],
        },
    ),
    Body(
        "meldpunten",
        past=Past.OWN,
        seats={
            "CoMensha": [("Iris Bakker", Role.CHAIR), ("Sander Blok", Role.SECRETARY)],
            "Meldpunt Loverboyproblematiek Twente": [("Marijke ten Have", Role.MEMBER)],
            "Veilig Thuis Noord Oost Gelderland": [("Rens Oudejans", Role.MEMBER)],
            "Watch Nederland (Fier, CKM, Terre des Hommes)": [("Lotte Verhagen", Role.MEMBER)],
        },
        empty_seats=("De volledige lijst van meldpunten is niet bekend",),
    ),
    Body(
        "gemeenten",
        seats={
            "CoMensha": [("Iris Bakker", Role.CHAIR), ("Eva Molenaar", Role.ANALYST)],
            "VNG": [("Sanne Vermeer", Role.SECRETARY)],
        },
    ),
]

# key of `schakel demo --json` → name
ACCOUNTS = {
    "secretary": "Daan Smeets",
    "chair": "Iris Bakker",
    "member_task_force": "Robin Hoekstra",
    "member_som": "Noor Veldkamp",
    "member_zorg": "Bilal Aksoy",
    "member_meldpunten": "Marijke ten Have",
    "municipality": "Sanne de Wit",
    "analyst": "Eva Molenaar",
    "survey_secretary": "Sanne Vermeer",
    "editor": "Julia Groen",
    "admin": "Karel Visser",
    "outsider": "Dirk Loman",
}

WORDS = {
    "secretary": "secretaris van het SOM",
    "chair": "voorzitter van het SOM",
    "member_task_force": "lid van de Task Force, voor de politie",
    "member_som": "lid van het SOM, voor Fier",
    "member_zorg": "zorgcoördinator, bij Lumens",
    "member_meldpunten": "lid van het platform van meldpunten",
    "municipality": "werkt bij een gemeente en vult de vragenlijst in",
    "analyst": "analist van het team Gemeenten: respons en resultaten",
    "survey_secretary": "secretaris van het team Gemeenten: schrijft vragenlijsten",
    "editor": "redacteur van de openbare pagina’s",
    "admin": "beheerder: mensen en toegang, geen inhoud",
    "outsider": "heeft een account en nergens een plek",
}

# people without a seat → for whom they work
WITHOUT_SEAT = {"Sanne de Wit": "", "Julia Groen": "CoMensha", "Karel Visser": "CoMensha", "Dirk Loman": ""}


def address(name: str) -> str:
    """Return the invented address of an invented person."""
    plain = name.lower().replace("ë", "e").replace("ı", "i")
    return f"{'.'.join(plain.split())}@schakel.example"
