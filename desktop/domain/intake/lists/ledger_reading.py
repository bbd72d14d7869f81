"""Read a list 「交办清单、办理台账」: header, rows, and the rows that cannot be read with the reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.case.case import HandlingRole, Level, MatterType
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.field import Field, FieldKind
from desktop.domain.case.field_registry import REGISTRY
from desktop.domain.intake.lists.ledger_cells import (
    CellValue,
    cell_text,
    read_cell_date,
    read_disclosure,
    read_matter_type,
    read_result,
    read_role,
    read_units,
    read_yes,
)
from desktop.domain.intake.lists.ledger_columns import LedgerHeader, column_map, find_header
from desktop.domain.intake.meeting import Meeting, read_meeting
from desktop.domain.intake.text.source import MappedText

# One row: its values, or the reason why it cannot become a case (DOMAIN 6).
LedgerValue = str | int | bool | date | tuple[str, ...] | MatterType | Level | HandlingRole | Disclosure

_NUMBER = re.compile(r"(?:第)?\s*(?P<number>[^\s第号]{1,24})\s*号?")

_FLOAT = re.compile(r"(\d+)\.0+")


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One matter of the list: its row number in the sheet (from 1) and its fields without empty cells.

    Keys are the names of fields in lists (`InList.name`), `meeting` replaced by term, session, level and place; dates are dates,
    units tuples, the number text with its zeros.
    """

    row_number: int
    values: Mapping[str, LedgerValue]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot become a case, with a plain Chinese reason for the officer."""

    row_number: int
    reason: str


def read_row(
    row_number: int, cells: Sequence[CellValue], columns: Mapping[int, str], common: Mapping[str, LedgerValue]
) -> LedgerRow | BadRow:
    values: dict[str, LedgerValue] = {name: value for name, value in common.items() if name != "year"}
    year = common.get("year")
    for column, field in columns.items():
        cell = cells[column] if column < len(cells) else None
        if not cell_text(cell):
            continue
        if field == "meeting":
            values |= meeting_values(cell_text(cell))
            continue
        value = _value(field, cell, year if isinstance(year, int) else None)
        if value is None and _FIELDS[field].kind is FieldKind.DATE:
            return BadRow(row_number, f"“{cell_text(cell)}”不是能认出的日期。")
        if value is not None:
            values[field] = value
    _part_units(values)
    if "title" not in values and "number" not in values:
        return BadRow(row_number, "这一行没有编号，也没有标题。")
    if "title" not in values:
        return BadRow(row_number, "这一行没有标题（案由）。")
    return LedgerRow(row_number, values)


def _value(name: str, cell: CellValue, year: int | None) -> LedgerValue | None:
    text, kind = cell_text(cell), _FIELDS[name].kind
    if name in _READERS:
        return _READERS[name](text)
    if kind is FieldKind.DATE:
        return read_cell_date(cell, year)
    return _READER_OF_KIND[kind](text) if kind in _READER_OF_KIND else text


def _part_units(values: dict[str, LedgerValue]) -> None:
    """Split several units in the lead unit's cell: the first is the lead unit, the others are co-handling units."""
    lead = values.get("lead_unit")
    if isinstance(lead, tuple):
        values["lead_unit"] = str(lead[0])
        if len(lead) > 1 and "co_units" not in values:
            values["co_units"] = lead[1:]


def number_text(text: str) -> str | None:
    """Return the number of a matter as text, zeros kept: 第085号 -> 085, 12.0 (a number cell) -> 12."""
    match = _NUMBER.fullmatch(text.strip())
    number = match["number"] if match else text.strip()
    whole = _FLOAT.fullmatch(number)
    return (whole.group(1) if whole else number) or None


def _count(text: str) -> int | None:
    match = re.match(r"\d{1,6}", text)
    return int(match.group(0)) if match else None


def _level(text: str) -> Level | None:
    for word, level in (
        ("全国", Level.NATIONAL),
        ("省", Level.PROVINCIAL),
        ("市", Level.CITY),
        ("区", Level.DISTRICT),
        ("县", Level.DISTRICT),
    ):
        if word in text:
            return level
    return None


def meeting_values(words: str) -> dict[str, LedgerValue]:
    bare = re.sub(r"\s", "", words)[:400]
    found = read_meeting(MappedText(bare, tuple(range(len(bare)))))
    return _values_of(found.value) if found else {}


def _values_of(meeting: Meeting) -> dict[str, LedgerValue]:
    values: dict[str, LedgerValue] = {"term": meeting.term}
    said: dict[str, LedgerValue | None] = {
        "session": meeting.session_number,
        "level": meeting.level,
        "place": meeting.place,
        "matter_type": meeting.matter_type,
    }
    return values | {name: value for name, value in said.items() if value is not None}


