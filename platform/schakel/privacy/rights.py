"""What the journal says of personal data."""

JOURNAL = {
    "person.export": "gaf iemand de eigen gegevens",
    "person.erase": "wiste een persoon",
    "retention.apply": "ruimde op wat te oud was",
}
