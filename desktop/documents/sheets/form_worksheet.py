"""One sheet of a form: read cell text, and write cells without changing styles, merges or formulas."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
from datetime import date

from lxml import etree

from desktop.documents.reading.package import child, children, local_name
from desktop.documents.sheets.cell_reference import Area, Place, area_of, place_of
from desktop.documents.sheets.row_insertion import empty_cell
from desktop.domain.errors import FileProblem
from desktop.domain.figures.ledger import LedgerValue, cell_text, looks_like_formula

# Cell styles: copies of the form's styles with a date format or the text prefix.
_DATE_IDS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""Built-in number formats that show dates (ECMA-376 18.8.30 and its Chinese list)."""
_PLAIN_DATE = "14"
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class FormStyles:
    """The cell formats of xl/styles.xml; at most one copy of each kind is added per style."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        formats = child(root, "cellXfs")
        assert formats is not None
        self._formats = formats
        self._custom = {
            entry.get("numFmtId", ""): entry.get("formatCode", "")
            for entry in children(child(root, "numFmts"), "numFmt")
        }
        self._copies: dict[tuple[str, str], str] = {}

    def has_border(self, style: str) -> bool:
        """True if cells of that style have a line on any side."""
        borders = list(children(child(self.root, "borders"), "border"))
        place = int(self._format(style).get("borderId", "0"))
        sides = borders[place] if place < len(borders) else ()
        return any(side.get("style", "none") != "none" for side in sides)

    def for_date(self, style: str) -> str:
        """`style` if it has a date format, else its copy with the plain date format."""
        present = self._format(style)
        number = present.get("numFmtId", "0")
        if number.isdecimal() and (int(number) in _DATE_IDS or _shows_date(self._custom.get(number, ""))):
            return style
        return self._copy(style, "numFmtId", _PLAIN_DATE)

    def for_guarded_text(self, style: str) -> str:
        """The copy of `style` with the quote prefix, which keeps text from being read as a formula."""
        return (
            style if self._format(style).get("quotePrefix") == "1" else self._copy(style, "quotePrefix", "1")
        )

    def _format(self, style: str) -> etree._Element:
        place = int(style or 0)
        return self._formats[place if place < len(self._formats) else 0]

    def _copy(self, style: str, name: str, value: str) -> str:
        key = (style, name)
        if key not in self._copies:
            added = deepcopy(self._format(style))
            added.set(name, value)
            if name == "numFmtId":
                added.set("applyNumberFormat", "1")
            self._formats.append(added)
            self._formats.set("count", str(len(self._formats)))
            self._copies[key] = str(len(self._formats) - 1)
        return self._copies[key]


def _shows_date(code: str) -> bool:
    return any(mark in _QUOTED.sub("", code).lower() for mark in ("y", "d", "年", "日"))


# The sheet.
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_EPOCH = date(1899, 12, 30)
_EPOCH_1904 = date(1904, 1, 1)


class FormWorksheet:
    """A worksheet part as an XML tree. `shared` are the workbook's shared strings."""

    def __init__(self, root: etree._Element, shared: list[str], *, date_1904: bool = False) -> None:
        self.root = root
        self._shared = shared
        self._epoch = _EPOCH_1904 if date_1904 else _EPOCH
        data = child(root, "sheetData")
        if data is None:
            raise FileProblem("表里没有内容", "请换一个工作表")
        self._data = data
        self._rows = {int(row.get("r", "0")): row for row in children(data, "row")}
        self._cells = {
            place_of(cell.get("r", "")): cell for row in self._rows.values() for cell in children(row, "c")
        }

    @property
    def last_row(self) -> int:
        return max(self._rows, default=0)

    @property
    def merges(self) -> list[Area]:
        return [
            area_of(entry.get("ref", "")) for entry in children(child(self.root, "mergeCells"), "mergeCell")
        ]

    def text(self, place: Place) -> str:
        """The text of a cell; "" for none. A formula gives its last result."""
        cell = self._cells.get(place)
        if cell is None:
            return ""
        if cell.get("t") == "inlineStr":
            return "".join(_texts(child(cell, "is")))
        value = child(cell, "v")
        words = (value.text or "") if value is not None else ""
        return self._shared[int(words)] if cell.get("t") == "s" and words else words

    def has_formula(self, place: Place) -> bool:
        return child(self._cells.get(place), "f") is not None

    def row_places(self, row: int) -> list[Place]:
        return [place_of(cell.get("r", "")) for cell in children(self._rows.get(row), "c")]

    def grid(self, rows: int) -> list[list[str]]:
        """The text of the first `rows` rows, all rows of equal length."""
        width = max((place.column for place in self._cells if place.row <= rows), default=0)
        return [
            [self.text(Place(row, column)) for column in range(1, width + 1)] for row in range(1, rows + 1)
        ]

    def is_hidden(self, row: int) -> bool:
        entry = self._rows.get(row)
        return entry is not None and entry.get("hidden") in {"1", "true"}

    def words_of(self, row: int) -> list[str]:
        """The texts of a row's cells, in order."""
        return [self.text(place) for place in self.row_places(row)]

    def clear(self, place: Place) -> None:
        """Remove the value of a cell, unless it is a formula."""
        if place in self._cells and not self.has_formula(place):
            empty_cell(self._cells[place])

    def write(self, place: Place, value: LedgerValue, styles: FormStyles, fallback_style: str = "0") -> None:
        """Write a value in the cell's style. Formulas are kept, and so is the cell if there is no value."""
        if value is None or value == "" or self.has_formula(place):
            return
        cell = self._cell(place, fallback_style)
        empty_cell(cell)
        style = cell.get("s", "0")
        if isinstance(value, date):
            cell.set("s", styles.for_date(style))
            self._child(cell, "v").text = str((value - self._epoch).days)
        elif isinstance(value, int):
            self._child(cell, "v").text = str(value)
        else:
            self._write_text(cell, cell_text(value), style, styles)

    def style_of(self, place: Place) -> str:
        cell = self._cells.get(place)
        return cell.get("s", "0") if cell is not None else "0"

    def close(self) -> None:
        """Update the dimension of the sheet."""
        dimension = child(self.root, "dimension")
        if dimension is not None and self._cells:
            last = Place(max(p.row for p in self._cells), max(p.column for p in self._cells))
            first = Place(min(p.row for p in self._cells), min(p.column for p in self._cells))
            dimension.set("ref", Area(first, last).reference)

    def _write_text(self, cell: etree._Element, text: str, style: str, styles: FormStyles) -> None:
        if looks_like_formula(text):
            cell.set("s", styles.for_guarded_text(style))
        cell.set("t", "inlineStr")
        words = self._child(self._child(cell, "is"), "t")
        words.text = text
        words.set(_SPACE, "preserve")

    def _cell(self, place: Place, style: str) -> etree._Element:
        if place in self._cells:
            return self._cells[place]
        if place.row not in self._rows:
            row = etree.Element(self._tag("row"))
            row.set("r", str(place.row))
            self._put_row(row, place.row)
        cell = etree.Element(self._tag("c"))
        cell.set("r", place.reference)
        cell.set("s", style)
        row = self._rows[place.row]
        before = sum(1 for other in self.row_places(place.row) if other.column < place.column)
        row.insert(before, cell)
        self._cells[place] = cell
        return cell

    def _put_row(self, row: etree._Element, number: int) -> None:
        before = sum(1 for other in self._rows if other < number)
        self._data.insert(before, row)
        self._rows[number] = row

    def _child(self, parent: etree._Element, name: str) -> etree._Element:
        return etree.SubElement(parent, self._tag(name))

    def _tag(self, name: str) -> str:
        return f"{{{etree.QName(self.root).namespace}}}{name}"


def shared_texts(root: etree._Element | None) -> list[str]:
    """The shared strings of a workbook, without phonetic guides."""
    return ["".join(_texts(entry)) for entry in children(root, "si")]


def _texts(entry: etree._Element | None) -> Iterable[str]:
    for part in () if entry is None else entry:
        if local_name(part) == "t":
            yield part.text or ""
        elif local_name(part) == "r":
            yield from (text.text or "" for text in children(part, "t"))
