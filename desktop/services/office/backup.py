"""Backup, restore and integrity check of the data; where backups go, which there are, and what restoring one would change."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from desktop.domain.errors import FileProblem, Refused
from desktop.domain.records.store_report import StoreComparison, StoreReport
from desktop.services.office.workplace import Workplace
from desktop.store.file import backup as store_backup
from desktop.store.file.location import default_folder
from desktop.store.file.settings import read_setting, write_setting
from desktop.store.file.store import BACKUP_FOLDER

_FOLDER = "backup.folder"
_VERIFIED = "backup.verified"
_KEPT = 200
"""Most backups whose verification is remembered."""
_BEFORE_RESTORE = "chengban-before-restore-"


class BackupKind(StrEnum):
    """Why a file was kept."""

    MADE = "made"
    BEFORE_RESTORE = "before_restore"

    @property
    def label(self) -> str:
        return "备份" if self is BackupKind.MADE else "恢复以前的数据"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup file: when it was written (local time), its size in bytes, and when it was last verified as it is now."""

    path: Path
    made_at: datetime
    size: int
    kind: BackupKind = BackupKind.MADE
    verified_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class BackupPlace:
    """Where backups go, and whether that is on the disk of the data, with which they would be lost."""

    folder: Path
    same_disk: bool


def backup(work: Workplace, out: Path) -> StoreReport:
    """Write a backup and verify it by opening it. An existing file of that name is replaced only by a verified one."""
    report = store_backup.write_backup(work.store, out)
    if not work.store.read_only:
        mark_verified(work, report)
    return report


def backup_now(work: Workplace) -> StoreReport:
    """Write a verified backup with the present time in its name into the folder of backups. Raises as `backup`."""
    folder = backup_place(work).folder
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as fault:
        raise FileProblem(f"备份的文件夹“{folder}”打不开", "请接上那块硬盘，或换一个地方") from fault
    names = (
        f"承办备份-{work.now():%Y%m%d-%H%M%S}{turn}.db" for turn in ("", *map("-{}".format, range(2, 100)))
    )
    return backup(work, next(path for name in names if not (path := folder / name).exists()))


def backup_place(work: Workplace) -> BackupPlace:
    """The folder chosen for backups; `backups` in the data folder if none was."""
    chosen = read_setting(work.store, _FOLDER)
    folder = Path(chosen) if chosen else work.data_dir / BACKUP_FOLDER
    return BackupPlace(folder, _disk(folder) in {None, _disk(work.data_dir)})


def choose_backup_folder(work: Workplace, folder: Path) -> BackupPlace:
    """Let backups go there from now on. Raises FileProblem if nothing can be written there."""
    trial = folder / ".chengban-write-test"
    try:
        trial.write_bytes(b"")
        trial.unlink()
    except OSError as fault:
        raise FileProblem(f"“{folder}”里写不了文件", "请换一个文件夹") from fault
    write_setting(work.store, _FOLDER, str(folder))
    return backup_place(work)


def backups(work: Workplace) -> tuple[Backup, ...]:
    """The backups in the chosen folder and in the data folder, the newest first. No file is opened."""
    folders = dict.fromkeys((backup_place(work).folder, work.data_dir / BACKUP_FOLDER))
    marks = _marks(work)
    found = [_backup(path, BackupKind.MADE, marks) for folder in folders for path in folder.glob("*.db")]
    found += [
        _backup(path, BackupKind.BEFORE_RESTORE, marks)
        for path in work.data_dir.glob(f"{_BEFORE_RESTORE}*.db")
    ]
    return tuple(sorted(found, key=lambda one: (one.made_at, one.path.name), reverse=True))


def newest_verified(work: Workplace) -> Backup | None:
    """The newest backup that has been verified and has not changed since; None if there is none."""
    made = (one for one in backups(work) if one.kind is BackupKind.MADE and one.verified_at)
    return next(made, None)


def mark_verified(work: Workplace, report: StoreReport) -> None:
    """Remember that a sound backup was verified now; its mark is gone as soon as the file changes."""
    if report.sound:
        marks = _marks(work) | {str(report.path): [*_state(report.path), work.now().isoformat()]}
        write_setting(work.store, _VERIFIED, json.dumps(dict(list(marks.items())[-_KEPT:])))


def compare_backup(work: Workplace, file: Path) -> StoreComparison:
    """What restoring that backup would change. Raises FileProblem or StoreProblem for one that cannot be restored, Refused for
    one of the practice in the place of real data, or the other way round.
    """
    found = store_backup.compare(work.store, file)
    if not found.same_kind:
        kind = "正式数据" if work.is_practice else "练习数据"
        raise Refused(f"“{file.name}”是{kind}的备份", "练习和正式数据分开放，不能互相恢复")
    return found


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


def _backup(path: Path, kind: BackupKind, marks: dict[str, list[int | str]]) -> Backup:
    size, written = _state(path)
    mark = marks.get(str(path))
    verified = datetime.fromisoformat(str(mark[2])) if mark and mark[:2] == [size, written] else None
    return Backup(path, datetime.fromtimestamp(written / 1e9), size, kind, verified)


def _marks(work: Workplace) -> dict[str, list[int | str]]:
    marks: dict[str, list[int | str]] = json.loads(read_setting(work.store, _VERIFIED) or "{}")
    return marks


def _state(path: Path) -> tuple[int, int]:
    """Size and time of writing (ns), by which a change of the file is noticed."""
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _disk(folder: Path) -> int | None:
    """The device of the nearest existing folder; None if none can be asked."""
    for place in (folder, *folder.parents):
        try:
            return place.stat().st_dev
        except OSError:
            continue
    return None
