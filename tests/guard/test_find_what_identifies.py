"""What the guard finds, and what it leaves alone: one table per kind, with the corners."""

from __future__ import annotations

import pytest

from schakel.guard.detect import Known, look

FOUND = {
    "bsn": [
        ("BSN 123456782", "123456782"),
        ("BSN: 12345672", "12345672"),
        ("b.s.n. 1234.56.782", "1234.56.782"),
        ("Burgerservicenummer van mevrouw: 123 456 782.", "123 456 782"),
        ("het nummer １２３４５６７８２ staat er", "１２３４５６７８２"),
        ("het nummer 123\u200b456\u200b782 staat er", "123\u200b456\u200b782"),
        ("het nummer 123\u00ad456782 staat er", "123\u00ad456782"),
        ("het nummer 123\u202f456\u202f782 staat er", "123\u202f456\u202f782"),
        ("het nummer 123‑456‑782 staat er", "123‑456‑782"),
        ("BSN 1234\n56782", "1234\n56782"),
        ("los 123456782 zonder uitleg", "123456782"),
        ("scan_123456782_intake", "123456782"),
        ("(123456782)", "123456782"),
        ("sofinr 123456782", "123456782"),
    ],
    "birth_date": [
        ("geboren op 3 mei 2004", "3 mei 2004"),
        ("is op 3 mei 2004 geboren", "3 mei 2004"),
        ("geb. 03-05-2004", "03-05-2004"),
        ("geboortedatum 3/5/'04", "3/5/'04"),
        ("een meisje (2004-05-03)", "2004-05-03"),
        ("d.o.b. 3.5.2004", "3.5.2004"),
        ("geboren 3 mrt 2004", "3 mrt 2004"),
        ("een jongen van 15 jaar, 3 mei 2004", "3 mei 2004"),
        ("Geboren te Benin City, Nigeria, op 3 mei 2004", "3 mei 2004"),
    ],
    "phone": [
        ("06-12345678", "06-12345678"),
        ("06 12 34 56 78", "06 12 34 56 78"),
        ("+31 6 12345678", "+31 6 12345678"),
        ("0031612345678", "0031612345678"),
        ("(020) 123 45 67", "(020) 123 45 67"),
        ("+234 803 123 4567", "+234 803 123 4567"),
    ],
    "email": [
        ("mail naar blessing.o@mail.example.", "blessing.o@mail.example"),
        ("naam [at] domein punt nl", "naam [at] domein punt nl"),
    ],
    "iban": [
        ("NL91 ABNA 0417 1643 00 van haar", "NL91 ABNA 0417 1643 00"),
        ("RO33RNCB1234567890123456", "RO33RNCB1234567890123456"),
    ],
    "document_number": [
        ("paspoort SPECI2014", "SPECI2014"),
        ("NP1AB2C34 is kwijt", "NP1AB2C34"),
        ("V-nummer: 281.234.5678", "281.234.5678"),
        ("rijbewijs 5012345678", "5012345678"),
    ],
    "address": [
        ("aan de Kerkweg 3-II", "Kerkweg 3-II"),
        ("Dorpsstraat 12a, 5911 AB Venlo", "Dorpsstraat 12a, 5911 AB Venlo"),
        ("Laan van Meerdervoort 120", "Laan van Meerdervoort 120"),
    ],
    "licence_plate": [
        (f"kenteken {plate}", plate)
        for plate in [
            "AB-12-34",
            "12-34-AB",
            "12-AB-34",
            "AB-12-CD",
            "AB-CD-12",
            "12-AB-CD",
            "12-ABC-3",
            "1-ABC-23",
            "AB-123-C",
            "A-123-BC",
            "ABC-12-D",
            "A-12-BCD",
            "1-AB-234",
            "123-AB-4",
        ]
    ],
    "case_number": [
        ("zaaknummer 2019-12345", "2019-12345"),
        ("PL1300-2019012345", "PL1300-2019012345"),
        ("05/123456-19", "05/123456-19"),
        ("dossier 2021/0456", "2021/0456"),
    ],
    "person_name": [
        ("mevrouw Adesina belde", "Adesina"),
        ("met Blessing O. gesproken", "Blessing O."),
        ("door A. de Vries", "A. de Vries"),
        ("Precious Okafor is er", "Precious Okafor"),
        ("Blessing verblijft nu in de opvang", "Blessing"),
        ("slachtoffer Fatima", "Fatima"),
        ("Okafor, Precious", "Okafor, Precious"),
        ("Jose\u0301 belde", "Jose\u0301"),
    ],
    "combination": [
        ("een Nigeriaanse van 19 die sinds 3 mei in Venlo verblijft", "Nigeriaanse van 19 die sinds 3 mei in Venlo"),
        ("Een meisje. Zij is 16 jaar, Roemeens en woont in Tiel.", "is 16 jaar, Roemeens en woont in Tiel"),
    ],
}

