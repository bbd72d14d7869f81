"""What a .docx says of its own page: paper, margins, grid, fonts, pitch, page numbers; measured from its XML."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from lxml import etree

from desktop.documents.docx.docx_inheritance import TWIPS_A_PT, InheritedForms, is_on, number_of
from desktop.documents.reading.limits import DEFAULT_LIMITS
from desktop.documents.reading.package import Package, child, children, value_of
from desktop.domain.errors import FileProblem

_TITLE_PT = 20.0  # characters of this size and more are a title


@dataclass(frozen=True, slots=True)
class DocxPage:
    """Lengths in mm. `line_pitch_pt` and `char_space` are the grid's; `grid` its type, "" for none."""

    width_mm: float
    height_mm: float
    top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float
    footer_mm: float
    grid: str = ""
    line_pitch_pt: float = 0.0
    char_space: int = 0


@dataclass(frozen=True, slots=True)
class DocxLook:
    """What most characters of the body look like, and those of the title; "" and 0 where nothing is said.

    `pitch_pt` is exact line spacing, 0 for any other. `spacing_pt` is added to each character.
    """

    page: DocxPage
    body_font: str
    body_pt: float
    spacing_pt: float
    pitch_pt: float
    first_line_chars: float
    title_font: str
    title_pt: float
    numbered: bool
    mirrored: bool
    autospace: bool


def measure_docx(data: bytes) -> DocxLook:
    """Return the look of the file. Raises FileProblem for anything that is no whole .docx."""
    package = Package(data, DEFAULT_LIMITS)
    document = package.xml("word/document.xml")
    body = child(document, "body")
    section = child(body, "sectPr")
    if body is None or section is None:
        raise FileProblem("这不是完整的 .docx 文件", "请用 WPS 或 Word 打开后重新保存")
    styles = InheritedForms(package.xml("word/styles.xml"))
    plain, titled = _looks(body, styles)
    body_look = plain.most_common(1)[0][0] if plain else ("", 0.0, 0.0, 0.0, 0.0)
    title_look = titled.most_common(1)[0][0] if titled else ("", 0.0, 0.0, 0.0, 0.0)
    settings = package.xml("word/settings.xml")
    return DocxLook(
        _page(section), body_look[0], body_look[1], body_look[2], body_look[3], body_look[4], title_look[0], title_look[1],
        numbered=_has_page_field(package),
        mirrored=is_on(child(settings, "evenAndOddHeaders")),
        autospace=styles.autospace,
    )  # fmt: skip


def _page(section: etree._Element) -> DocxPage:
    size, margins, grid = (_attributes(section, name) for name in ("pgSz", "pgMar", "docGrid"))
    mm = {name: _mm(margins.get(name)) for name in ("top", "bottom", "left", "right", "footer")}
    return DocxPage(
        _mm(size.get("w")), _mm(size.get("h")), mm["top"], mm["bottom"], mm["left"], mm["right"], mm["footer"],
        grid.get("type", ""), number_of(grid.get("linePitch")) / TWIPS_A_PT, int(number_of(grid.get("charSpace"))),
    )  # fmt: skip


def _attributes(parent: etree._Element, name: str) -> dict[str, str]:
    """The attributes of a child by their local names; {} where there is no such child."""
    element = child(parent, name)
    return (
        {}
        if element is None
        else {str(key).rpartition("}")[2]: str(value) for key, value in element.attrib.items()}
    )


_Look = tuple[str, float, float, float, float]
"""Font, size, letter spacing, exact pitch (pt), first-line indent (字)."""


def _looks(body: etree._Element, styles: InheritedForms) -> tuple[Counter[_Look], Counter[_Look]]:
    plain: Counter[_Look] = Counter()
    titled: Counter[_Look] = Counter()
    for paragraph in children(body, "p"):
        form = child(paragraph, "pPr")
        if child(form, "framePr") is not None:
            continue
        style = value_of(form, "pStyle")
        pitch, indent = styles.pitch(form, style), styles.indent(form, style)
        for run in children(paragraph, "r"):
            text = "".join(piece.text or "" for piece in children(run, "t"))
            own = child(run, "rPr")
            look = (
                styles.font(own, style), styles.size(own, style), styles.spacing(own, style), pitch, indent,
            )  # fmt: skip
            (titled if look[1] >= _TITLE_PT else plain)[look] += len(text.strip())
    return plain, titled


def _has_page_field(package: Package) -> bool:
    footers = (
        package.read(name) for name in package.names if name.startswith(("word/footer", "word/header"))
    )
    return any(footer and b"PAGE" in footer for footer in footers)


def _mm(text: str | None) -> float:
    return number_of(text) / TWIPS_A_PT * 25.4 / 72
