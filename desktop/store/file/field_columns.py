"""Columns of fields: the fields stored in a row of `cases` or `replies`, and their values as SQLite stores them."""

from __future__ import annotations

import sqlite3
from typing import Any

from desktop.domain.case.case import Case
from desktop.domain.case.field import Field, FieldKind
from desktop.domain.case.field_entry import Holder
from desktop.domain.case.field_registry import REGISTRY
from desktop.domain.case.reply import ReplyFields
from desktop.store.file.values import from_date, from_names, from_text, to_date, to_flag, to_names

_OF_CASE, _OF_REPLY = (
    tuple(entry.field for entry in REGISTRY.values() if entry.holder is holder and entry.column)
    for holder in (Holder.CASE, Holder.REPLY)
)
_LISTS = frozenset(
    field.key
    for blank, fields in ((Case(), _OF_CASE), (ReplyFields(), _OF_REPLY))
    for field in fields
    if isinstance(getattr(blank, field.key), tuple)
)


def field_columns(thing: Case | ReplyFields) -> dict[str, Any]:
    """The values of the fields of a case or letter, by column."""
    fields = _OF_CASE if isinstance(thing, Case) else _OF_REPLY
    return {field.key: _to_column(field, getattr(thing, field.key)) for field in fields}


def case_values(row: sqlite3.Row) -> dict[str, Any]:
    """The fields of Case in a row."""
    return {field.key: _from_column(field, row[field.key]) for field in _OF_CASE}


def letter_values(row: sqlite3.Row) -> dict[str, Any]:
    """The fields of ReplyFields in a row."""
    return {field.key: _from_column(field, row[field.key]) for field in _OF_REPLY}


def _to_column(field: Field, value: Any) -> str | int | None:  # noqa: ANN401 - a value of any field
    if field.key in _LISTS:
        return from_names(value)
    match field.kind:
        case FieldKind.DATE:
            return from_date(value)
        case FieldKind.FLAG:
            return None if value is None else int(value)
        case FieldKind.TEXT | FieldKind.LONG_TEXT:
            return from_text(value)
        case _:
            kept: str | int | None = value
            return kept


def _from_column(field: Field, value: Any) -> Any:  # noqa: ANN401 - a value of any field
    if field.key in _LISTS:
        return to_names(value)
    match field.kind:
        case FieldKind.DATE:
            return to_date(value)
        case FieldKind.FLAG:
            return to_flag(value)
        case FieldKind.CHOICE:
            return field.read(value or "")
        case _:
            return value
