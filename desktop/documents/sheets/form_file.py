"""Fill a superior office's form 「上级表」: map its header cells to ledger columns and write the rows.

Only the filled cells are changed in the sheet's XML: merges, fonts, formulas, pictures, charts, print set-up and unknown
parts stay byte for byte. If there are more cases than free rows, rows are inserted and what refers to the rows below is
moved in every part. Blank rows that are left stay, because their number may be asked for, without a serial number, which
would read as a case forgotten. Formulas are recalculated when the file is opened.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from desktop.documents.atomic_file import write_atomically
from desktop.documents.reading.document import DEFAULT_LIMITS
from desktop.documents.reading.package import Package, attribute, child, children, local_name
from desktop.documents.sheets.cell_reference import Place, column_of, letters_of, place_of
from desktop.documents.sheets.form_rows import free_rows, is_serial, refuse_tall_cases
from desktop.documents.sheets.form_worksheet import FormStyles, FormWorksheet, shared_texts
from desktop.documents.sheets.moved_parts import moved_parts
from desktop.documents.sheets.row_insertion import RowInsertion, forget_values, insert_rows, move_references
from desktop.domain.errors import FileProblem, Refused
from desktop.domain.figures.ledger import COLUMN_BY_KEY, LedgerRow
from desktop.domain.intake.lists.ledger_columns import column_map, find_header

_DEEPEST_HEADER = 30
_HEADER_ROWS = 6
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class FormMap:
    """Sheet to fill, first row, and ledger column key by sheet column (A, B, …)."""

    sheet: str
    first_row: int
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FormHeader:
    """One header cell: reference, text, and recognised ledger column ("" = none)."""

    cell: str
    words: str
    key: str


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A filled form: its file, the number of cases, of rows inserted for them, and of blank rows left."""

    content: bytes = field(repr=False)
    cases: int
    inserted: int = 0
    left: int = 0


class Form:
    """An opened form. Raises FileProblem if the file is not an .xlsx, damaged, encrypted or hostile."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._package = Package(data, DEFAULT_LIMITS)
        book = self._package.xml("xl/workbook.xml")
        styles = self._package.xml("xl/styles.xml")
        if book is None or styles is None or child(styles, "cellXfs") is None:
            raise FileProblem("这不是 .xlsx 表格", "请在 WPS 或 Excel 里另存为 .xlsx 再选")
        self._book = book
        self._styles = FormStyles(styles)
        self._parts = self._sheet_parts()
        self._shared = shared_texts(self._package.xml("xl/sharedStrings.xml"))
        self._date_1904 = attribute_true(child(book, "workbookPr"), "date1904")

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of its sheets."""
        return tuple(self._parts)

    @property
    def fingerprint(self) -> str:
        """Digest of the sheet names and the text of the first rows, equal for every copy of this form."""
        words = [(name, self.sheet(name).grid(_DEEPEST_HEADER)[:_HEADER_ROWS]) for name in self._parts]
        return hashlib.sha256(repr(words).encode()).hexdigest()[:16]

    def sheet(self, name: str) -> FormWorksheet:
        """That sheet. Raises Refused if there is none."""
        if name not in self._parts:
            raise Refused(f"表格里没有工作表“{name}”", f"有：{'、'.join(self._parts)}")
        root = self._package.xml(self._parts[name])
        assert root is not None
        return FormWorksheet(root, self._shared, date_1904=self._date_1904)

    def propose(self) -> tuple[FormMap, tuple[FormHeader, ...]]:
        """The map recognised from the headers of the sheet with the most known columns. Raises Refused if no sheet has any."""
        found = [proposal for name in self._parts if (proposal := _proposed(name, self.sheet(name)))]
        if not found:
            raise Refused("没有认出表头", "请指明表头单元格各是台账的哪一列，如 --map C4=案由")
        return max(found, key=lambda proposal: len(proposal[0].columns))

    def fill(self, form_map: FormMap, rows: Sequence[LedgerRow]) -> FilledForm:
        """The form with the rows filled in. Raises Refused if it has no free row, or one case takes several rows."""
        sheet = self.sheet(form_map.sheet)
        changed: dict[str, etree._Element | None] = {}
        columns = _columns(form_map)
        free = free_rows(sheet, self._styles, form_map.first_row, columns)
        _refuse_unfit(sheet, free, columns)
        missing = len(rows) - len(free)
        if missing > 0:
            insertion = RowInsertion(form_map.sheet, free[0], free[-1], missing)
            changed = self._insert(sheet.root, insertion)
            sheet = FormWorksheet(sheet.root, self._shared, date_1904=self._date_1904)
            free = _grown(free, insertion)
        _fill(sheet, self._styles, columns, free, rows)
        sheet.close()
        forget_values(sheet.root)
        _force_recalculation(self._book)
        changed |= {
            self._parts[form_map.sheet]: sheet.root,
            "xl/styles.xml": self._styles.root,
            "xl/workbook.xml": self._book,
        }
        return FilledForm(self._packed(changed), len(rows), max(0, missing), max(0, -missing))

    def _insert(self, root: etree._Element, insertion: RowInsertion) -> dict[str, etree._Element | None]:
        """Insert rows in the sheet, and return the other parts that changed with it."""
        insert_rows(root, insertion)
        move_references(self._book, insertion, "")
        return moved_parts(self._package, self._parts, insertion)

    def _sheet_parts(self) -> dict[str, str]:
        targets = {relation.id: relation.target for relation in self._package.relations("xl/workbook.xml")}
        return {
            entry.get("name", ""): targets[relation]
            for entry in children(child(self._book, "sheets"), "sheet")
            if (relation := attribute(entry, "id") or "") in targets and "worksheets" in targets[relation]
        }

    def _packed(self, changed: Mapping[str, etree._Element | None]) -> bytes:
        """The file with these parts changed, or left out where there is None."""
        target = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self._data)) as old, zipfile.ZipFile(target, "w") as new:
            for member in old.infolist():
                if changed.get(member.filename, self._book) is None:
                    continue
                entry = zipfile.ZipInfo(member.filename, _ZIP_DAY)
                entry.compress_type = zipfile.ZIP_DEFLATED
                root = changed.get(member.filename)
                content = (
                    old.read(member)
                    if root is None
                    else etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
                )
                new.writestr(entry, content)
        return target.getvalue()


