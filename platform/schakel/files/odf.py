"""OpenDocument text and sheets: the text, the styles and the pictures, and nothing else."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from lxml import etree

from schakel.files import cleaned, image, markup
from schakel.files.archive import Archive, packed
from schakel.files.cleaned import Cleaned, Trace
from schakel.files.markup import Element, drop, local

KINDS = {
    ".odt": b"application/vnd.oasis.opendocument.text",
    ".ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
CONTENT, STYLES, META, MANIFEST, KIND = "content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml", "mimetype"
MACROS = ("basic/", "scripts/", "dialogs/")
EMBEDDED = re.compile(r"^(object ?\d|objects?/|media/|chart)", re.IGNORECASE)
AS_IT_IS = {".gif", ".bmp", ".emf", ".wmf", ".tif", ".tiff", ".svm"}
GONE = {
    **dict.fromkeys(("annotation", "annotation-end"), Trace.COMMENTS),
    **dict.fromkeys(("change", "change-start", "change-end"), Trace.INSERTED),
    **dict.fromkeys(("hidden-text", "hidden-paragraph"), Trace.HIDDEN),
    **dict.fromkeys(("event-listeners", "event-listener"), Trace.SCRIPT),
}
FETCHING = {
    *("section-source", "table-source", "cell-range-source", "floating-frame", "applet", "plugin"),
    *("dde-source", "dde-link", "dde-connection", "dde-connection-decl"),
    *("database-display", "database-source-sql", "database-source-table", "database-source-query"),
}
CALLING = re.compile(r"\b(DDE|WEBSERVICE)\s*\(", re.IGNORECASE)
WEB = ("http://", "https://", "mailto:", "tel:", "#")


def clean(content: bytes, suffix: str) -> Cleaned:
    """Return an OpenDocument file without macros, strangers and history. Raises ValidationError."""
    archive = Archive(content, suffix)
    if any(name.lower().startswith(MACROS) for name in archive.names):
        raise cleaned.macros()
    if any(EMBEDDED.match(name) for name in archive.names):
        raise cleaned.embedded()
    if (
        CONTENT not in archive
        or MANIFEST not in archive
        or archive.read(KIND if KIND in archive else CONTENT) != KINDS[suffix]
    ):
        raise cleaned.broken(suffix)
    manifest = markup.parsed(archive.read(MANIFEST), suffix)
    if any(local(element) == "encryption-data" for element in manifest.iter(etree.Element)):
        raise cleaned.locked()
    traces: set[Trace] = set()
    parts = {KIND: KINDS[suffix], **_texts(archive, traces), **_pictures(archive, traces)}
    _note_properties(archive, traces)
    for entry in list(manifest):
        path = next((value for key, value in entry.attrib.items() if str(key).endswith("full-path")), "")
        if path != "/" and path not in parts:
            manifest.remove(entry)
    return Cleaned(packed({**parts, MANIFEST: markup.written(manifest)}), frozenset(traces))


def _texts(archive: Archive, traces: set[Trace]) -> dict[str, bytes]:
    roots = {name: markup.parsed(archive.read(name), archive.suffix) for name in (CONTENT, STYLES) if name in archive}
    hidden = {name for root in roots.values() for name in _hidden_styles(root)}
    for root in roots.values():
        _scrub(root, hidden, traces)
    return {name: markup.written(root) for name, root in roots.items()}


def _pictures(archive: Archive, traces: set[Trace]) -> dict[str, bytes]:
    kept = {}
    for name in sorted(archive.names):
        ending = PurePosixPath(name).suffix.lower()
        if not name.startswith("Pictures/"):
            continue
        content = archive.read(name)
        if ending in image.LOSSLESS:
            bare = image.without_metadata(content)
            if bare is None:
                raise cleaned.broken(archive.suffix)
            if bare != content:
                traces.add(Trace.CAMERA)
            kept[name] = bare
        elif ending in AS_IT_IS:
            kept[name] = content
    return kept


def _note_properties(archive: Archive, traces: set[Trace]) -> None:
    if any(name.startswith("Thumbnails/") for name in archive.names):
        traces.add(Trace.THUMBNAIL)
    if META not in archive:
        return
    for element in markup.parsed(archive.read(META), archive.suffix).iter(etree.Element):
        if (element.text or "").strip():
            if local(element) in ("creator", "initial-creator", "printed-by"):
                traces.add(Trace.AUTHOR)
            elif local(element) in ("title", "subject", "description", "keyword", "user-defined"):
                traces.add(Trace.PROPERTIES)


def _hidden_styles(root: Element) -> set[str]:
    found = set()
    for look in root.iter(etree.Element):
        style = look.getparent()
        if local(look) == "text-properties" and _value(look, "display") == "none" and style is not None:
            found.add(_value(style, "name"))
    return found


def _scrub(root: Element, hidden: set[str], traces: set[Trace]) -> None:
    for element in list(root.iter(etree.Element)):
        name = local(element)
        _judge(element, name, traces)
        if name == "tracked-changes":
            kinds = {local(each) for each in element.iter(etree.Element)}
            traces.add(Trace.DELETED if "deletion" in kinds else Trace.INSERTED)
            drop(element)
        elif name in GONE:
            traces.add(GONE[name])
            drop(element)
        elif _value(element, "style-name") in hidden or (name == "section" and _value(element, "display") == "none"):
            traces.add(Trace.HIDDEN)
            element.text = ""
            for child in list(element):
                element.remove(child)
        elif name == "table-properties" and _value(element, "display") == "false":
            traces.add(Trace.HIDDEN_SHEET)


def _judge(element: Element, name: str, traces: set[Trace]) -> None:
    """Refuse what fetches something from outside or runs; leave links to the web."""
    if name == "script":
        raise cleaned.macros()
    if name in FETCHING or CALLING.search(_value(element, "formula")):
        raise cleaned.outside()
    if name in ("object", "object-ole"):
        raise cleaned.embedded()
    for key, target in list(element.attrib.items()):
        if not str(key).endswith("}href"):
            continue
        if name == "a":
            if not str(target).lower().startswith(WEB):
                element.set(str(key), "#")
                traces.add(Trace.LINK)
        elif ":" in target or str(target).startswith(("/", "..", "\\")):
            raise cleaned.outside()


def _value(element: Element, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")