NEVER = [
    "BSN 123456789 voldoet niet aan de proef",
    "KvK 12345672",
    "€ 123.456.782",
    "123456782 euro",
    "zaal B-12-03, versie 1.2.3",
    "De vergadering van 3 mei 2019 in Utrecht, 10.00 uur",
    "De wet van 3 mei 2004 geldt sinds 1 januari 2005.",
    "112, 0900-8844, 0800-7000 en (033) 448 11 86 of +31 33 448 11 86",
    "info@comensha.nl",
    "artikel 12, pagina 4, de Task Force 2020, 355 gemeenten in 2019",
    "Kamerstuk 28638 nr. 57, artikel 273f Sr, ECLI:NL:HR:2019:1234, besluitnummer 2019-034",
    "In de Dorpsstraat 12 panden gecontroleerd",
    "Hotel Van der Valk, de Wet Van der Hoeven, de motie-Segers, het Leger des Heils",
    "meisjes van 12 tot 18 jaar uit de regio Eindhoven, sinds 3 mei",
    "in 2019 waren 1.334 slachtoffers gemeld, waarvan 20 % Nigeriaans",
    "Begin mei kwam een van de slachtoffers in een gemeente in Limburg aan.",
    "",
    "\x00",
    "\ud800",
]


@pytest.mark.parametrize(("kind", "text", "value"), [(kind, *row) for kind, rows in FOUND.items() for row in rows])
def test_it_finds(kind: str, text: str, value: str) -> None:
    assert (kind, value) in [(finding.kind, text[finding.start : finding.end]) for finding in look(text)]


@pytest.mark.parametrize("text", NEVER)
def test_it_leaves_alone(text: str) -> None:
    assert [(finding.kind, text[finding.start : finding.end]) for finding in look(text)] == []


@pytest.mark.parametrize("kind", ["bsn", "document_number", "birth_date", "combination"])
def test_these_wait_for_a_second_person(kind: str) -> None:
    assert [finding.blocks for text, _ in FOUND[kind] for finding in look(text) if finding.kind == kind]
    assert all(
        finding.blocks == (finding.kind in {"bsn", "document_number", "birth_date", "combination"})
        for text, _ in FOUND[kind]
        for finding in look(text)
    )


NOOR = Known.of(
    ["Noor Veldkamp (verzonnen)", "Jan-Willem van der Graaf", "Zoë D'Hondt (verzonnen)"], ["Stichting Roos"]
)


@pytest.mark.parametrize(
    "text",
    [
        "mevrouw Veldkamp", "Noor belt", "met Noor Veldkamp", "N. Veldkamp", "Veldkamp, Noor", "Noor V.",
        "Noors voorstel", "Veldkamps voorstel", "de heer Van der Graaf", "J.W. van der Graaf", "Jan-Willem belt",
        "n.veldkamp@organisatie.example", "iemand@roos.example", "Stichting Roos",
        "Voorstel van Zoë D'Hondt", "mevrouw D’Hondt",
    ],
)  # fmt: skip
def test_who_is_known_never_warns(text: str) -> None:
    assert look(text, NOOR) == []


@pytest.mark.parametrize(
    "text",
    ["Noor Jansen", "mevrouw Noor Jansen", "A. Veldkamp-Okafor", "Noor J. belde", "B. Veldkamp", "mevrouw D'Adesina"],
)
def test_somebody_else_with_the_same_name_does(text: str) -> None:
    assert [finding.kind for finding in look(text, NOOR)] == ["person_name"]
