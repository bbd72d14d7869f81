"""The ledger 「办理台账」: its columns and their values for one case (DOMAIN 6).

Keys are those of the import (`InList.name` of the registry), so that an exported ledger can be imported again, and
header cells of a superior office's form are recognised.
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
"""Text (including numbers such as 085), a count, a day, or nothing."""

LedgerRow = Mapping[str, LedgerValue]


class ColumnKind(StrEnum):
    """Data type and alignment of a column."""

    TEXT = "text"
    CENTRED = "centred"
    DATE = "date"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """One column: key, caption, and width in characters of the sheet's font (two for a Chinese one)."""

    key: str
    caption: str
    width: float
    kind: ColumnKind = ColumnKind.TEXT


_FIRST_OF = {"proposers": "first_proposer"}
"""The column shown for a field with several columns."""
_NUMBERED = ("row_no", "number")
"""The first columns of a ledger; the others follow in the order of the registry."""


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
"""Columns with personal data, left out unless requested (DOMAIN 7)."""


def column_named(word: str) -> LedgerColumn | None:
    """The column with that key, caption or heading, or of the field with that key; None if there is none."""
    if word in COLUMN_BY_KEY:
        return COLUMN_BY_KEY[word]
    entry = REGISTRY.get(_FIRST_OF.get(word, word))
    key = entry.in_list.name if entry and entry.in_list else field_of_header(word)
    return COLUMN_BY_KEY.get(key or "")


def ledger_values(thing: Case | ReplyFields) -> dict[str, LedgerValue]:
    """The ledger values of a case's or reply's fields, by column key: days as date, everything else as text."""
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
"""Maximum length of the text in a cell of a sheet."""


def looks_like_formula(text: str) -> bool:
    """True for text that a spreadsheet program might read as a formula; it must be stored as quoted text."""
    return text.startswith(_DANGEROUS)


def cell_text(text: str) -> str:
    """The text without control characters forbidden in XML, cut to 32,767 characters."""
    clean = "".join(
        mark for mark in text if mark in "\t\n" or (mark >= " " and not 0xFFFE <= ord(mark) <= 0xFFFF)
    )
    return clean if len(clean) <= MAX_CHARACTERS else clean[: MAX_CHARACTERS - 1] + "…"
