"""The tables of the store and the migrations that lead to them. Released migrations are never edited, only followed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.domain.errors import StoreProblem
from desktop.store.schema import version_1, version_2, version_3

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

VERSIONS = (version_1.TABLES, version_2.TABLES, version_3.TABLES)
"""What each version adds, as SQL. A new column or two stand right here as a text; tables of their own get a module version_N.

Never change what was released: add a line, then `python3 dev.py freeze-store` keeps a store of the new version for the tests.
"""

SCHEMA_VERSION = len(VERSIONS)
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
    for number in range(1, SCHEMA_VERSION + 1):
        migrations(name=f"version_{number}")(_step_to(number))
    return migrations


def _step_to(number: int) -> Callable[[Database], None]:
    def step(database: Database) -> None:
        migrate(number, database)

    return step


def migrate(number: int, database: Database | sqlite3.Connection) -> None:
    """Take a store of the version before to version `number`; the transaction is the caller's."""
    for statement in _statements(VERSIONS[number - 1]):
        database.execute(statement)
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute(f"PRAGMA user_version = {number}")


def _statements(script: str) -> list[str]:
    """The statements of a script one by one: executescript would commit the migration's transaction."""
    statements, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            statements.append(pending)
            pending = ""
    return statements
