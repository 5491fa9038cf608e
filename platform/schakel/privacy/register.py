"""Write the register of processing (AVG, article 30) from what the parts declared."""

from __future__ import annotations

from collections.abc import Iterator

from schakel.privacy import retention
from schakel.privacy.declaring import Holding, Sort, installed

HEAD = """# The register of processing
Made from the code by `schakel processing_register`; a test fails when it is out of date. Which organisation is the
controller, who its officer is and to whom data are passed on, it adds itself: the code does not know.

Kept of persons: those who work with the platform for a partner, for a municipality or for the secretariat. Never on the
platform: data of victims. The ground names the letter of article 6(1) of the AVG.

"""


def text() -> str:
    """Return the register as Markdown."""
    return HEAD + "\n".join([*_holdings(), *_rules()]) + "\n"


def _holdings() -> Iterator[str]:
    yield "| table | what | purpose | ground | term | erasing a person |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for each in installed():
        fields = "; ".join(f"{sort.value}: {_names(each, sort)}" for sort in Sort if each.of(sort))
        term = retention.term(each.term)
        yield f"| `{each.model}` | {fields} | {each.purpose} | {each.ground} | {term} | {_fate(each)} |"


def _names(holding: Holding, sort: Sort) -> str:
    return ", ".join(f"`{name}`" for name in holding.of(sort))


def _fate(holding: Holding) -> str:
    return f"{holding.fate}. {holding.reason}" if holding.reason else str(holding.fate)


def _rules() -> Iterator[str]:
    yield "\n## How long\nWhat `schakel retention` lets go. The journal says how much of it went.\n"
    yield "| rule | after | |"
    yield "| --- | --- | --- |"
    for _name, rule in sorted(retention.RULES.items()):
        yield f"| `{rule.name}` | {rule.days} days | {rule.sentence} |"
