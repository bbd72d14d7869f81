"""Backup, restore and integrity check of the data."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from desktop.domain.records.store_report import StoreReport
from desktop.services.office.workplace import Workplace
from desktop.store.file import backup as store_backup
from desktop.store.file.location import default_folder
from desktop.store.file.settings import write_setting

_LAST = "backup.last"


def backup(work: Workplace, out: Path) -> StoreReport:
    """Write a backup and verify it by opening it. An existing file of that name is replaced only by a verified one."""
    report = store_backup.write_backup(work.store, out)
    if not work.store.read_only:
        write_setting(work.store, _LAST, work.now().isoformat())
    return report


def restore(data_dir: Path | None, file: Path, now: datetime) -> Path | None:
    """Replace the store by a verified backup; returns the path of the former store, None if there was none.

    The folder must not be in use. Raises FileProblem or StoreProblem; nothing is changed then.
    """
    return store_backup.restore_file(data_dir or default_folder(), file, now)


def verify(work: Workplace) -> StoreReport:
    """Check the integrity of the open store."""
    return store_backup.store_report(work.store)


def verify_backup(file: Path) -> StoreReport:
    """Check the integrity of a backup. Raises FileProblem if the file is not a backup of this program."""
    return store_backup.verify_file(file)
