"""Insert rows into a block of like rows of a sheet, as Excel does it, and carry on what the rows of the block have.

New rows stand before the last row of the block, so that a sum over the block takes them in and the last row keeps its
frame; a block of one row grows below it. Row format, heights, merges, validations and conditional formats are those of
the row above the new ones, formulas are filled down from the last row of the block. References to rows below move, in this
sheet, other sheets, defined names, charts and tables (ECMA-376 part 1, 18.3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from desktop.documents.reading.package import child, children, local_name
from desktop.documents.sheets.cell_reference import Area, Place, area_of, letters_of, place_of
from desktop.documents.sheets.formula_rows import RowReference, moved, references

_LAST_ROW = 1_048_576
_AREA = re.compile(r"[A-Z]{1,3}\d+(:[A-Z]{1,3}\d+)?")
_FORMULA_TAGS = frozenset({"f", "formula", "formula1", "formula2", "calculatedColumnFormula", "definedName"})
_SPREADING = frozenset(
    {"dataValidation", "conditionalFormatting", "protectedRange", "ignoredError", "autoFilter", "table"}
)
"""Elements whose area takes in new rows below its last one."""


@dataclass(frozen=True, slots=True)
class RowInsertion:
    """`count` new rows in the block of rows `first` to `last` of a sheet."""

    sheet: str
    first: int
    last: int
    count: int

    @property
    def at(self) -> int:
        """The first new row."""
        return self.last if self.last > self.first else self.last + 1

    def row(self, row: int) -> int:
        """Where a row stands afterwards."""
        return min(row + self.count, _LAST_ROW) if row >= self.at else row

    def area(self, area: Area, *, spreads: bool) -> Area:
        """Where an area stands afterwards. `spreads`: one that ends above the new rows takes them in."""
        grown = spreads and area.last.row == self.at - 1
        last = area.last.row + self.count if grown else self.row(area.last.row)
        return Area(Place(self.row(area.first.row), area.first.column), Place(last, area.last.column))

    def areas(self, words: str, *, spreads: bool) -> str:
        """The same for references separated by blanks, C5:C7 E5."""
        return " ".join(
            _words(self.area(area_of(one), spreads=spreads)) if _AREA.fullmatch(one) else one
            for one in words.split()
        )

    def formula(self, formula: str, sheet: str, row: int = 0) -> str:
        """A formula that stands in `row` (0 = in no row) of a sheet, with the rows of this sheet where they are now."""
        if sheet.casefold() == self.sheet.casefold() and (summed := self._listed(formula)):
            return summed
        spreads = self.first == self.last != row

        def move(found: RowReference, _place: int) -> tuple[int, ...]:
            if (found.sheet or sheet).casefold() != self.sheet.casefold():
                return tuple(end.row for end in found.ends)
            return self._ends(found, spreads=spreads)

        return moved(formula, move)

    def carried(self, formula: str, above: str, by: int) -> str:
        """The formula of the block's last row, `by` rows further down; `above` is that of the row above ("" = none).

        A relative row that is the same in both rows is one fixed place, such as the total.
        """
        before = references(above)
        if len(before) != len(references(formula)):
            before = ()

        def move(found: RowReference, place: int) -> tuple[int, ...]:
            here = found.sheet.casefold() in {"", self.sheet.casefold()}
            rows = tuple(end.row for end in found.ends)
            stays = self._ends(found, spreads=True) if here else rows
            above = tuple(end.row for end in before[place].ends) if before else ()
            return tuple(
                end.row + by if not end.absolute and self._follows(end.row, above[n : n + 1], here) else row
                for n, (end, row) in enumerate(zip(found.ends, stays, strict=True))
            )

        return moved(formula, move)

    def _follows(self, row: int, above: tuple[int, ...], here: bool) -> bool:
        """Whether a relative row goes down with the formula: if it did so from the row above to this one."""
        return above != (row,) if above else not here or self.first - 1 <= row <= self.last

    def _ends(self, found: RowReference, *, spreads: bool) -> tuple[int, ...]:
        rows = [end.row for end in found.ends]
        if len(rows) == 1:
            return (self.row(rows[0]),)
        area = self.area(
            Area(Place(rows[0], 1), Place(rows[1], 1)), spreads=spreads and self.first == self.last
        )
        return area.first.row, area.last.row

    def _listed(self, formula: str) -> str:
        """SUM of the block for D5+D6+D7, which names every row of it; "" for any other formula."""
        match = re.match(r"\+?([A-Z]{1,3})\d", formula)
        letters = match[1] if match and self.last > self.first else ""
        listed = "+".join(f"{letters}{row}" for row in range(self.first, self.last + 1))
        same = letters and formula.lstrip("+") == listed
        return f"SUM({letters}{self.first}:{letters}{self.last + self.count})" if same else ""


def insert_rows(root: etree._Element, insertion: RowInsertion) -> None:
    """Insert the rows into the XML of their sheet."""
    name = insertion.sheet
    data = child(root, "sheetData")
    assert data is not None
    unshare_formulas(data)
    rows = _rows_with(data, {insertion.at - 1, insertion.last})
    carried = _Carried(rows, insertion)
    _move_formulas(root, insertion, name, {rows[insertion.last]})
    for row in rows.values():
        _renumber(row, insertion.row(int(row.get("r", "0"))))
    carried.put(data)
    _move_places(root, insertion)
    _copy_merges(root, insertion)


def _rows_with(data: etree._Element, needed: set[int]) -> dict[int, etree._Element]:
    """The rows by number; those needed are made if the sheet does not mention them."""
    rows = {int(row.get("r", "0")): row for row in children(data, "row")}
    for number in needed - set(rows):
        rows[number] = etree.Element(f"{{{etree.QName(data).namespace}}}row", r=str(number))
        data.insert(sum(other < number for other in rows), rows[number])
    return rows


def move_references(root: etree._Element, insertion: RowInsertion, sheet: str) -> bool:
    """Move the references in the formulas of another part: a sheet of that name, defined names, a chart ("" = no sheet).

    Returns whether anything changed.
    """
    mentions = any(
        (found.sheet or sheet).casefold() == insertion.sheet.casefold()
        for element in _formulas(root)
        if sheet or "!" in (element.text or "")
        for found in references(element.text or "")
    )
    if mentions and (data := child(root, "sheetData")) is not None:
        unshare_formulas(data)
    return mentions and _move_formulas(root, insertion, sheet, set())


def move_anchors(root: etree._Element, insertion: RowInsertion) -> None:
    """Move the pictures and charts of the sheet (ECMA-376 20.5); one that grows with its cells takes new rows in."""
    for anchor in root:
        ends = {local_name(part): child(part, "row") for part in anchor}
        first, last = ends.get("from"), ends.get("to")
        if first is None or anchor.get("editAs") == "absolute":
            continue
        below = int(first.text or 0) + 1 >= insertion.at
        grows = anchor.get("editAs", "twoCell") == "twoCell"
        for end in (first, last):
            if end is not None and (below or grows):
                end.text = str(insertion.row(int(end.text or 0) + 1) - 1)


def move_areas(root: etree._Element, insertion: RowInsertion) -> None:
    """Move the areas of a table or the places of comments that belong to the sheet."""
    for element in root.iter():
        words = element.get("ref")
        if words:
            spreads = local_name(element) in _SPREADING
            element.set("ref", insertion.areas(words, spreads=spreads))


def unshare_formulas(data: etree._Element) -> None:
    """Write every shared formula out in its cell (ECMA-376 18.3.1.40), so that each can be moved alone."""
    masters: dict[str, tuple[Place, str]] = {}
    for cell in _cells(data):
        found = child(cell, "f")
        if found is None or found.get("t") != "shared":
            continue
        place, key = place_of(cell.get("r", "")), found.get("si", "")
        if found.get("ref") and found.text:
            masters[key] = place, found.text
        elif key in masters:
            found.text = _translated(masters[key][1], masters[key][0], place)
        for name in ("t", "ref", "si"):
            found.attrib.pop(name, "")


def forget_values(root: etree._Element) -> None:
    """Remove the stored results of formulas: a program that does not calculate shows none rather than a wrong one."""
    for cell in _cells(root):
        if child(cell, "f") is not None:
            for value in list(children(cell, "v")):
                cell.remove(value)
            cell.attrib.pop("t", "")


def _cells(root: etree._Element) -> Iterator[etree._Element]:
    return root.iter(f"{{{etree.QName(root).namespace}}}c")


def _translated(formula: str, origin: Place, target: Place) -> str:
    from openpyxl.formula.translate import Translator  # imported late (TRAPS 19)

    return str(Translator(f"={formula}", origin.reference).translate_formula(target.reference))[1:]


def _formulas(root: etree._Element) -> Iterator[etree._Element]:
    return (one for one in root.iter() if local_name(one) in _FORMULA_TAGS and one.text)


def _move_formulas(
    root: etree._Element, insertion: RowInsertion, sheet: str, without: set[etree._Element]
) -> bool:
    changed = False
    for element in list(_formulas(root)):
        cell = element.getparent()
        holder = cell.getparent() if cell is not None and local_name(cell) == "c" else None
        if holder is not None and holder in without and element.get("t", "normal") == "normal":
            continue
        row = int(holder.get("r", "0")) if holder is not None else _row_of_rule(root, insertion)
        words = insertion.formula(element.text or "", sheet, row)
        changed = changed or words != element.text
        element.text = words
    return changed


def _row_of_rule(root: etree._Element, insertion: RowInsertion) -> int:
    """The row in which the formulas of validations and conditional formats are thought to stand; 0 for other parts."""
    return insertion.last if local_name(root) == "worksheet" else 0


def _renumber(row: etree._Element, number: int) -> None:
    row.set("r", str(number))
    for cell in children(row, "c"):
        cell.set("r", f"{letters_of(place_of(cell.get('r', '')).column)}{number}")


class _Carried:
    """The new rows: the format of the row above them, the formulas of the block's last row."""

    def __init__(self, rows: dict[int, etree._Element], insertion: RowInsertion) -> None:
        self._insertion = insertion
        self._rows = rows
        self._source, self._last = rows[insertion.at - 1], rows[insertion.last]
        above = rows.get(insertion.last - 1) if insertion.last > insertion.first else None
        self._formulas = {column: (text, _formulas_of(above).get(column, ("", ""))[0], style)
                          for column, (text, style) in _formulas_of(self._last).items()}  # fmt: skip

    def put(self, data: etree._Element) -> None:
        """Put the new rows in, and write the formulas of the rows from the block's last one on."""
        place = list(data).index(self._source) + 1
        for number in range(self._insertion.count):
            row = deepcopy(self._source)
            for name in ("hidden", "collapsed"):
                row.attrib.pop(name, "")
            for cell in children(row, "c"):
                empty_cell(cell)
            _renumber(row, self._insertion.at + number)
            data.insert(place + number, row)
        block = {int(row.get("r", "0")): row for row in children(data, "row")}
        for by in range(self._insertion.count + 1):
            self._write(block[self._insertion.last + by], by)

    def _write(self, row: etree._Element, by: int) -> None:
        for column, (formula, above, style) in self._formulas.items():
            cell = _cell(row, column, style)
            empty_cell(cell)
            found = etree.SubElement(cell, f"{{{etree.QName(row).namespace}}}f")
            found.text = self._insertion.carried(formula, above, by)


