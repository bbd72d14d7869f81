"""Backups: written while the store is in use, verified by opening them, and restored without losing the former store."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from desktop.domain.errors import FileProblem, StoreProblem
from desktop.domain.records.store_report import StoreComparison, StoreReport
from desktop.store.file.faults import is_damage, translated
from desktop.store.file.settings import PRACTICE
from desktop.store.file.store import STORE_NAME, FolderLock, Store
from desktop.store.schema.schema import APPLICATION_ID, SCHEMA_VERSION

_BIN_SINCE = 6
"""The store version that knows cases in the bin, which are copied but not counted."""
_NEEDED = ("cases", "replies", "reply_sections", "events")


def write_backup(store: Store, out: Path) -> StoreReport:
    """Write a backup through SQLite's backup API, verify it, then rename it to `out`.

    Raises FileProblem if `out` cannot be written, StoreProblem if the copy fails verification.
    """
    _refuse_store_itself(store.path, out)
    if not out.name or (
        out.exists() and not out.is_file()
    ):  # otherwise the rename would replace it by a file
        raise FileProblem(f"“{out}”不是文件", "请写上备份的文件名")
    part = out.with_name(out.name + ".part")
    try:
        part.unlink(missing_ok=True)
        with store.reading() as connection:
            _copy(connection, part)
        report = _verified(part)
        part.replace(out)
    except OSError as fault:
        raise FileProblem(f"备份文件“{out.name}”写不进去", "请换一个文件夹，或清理磁盘后再试") from fault
    finally:
        part.unlink(missing_ok=True)
    return StoreReport(out, report.version, report.cases, report.replies, report.size)


def _verified(part: Path) -> StoreReport:
    with suppress(FileProblem):  # a copy of damaged pages may not open at all
        report = verify_file(part)
        if report.sound:
            return report
    raise StoreProblem("备份没有通过校验，已作废", "请先用“校验”检查数据库，再换一个地方备份")


def verify_file(path: Path) -> StoreReport:
    """Open a store file read-only and check its integrity. Raises FileProblem if it is no store of this program."""
    with _open_read_only(path) as connection:
        return _report(connection, path)


def restore_file(data_dir: Path, backup: Path, now: datetime) -> Path | None:
    """Replace the store by a verified backup; returns the path where the former store is kept, None if
    there was none.

    A store exists under its name at every moment, so a crash leaves the former or the new one. Raises
    FileProblem for a backup that fails verification, StoreProblem if the folder is in use or the backup is
    newer than the program.
    """
    place = data_dir / STORE_NAME
    _refuse_store_itself(place, backup)
    with _open_read_only(backup) as connection:
        _refuse_unfit(_report(connection, backup))
        with translated():
            data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock = FolderLock(data_dir)
            part = place.with_suffix(".restoring")
            try:
                part.unlink(missing_ok=True)
                _copy(connection, part)
                former = _keep_former_store(place, now)
                part.replace(place)
                _flush_folder(data_dir)
            finally:
                part.unlink(missing_ok=True)
                lock.release()
    return former


def compare(store: Store, backup: Path) -> StoreComparison:
    """What the store holds beside what the backup holds. Raises as `restore_file` for one that could not be restored."""
    with _open_read_only(backup) as connection:
        report = _report(connection, backup)
        _refuse_unfit(report)
        there, then = _contents(connection), _newest(connection)
        practice = _setting(connection, PRACTICE)
    with store.reading() as connection:
        here = _contents(connection)
        return StoreComparison(
            report=report,
            newest_there=then,
            newest_here=_newest(connection),
            cases_here=len(here.cases),
            cases_only_here=len(here.cases - there.cases),
            cases_only_there=len(there.cases - here.cases),
            events_only_here=max(here.events - there.events, 0),
            same_kind=practice == _setting(connection, PRACTICE),
        )


def store_report(store: Store) -> StoreReport:
    """The integrity report of the open store: pages, indexes and references."""
    with store.reading() as connection:
        return _report(connection, store.path or Path(":memory:"))


@contextmanager
def _open_read_only(path: Path) -> Iterator[sqlite3.Connection]:
    if not path.is_file():
        raise FileProblem(f"没有找到文件“{path.name}”", "请核对文件的位置")
    alone = not path.with_name(path.name + "-wal").exists()  # a plain store file may be on a read-only disk
    try:
        with translated():
            address = f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if alone else ''}"
            with closing(sqlite3.connect(address, uri=True)) as connection:
                yield connection
    except StoreProblem as problem:
        if is_damage(problem.__cause__):
            raise FileProblem(f"“{path.name}”已损坏，或不是承办的数据文件", "请换一份备份") from problem
        raise


def _refuse_unfit(report: StoreReport) -> None:
    if not report.sound:
        raise FileProblem(f"备份“{report.path.name}”没有通过校验", "请换一份备份，现在的数据没有改动")
    if report.version > SCHEMA_VERSION:
        raise StoreProblem("这份备份是由更新版本的承办程序写成的", "请先安装新版程序，现在的数据没有改动")


def _refuse_store_itself(store: Path | None, file: Path) -> None:
    if store is not None and file.resolve() == store.resolve():
        raise FileProblem("这就是正在使用的数据文件，不能当作备份", "请换一个文件名")


def _keep_former_store(place: Path, now: datetime) -> Path | None:
    """Keep the former store under a second name, with its log merged or kept beside it; `place` stays until replaced."""
    if not place.exists():
        return None
    names = (f"chengban-before-restore-{now:%Y%m%d-%H%M%S}{turn}.db" for turn in ("", *range(2, 1000)))
    former = next(path for name in names if not (path := place.with_name(name)).exists())
    # The log of a damaged store cannot be merged and is kept as a file.
    with suppress(sqlite3.Error), closing(sqlite3.connect(place)) as old:
        old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy2(place, former)
    for suffix in ("-wal", "-shm"):  # a log left behind would be applied to the new store
        log = place.with_name(place.name + suffix)
        if log.exists():
            log.replace(former.with_name(former.name + suffix))
    return former


def _flush_folder(folder: Path) -> None:
    """Make the renamed file survive a power failure; not needed and not available on Windows."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _copy(connection: sqlite3.Connection, out: Path) -> None:
    target = sqlite3.connect(out)
    try:
        connection.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # so that a backup is a single file without a log
    finally:
        target.close()


