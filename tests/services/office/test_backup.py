"""A backup is recorded, and another machine can be restored from it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from desktop.services.demo import fill_demo
from desktop.services.office.backup import backup, restore, verify, verify_backup
from desktop.services.office.workplace import open_workplace
from desktop.store.file.settings import read_setting


def test_the_last_backup_is_recorded_and_can_be_restored(tmp_path: Path) -> None:
    def now() -> datetime:
        return datetime(2024, 4, 9, 9)

    work = open_workplace(tmp_path / "数据", now=now)
    fill_demo(work)
    out = tmp_path / "20240409-0900.db"
    assert backup(work, out).cases == verify(work).cases
    assert read_setting(work.store, "backup.last") == now().isoformat()
    work.close()
    restore(tmp_path / "新机", out, now())
    again = open_workplace(tmp_path / "新机", now=now)
    assert verify(again).sound
    assert verify(again).cases == verify_backup(out).cases > 0
    again.close()
