"""Backups are written, found again, verified and compared; another machine can be restored from one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desktop.domain.case.case import Case
from desktop.domain.errors import FileProblem, Refused
from desktop.services.cases.cases import create_case
from desktop.services.demo import PRACTICE_FOLDER, fill_demo, prepare_practice
from desktop.services.office.backup import (
    BackupKind,
    backup,
    backup_now,
    backup_place,
    backups,
    choose_backup_folder,
    compare_backup,
    newest_verified,
    restore,
    verify,
    verify_backup,
)
from desktop.services.office.workplace import Workplace, open_workplace

NOON = datetime(2024, 4, 9, 12)


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Workplace]:
    opened = open_workplace(tmp_path / "数据", now=lambda: NOON)
    yield opened
    opened.close()


def at(work: Workplace, moment: datetime) -> Workplace:
    return replace(work, now=lambda: moment)


def test_a_backup_can_be_restored_on_another_machine(work: Workplace, tmp_path: Path) -> None:
    fill_demo(work)
    out = tmp_path / "20240409-0900.db"
    assert backup(work, out).cases == verify(work).cases
    restore(tmp_path / "新机", out, NOON)
    again = open_workplace(tmp_path / "新机", now=lambda: NOON)
    assert verify(again).sound
    assert verify(again).cases == verify_backup(out).cases > 0
    again.close()


def test_a_backup_made_now_is_named_by_its_time_and_never_replaces_one(work: Workplace) -> None:
    first, second = backup_now(work), backup_now(work)
    assert first.path == work.data_dir / "backups" / "承办备份-20240409-120000.db"
    assert second.path.name == "承办备份-20240409-120000-2.db"
    assert backup_place(work).same_disk
    found = newest_verified(work)
    assert found is not None
    assert found.verified_at == NOON


def test_a_backup_that_changed_after_it_was_verified_counts_as_unverified(work: Workplace) -> None:
    path = backup_now(work).path
    path.write_bytes(path.read_bytes()[:-1])
    assert newest_verified(work) is None
    (only,) = backups(work)
    assert (only.path, only.verified_at) == (path, None)


def test_backups_go_where_the_officer_says_and_those_elsewhere_are_still_listed(
    work: Workplace, tmp_path: Path
) -> None:
    old = backup_now(work).path
    os.utime(old, (1, 1))
    disk = tmp_path / "移动硬盘"
    disk.mkdir()
    assert choose_backup_folder(work, disk).folder == disk
    new = backup_now(at(work, NOON + timedelta(days=1))).path
    assert new.parent == disk
    assert [one.path for one in backups(work)] == [new, old]
    with pytest.raises(FileProblem, match="写不了"):
        choose_backup_folder(work, tmp_path / "没有接上")
    assert backup_place(work).folder == disk


def test_what_a_restore_would_change_is_counted_before(work: Workplace, tmp_path: Path) -> None:
    kept = create_case(work, Case(number="085", subject="关于改善社区图书室的提案"))
    file = backup(work, tmp_path / "早上.db").path
    later = at(work, NOON + timedelta(hours=3))
    create_case(later, Case(number="086", subject="关于停车的提案"))
    found = compare_backup(later, file)
    assert (found.report.cases, found.cases_here) == (1, 2)
    assert (found.cases_only_here, found.cases_only_there) == (1, 0)
    assert found.newest_there == NOON
    assert found.newest_here == NOON + timedelta(hours=3)
    assert found.events_only_here >= 1
    assert verify(work).cases == 2, "looking changes nothing"
    assert kept.id


def test_the_data_before_a_restore_are_listed_by_that_name(work: Workplace, tmp_path: Path) -> None:
    create_case(work, Case(number="085"))
    file = backup(work, tmp_path / "备份.db").path
    folder = work.data_dir
    work.close()
    restore(folder, file, NOON)
    again = open_workplace(folder, now=lambda: NOON)
    (former,) = backups(again)
    assert former.kind is BackupKind.BEFORE_RESTORE
    assert newest_verified(again) is None, "that one is no backup that was made and verified"
    again.close()


def test_practice_and_real_data_do_not_restore_each_other(work: Workplace, tmp_path: Path) -> None:
    folder = prepare_practice(work)
    assert folder == work.data_dir / PRACTICE_FOLDER
    assert verify(work).cases == 0, "the real store has nothing of it"
    practice = open_workplace(folder, now=work.now)
    assert practice.is_practice
    assert not work.is_practice
    unreal = backup(practice, tmp_path / "练习.db").path
    real = backup(work, tmp_path / "正式.db").path
    with pytest.raises(Refused, match="练习数据"):
        compare_backup(work, unreal)
    with pytest.raises(Refused, match="正式数据"):
        compare_backup(practice, real)
    practice.close()