def _report(connection: sqlite3.Connection, path: Path) -> StoreReport:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise FileProblem(f"“{path.name}”不是承办的数据文件", "请选择承办做的备份")
    faults = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    faults += [f"missing table: {name}" for name in _NEEDED if not _has(connection, name)]
    if faults:
        return StoreReport(path, _version(connection), 0, 0, _size(path), tuple(faults))
    faults += [f"foreign key: {row[0]} {row[1]}" for row in connection.execute("PRAGMA foreign_key_check")]
    in_use = _in_use(connection)
    return StoreReport(
        path,
        _version(connection),
        connection.execute(f"SELECT count(*) FROM cases WHERE {in_use}").fetchone()[0],
        connection.execute(
            f"SELECT count(*) FROM replies WHERE case_id IN (SELECT id FROM cases WHERE {in_use})"
        ).fetchone()[0],
        _size(path),
        tuple(faults),
    )


class _Contents(NamedTuple):
    cases: frozenset[int]
    events: int


def _contents(connection: sqlite3.Connection) -> _Contents:
    cases = frozenset(
        row[0] for row in connection.execute(f"SELECT id FROM cases WHERE {_in_use(connection)}")
    )
    return _Contents(cases, connection.execute("SELECT count(*) FROM events").fetchone()[0])


def _in_use(connection: sqlite3.Connection) -> str:
    """The condition of cases that are not in the bin."""
    return "deleted_at IS NULL" if _version(connection) >= _BIN_SINCE else "1"


def _newest(connection: sqlite3.Connection) -> datetime | None:
    """When the newest event was recorded; None without any."""
    found = connection.execute("SELECT max(at) FROM events").fetchone()[0]
    return datetime.fromisoformat(found) if found else None


def _setting(connection: sqlite3.Connection, key: str) -> str:
    row = connection.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def _has(connection: sqlite3.Connection, table: str) -> bool:
    asked = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?"
    return bool(connection.execute(asked, (table,)).fetchone()[0])


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
