"""The rows of a superior office's form that are there to be filled, below its header."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from desktop.documents.sheets.cell_reference import Place
from desktop.documents.sheets.form_worksheet import FormStyles, FormWorksheet
from desktop.domain.errors import Refused

_TOTAL = re.compile(r"[（(]?(合计|总计|小计|共计|累计|例|示例|样例|例如)[）):：]?.{0,4}")
_LINE_NUMBER = re.compile(r"[（(]?(\d{1,2}|[甲乙丙丁戊己庚辛])[）)]?")
_LEAST_LINE_NUMBERS = 3


def is_head_line(words: Sequence[str]) -> bool:
    """True for a line between header and first case: a total above, an example, the numbers of the columns 「栏次」."""
    present = [text for word in words if (text := word.strip())]
    if not present:
        return False
    numbered = all(_LINE_NUMBER.fullmatch(text) or text == "栏次" for text in present)
    return bool(_TOTAL.fullmatch(present[0])) or (numbered and len(present) >= _LEAST_LINE_NUMBERS)


def free_rows(
    sheet: FormWorksheet, styles: FormStyles, header_end: int, columns: Mapping[int, str]
) -> tuple[int, ...]:
    """The visible rows to be filled, in order: from the first line below the header down to the next content.

    Rows below the last framed one are no part of a framed table. `columns`: ledger key by column; `header_end`: the row
    below the header. () if no row is free.
    """
    first = header_end
    while first <= sheet.last_row and (sheet.is_hidden(first) or is_head_line(sheet.words_of(first))):
        first += 1
    rows: list[int] = []
    for row in range(first, max(sheet.last_row, first) + 1):
        if _has_content(sheet, row, first, columns):
            break
        if not sheet.is_hidden(row):
            rows.append(row)
    framed = [row for row in rows if _is_framed(sheet, styles, row, columns)]
    return tuple(rows[: rows.index(framed[-1]) + 1] if framed and framed[0] == rows[0] else rows)


def _is_framed(sheet: FormWorksheet, styles: FormStyles, row: int, columns: Mapping[int, str]) -> bool:
    return any(styles.has_border(sheet.style_of(Place(row, column))) for column in columns)


def refuse_tall_cases(sheet: FormWorksheet, rows: Sequence[int], columns: Mapping[int, str]) -> None:
    """Raises Refused if a cell to be filled is merged with one of another row: a value in it would be lost."""
    for area in sheet.merges:
        covered = any(area.first.column <= column <= area.last.column for column in columns)
        if (
            covered
            and area.first.row < area.last.row
            and any(area.first.row <= row <= area.last.row for row in rows)
        ):
            raise Refused(
                f"表里 {area.reference} 是几行合并的格子，一件要占几行的表填不了",
                "请在 WPS 或 Excel 里取消这些行的合并，每件留一行，再填",
            )


def _has_content(sheet: FormWorksheet, row: int, first: int, columns: Mapping[int, str]) -> bool:
    """True for a row that is no free one: it has words of its own, or a formula that does not follow from the first row."""
    for place in sheet.row_places(row):
        head = Place(first, place.column)
        numbered = sheet.text(head).isdecimal()
        if sheet.has_formula(place):
            if row > first and not sheet.has_formula(head) and not numbered:
                return True
            continue
        words = sheet.text(place).strip()
        if words and not (words.isdecimal() and is_serial(sheet, place, first, columns)):
            return True
    return False


def is_serial(sheet: FormWorksheet, place: Place, first: int, columns: Mapping[int, str]) -> bool:
    """True if the column of the cell counts the rows: 序号, or numbers that begin with 1 in the first row."""
    head = sheet.text(Place(first, place.column)).strip()
    return columns.get(place.column) == "row_no" or (place.column not in columns and head == "1")
