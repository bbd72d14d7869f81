"""What a version of the store adds: SQL or a function, all of it in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from sqlite_utils import Database

from desktop.store.schema import schema

_SCRIPT = """\
CREATE TABLE visits (   -- two statements; a semicolon; here
    day TEXT NOT NULL
) STRICT;
CREATE INDEX visits_by_day ON visits(day);
"""


def _add_visits(database: Database) -> None:
    database.table("visits").create({"id": int, "day": str}, pk="id", not_null={"day"})
    database.table("cases").add_column("visited", str, not_null_default="")


def _add_half(database: Database) -> None:
    _add_visits(database)
    raise RuntimeError("the power fails here")


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as opened:
        schema.upgrade(opened)
        yield opened


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch) -> Callable[[str | Callable[[Database], None]], int]:
    """Let the program know one version more; returns its number."""

    def known(added: str | Callable[[Database], None]) -> int:
        number = len(schema.VERSIONS) + 1
        monkeypatch.setattr(schema, "VERSIONS", (*schema.VERSIONS, added))
        monkeypatch.setattr(schema, "SCHEMA_VERSION", number)
        return number

    return known


def columns(connection: sqlite3.Connection, table: str) -> list[tuple[str, str]]:
    return [(row[1], row[2]) for row in connection.execute(f"PRAGMA table_info({table})")]


def version(connection: sqlite3.Connection) -> int:
    number: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return number


def test_a_version_may_be_a_text(connection: sqlite3.Connection, next_version: Callable[..., int]) -> None:
    number = next_version(_SCRIPT)
    schema.upgrade(connection)
    assert columns(connection, "visits") == [("day", "TEXT")]
    assert connection.execute("SELECT name FROM sqlite_schema WHERE name = 'visits_by_day'").fetchone()
    assert version(connection) == number


def test_a_version_may_be_a_function_and_its_tables_are_strict(
    connection: sqlite3.Connection, next_version: Callable[..., int]
) -> None:
    number = next_version(_add_visits)
    schema.upgrade(connection)
    assert columns(connection, "visits") == [("id", "INTEGER"), ("day", "TEXT")]
    assert columns(connection, "cases")[-1] == ("visited", "TEXT")
    with pytest.raises(sqlite3.IntegrityError, match="cannot store BLOB value in TEXT column"):
        connection.execute("INSERT INTO visits VALUES (1, x'00')")
    assert version(connection) == number


def test_a_version_that_fails_half_way_leaves_nothing(
    connection: sqlite3.Connection, next_version: Callable[..., int]
) -> None:
    before = connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2").fetchall()
    number = next_version(_add_half)
    with pytest.raises(RuntimeError):
        schema.upgrade(connection)
    assert connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2").fetchall() == before
    assert version(connection) == number - 1
    assert not connection.in_transaction
