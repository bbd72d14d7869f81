"""Backups of the store: taken whole while it is in use, proved by opening them, put back without losing the old one."""

from __future__ import annotations

import os
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.domain.errors import FileProblem, StoreProblem
from desktop.store.faults import is_damage, translated
from desktop.store.lock import FolderLock
from desktop.store.schema import APPLICATION_ID, SCHEMA_VERSION
from desktop.store.store import STORE_NAME, Store


@dataclass(frozen=True, slots=True)
class StoreReport:
    """What a verification found. `faults` are SQLite's own words, empty for a sound store; `size` in bytes."""

    path: Path
    version: int
    cases: int
    replies: int
    size: int
    faults: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        return not self.faults


def write_backup(store: Store, out: Path) -> StoreReport:
    """Write a backup through SQLite's backup API, verify it, and only then give it its name.

    Raises FileProblem if `out` cannot be written, StoreProblem if the copy is not sound.
    """
    part = out.with_name(out.name + ".part")
    try:
        part.unlink(missing_ok=True)
        with store.reading() as connection:
            _copy(connection, part)
        report = verify_file(part)
        if not report.sound:
            raise StoreProblem("备份没有通过校验，已作废", "请先用“校验”检查数据库，再换一个地方备份")
        part.replace(out)
    except OSError as fault:
        raise FileProblem(f"备份文件“{out.name}”写不进去", "请换一个文件夹，或清理磁盘后再试") from fault
    finally:
        part.unlink(missing_ok=True)
    return StoreReport(out, report.version, report.cases, report.replies, report.size)


def verify_file(path: Path) -> StoreReport:
    """Open a store file for reading only and check it whole. Raises FileProblem if it is no store of this program."""
    if not path.is_file():
        raise FileProblem(f"没有找到文件“{path.name}”", "请核对文件的位置")
    try:
        with translated():
            connection = sqlite3.connect(path.absolute().as_uri() + "?mode=ro", uri=True)
            try:
                return _report(connection, path)
            finally:
                connection.close()
    except StoreProblem as problem:
        if is_damage(problem.__cause__):
            raise FileProblem(f"“{path.name}”已损坏，或不是承办的数据文件", "请换一份备份") from problem
        raise


def restore_file(data_dir: Path, backup: Path, now: datetime) -> Path | None:
    """Put a verified backup in the place of the store; the old one is kept beside it under the name that comes back.

    None if there was no store. Raises FileProblem for an unsound backup, StoreProblem if the folder is in use or the
    backup is newer than the program.
    """
    report = verify_file(backup)
    if not report.sound:
        raise FileProblem(f"备份“{backup.name}”没有通过校验", "请换一份备份，现在的数据没有改动")
    if report.version > SCHEMA_VERSION:
        raise StoreProblem("这份备份是由更新版本的承办程序写成的", "请先安装新版程序，现在的数据没有改动")
    with translated():
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = FolderLock(data_dir)
        try:
            return _exchange(data_dir / STORE_NAME, backup, now)
        finally:
            lock.release()


def store_report(store: Store) -> StoreReport:
    """Check the open store whole: pages, indexes and references."""
    with store.reading() as connection:
        return _report(connection, store.path or Path(":memory:"))


def _exchange(place: Path, backup: Path, now: datetime) -> Path | None:
    part = place.with_suffix(".restoring")
    shutil.copyfile(backup, part)
    _flush(part)
    aside = place.with_name(f"chengban-before-restore-{now:%Y%m%d-%H%M%S}.db") if place.exists() else None
    if aside is not None:
        for suffix in ("-wal", "-shm", ""):  # the log goes with its file, or the last saves would be lost
            log = place.with_name(place.name + suffix)
            if log.exists():
                log.replace(aside.with_name(aside.name + suffix))
    part.replace(place)
    return aside


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _copy(connection: sqlite3.Connection, out: Path) -> None:
    target = sqlite3.connect(out)
    try:
        connection.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # a backup is one file, without a log beside it
    finally:
        target.close()


def _report(connection: sqlite3.Connection, path: Path) -> StoreReport:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise FileProblem(f"“{path.name}”不是承办的数据文件", "请选择承办做的备份")
    faults = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    faults += [f"foreign key: {row[0]} {row[1]}" for row in connection.execute("PRAGMA foreign_key_check")]
    return StoreReport(
        path,
        connection.execute("PRAGMA user_version").fetchone()[0],
        connection.execute("SELECT count(*) FROM cases").fetchone()[0],
        connection.execute("SELECT count(*) FROM replies").fetchone()[0],
        path.stat().st_size if path.exists() else 0,
        tuple(faults),
    )
