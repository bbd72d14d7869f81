"""A readable outline of a .docx: text and formatting of each paragraph. Golden files contain outlines, not zip bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def outline(data: bytes) -> str:
    """One line per paragraph: style, differences from it, and text; {字体: …} for a run with another font."""
    styles = {
        str(style.get(f"{W}styleId")): (str(style.find(f"{W}name").get(f"{W}val")), _font(style))
        for style in part(data, "word/styles.xml").iter(f"{W}style")
    }
    body = part(data, "word/document.xml")[0]
    return "\n".join(line for element in body for line in _lines(element, styles)) + "\n"


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
    return words if _font(element) == font else f"{{{_font(element)}: {words}}}"


def _font(element: etree._Element) -> str:
    fonts = element.find(f"{W}rPr/{W}rFonts")
    return "" if fonts is None else str(fonts.get(f"{W}eastAsia"))


def _flat(element: etree._Element) -> str:
    values = ",".join(f"{str(name).rpartition('}')[2]}={value!s}" for name, value in element.items())
    inner = "".join(f"{{{_flat(child)}}}" for child in element)
    return element.tag.rpartition("}")[2] + (f"({values})" if values else "") + inner
