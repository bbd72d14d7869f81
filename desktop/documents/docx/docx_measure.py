"""Measure the page set-up of a .docx from its XML: paper, margins, grid, fonts, pitch, page numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from desktop.documents.reading.document import DEFAULT_LIMITS
from desktop.documents.reading.package import Package, attribute, child, children, value_of
from desktop.domain.errors import FileProblem

_Look = tuple[str, float, float, float, float]
"""Font, size, letter spacing, exact pitch (pt), first-line indent (字)."""

# Effective properties after inheritance: own, style, base styles, document defaults.
TWIPS_A_PT = 20
_LONGEST_CHAIN = 20  # of basedOn; limits cycles in damaged files


class InheritedFormat:
    """Effective properties after inheritance: own, style, base styles, document defaults."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles = {attribute(style, "styleId") or "": style for style in children(root, "style")}
        self._default = next(
            (
                name
                for name, style in self._styles.items()
                if attribute(style, "type") == "paragraph"
                and attribute(style, "default") in {"1", "true", "on"}
            ),
            "",
        )
        defaults = child(root, "docDefaults")
        self._run_default = child(child(defaults, "rPrDefault"), "rPr")
        self._paragraph_default = child(child(defaults, "pPrDefault"), "pPr")

    @property
    def autospace(self) -> bool:
        """True if gaps between Chinese and letters are on; Word's default is on."""
        found = next(
            (e for f in self._paragraph_forms(None, None) if (e := child(f, "autoSpaceDE")) is not None), None
        )
        return found is None or is_on(found)

    def font(self, own: etree._Element | None, style: str | None) -> str:
        for form in self._run_forms(own, style):
            fonts = child(form, "rFonts")
            if fonts is not None and (name := attribute(fonts, "eastAsia")):
                return name
            if fonts is not None and attribute(fonts, "eastAsiaTheme"):
                return "主题字体"
        return ""

    def size(self, own: etree._Element | None, style: str | None) -> float:
        return self._first_number(own, style, "sz") / 2

    def spacing(self, own: etree._Element | None, style: str | None) -> float:
        return self._first_number(own, style, "spacing") / TWIPS_A_PT

    def _first_number(self, own: etree._Element | None, style: str | None, name: str) -> float:
        values = (value_of(form, name) for form in self._run_forms(own, style))
        return next((number_of(value) for value in values if value is not None), 0.0)

    def pitch(self, own: etree._Element | None, style: str | None) -> float:
        for form in self._paragraph_forms(own, style):
            spacing = child(form, "spacing")
            if spacing is not None and attribute(spacing, "line"):
                exact = attribute(spacing, "lineRule") == "exact"
                return number_of(attribute(spacing, "line")) / TWIPS_A_PT if exact else 0.0
        return 0.0

    def indent(self, own: etree._Element | None, style: str | None) -> float:
        for form in self._paragraph_forms(own, style):
            indent = child(form, "ind")
            if indent is not None and (chars := attribute(indent, "firstLineChars")):
                return number_of(chars) / 100
        return 0.0

    def _run_forms(self, own: etree._Element | None, style: str | None) -> Iterator[etree._Element | None]:
        yield own
        yield from (child(element, "rPr") for element in self._chain(style))
        yield self._run_default

    def _paragraph_forms(
        self, own: etree._Element | None, style: str | None
    ) -> Iterator[etree._Element | None]:
        yield own
        yield from (child(element, "pPr") for element in self._chain(style))
        yield self._paragraph_default

    def _chain(self, style: str | None) -> Iterator[etree._Element]:
        name: str | None = style or self._default
        for _ in range(_LONGEST_CHAIN):
            element = self._styles.get(name or "")
            if element is None:
                return
            yield element
            name = value_of(element, "basedOn")


def is_on(element: etree._Element | None) -> bool:
    """True if the switch element exists and its value is not off."""
    return element is not None and attribute(element, "val") not in {"0", "false", "off"}


def number_of(text: str | None) -> float:
    """The number in an attribute; 0 for none."""
    try:
        return float(text or 0)
    except ValueError:
        return 0.0


# Measuring a file.
_TITLE_PT = 20.0  # characters of at least this size belong to a title


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
    """Predominant formatting of body and title; "" and 0 if not specified.

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
    """Return the formatting of the file. Raises FileProblem for anything but a complete .docx."""
    package = Package(data, DEFAULT_LIMITS)
    document = package.xml("word/document.xml")
    body = child(document, "body")
    section = child(body, "sectPr")
    if body is None or section is None:
        raise FileProblem("这不是完整的 .docx 文件", "请用 WPS 或 Word 打开后重新保存")
    styles = InheritedFormat(package.xml("word/styles.xml"))
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
    """The attributes of a child by local name; {} if there is no such child."""
    element = child(parent, name)
    return (
        {}
        if element is None
        else {str(key).rpartition("}")[2]: str(value) for key, value in element.attrib.items()}
    )


def _looks(body: etree._Element, styles: InheritedFormat) -> tuple[Counter[_Look], Counter[_Look]]:
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
