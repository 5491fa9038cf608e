"""What office programs keep in a text besides the text: history, remarks, hidden words, names, commands."""

from __future__ import annotations

import re

from lxml import etree

from schakel.files import cleaned
from schakel.files.cleaned import Trace
from schakel.files.markup import Element, drop, local, unwrap

ELEMENT = etree.Element  # iter(ELEMENT) leaves out comments and instructions
RELATIONS = ("/officeDocument/2006/relationships}", "/officeDocument/relationships}")

# the name of an element → what it was; it goes with all that stands in it
GONE = {
    **dict.fromkeys(("del", "moveFrom", "delText", "delInstrText"), Trace.DELETED),
    **dict.fromkeys(("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"), Trace.INSERTED),
    **dict.fromkeys(("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange"), Trace.EXTRA),
    **dict.fromkeys(("tblGridChange", "trPrChange", "tcPrChange", "numberingChange"), Trace.EXTRA),
    **dict.fromkeys(("customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart"), Trace.EXTRA),
    **dict.fromkeys(("customXmlDelRangeEnd", "cellIns", "cellDel", "cellMerge"), Trace.EXTRA),
    **dict.fromkeys(("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"), Trace.COMMENTS),
    **dict.fromkeys(
        ("rsids", "docVars", "docId", "mailMerge", "trackRevisions", "fldData", "dataBinding"), Trace.EXTRA
    ),
    **dict.fromkeys(("absPath", "fileSharing", "attachedTemplate", "saveThroughXslt"), Trace.EXTRA),
}
SILENT = {"rsids", "docId", "absPath", "dataBinding", "trackRevisions", "fldData"}  # in nearly every file
NAMES = {"author", "initials", "refreshedBy", "userName", "lastModifiedBy"}
SPACES = (
    "wordprocessingml",
    "spreadsheetml",
    "presentationml",
    "office/word/",
    "office/excel/",
    "office/spreadsheetml/",
)
FETCHING = re.compile(
    r"^\s*\"?\s*(DDEAUTO|DDE|DATABASE|LINK|IMPORT|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|QUOTE)\b",
    re.IGNORECASE | re.MULTILINE,
)
CALLING = re.compile(r"\b(WEBSERVICE|CALL|REGISTER|EXEC)\s*\(|^\s*[=+@-]?\w+\|", re.IGNORECASE)
FETCHED, FORMULAS = {"ddeLink", "oleLink", "altChunk"}, {"f", "definedName", "formula", "formula1", "formula2"}
OBJECTS = {"OLEObject", "oleObj", "oleObject", "control"}
ACTIONS = ("ppaction://macro", "ppaction://program", "ppaction://ole")
OFF = {"0", "false", "off"}


def scrub(root: Element, hidden: set[str], gone: set[str], traces: set[Trace]) -> None:
    """Take out of one part what its readers would not see. Raises ValidationError for commands to fetch something."""
    if _is_drawing_with_script(root):
        raise cleaned.macros()
    _judge_fields(root)
    _empty_deleted(root, traces)
    for element in list(root.iter(ELEMENT)):
        _scrub_element(element, traces)
    _drop_hidden(root, hidden, traces)
    _drop_references(root, gone)
    if local(root) == "notes" and any((element.text or "").strip() for element in root.iter(ELEMENT)):
        traces.add(Trace.NOTES)


def hidden_styles(root: Element) -> set[str]:
    """Return the names of the styles, also those built on them, that hide their text."""
    styles = {_value(style, "styleId"): style for style in root if local(style) == "style"}
    hidden: set[str] = set()
    while True:
        more = {name for name, style in styles.items() if _hides(style, hidden)} - hidden
        if not more:
            return hidden
        hidden |= more


def _hides(style: Element, hidden: set[str]) -> bool:
    own = _vanish(_child(style, "rPr"))
    based = _child(style, "basedOn")
    return own if own is not None else based is not None and _value(based, "val") in hidden


