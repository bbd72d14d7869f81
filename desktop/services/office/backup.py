"""What an officer can do for the safety of the data: back it up, put a backup back, have all of it checked."""

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
    """Write a whole backup and prove it by opening it. An older file of that name is replaced only by a sound one."""
    report = store_backup.write_backup(work.store, out)
    if not work.store.read_only:
        write_setting(work.store, _LAST, work.now().isoformat())
    return report


def restore(data_dir: Path | None, file: Path, now: datetime) -> Path | None:
    """Put a sound backup in the place of the store; the path where the old one was kept, None if there was none.

    The folder must not be in use. Raises FileProblem or StoreProblem; then nothing has changed.
    """
    return store_backup.restore_file(data_dir or default_folder(), file, now)


def verify(work: Workplace) -> StoreReport:
    """Check the open store whole."""
    return store_backup.store_report(work.store)


def verify_backup(file: Path) -> StoreReport:
    """Check a backup whole. Raises FileProblem if it is none of this program's."""
    return store_backup.verify_file(file)