def _units(text: str) -> tuple[str, ...] | None:
    return read_units(text) or None


_FIELDS: Mapping[str, Field] = {
    entry.in_list.name: entry.field for entry in REGISTRY.values() if entry.in_list
}
_READER_OF_KIND: Mapping[FieldKind, Callable[[str], LedgerValue | None]] = {
    FieldKind.LIST: _units,
    FieldKind.NUMBER: _count,
    FieldKind.FLAG: read_yes,
}
_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
"""An unknown handling result is kept as it is written; a dash or 无 is none."""
_READERS: Mapping[str, Callable[[str], LedgerValue | None]] = {
    "number": number_text,
    "title": lambda text: re.sub(r"\s*[\r\n]+\s*", "", text),
    "lead_unit": _units,  # the first of several leads
    "matter_type": read_matter_type,
    "level": _level,
    "handling_role": read_role,
    "result": lambda text: read_result(text) or (text if _WORDS.search(text) else None),
    "disclosure": read_disclosure,
    "co_opinion_at": read_cell_date,  # text instead of a date is accepted: the opinion itself is recorded elsewhere
}
"""Readers of columns that accept more than their field's kind."""

# The whole list.
_NOTE = re.compile(
    r"(?:备\s*注|说\s*明|注|填表.{0,3}|制表.{0,3}|审核.{0,2}|联系.{0,2}|合\s*计|总\s*计|共\s*计|小\s*计|注意)\s*(?:[:：]|[\d一二三]|$)|.{0,10}(?:合计|小计|共\d+件)"
)


@dataclass(frozen=True, slots=True)
class LedgerReading:
    """The result of reading a list. `columns` maps a column index (from 0) to its field; empty if no header was found."""

    rows: tuple[LedgerRow, ...]
    bad_rows: tuple[BadRow, ...]
    columns: Mapping[int, str]
    header_row: int | None
    unknown_headers: tuple[str, ...] = ()


def read_ledger(grid: Sequence[Sequence[CellValue]]) -> LedgerReading:
    """Return the matters of a grid of cells.

    Titles above the header give meeting and matter type to every row without its own; notes below the
    table are skipped; a row without a title or with an impossible date is a bad row.
    """
    texts = [[cell_text(cell) for cell in row] for row in grid]
    header = find_header(texts)
    if header is None:
        return LedgerReading((), (), {}, None)
    width = len(header.words)
    below = [
        [row[column] if column < len(row) else "" for row in texts[header.first_data_row :]]
        for column in range(width)
    ]
    columns = column_map(header.words, below)
    title = "".join(dict.fromkeys(cell for row in texts[: header.row] for cell in row if cell))
    common = _common_values(title)
    rows: list[LedgerRow] = []
    bad: list[BadRow] = []
    for index, cells in _data_rows(grid, texts, header, columns):
        row = read_row(index + 1, cells, columns, common)
        (rows if isinstance(row, LedgerRow) else bad).append(row)  # type: ignore[arg-type]
    unknown = tuple(word for column, word in enumerate(header.words) if word and column not in columns)
    return LedgerReading(tuple(rows), tuple(bad), columns, header.row + 1, unknown)


def _data_rows(
    grid: Sequence[Sequence[CellValue]],
    texts: Sequence[Sequence[str]],
    header: LedgerHeader,
    columns: Mapping[int, str],
) -> Iterator[tuple[int, Sequence[CellValue]]]:
    """The data rows, without empty rows, repeated headers and notes."""
    for index in range(header.first_data_row, len(grid)):
        cells = texts[index]
        filled = [cell for cell in cells if cell]
        known = [column for column in columns if column < len(cells) and cells[column]]
        note = filled and _NOTE.match(filled[0]) and len(filled) <= max(2, len(columns) // 3)
        again = filled and sum(cell in header.words for cell in filled) > len(filled) * 0.6
        long_remark = len(set(filled)) == 1 and (len(filled[0]) > 12 or not known or len(columns) > 3)
        if known and not (note or again or long_remark):
            yield index, grid[index]


_SITTING = re.compile(r"闭会期间|休会期间|平时|会后|会议期间|大会期间|会间")
"""When the matters of a list were put forward, as its title says: 平时提案交办表."""


def _common_values(title: str) -> dict[str, LedgerValue]:
    values = meeting_values(title)
    kind = read_matter_type(title)
    both = re.search(r"提案", title) and re.search(r"建议|书面意见", title)
    if kind is not None and not both:
        values.setdefault("matter_type", kind)
    if both:
        values.pop("matter_type", None)
    sitting = _SITTING.search(title)
    if sitting:
        values["time_mark"] = sitting.group(0)
    year = re.search(r"(20\d{2})\s*年", title)
    if year:
        values["year"] = int(year.group(1))
    return values
