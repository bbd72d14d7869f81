"""The tables of the store and the migrations that lead to them. Released migrations are never edited, only followed."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from desktop.domain.errors import StoreProblem
from desktop.store.schema import version_1, version_2, version_3

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

SCHEMA_VERSION = 3
APPLICATION_ID = 0x43484231  # "CHB1", so that `file` and a restore know a store from any other database


def upgrade(connection: sqlite3.Connection) -> None:
    """Bring the store to SCHEMA_VERSION. Raises StoreProblem, and changes nothing, if it is newer than the program."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        raise StoreProblem(
            "这份数据是由更新版本的承办程序写成的，旧程序不会打开它", "请安装新版程序，数据没有改动"
        )
    if version == SCHEMA_VERSION:
        return
    from sqlite_utils import Database  # 0.13 s that a start with an up-to-date store need not pay (TRAPS 19)

    database = Database(connection, strict=True, execute_plugins=False)
    _migrations().apply(database)


def _migrations() -> Migrations:
    from sqlite_utils import Migrations

    migrations = Migrations("chengban")
    migrations(name="version_1")(_to_version_1)
    migrations(name="version_2")(_to_version_2)
    migrations(name="version_3")(_to_version_3)
    return migrations


def _to_version_1(database: Database) -> None:
    for statement in _statements(version_1.TABLES):
        database.execute(statement)
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute("PRAGMA user_version = 1")


def _to_version_2(database: Database) -> None:
    for statement in _statements(version_2.TABLES):
        database.execute(statement)
    database.execute("PRAGMA user_version = 2")


def _to_version_3(database: Database) -> None:
    for statement in _statements(version_3.TABLES):
        database.execute(statement)
    database.execute("PRAGMA user_version = 3")


def _statements(script: str) -> list[str]:
    """The statements of a script one by one: executescript would commit the migration's transaction."""
    statements, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            statements.append(pending)
            pending = ""
    return statements
