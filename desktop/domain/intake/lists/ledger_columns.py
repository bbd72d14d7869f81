"""Find the header of an assignment list or ledger 「交办清单、办理台账」 and map its columns to fields (DOMAIN 6).

Some headings are ambiguous: 类别 is the matter type or the subject area, 编号 and 号 the number, 联系人 the
officer or the proposer's contact; see `column_map`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.case.field_registry import REGISTRY

Rows = Sequence[Sequence[str]]
AMBIGUOUS = "类别"
"""A header resolved by `column_map` from the cells below: matter_type, category or result."""

FIELD_OF_HEADER: Mapping[str, str] = {
    header: entry.in_list.name for entry in REGISTRY.values() if entry.in_list for header in entry.headings
}
"""Heading -> name of its field in lists (`InList.name`)."""
_NOISE = re.compile(r"[\s\u3000（()）/／、，,.:：*＊★\-—]+")
_BRACKETED = re.compile(r"[（(\[【][^（）()\[\]【】]*[）)\]】]")
_NATURE = re.compile(r"建议|提案|议案|书面意见")
_LETTER = re.compile(r"[A-Da-d]类?")


def bare_header(text: str) -> str:
    """Return a header without blanks, line breaks and punctuation: 面商时间/ 方式 -> 面商时间方式."""
    return _NOISE.sub("", text)


def field_of_header(text: str) -> str | None:
    """Return the field of a header cell; `AMBIGUOUS` for 类别, None for an unknown one.

    Text in brackets is ignored: 办理结果（A/B/C） is 办理结果.
    """
    if not text or len(text) > 40:
        return None
    for header in (bare_header(text), bare_header(_BRACKETED.sub("", text))):
        if header == AMBIGUOUS:
            return "matter_type" if _NATURE.search(text) else AMBIGUOUS
        if header in FIELD_OF_HEADER:
            return FIELD_OF_HEADER[header]
    return None


def column_map(headers: Sequence[str], columns: Sequence[Sequence[str]]) -> dict[int, str]:
    """Return column index -> field. `columns` are the cells below each header.

    Of two columns for one field the first is used; 类别 and 联系人 are resolved by the cells below and the other columns.
    """
    fields: dict[int, str] = {}
    for index, header in enumerate(headers):
        field = field_of_header(header)
        if field == AMBIGUOUS:
            field = _meaning_of_category([cell for cell in columns[index] if cell])
        if field == "proposer_phone" and "officer" in fields.values() and fields.get(index - 1) == "officer":
            field = None
        if field is not None and field not in fields.values():
            fields[index] = field
    return fields


def _meaning_of_category(cells: Sequence[str]) -> str:
    if cells and sum(_NATURE.search(cell) is not None for cell in cells) > len(cells) * 0.5:
        return "matter_type"
    if cells and sum(_LETTER.fullmatch(cell.strip()) is not None for cell in cells) > len(cells) * 0.5:
        return "result"
    return "category"


# The header: below merged titles, in one row or two (DOMAIN 6).
_DEEPEST = 30
_MIN_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class LedgerHeader:
    """First row of the header, first row of data, and the heading of each column, two-row headers combined."""

    row: int
    first_data_row: int
    words: tuple[str, ...]


def find_header(rows: Rows) -> LedgerHeader | None:
    """Return the row (or pair of rows) with the most known headings; None if no row has two."""
    best: LedgerHeader | None = None
    most = _MIN_COLUMNS - 1
    for index in range(min(len(rows), _DEEPEST)):
        single = _named(rows[index])
        if single == 0:
            continue
        double = _folded(rows[index], rows[index + 1]) if index + 1 < len(rows) else ()
        pair = _named(double) if _continues_header(rows, index) else 0
        if max(single, pair) > most:
            most = max(single, pair)
            best = (
                LedgerHeader(index, index + 2, double)
                if pair
                >= single  # equal: a merged cell was filled downwards, so both rows have the same text
                else LedgerHeader(index, index + 1, tuple(rows[index]))
            )
    return best


def _named(cells: Sequence[str]) -> int:
    return len({field for field in map(field_of_header, cells) if field})


def _continues_header(rows: Rows, index: int) -> bool:
    """True if the row is the second header row: it contains headings and no data."""
    below = [cell for cell in rows[index + 1] if cell] if index + 1 < len(rows) else []
    return bool(below) and sum(field_of_header(cell) is not None for cell in below) >= max(
        1, len(below) * 0.6
    )


def _folded(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """Return for each column the lower cell if it is a known heading, else both joined (沟通 + 时间), else the upper one.

    A merged upper cell has its text only in the first column, so it is repeated over the empty ones to its right.
    """
    words: list[str] = []
    carried = ""
    for column in range(max(len(upper), len(lower))):
        above = upper[column] if column < len(upper) else ""
        below = lower[column] if column < len(lower) else ""
        carried = above or (carried if below else "")
        if below and field_of_header(carried + below):
            words.append(carried + below)
        elif below and (field_of_header(below) or not above):
            words.append(below)
        else:
            words.append(above)
    return tuple(words)
