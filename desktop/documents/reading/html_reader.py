"""Read HTML: office systems export `.xls` and `.doc` files that contain HTML."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree, html

from desktop.documents.reading.document import (
    FileFormat,
    ReadDocument,
    ReadingLimits,
    ReadParagraph,
    build_document,
    clean_line,
)
from desktop.documents.reading.grid import Cell, CellRange, Grid, build_sheet, clean_cell
from desktop.documents.reading.package import broken_package
from desktop.documents.reading.text_reader import decode_text
from desktop.domain.errors import FileProblem

_UNSEEN = {"script", "style", "head", "title", "noscript", "template", "select", "textarea"}
_BLOCKS = {
    "p", "div", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header",
    "footer", "center", "blockquote", "pre", "dd", "dt", "hr", "body",
}  # fmt: skip


def read_html(data: bytes, limits: ReadingLimits) -> ReadDocument:
    """Return the visible text, one line per block, the cells of a table row separated by tabs."""
    pieces: list[str] = []
    _walk(_parse(data), pieces)
    lines = [
        " ".join(line.replace("\xa0", " ").split(" ")).rstrip("\t ") for line in "".join(pieces).split("\n")
    ]
    kept = [ReadParagraph(clean_line(line)) for line in lines if line.strip()]
    if not kept:
        raise FileProblem("文件里没有文字", "请检查是否选错了文件，或向来文单位重新索取。")
    if sum(len(paragraph.text) for paragraph in kept) > limits.characters:
        raise FileProblem("文件里的文字太多，不像一件提案或答复", "请只保留需要的部分，另存后再导入。")
    return build_document(kept, FileFormat.HTML)


def read_html_grid(data: bytes, name: str, limits: ReadingLimits) -> Grid:
    """Return each table of the page as a sheet; raises FileProblem if there is none."""
    tables = [element for element in _parse(data).iter("table") if element.find(".//table") is None]
    if not tables:
        raise FileProblem("网页里没有表格", "请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。")
    sheets = []
    for number, table in enumerate(tables, start=1):
        cells, merged = _lay_out(table, limits)
        sheets.append(build_sheet(f"{name} 表{number}", cells, merged, limits=limits))
    return Grid(tuple(sheets), FileFormat.HTML)


def _parse(data: bytes) -> etree._Element:
    decoded = decode_text(data)
    if decoded is None:
        raise broken_package()
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = html.document_fromstring(decoded.text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise broken_package() from error
    return root


def _walk(element: etree._Element, pieces: list[str]) -> None:
    tag = str(element.tag).lower()
    if tag not in _UNSEEN:
        block = tag in _BLOCKS
        pieces.append("\n" if block or tag == "br" else "")
        pieces.append(_flat(element.text))
        for inner in element:
            _walk(inner, pieces)
        pieces.append("\t" if tag in {"td", "th"} else "\n" if block else "")
    pieces.append(_flat(element.tail))


def _flat(text: str | None) -> str:
    """The text with line ends replaced by blanks, or removed between Chinese characters."""
    return "".join(part.strip(" \t\r") for part in (text or "").split("\n"))


def _lay_out(
    table: etree._Element, limits: ReadingLimits
) -> tuple[dict[tuple[int, int], Cell], list[CellRange]]:
    cells: dict[tuple[int, int], Cell] = {}
    merged: list[CellRange] = []
    for row, element in enumerate(table.iter("tr")):
        if row >= limits.rows:
            break
        column = 0
        for cell, height, width in _spans(element):
            while any(
                area.top <= row <= area.bottom and area.left <= column <= area.right for area in merged[-200:]
            ):
                column += 1
            cells[row, column] = cell
            if height > 1 or width > 1:
                merged.append(CellRange(row, column, row + height - 1, column + width - 1))
            column += width
    return cells, merged


def _spans(row: etree._Element) -> Iterator[tuple[Cell, int, int]]:
    for cell in row:
        if str(cell.tag).lower() in {"td", "th"}:
            pieces: list[str] = []
            _walk(cell, pieces)
            yield clean_cell("".join(pieces)), _span(cell.get("rowspan")), _span(cell.get("colspan"))


def _span(text: str | None) -> int:
    return min(max(int(text), 1), 1000) if text and text.strip().isdecimal() else 1
