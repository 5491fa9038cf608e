"""XML from outside: no document type, no entity, nothing fetched."""

from __future__ import annotations

from lxml import etree

from schakel.files import cleaned

DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
ENCODINGS = ("UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "ASCII", "US-ASCII")
Element = etree._Element


def parsed(content: bytes, suffix: str) -> Element:
    """Return the root of an XML part. Raises ValidationError for a document type and for what is no XML."""
    if any(mark in content.replace(b"\0", b"").upper() for mark in DECLARATIONS):
        raise cleaned.tampered()
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as trouble:
        raise cleaned.broken(suffix) from trouble
    # an encoding that hides the signs from the search above is nothing an office program writes
    about = root.getroottree().docinfo
    if about.internalDTD is not None or (about.encoding or "UTF-8").upper() not in ENCODINGS:
        raise cleaned.tampered()
    return root


def written(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def drop(element: Element) -> None:
    """Take an element out and keep the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def unwrap(element: Element) -> None:
    """Put the children of an element in its place."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    for child in reversed(element):
        parent.insert(at, child)
    drop(element)