def _formulas_of(row: etree._Element | None) -> dict[int, tuple[str, str]]:
    """The plain formulas of a row by column, with the styles of their cells."""
    found = {}
    for cell in children(row, "c"):
        formula = child(cell, "f")
        if formula is not None and formula.text and formula.get("t", "normal") == "normal":
            found[place_of(cell.get("r", "")).column] = (formula.text, cell.get("s", "0"))
    return found


def _cell(row: etree._Element, column: int, style: str) -> etree._Element:
    """The cell of that column, made in the style if there is none."""
    before = 0
    for cell in children(row, "c"):
        here = place_of(cell.get("r", "")).column
        if here == column:
            return cell
        before += here < column
    made = etree.Element(
        f"{{{etree.QName(row).namespace}}}c", r=f"{letters_of(column)}{row.get('r')}", s=style
    )
    row.insert(before, made)
    return made


def empty_cell(cell: etree._Element) -> None:
    """Remove the value and the formula of a cell; its style stays."""
    for part in list(cell):
        if local_name(part) in {"v", "is", "f"}:
            cell.remove(part)
    cell.attrib.pop("t", "")


def _move_places(root: etree._Element, insertion: RowInsertion) -> None:
    """Move everything of a sheet that names places outside of formulas."""
    for element in root.iter():
        kind = local_name(element)
        spreads = kind in _SPREADING
        for name in ("sqref", "ref", "activeCell"):
            words = element.get(name)
            if words:
                element.set(name, insertion.areas(words, spreads=spreads))
        if kind == "sqref" and element.text:  # of the extension list
            element.text = insertion.areas(element.text, spreads=True)
    for mark in children(child(root, "rowBreaks"), "brk"):
        mark.set("id", str(insertion.row(int(mark.get("id", "0")))))


def _copy_merges(root: etree._Element, insertion: RowInsertion) -> None:
    holder = child(root, "mergeCells")
    source = insertion.at - 1
    areas = [area_of(entry.get("ref", "")) for entry in children(holder, "mergeCell")]
    for area in areas:
        if area.first.row == area.last.row == source and holder is not None:
            for row in range(insertion.at, insertion.at + insertion.count):
                copy = Area(Place(row, area.first.column), Place(row, area.last.column))
                etree.SubElement(holder, f"{{{etree.QName(root).namespace}}}mergeCell", ref=copy.reference)
    if holder is not None:
        holder.set("count", str(len(holder)))


def _words(area: Area) -> str:
    return area.first.reference if area.first == area.last else area.reference
