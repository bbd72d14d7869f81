"""A readable outline of a .docx: text and formatting of each paragraph. Golden files contain outlines, not zip bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SHOWN = {
    f"{W}ind": ("leftChars", "left", "right", "firstLineChars", "firstLine", "hangingChars", "hanging"),
    f"{W}tab": ("val", "pos"),
}
"""Attributes have no order in XML; those of these elements are shown in this one."""


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def text_of(element: etree._Element) -> str:
    """All text below the element, that of fields and their codes, too."""
    return etree.tostring(element, method="text", encoding="unicode")


def outline(data: bytes) -> str:
    """One line per paragraph: style, differences from it, and text; {字体: …} for a run with another font. Footers last."""
    styles = {
        str(style.get(f"{W}styleId")): (str(style.find(f"{W}name").get(f"{W}val")), _font(style))
        for style in part(data, "word/styles.xml").iter(f"{W}style")
    }
    body = part(data, "word/document.xml")[0]
    lines = [line for element in body for line in _lines(element, styles)]
    for kind, footer in footers(data).items():
        lines += [f"[footer {kind}] {_paragraph(paragraph, styles)}" for paragraph in footer]
    return "\n".join(lines) + "\n"


def footers(data: bytes, section: int = -1) -> dict[str, etree._Element]:
    """The footers of a section (the last one) by kind: default, even, first."""
    targets = {
        relation.get("Id"): str(relation.get("Target"))
        for relation in part(data, "word/_rels/document.xml.rels")
    }
    form = list(part(data, "word/document.xml").iter(f"{W}sectPr"))[section]
    return {
        str(reference.get(f"{W}type")): part(data, f"word/{targets[reference.get(f'{R}id')]}")
        for reference in form.iter(f"{W}footerReference")
    }


def _lines(element: etree._Element, styles: dict[str, tuple[str, str]]) -> Iterator[str]:
    if element.tag == f"{W}p":
        yield _paragraph(element, styles)
    elif element.tag == f"{W}sectPr":
        yield "[page] " + " ".join(_flat(child) for child in element)


def _paragraph(paragraph: etree._Element, styles: dict[str, tuple[str, str]]) -> str:
    form = paragraph.find(f"{W}pPr")
    style = form.find(f"{W}pStyle")
    name, font = styles[str(style.get(f"{W}val"))] if style is not None else ("-", "")
    differs = " ".join(_flat(child) for child in form if child.tag != f"{W}pStyle")
    words = "".join(_words(child, font) for child in paragraph if child.tag != f"{W}pPr")
    return f"[{name}]" + (f" <{differs}>" if differs else "") + (f" {words}" if words else "")


def _words(element: etree._Element, font: str) -> str:
    if element.tag == f"{W}bookmarkStart":
        return f"⟦{element.get(f'{W}name')}: "
    if element.tag == f"{W}bookmarkEnd":
        return "⟧"
    if element.find(f"{W}br") is not None:
        return "⏎"
    if element.find(f"{W}tab") is not None:
        return "⇥"
    words = "".join(text.text or "" for text in element.iter(f"{W}t"))
    own = _font(element)
    return words if own in {"", font} else f"{{{own}: {words}}}"


def _font(element: etree._Element) -> str:
    """The Chinese font that a style or run names; "" for none, which leaves the style's."""
    fonts = element.find(f"{W}rPr/{W}rFonts")
    return "" if fonts is None else str(fonts.get(f"{W}eastAsia", ""))


def _flat(element: etree._Element) -> str:
    attributes = [
        (str(name).rpartition("}")[2], value) for name, value in element.items() if name != f"{R}id"
    ]
    if element.tag in SHOWN:
        attributes.sort(key=lambda attribute: SHOWN[str(element.tag)].index(attribute[0]))
    values = ",".join(f"{name}={value!s}" for name, value in attributes)
    inner = "".join(f"{{{_flat(child)}}}" for child in element)
    return element.tag.rpartition("}")[2] + (f"({values})" if values else "") + inner
