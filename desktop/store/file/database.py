"""sqlite-utils on the store's connection: how records are added, changed and looked up.

Imported by the first write or look-up, not by a start: 0.06 s (TRAPS 19). What it writes belongs in `Store.writing()`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from sqlite_utils import Database
from sqlite_utils.db import (
    DEFAULT,
    Column,
    Table,
    TransactionError,
    jsonify_if_needed,
    quote_identifier,
)


@lru_cache(maxsize=200)
def _insertion(table: str, columns: tuple[str, ...], keys: tuple[str, ...]) -> str:
    """The statement that inserts a row; with `keys`, one that updates the row of the same keys if there is one."""
    names = [quote_identifier(column) for column in columns]
    statement = (
        f"INSERT INTO {quote_identifier(table)} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    )
    if not keys:
        return statement
    changed = [name for column, name in zip(columns, names, strict=True) if column not in keys]
    then = (
        f"UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in changed)}" if changed else "NOTHING"
    )
    return f"{statement} ON CONFLICT ({', '.join(map(quote_identifier, keys))}) DO {then}"


class StoreTable(Table):
    """A table of the schema.

    The library asks before every statement whether the table exists (and would create it) and what its columns are. The schema
    has answered that: a misspelt table is an error of SQLite, and an update takes 45 µs in place of 160.
    """

    db: StoreDatabase

    def exists(self) -> bool:
        """True: the schema made it when the store was opened."""
        return True

    def insert_all(self, records: Iterable[dict[str, Any]], **options: Any) -> StoreTable:  # type: ignore[override]  # noqa: ANN401
        """Insert records, or upsert them if `options` say so: all that have the same columns by one statement, which is kept.

        The order of the columns may differ from record to record.

        The library builds a statement for every call and asks some twenty options about a table that might not be there yet:
        30 µs in place of 17 for one row. It still does what these two cannot: other options, columns that differ.
        """
        asked = {name: value for name, value in options.items() if value not in (DEFAULT, False)}
        rows = list(records)
        if asked.keys() - {"upsert"} or any(row.keys() != rows[0].keys() for row in rows):
            super().insert_all(rows, **options)
        elif rows:
            statement = _insertion(self.name, tuple(rows[0]), tuple(self.pks) if asked else ())
            values = [[jsonify_if_needed(row[column]) for column in rows[0]] for row in rows]
            with self.db.atomic():
                if len(values) > 1:
                    self.db.conn.executemany(statement, values)
                else:
                    self.last_rowid = self.db.conn.execute(statement, values[0]).lastrowid
        return self

    @property
    def columns(self) -> list[Column]:
        """The columns, asked for once in the life of the database."""
        known = self.db.known_columns
        if self.name not in known:
            known[self.name] = super().columns
        return known[self.name]

    @property
    def pks(self) -> list[str]:
        """The columns of the primary key, found once in the life of the database."""
        known = self.db.known_keys
        if self.name not in known:
            known[self.name] = super().pks
        return known[self.name]


class StoreDatabase(Database):
    """The tables of an open store. Its writes are part of the block of `Store.writing()` around them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection, recursive_triggers=False, execute_plugins=False, strict=True)
        self.known_columns: dict[str, list[Column]] = {}
        self.known_keys: dict[str, list[str]] = {}
        self._known_owners: dict[str, tuple[str, ...]] = {}

    def tables_with(self, column: str) -> tuple[str, ...]:
        """The names of all tables that have this column, in alphabetical order; found once in the life of the database."""
        if column not in self._known_owners:
            rows = self.query(
                "SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c ON c.name = ?"
                " WHERE m.type = 'table' ORDER BY m.name",
                [column],
            )
            self._known_owners[column] = tuple(row["name"] for row in rows)
        return self._known_owners[column]

    @property
    def supports_on_conflict(self) -> bool:
        """True for every SQLite of this program; the library would find out by making a table in the officer's file."""
        return True

    @contextmanager
    def atomic(self) -> Generator[Database, None, None]:
        """The transaction of the block around it: no savepoint for each statement, as a block is stored whole or not at all.

        Raises TransactionError outside `Store.writing()`, where the library would begin and commit one itself.
        """
        if not self.conn.in_transaction:
            raise TransactionError("the store is written within Store.writing()")
        yield self

    def table(self, table_name: str, **kwargs: Any) -> StoreTable:  # noqa: ANN401 - as the library has it
        """A table of the schema; the library would first ask whether it is a view."""
        return StoreTable(self, table_name, **kwargs)