def _judge_fields(root: Element) -> None:
    """Look at the commands of fields, also when one is spread over many runs, and at formulas."""
    said: list[str] = []
    for element in root.iter(ELEMENT):
        name = local(element)
        if name == "fldChar":
            said.append("\n")
        elif name == "fldSimple":
            said.append(f"\n{_value(element, 'instr')}\n")
        elif name == "instrText":
            said.append(element.text or "")
        elif name in FETCHED or (name in FORMULAS and CALLING.search(element.text or "")):
            raise cleaned.outside()
        elif name in OBJECTS:
            raise cleaned.embedded()
    if FETCHING.search("".join(said)):
        raise cleaned.outside()


def _empty_deleted(root: Element, traces: set[Trace]) -> None:
    """Take out the rows that were deleted as a whole, and empty such cells: a row keeps its number of cells."""
    for look in [element for element in root.iter(ELEMENT) if local(element) in ("trPr", "tcPr")]:
        outer = look.getparent()
        if outer is None:
            continue
        if local(look) == "trPr" and _child(look, "del") is not None:
            drop(outer)
            traces.add(Trace.DELETED)
        elif _child(look, "cellDel") is not None:
            for text in [each for each in outer.iter(ELEMENT) if local(each) in ("t", "instrText")]:
                text.text = ""
            traces.add(Trace.DELETED)


def _scrub_element(element: Element, traces: set[Trace]) -> None:
    if not any(space in str(element.tag) for space in SPACES):
        _drop_actions(element, traces)
        return
    name = local(element)
    if name in ("ins", "moveTo"):
        traces.add(Trace.INSERTED)
        unwrap(element)
    elif name in GONE:
        if name not in SILENT:
            traces.add(GONE[name])
        drop(element)
    elif name == "sheet" and (element.get("state") or "visible") != "visible":
        traces.add(Trace.HIDDEN_SHEET)
    for key in list(element.attrib):
        word = str(key).rpartition("}")[2]
        if word.startswith("rsid") or word in NAMES:
            del element.attrib[key]


def _drop_actions(element: Element, traces: set[Trace]) -> None:
    if (element.get("action") or "").lower().startswith(ACTIONS):
        del element.attrib["action"]
        traces.add(Trace.SCRIPT)


def _drop_hidden(root: Element, hidden: set[str], traces: set[Trace]) -> None:
    for run in [element for element in root.iter(ELEMENT) if local(element) == "r"]:
        if _is_hidden(run, hidden):
            for part in list(run):
                if local(part) not in ("rPr", "fldChar"):
                    if local(part) != "lastRenderedPageBreak":
                        traces.add(Trace.HIDDEN)
                    drop(part)


def _is_hidden(run: Element, hidden: set[str]) -> bool:
    look = _child(run, "rPr")
    own = _vanish(look)
    if own is not None:
        return own
    style = _child(look, "rStyle")
    if style is not None and _value(style, "val") in hidden:
        return True
    paragraph = next((above for above in run.iterancestors() if local(above) == "p"), None)
    style = _child(_child(paragraph, "pPr"), "pStyle")
    return style is not None and _value(style, "val") in hidden


def _drop_references(root: Element, gone: set[str]) -> None:
    """Take out what pointed at parts that are left out."""
    for element in list(root.iter(ELEMENT)):
        for key in [key for key in element.attrib if any(space in str(key) for space in RELATIONS)]:
            if element.attrib[key] in gone:
                del element.attrib[key]
                if not element.attrib and not len(element):
                    drop(element)


def _is_drawing_with_script(root: Element) -> bool:
    return local(root) == "svg" and any(
        local(element) in ("script", "foreignObject")
        or any(str(key).lower().startswith("on") for key in element.attrib)
        for element in root.iter(ELEMENT)
    )


def _child(element: Element | None, name: str) -> Element | None:
    return None if element is None else next((child for child in element if local(child) == name), None)


def _value(element: Element, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _vanish(look: Element | None) -> bool | None:
    """Return whether these properties hide the text; None when they do not say."""
    sign = _child(look, "vanish")
    return None if sign is None else _value(sign, "val") not in OFF
