"""Read one Word paragraph: runs, tracked changes accepted, field results, text boxes collected separately.

Source: ECMA-376 part 1, 17.3 (paragraphs and runs), 17.13.5 (tracked changes), 17.16 (fields); TRAPS 11.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from desktop.documents.reading.package import attribute, child, children, local_name

_NEVER_SEEN = frozenset({
    "pPr", "rPr", "sdtPr", "sdtEndPr", "trPr", "tcPr", "tblPr", "sectPr", "ffData", "fldData", "docPr", "cNvPr",
    "del", "moveFrom", "delText", "instrText", "delInstrText", "rt", "annotation",
})  # fmt: skip
_OFF = {"0", "false", "off", "none"}
_BREAKS = {"br", "cr"}
_SIGNS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-", "softHyphen": ""}
_SYMBOLS = {
    ("Wingdings", 0xA8): "□", ("Wingdings", 0x6F): "□", ("Wingdings", 0x71): "□", ("Wingdings", 0xFE): "☑",
    ("Wingdings", 0xFD): "☒", ("Wingdings", 0xFC): "✓", ("Wingdings", 0x6C): "●", ("Wingdings", 0x6E): "■",
    ("Wingdings 2", 0x52): "☑", ("Wingdings 2", 0x51): "☒", ("Wingdings 2", 0x50): "✓", ("Wingdings 2", 0xA3): "□",
    ("Symbol", 0xB7): "·",
}  # fmt: skip


@dataclass(slots=True)
class OpenBookmarks:
    """The bookmarks open at the current position, by id; they may span paragraphs."""

    names: dict[str, str] = field(default_factory=dict)

    def follow(self, element: etree._Element) -> None:
        """Open or close a bookmark at `w:bookmarkStart` or `w:bookmarkEnd`."""
        key = attribute(element, "id") or ""
        if local_name(element) == "bookmarkStart":
            self.names[key] = attribute(element, "name") or ""
        else:
            self.names.pop(key, None)


@dataclass(slots=True)
class RunText:
    """Collects a paragraph: its `lines` (separated by line breaks), anchored `boxes`, note ids, bookmarks."""

    open_bookmarks: OpenBookmarks
    lines: list[str] = field(default_factory=lambda: [""])
    boxes: list[etree._Element] = field(default_factory=list)
    note_ids: list[tuple[str, str]] = field(default_factory=list)
    bookmarks: dict[str, None] = field(default_factory=dict)
    hidden: bool = False
    _fields: list[bool] = field(
        default_factory=list
    )  # True while inside the instruction, False in the result

    def read(self, paragraph: etree._Element) -> None:
        """Read the paragraph; call again with the next one if this paragraph's mark was deleted in a tracked change."""
        self._walk(paragraph)
        self._touch_bookmarks()

    def _walk(self, element: etree._Element) -> None:
        for inner in element:
            name = local_name(inner)
            if name in _NEVER_SEEN or not name:
                continue
            if name == "r" and is_on(inner, "rPr", "vanish"):
                self.hidden = self.hidden or any(local_name(part) == "t" for part in inner)
            elif name == "AlternateContent":
                self._walk_branch(inner)
            elif name == "sdt" and is_on(inner, "sdtPr", "showingPlcHdr"):
                continue
            elif name in {"txbxContent", "textpath"}:
                self.boxes.append(inner)
            elif not self._read_leaf(name, inner):
                self._walk(inner)

    def _read_leaf(self, name: str, element: etree._Element) -> bool:
        """Handle a leaf element; return False for an element whose children must be walked."""
        if name == "t":
            self._add((element.text or "").replace("\n", " ").replace("\r", ""))
        elif name in _SIGNS:
            self._add(_SIGNS[name])
        elif name in _BREAKS:
            self.lines.append("")
        elif name == "sym":
            self._add(_symbol(element))
        elif name == "fldChar":
            self._follow_field(element)
        elif name in {"footnoteReference", "endnoteReference"}:
            self.note_ids.append((name.removesuffix("Reference") + "s", attribute(element, "id") or ""))
        elif name in {"bookmarkStart", "bookmarkEnd"}:
            self.open_bookmarks.follow(element)
        else:
            return False
        return True

    def _walk_branch(self, alternate: etree._Element) -> None:
        branch = chosen_branch(alternate)
        if branch is not None:
            self._walk(branch)

    def _add(self, text: str) -> None:
        if text and not any(self._fields):
            self.lines[-1] += text
            self._touch_bookmarks()

    def _touch_bookmarks(self) -> None:
        self.bookmarks.update(dict.fromkeys(self.open_bookmarks.names.values()))

    def _follow_field(self, element: etree._Element) -> None:
        step = attribute(element, "fldCharType")
        if step == "begin":
            self._add(_check_box(element))
            self._fields.append(True)
        elif step == "separate" and self._fields:
            self._fields[-1] = False
        elif step == "end" and self._fields:
            self._fields.pop()


def chosen_branch(alternate: etree._Element) -> etree._Element | None:
    """Return the branch of `mc:AlternateContent` to read: the first one with text."""
    branches = [branch for name in ("Choice", "Fallback") for branch in children(alternate, name)]
    for branch in branches:
        if any(local_name(part) in {"t", "textpath"} for part in branch.iter()):
            return branch
    return branches[0] if branches else None


def mark_is_deleted(paragraph: etree._Element) -> bool:
    """True if the paragraph mark was deleted or moved in a tracked change, so that the next paragraph is joined."""
    properties = child(paragraph, "pPr", "rPr")
    return child(properties, "del") is not None or child(properties, "moveFrom") is not None


def is_on(element: etree._Element, *path: str) -> bool:
    """True if the switch at the end of a path of local names exists and is not turned off."""
    found = child(element, *path)
    return found is not None and attribute(found, "val") not in _OFF


def _symbol(element: etree._Element) -> str:
    try:
        code = int(attribute(element, "char") or "0", 16)
    except ValueError:
        return ""
    font = attribute(element, "font") or ""
    known = _SYMBOLS.get((font, code & 0xFF))
    return known or (chr(code) if 0x20 <= code < 0xD800 else "")


def _check_box(element: etree._Element) -> str:
    box = child(element, "ffData", "checkBox")
    if box is None:
        return ""
    return "☑" if is_on(box, "checked") or (child(box, "checked") is None and is_on(box, "default")) else "□"
