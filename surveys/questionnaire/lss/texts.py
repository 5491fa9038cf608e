"""Texts of LimeSurvey as people read them: HTML becomes text, placeholders become references."""

import re
from collections.abc import Callable, Mapping

from lxml import etree, html

NAMES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fr": "French", "fy": "Frisian", "it": "Italian",
    "nl": "Dutch", "pap-CW": "Papiamento", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "tr": "Turkish",
}  # fmt: skip
_BREAKS = ("br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6")
_PLACE = re.compile(r"\{([^{}\s][^{}]*)\}")


def language_name(code: str) -> str:
    """Name a language as a workbook does.

    >>> language_name("nl"), language_name("nl-informal"), language_name("xx")
    ('Dutch (nl)', 'Dutch (nl-informal)', 'xx')
    """
    plain = NAMES.get(code) or NAMES.get(code.partition("-")[0])
    return f"{plain} ({code})" if plain else code


def as_text(markup: str) -> str:
    """Return what HTML says, a paragraph per line."""
    if "<" not in markup and "&" not in markup:
        return _tidy(markup)
    try:
        tree = html.fromstring(f"<div>{markup}</div>")
    except (etree.ParserError, ValueError):
        return _tidy(re.sub(r"<[^>]*>", " ", markup))
    etree.strip_elements(tree, "script", "style", with_tail=False)
    for element in tree.iter(*_BREAKS):
        element.tail = f"\n{element.tail or ''}"
    return _tidy("".join(str(piece) for piece in tree.itertext()))


def _tidy(text: str) -> str:
    plain = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)
    lines = (" ".join(line.split()) for line in plain.replace("${", "$ {").splitlines())
    return "\n".join(line for line in lines if line)


def with_references(text: str, name_of: Callable[[str], str]) -> tuple[str, list[str]]:
    """Write `{Q1.NAOK}` as `${Q1}`; return the text, and the placeholders for which there is no such thing."""
    left: list[str] = []

    def put(found: re.Match[str]) -> str:
        name = name_of(found[1].strip())
        if not name:
            left.append(found[0])
        return f"${{{name}}}" if name else found[0]

    return _PLACE.sub(put, text), left


def columns(column: str, texts: Mapping[str, str]) -> dict[str, str]:
    """Return a text in several languages as the columns of a workbook."""
    return {f"{column}::{language_name(code)}": as_text(text) for code, text in texts.items()}
