"""The store 「数据库」: one SQLite file in the data folder, one writer at a time, every write durable on return."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.errors import StoreInUse, StoreProblem
from desktop.domain.words.characters import pinyin_key, stroke_key
from desktop.store.file.faults import translated
from desktop.store.file.location import refuse_unsafe
from desktop.store.schema.schema import refuse_other_version, upgrade

if TYPE_CHECKING:
    from desktop.store.file.database import StoreDatabase

# The lock of a data folder: one writer at a time. The system releases it when the process ends, even if
# killed.
LOCK_NAME = "chengban.lock"


class FolderLock:
    """Held from construction to `release()`. Raises StoreInUse if another process holds it."""

    def __init__(self, data_dir: Path) -> None:
        self._file = os.open(data_dir / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(self._file)
        except OSError as fault:
            os.close(self._file)
            raise StoreInUse(
                "另一个承办程序正在使用这个数据文件夹", "请用已经打开的窗口，或先把它关掉"
            ) from fault

    def release(self) -> None:
        os.close(self._file)  # closing releases the lock; deleting the file would race with the next process


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


STORE_NAME = "chengban.db"
BACKUP_FOLDER = "backups"
_BUSY_SECONDS = 5.0


class Store:
    """An open store. Create it with `open_store` or `Store.in_memory`; `close()` releases the data folder.

    For one thread only: open a second store with `read_only` for another thread.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path | None, lock: FolderLock | None) -> None:
        self.path = path
        self._connection = connection
        self._lock = lock

    @classmethod
    def in_memory(cls) -> Store:
        """A store in memory, for tests and dry runs."""
        connection = _connect(":memory:")
        upgrade(connection)
        return cls(connection, None, None)

    @property
    def read_only(self) -> bool:
        """True if another process writes in this folder and this store may only read."""
        return self.path is not None and self._lock is None

    @property
    def changes(self) -> int:
        """How many rows have been written through this store: whoever kept the number sees whether others wrote since."""
        return self._connection.total_changes

    @cached_property
    def database(self) -> StoreDatabase:
        """The tables, for look-ups within `reading()`. The first use imports sqlite-utils."""
        from desktop.store.file.database import StoreDatabase

        return StoreDatabase(self._connection)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection for queries; SQLite errors are raised as StoreProblem. On a store that only looks: a snapshot."""
        with translated(partial(backup_hint, self.path)), self.snapshot():
            yield self._connection

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All looks of the outermost block see the store as of the first of them, whatever is written meanwhile.

        For a store that only looks. One that may write is its folder's only writer, and nothing is begun there.
        """
        if not self.read_only or self._connection.in_transaction:
            yield
            return
        self._connection.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            self._connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[StoreDatabase]:
        """One transaction on the tables: all in the block is stored at its end, or nothing. Blocks may be nested.

        After the outermost block has ended without an error, its rows survive a kill and a power failure.
        """
        if self.read_only:
            raise StoreInUse(
                "另一个承办程序正在使用这个数据文件夹，这里只能查看", "请用已经打开的窗口，或先把它关掉"
            )
        database = self.database  # imports before the transaction begins
        with translated(partial(backup_hint, self.path)):
            if self._connection.in_transaction:
                yield database
                return
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield database
                self._connection.execute("COMMIT")
            except BaseException:
                self._connection.rollback()
                raise

    def close(self) -> None:
        """Close the file and release the folder. A second call does nothing."""
        self._connection.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def open_store(data_dir: Path, *, read_only: bool = False) -> Store:
    """Open the store of `data_dir`; created on first use.

    `read_only` opens it for reading if another process writes there. Raises StoreProblem if the folder is
    in use, at an unsafe location (TRAPS 14) or not writable, or the file is damaged or of a newer version; also for reading
    if it is of an older one, which only the writer could migrate.
    """
    refuse_unsafe(data_dir)
    with translated():
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = _lock_of(data_dir, read_only)
    path = data_dir / STORE_NAME
    try:
        _refuse_lost_store(path)
        with translated(partial(backup_hint, path)):
            return Store(_open_file(path, writable=lock is not None), path, lock)
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def _lock_of(data_dir: Path, read_only: bool) -> FolderLock | None:
    try:
        return FolderLock(data_dir)
    except StoreProblem:
        if read_only and (data_dir / STORE_NAME).exists():
            return None
        raise


def _refuse_lost_store(path: Path) -> None:
    """Raise StoreProblem if backups exist but the store is gone or empty: a new store would hide the loss."""
    hint = backup_hint(path)
    if hint and not (path.exists() and path.stat().st_size):
        raise StoreProblem("数据库文件不见了，或者是空的", hint)


def backup_hint(path: Path | None) -> str:
    """A sentence on where the backups of the store are; "" if there are none."""
    backups = sorted((path.parent / BACKUP_FOLDER).glob("*.db"), reverse=True) if path else []
    return f"请从备份恢复，最近的备份是 {backups[0]}" if backups else ""


def _open_file(path: Path, *, writable: bool) -> sqlite3.Connection:
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # the log and its index inherit these permissions
    connection = _connect(str(path))
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(
            "PRAGMA synchronous = FULL"
        )  # NORMAL may lose the last transactions in a power failure
        if writable:
            upgrade(connection)
        else:
            connection.execute("PRAGMA query_only = ON")
            refuse_other_version(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _connect(place: str) -> sqlite3.Connection:
    connection: sqlite3.Connection = sqlite3.connect(place, timeout=_BUSY_SECONDS, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    # So that a row that replaces another one fires the triggers of deletion: events are append only.
    connection.execute("PRAGMA recursive_triggers = ON")
    for key in (pinyin_key, stroke_key):  # for sorting; each reads its table when it is first asked
        connection.create_function(key.__name__, 1, key, deterministic=True)
    return connection
