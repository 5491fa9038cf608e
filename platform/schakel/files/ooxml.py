"""Word, Excel and PowerPoint: walk from part to part by their relationships, and keep only what is reached."""

from __future__ import annotations

import posixpath
from pathlib import PurePosixPath

from lxml import etree

from schakel.files import cleaned, image, markup, office_text
from schakel.files.archive import Archive, packed
from schakel.files.cleaned import Cleaned, Trace
from schakel.files.markup import Element, local

BASE = "application/vnd.openxmlformats-officedocument."
MAIN = {
    ".docx": f"{BASE}wordprocessingml.document.main+xml",
    ".xlsx": f"{BASE}spreadsheetml.sheet.main+xml",
    ".pptx": f"{BASE}presentationml.presentation.main+xml",
}
TYPES, STYLES, ROOT = "[Content_Types].xml", "word/styles.xml", ""
MACROS = ("vbaproject", "vbadata", "macrosheets/", "dialogsheets/", "macroenabled", "intlmacro")
EMBEDDED = ("embeddings/", "activex/", "oleobject")
OUTSIDE = ("externallinks/", "connections.xml", "querytables/")
# the last word of a relationship's type → what it may do here
REFUSED = {
    **dict.fromkeys(("vbaproject", "wordvbadata", "xlmacrosheet", "xlintlmacrosheet", "dialogsheet"), cleaned.macros),
    **dict.fromkeys(("oleobject", "package", "control", "activexcontrolbinary", "afchunk"), cleaned.embedded),
    **dict.fromkeys(
        ("attachedtemplate", "subdocument", "frame", "externallink", "externallinkpath", "connections", "querytable"),
        cleaned.outside,
    ),
}
DROPPED = {
    **dict.fromkeys(("core-properties", "extended-properties", "custom-properties"), Trace.PROPERTIES),
    **dict.fromkeys(("comments", "commentsextended", "commentsids", "commentsextensible"), Trace.COMMENTS),
    **dict.fromkeys(("threadedcomment", "vmldrawing"), Trace.COMMENTS),
    **dict.fromkeys(("people", "person", "commentauthors", "authors"), Trace.AUTHOR),
    **dict.fromkeys(
        ("customxml", "customxmlprops", "printersettings", "glossarydocument", "revisioninfo"), Trace.EXTRA
    ),
    **dict.fromkeys(("changesinfo", "tags", "classificationlabels", "metadata/labelinfo", "docmetadata"), Trace.EXTRA),
    **dict.fromkeys(("keymapcustomizations", "extensibility", "recipientdata", "webextension"), Trace.EXTRA),
    **dict.fromkeys(("webextensiontaskpanes", "userxmldata", "revisionheaders", "usernames"), Trace.EXTRA),
    **dict.fromkeys(("origin", "signature"), Trace.SIGNATURE),
    "thumbnail": Trace.THUMBNAIL,
}
AUTHORS = ("creator", "lastModifiedBy", "Manager")
PROPERTIES = ("title", "subject", "description", "keywords", "category", "contentStatus", "Company", "lpwstr")
MARKUP = {".xml", ".vml", ".svg"}
AS_IT_IS = {".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".wdp", ".odttf", ".fntdata"}
WEB = ("http://", "https://", "mailto:", "tel:")


def clean(content: bytes, suffix: str) -> Cleaned:
    """Return an Office file without macros, strangers and history. Raises ValidationError for what may not come in."""
    archive = Archive(content, suffix)
    for name in map(str.lower, archive.names):
        for words, refusal in ((MACROS, cleaned.macros), (EMBEDDED, cleaned.embedded), (OUTSIDE, cleaned.outside)):
            if any(word in name for word in words):
                raise refusal()
    for name in archive.names:  # also of parts that nothing leads to
        if name.endswith(".rels"):
            _judge_relations(markup.parsed(archive.read(name), suffix))
    package = _Package(archive, suffix)
    return Cleaned(packed(package.walked()), frozenset(package.traces))


def _judge_relations(root: Element) -> None:
    for relation in root.iter(etree.Element):
        word = _word(relation)
        refusal = REFUSED.get(word)
        if refusal:
            raise refusal()
        if _is_outside(relation) and word != "hyperlink":
            raise cleaned.outside()


def _word(relation: Element) -> str:
    return (relation.get("Type") or "").rstrip("/").rpartition("/")[2].lower()


def _is_outside(relation: Element) -> bool:
    return (relation.get("TargetMode") or "").lower() == "external"


class _Package:
    """One walk through a file."""

    def __init__(self, archive: Archive, suffix: str) -> None:
        self.archive, self.suffix = archive, suffix
        self.traces: set[Trace] = set()
        self.parts: dict[str, bytes] = {}
        self.types = self._parsed(TYPES)
        self._judge_types()
        self.hidden = office_text.hidden_styles(self._parsed(STYLES)) if STYLES in archive else set()

    def walked(self) -> dict[str, bytes]:
        """Return the parts that belong to the document, each cleaned."""
        waiting, seen = [ROOT], {ROOT}
        while waiting:
            part = waiting.pop()
            gone, targets = self._relations(part)
            if part != ROOT:
                self.parts[part] = self._cleaned(part, gone)
            waiting += [target for target in targets if target not in seen]
            seen.update(targets)
        kept = {f"/{name}".casefold() for name in self.parts}
        for entry in list(self.types):
            name = entry.get("PartName")
            if name is not None and name.casefold() not in kept:
                self.types.remove(entry)
        return {TYPES: markup.written(self.types), **dict(sorted(self.parts.items()))}

    def _parsed(self, name: str) -> Element:
        if name not in self.archive:
            raise cleaned.broken(self.suffix)
        return markup.parsed(self.archive.read(name), self.suffix)

    def _judge_types(self) -> None:
        kinds = [(entry.get("ContentType") or "").lower() for entry in self.types]
        if any("macroenabled" in kind or "vbaproject" in kind for kind in kinds):
            raise cleaned.macros()
        if MAIN[self.suffix] not in kinds:
            raise cleaned.broken(self.suffix)

    def _relations(self, part: str) -> tuple[set[str], list[str]]:
        """Clean the relationships of a part; return the ids that are gone and the parts that it leads to."""
        folder, name = posixpath.split(part)
        own = posixpath.join(folder, "_rels", f"{name}.rels")
        if own not in self.archive:
            if part == ROOT:
                raise cleaned.broken(self.suffix)
            return set(), []
        gone, targets, root = set(), [], self._parsed(own)
        for relation in list(root):
            word, target = _word(relation), relation.get("Target") or ""
            if _is_outside(relation):
                self._close(relation, target)
            elif word in DROPPED and not (word == "vmldrawing" and self.suffix != ".xlsx"):
                self._remember(DROPPED[word], _place(folder, target))
                gone.add(relation.get("Id") or "")
                root.remove(relation)
            elif not target.startswith("#"):
                place = _place(folder, target)
                if place.endswith(".rels") or place == TYPES:
                    raise cleaned.tampered()
                if place in self.archive:
                    targets.append(place)
                else:
                    relation.set("Target", "NULL")  # a picture that got lost: readers show a cross
        self.parts[own] = markup.written(root)
        return gone, targets

    def _close(self, relation: Element, target: str) -> None:
        """Leave links to the web; one to a file tells whose computer it was, and leads nobody anywhere."""
        if not target.lower().startswith((*WEB, "#")):
            relation.set("Target", "#")
            self.traces.add(Trace.LINK)

    def _remember(self, trace: Trace, place: str) -> None:
        """Note what is left out; of properties those that tell something."""
        if trace != Trace.PROPERTIES:
            self.traces.add(trace)
        elif place in self.archive:
            told = {local(each) for each in self._parsed(place).iter(etree.Element) if (each.text or "").strip()}
            self.traces |= {Trace.AUTHOR} if told & set(AUTHORS) else set()
            self.traces |= {trace} if told & set(PROPERTIES) else set()

    def _cleaned(self, part: str, gone: set[str]) -> bytes:
        ending = PurePosixPath(part).suffix.lower()
        if ending in MARKUP:
            root = self._parsed(part)
            office_text.scrub(root, self.hidden, gone, self.traces)
            return markup.written(root)
        content = self.archive.read(part)
        if ending in image.LOSSLESS:
            bare = image.without_metadata(content)
            if bare is None:
                raise cleaned.broken(self.suffix)
            if bare != content:
                self.traces.add(Trace.CAMERA)
            return bare
        if ending not in AS_IT_IS:
            raise cleaned.embedded()
        return content


def _place(folder: str, target: str) -> str:
    """Return the name of the part that a relationship of something in `folder` leads to."""
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
