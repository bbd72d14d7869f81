"""The ledger 「办理台账」: its columns and what stands in each for one case (DOMAIN 6).

The keys are those by which the import knows a column (`InList.name` of the registry), so what is exported can be read back, and
the header cells of a superior office's form name their column by themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.case.case import Case
from desktop.domain.case.field import Field, FieldKind
from desktop.domain.case.field_entry import Holder, InList
from desktop.domain.case.field_registry import REGISTRY
from desktop.domain.case.reply import ReplyFields
from desktop.domain.intake.lists.ledger_columns import field_of_header

LedgerValue = str | int | date | None
"""Text (numbers such as 085 are text), a count, a day, or nothing."""

LedgerRow = Mapping[str, LedgerValue]


class ColumnKind(StrEnum):
    """How a column is written and aligned."""

    TEXT = "text"
    CENTRED = "centred"
    DATE = "date"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """One column: its key, its caption, its width in characters of the sheet's font (two for a Chinese one)."""

    key: str
    caption: str
    width: float
    kind: ColumnKind = ColumnKind.TEXT


_FIRST_OF = {"proposers": "first_proposer"}
"""What a ledger shows of a field that has several columns."""
_NUMBERED = ("row_no", "number")
"""What a ledger begins with; the other columns follow in the order of the registry."""


def _columns() -> Iterator[LedgerColumn]:
    for entry in REGISTRY.values():
        listed = entry.in_list
        if listed and listed.width:
            yield LedgerColumn(
                listed.name, listed.heading or entry.field.label, listed.width, _kind(entry.field, listed)
            )


def _kind(field: Field, listed: InList) -> ColumnKind:
    if listed.centred:
        return ColumnKind.CENTRED
    return {FieldKind.DATE: ColumnKind.DATE, FieldKind.NUMBER: ColumnKind.COUNT}.get(
        field.kind, ColumnKind.TEXT
    )


COLUMNS: tuple[LedgerColumn, ...] = tuple(
    sorted(_columns(), key=lambda column: (column.key not in _NUMBERED, column.key != _NUMBERED[0]))
)
COLUMN_BY_KEY: Mapping[str, LedgerColumn] = {column.key: column for column in COLUMNS}
PRIVATE = frozenset(
    entry.in_list.name for entry in REGISTRY.values() if entry.in_list and entry.field.sensitive
)
"""Personal data, left out unless asked for (DOMAIN 7)."""


def column_named(word: str) -> LedgerColumn | None:
    """The column of that key, caption or heading, or of the field of that key; None if the ledger has none such."""
    if word in COLUMN_BY_KEY:
        return COLUMN_BY_KEY[word]
    entry = REGISTRY.get(_FIRST_OF.get(word, word))
    key = entry.in_list.name if entry and entry.in_list else field_of_header(word)
    return COLUMN_BY_KEY.get(key or "")


def ledger_values(thing: Case | ReplyFields) -> dict[str, LedgerValue]:
    """What the ledger says of the fields of a case or of its letter, by column: days as such, the rest as people read it."""
    holder = Holder.CASE if isinstance(thing, Case) else Holder.REPLY
    return {
        entry.in_list.name: _value(entry.field, getattr(thing, entry.key))
        for entry in REGISTRY.values()
        if entry.holder is holder and entry.in_list and entry.in_list.width
    }


def _value(field: Field, value: object) -> LedgerValue:
    return value if isinstance(value, date) else field.show(value)


_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
MAX_CHARACTERS = 32_767
"""What a cell of a sheet can hold."""


def looks_like_formula(text: str) -> bool:
    """True for text that a spreadsheet program might take for a formula; it must be stored as quoted text."""
    return text.startswith(_DANGEROUS)


def cell_text(text: str) -> str:
    """Text as a cell may hold it: without control characters that XML forbids, at most 32,767 characters."""
    clean = "".join(
        mark for mark in text if mark in "\t\n" or (mark >= " " and not 0xFFFE <= ord(mark) <= 0xFFFF)
    )
    return clean if len(clean) <= MAX_CHARACTERS else clean[: MAX_CHARACTERS - 1] + "…"
