"""Read Excel workbooks (.xlsx, .xlsm, new .et) from their XML, and older formats through calamine.

python-calamine expands a sheet to a full rectangle and aborts the process if one stray cell is in the last
corner (measured with 0.9.1); openpyxl takes twice as long and shows 85 for 085.
Source: ECMA-376 part 1, 18.3 (sheets), 18.4 (strings).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from lxml import etree

from desktop.documents.reading.document import FileFormat, ReadingLimits
from desktop.documents.reading.grid import (
    Cell,
    CellRange,
    Grid,
    Sheet,
    build_sheet,
    clean_cell,
    number_cell,
    plain_date,
    shown_value,
)
from desktop.documents.reading.package import Package, attribute, broken_package, child, children, local_name
from desktop.documents.reading.word.docx_styles import whole_number
from desktop.domain.errors import FileProblem

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook


# Old Excel and WPS files (.xls, .et) and OpenDocument (.ods), through calamine.
def read_xls(data: bytes, file_format: FileFormat, limits: ReadingLimits) -> Grid:
    """Return every worksheet; raises FileProblem for an encrypted or broken file."""
    import python_calamine as calamine  # slow to import, only needed for old lists

    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return Grid(tuple(_sheets(book, limits)), file_format)
    except calamine.PasswordError as error:
        raise FileProblem("表格加了密码，打不开", "请在 WPS 或 Excel 里取消密码后另存再导入。") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise FileProblem("表格不完整或已损坏", "请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。") from error


def _sheets(book: CalamineWorkbook, limits: ReadingLimits) -> Iterator[Sheet]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    for facts in book.sheets_metadata:
        if facts.typ == SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_name(facts.name)
            areas = [CellRange(*start, *end) for start, end in sheet.merged_cell_ranges or ()]
            hidden = facts.visible != SheetVisibleEnum.Visible
            yield build_sheet(
                facts.name, dict(_old_cells(sheet, limits)), areas, limits=limits, hidden=hidden
            )


def _old_cells(sheet: CalamineSheet, limits: ReadingLimits) -> Iterator[tuple[tuple[int, int], Cell]]:
    top, left = sheet.start or (0, 0)
    for row_number, row in enumerate(sheet.to_python(nrows=limits.rows), start=top):
        for column, value in enumerate(row, start=left):
            yield (row_number, column), _old_cell(value)


def _old_cell(value: str | float | bool | date | time | timedelta) -> Cell:
    if isinstance(value, str):
        return clean_cell(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return number_cell(float(value))
    if isinstance(value, datetime):
        return plain_date(value)
    return value if isinstance(value, date) else str(value)


# .xlsx, .xlsm and new .et, from XML.
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


@dataclass(slots=True)
class Workbook:
    """Data shared by all sheets: strings, number format of each style, date system."""

    strings: list[str] = field(default_factory=list)
    formats: list[tuple[int, str | None]] = field(default_factory=list)
    since_1904: bool = False


def read_xlsx(package: Package, limits: ReadingLimits) -> Grid:
    """Return every worksheet; raises FileProblem for a package without a workbook."""
    main = package.main_part()
    root = package.xml(main) if main else None
    if main is None or root is None:
        raise broken_package()
    relations = {relation.id: relation for relation in package.relations(main)}
    parts = {relation.kind: relation.target for relation in relations.values()}
    book = Workbook(
        strings=_strings(package.xml(parts.get("sharedStrings", ""))),
        formats=_formats(package.xml(parts.get("styles", ""))),
        since_1904=attribute_of(child(root, "workbookPr"), "date1904") in {"1", "true"},
    )
    sheets = []
    for entry in children(child(root, "sheets"), "sheet"):
        relation = relations.get(_relation_id(entry))
        content = package.xml(relation.target) if relation and relation.kind == "worksheet" else None
        if content is not None:
            hidden = entry.get("state", "visible") != "visible"
            sheets.append(_sheet(entry.get("name", ""), content, book, limits, hidden=hidden))
    return Grid(tuple(sheets), FileFormat.XLSX, _notes(package))


def attribute_of(element: etree._Element | None, name: str) -> str | None:
    """Return an attribute of an element that may be missing."""
    return None if element is None else attribute(element, name)


def _relation_id(entry: etree._Element) -> str:
    """The attribute `r:id` (not `sheetId`)."""
    return next((str(value) for key, value in entry.attrib.items() if str(key).endswith("}id")), "")


def _notes(package: Package) -> tuple[str, ...]:
    macros = any(name.endswith("vbaProject.bin") for name in package.names)
    return ("表格带有宏，只读了内容，没有运行宏。",) if macros else ()


def _sheet(name: str, root: etree._Element, book: Workbook, limits: ReadingLimits, *, hidden: bool) -> Sheet:
    cells = dict(_cells(root, book))
    merged = [area for entry in children(child(root, "mergeCells"), "mergeCell") if (area := _range(entry))]
    return build_sheet(name, cells, merged, limits=limits, hidden=hidden)


def _cells(root: etree._Element, book: Workbook) -> Iterator[tuple[tuple[int, int], Cell]]:
    row_number = -1
    for row in children(child(root, "sheetData"), "row"):
        stated = whole_number(row.get("r"))
        row_number = row_number + 1 if stated is None else stated - 1
        column = -1
        for cell in children(row, "c"):
            place = _place(cell.get("r") or "")
            column = column + 1 if place is None else place[1]
            value = _value(cell, book)
            if value is not None and row_number >= 0:
                yield (row_number, column), value


def _value(cell: etree._Element, book: Workbook) -> Cell:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return clean_cell(_joined(child(cell, "is")))
    content = child(cell, "v")
    text = "" if content is None else content.text or ""
    if kind == "s":
        index = whole_number(text)
        return book.strings[index] or None if index is not None and 0 <= index < len(book.strings) else None
    if kind == "b":
        return "TRUE" if text == "1" else "FALSE"
    if kind == "str":
        return clean_cell(_unescaped(text))
    if kind == "d":
        return _iso_date(text)
    return None if kind == "e" else _number(text, cell.get("s"), book)


def _number(text: str, style: str | None, book: Workbook) -> Cell:
    try:
        value = float(text)
    except ValueError:
        return clean_cell(text)
    index = whole_number(style) or 0
    format_id, code = book.formats[index] if 0 <= index < len(book.formats) else (0, None)
    return shown_value(value, format_id, code, since_1904=book.since_1904)


def _iso_date(text: str) -> Cell:
    try:
        return plain_date(datetime.fromisoformat(text).replace(tzinfo=None))
    except ValueError:
        return clean_cell(text)


def _strings(root: etree._Element | None) -> list[str]:
    return [clean_cell(_joined(entry)) or "" for entry in children(root, "si")]


def _joined(entry: etree._Element | None) -> str:
    """The text of a string's runs, without phonetic guides (`rPh`)."""
    texts = []
    for part in () if entry is None else entry:
        if local_name(part) == "t":
            texts.append(part.text or "")
        elif local_name(part) == "r":
            texts += [run.text or "" for run in children(part, "t")]
    return _unescaped("".join(texts))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), text) if "_x" in text else text


def _formats(root: etree._Element | None) -> list[tuple[int, str | None]]:
    codes = {
        entry.get("numFmtId"): entry.get("formatCode") for entry in children(child(root, "numFmts"), "numFmt")
    }
    ids = [entry.get("numFmtId") for entry in children(child(root, "cellXfs"), "xf")]
    return [(whole_number(format_id) or 0, codes.get(format_id)) for format_id in ids]


def _range(entry: etree._Element) -> CellRange | None:
    first, _, last = (entry.get("ref") or "").partition(":")
    start, end = _place(first), _place(last or first)
    if start is None or end is None:
        return None
    return CellRange(start[0], start[1], max(end[0], start[0]), max(end[1], start[1]))


def _place(reference: str) -> tuple[int, int] | None:
    match = _REFERENCE.fullmatch(reference)
    if match is None or int(match.group(2)) == 0:
        return None
    column = 0
    for letter in match.group(1):
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match.group(2)) - 1, column - 1
