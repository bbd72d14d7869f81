"""The schema of the store and its migrations. Released migrations are never edited; changes are new migrations."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.domain.errors import StoreProblem
from desktop.store.schema import version_1, version_2, version_3, version_4, version_5, version_6

if TYPE_CHECKING:
    from sqlite_utils import Database

VERSIONS: tuple[str | Callable[[Database], None] | tuple[str, Callable[[Database], None]], ...] = (
    version_1.TABLES,
    version_2.TABLES,
    version_3.TABLES,
    version_4.TABLES,
    version_5.TABLES,
    (version_6.TABLES, version_6.fill),
)
"""What each version adds: SQL, or a function that adds it by sqlite-utils, or both, one after the other.

One or two columns stand here, more in a version_N.

Never change a released entry. After adding one, `python3 dev.py freeze-store` keeps a store of it for the tests.
"""

SCHEMA_VERSION = len(VERSIONS)
APPLICATION_ID = 0x43484231  # "CHB1", identifies the file as a store of this program


def upgrade(connection: sqlite3.Connection) -> None:
    """Migrate the store to SCHEMA_VERSION. Raises StoreProblem, changing nothing, if it is newer than the program."""
    if _version_of(connection) < SCHEMA_VERSION:
        _migrate(connection)


def refuse_other_version(connection: sqlite3.Connection) -> None:
    """Raise StoreProblem unless the store is of SCHEMA_VERSION: it is only looked at, so it cannot be migrated now."""
    if _version_of(connection) < SCHEMA_VERSION:
        raise StoreProblem(
            "这份数据还是旧版本的，正由另一个程序使用",
            "请先关闭那个程序，再打开这里：打开时会把数据升级到新版本",
        )


def _version_of(connection: sqlite3.Connection) -> int:
    """The version of the store. Raises StoreProblem if it is newer than the program."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        raise StoreProblem(
            "这份数据是由更新版本的承办程序写成的，旧程序不会打开它", "请安装新版程序，数据没有改动"
        )
    return version


def _migrate(connection: sqlite3.Connection) -> None:
    # A start on an up-to-date store does not pay for this import: 0.06 s (TRAPS 19).
    from sqlite_utils import Database, Migrations

    migrations = Migrations("chengban")
    for number in range(1, SCHEMA_VERSION + 1):
        migrations(name=f"version_{number}")(_step_to(number))
    migrations.apply(Database(connection, strict=True, recursive_triggers=False, execute_plugins=False))


def _step_to(number: int) -> Callable[[Database], None]:
    def step(database: Database) -> None:
        migrate(number, database)

    return step


def migrate(number: int, database: Database) -> None:
    """Migrate from the previous version to version `number`, within the caller's transaction."""
    added = VERSIONS[number - 1]
    for part in added if isinstance(added, tuple) else (added,):
        if isinstance(part, str):
            for statement in _statements(part):
                database.execute(statement)
        else:
            part(database)
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute(f"PRAGMA user_version = {number}")


def _statements(script: str) -> list[str]:
    """The statements of a script. sqlite3's executescript would commit; the library's looks at every character: 11 ms."""
    statements, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            statements.append(pending)
            pending = ""
    return statements
