"""sqlite-utils on the store's connection: how records are added, changed and looked up.

Imported by the first write or look-up, not by a start: 0.06 s (TRAPS 19). What it writes belongs in `Store.writing()`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from sqlite_utils import Database
from sqlite_utils.db import Column, Table, TransactionError


class StoreTable(Table):
    """A table of the schema.

    The library asks before every statement whether the table exists (and would create it) and what its columns are. The schema
    has answered that: a misspelt table is an error of SQLite, and an update takes 45 µs in place of 160.
    """

    db: StoreDatabase

    def exists(self) -> bool:
        """True: the schema made it when the store was opened."""
        return True

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