def open_form(path: Path) -> Form:
    """Open the form in a file. Raises FileProblem."""
    try:
        return Form(path.read_bytes())
    except OSError as fault:
        raise FileProblem(f"打不开“{path.name}”", "请检查文件是否还在、有没有被占用") from fault


def fill_form(form: Form, form_map: FormMap, rows: Sequence[LedgerRow], out: Path) -> FilledForm:
    """Write the filled form to `out` atomically, and return it. Raises Refused and FileProblem."""
    filled = form.fill(form_map, rows)
    write_atomically(out, lambda part: part.write_bytes(filled.content))
    return filled


def map_from_header_cells(form: Form, sheet: str, cells: Mapping[str, str]) -> FormMap:
    """The map given by header cells: {"C4": "title"}. Rows begin below the lowest of them, merged areas included.

    Raises Refused for an invalid cell, an unknown ledger column, and an empty mapping.
    """
    opened = form.sheet(sheet)
    unknown = [key for key in cells.values() if key not in COLUMN_BY_KEY]
    if unknown or not cells:
        raise Refused(
            f"台账没有“{'、'.join(unknown)}”这一列",
            f"可以用：{'、'.join(c.caption for c in COLUMN_BY_KEY.values())}",
        )
    places = {place_of(cell): key for cell, key in cells.items()}
    deepest = max(_last_row(opened, place) for place in places)
    return FormMap(
        sheet, deepest + 1, tuple((letters_of(p.column), key) for p, key in sorted(places.items()))
    )


def _proposed(name: str, sheet: FormWorksheet) -> tuple[FormMap, tuple[FormHeader, ...]] | None:
    grid = sheet.grid(min(sheet.last_row, _DEEPEST_HEADER))
    header = find_header(grid)
    if header is None:
        return None
    below = [
        [row[column] if column < len(row) else "" for row in grid[header.first_data_row :]]
        for column in range(len(header.words))
    ]
    known = column_map(header.words, below)
    places = [Place(header.row + 1, column + 1) for column in range(len(header.words))]
    headers = tuple(
        FormHeader(place.reference, words, known.get(place.column - 1, ""))
        for place, words in zip(places, header.words, strict=True)
        if words
    )
    first = (
        max(
            header.first_data_row,
            *(_last_row(sheet, place) for place in places if known.get(place.column - 1)),
        )
        + 1
    )
    columns = tuple((letters_of(column + 1), key) for column, key in sorted(known.items()))
    return FormMap(name, first, columns), headers


def _last_row(sheet: FormWorksheet, place: Place) -> int:
    return next((area.last.row for area in sheet.merges if area.covers(place)), place.row)


def _columns(form_map: FormMap) -> dict[int, str]:
    """The ledger keys by column of the sheet, without columns the ledger no longer has."""
    return {column_of(letters): key for letters, key in form_map.columns if key in COLUMN_BY_KEY}


def _refuse_unfit(sheet: FormWorksheet, free: Sequence[int], columns: Mapping[int, str]) -> None:
    if not free:
        raise Refused("表头下面没有一行空着的行", "请在表里留一行空行（带好格式），不够的行程序会照着它插入")
    refuse_tall_cases(sheet, free, columns)


def _grown(free: Sequence[int], insertion: RowInsertion) -> tuple[int, ...]:
    """The rows to be filled after the insertion."""
    new = range(insertion.at, insertion.at + insertion.count)
    return tuple(sorted({*map(insertion.row, free), *new}))


def _fill(
    sheet: FormWorksheet,
    styles: FormStyles,
    columns: Mapping[int, str],
    free: Sequence[int],
    rows: Sequence[LedgerRow],
) -> None:
    first = free[0]
    serial = [p.column for p in sheet.row_places(first) if is_serial(sheet, p, first, columns)]
    fallback = {column: sheet.style_of(Place(first, column)) for column in columns}
    for number, row in zip(free, rows, strict=False):
        for column, key in columns.items():
            sheet.write(Place(number, column), row.get(key), styles, fallback[column])
    for place, number in enumerate(free, 1):
        for column in serial:
            if place > len(rows):
                sheet.clear(Place(number, column))
            elif column not in columns:
                sheet.write(Place(number, column), place, styles, sheet.style_of(Place(number, column)))


def _force_recalculation(book: etree._Element) -> None:
    """Set the flag that makes the spreadsheet program recalculate every formula on opening (ECMA-376 18.2.2)."""
    present = child(book, "calcPr")
    if present is None:
        present = etree.Element(f"{{{etree.QName(book).namespace}}}calcPr")
        before = {"fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
                  "externalReferences", "definedNames", "AlternateContent", "revisionPtr"}  # fmt: skip
        book.insert(sum(local_name(part) in before for part in book), present)
    present.set("fullCalcOnLoad", "1")


def attribute_true(element: etree._Element | None, name: str) -> bool:
    """True if the attribute is 1 or true."""
    return element is not None and attribute(element, name) in {"1", "true"}
