"""Backups: complete, verified, and restored without losing the former store."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from desktop.domain.case.case import Case
from desktop.domain.errors import DeskError, FileProblem, StoreProblem
from desktop.store.cases.cases import add_case, read_case
from desktop.store.file.backup import restore_file, store_report, verify_file, write_backup
from desktop.store.file.store import STORE_NAME, Store, open_store
from desktop.store.schema.schema import SCHEMA_VERSION
from tests.store.facts import NOON, incubator_case


def test_a_backup_of_a_store_in_use_has_every_case(disk_store: Store, tmp_path: Path) -> None:
    add_case(disk_store, incubator_case())
    report = write_backup(disk_store, tmp_path / "备份.db")
    assert (report.cases, report.sound) == (1, True)
    assert verify_file(tmp_path / "备份.db").cases == 1
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["备份.db"]


def test_a_backup_replaces_an_older_one_only_when_it_is_sound(disk_store: Store, tmp_path: Path) -> None:
    out = tmp_path / "备份.db"
    write_backup(disk_store, out)
    add_case(disk_store, incubator_case())
    write_backup(disk_store, out)
    assert verify_file(out).cases == 1


def test_a_backup_that_cannot_be_written_is_reported(disk_store: Store, tmp_path: Path) -> None:
    with pytest.raises(DeskError):
        write_backup(disk_store, tmp_path / "没有" / "备份.db")


def test_restoring_replaces_the_store_and_keeps_the_former_one(data_dir: Path, tmp_path: Path) -> None:
    store = open_store(data_dir)
    old = add_case(store, incubator_case())
    write_backup(store, tmp_path / "备份.db")
    new = add_case(store, Case(number="199"))
    store.close()

    aside = restore_file(data_dir, tmp_path / "备份.db", NOON)

    store = open_store(data_dir)
    assert read_case(store, old.id) == old
    assert read_case(store, new.id) is None
    store.close()
    assert aside is not None
    assert verify_file(aside).cases == 2


def test_restoring_into_an_empty_folder_keeps_no_former_store(disk_store: Store, tmp_path: Path) -> None:
    write_backup(disk_store, tmp_path / "备份.db")
    assert restore_file(tmp_path / "新", tmp_path / "备份.db", NOON) is None
    open_store(tmp_path / "新").close()


def test_a_folder_in_use_is_not_restored_into(disk_store: Store, data_dir: Path, tmp_path: Path) -> None:
    write_backup(disk_store, tmp_path / "备份.db")
    with pytest.raises(StoreProblem, match="正在使用"):
        restore_file(data_dir, tmp_path / "备份.db", NOON)


@pytest.mark.parametrize("content", [b"", b"not a database", os.urandom(9000)])
def test_what_is_no_backup_is_refused_and_the_store_stays(
    data_dir: Path, tmp_path: Path, content: bytes
) -> None:
    open_store(data_dir).close()
    (tmp_path / "坏.db").write_bytes(content)
    before = (data_dir / STORE_NAME).read_bytes()
    with pytest.raises(FileProblem):
        restore_file(data_dir, tmp_path / "坏.db", NOON)
    assert (data_dir / STORE_NAME).read_bytes() == before


def test_a_foreign_database_is_no_backup(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "别的.db")
    connection.execute("CREATE TABLE cases (id INTEGER)")
    connection.close()
    with pytest.raises(FileProblem, match="不是承办的数据文件"):
        verify_file(tmp_path / "别的.db")


def test_a_backup_with_damaged_pages_is_not_restored(
    disk_store: Store, data_dir: Path, tmp_path: Path
) -> None:
    for number in range(200):
        add_case(disk_store, Case(number=str(number), subject="关于修缮道路的提案" * 20))
    write_backup(disk_store, tmp_path / "备份.db")
    disk_store.close()
    with (tmp_path / "备份.db").open("r+b") as file:
        file.seek(4096 * 20)
        file.write(os.urandom(4096 * 10))
    with pytest.raises(FileProblem):
        restore_file(data_dir, tmp_path / "备份.db", datetime(2024, 4, 9))


def test_a_sound_store_verifies(disk_store: Store) -> None:
    add_case(disk_store, incubator_case())
    report = store_report(disk_store)
    assert report.sound
    assert (report.cases, report.replies, report.version) == (1, 0, SCHEMA_VERSION)


def test_the_store_itself_is_neither_backup_nor_target(disk_store: Store, data_dir: Path) -> None:
    case = add_case(disk_store, incubator_case())
    with pytest.raises(FileProblem, match="正在使用的数据文件"):
        write_backup(disk_store, data_dir / STORE_NAME)
    with pytest.raises(FileProblem, match="正在使用的数据文件"):
        restore_file(data_dir, data_dir / STORE_NAME, NOON)
    assert read_case(disk_store, case.id) == case


def test_a_store_copied_by_hand_with_its_log_is_restored_whole(data_dir: Path, tmp_path: Path) -> None:
    store = open_store(data_dir)
    case = add_case(store, incubator_case())  # still in the log
    copied = tmp_path / "拷贝"
    shutil.copytree(data_dir, copied)
    store.close()
    restore_file(tmp_path / "新机", copied / STORE_NAME, NOON)
    again = open_store(tmp_path / "新机")
    assert read_case(again, case.id) == case
    again.close()


def test_the_former_store_has_the_last_save_even_after_a_kill(data_dir: Path, tmp_path: Path) -> None:
    store = open_store(data_dir)
    write_backup(store, tmp_path / "备份.db")
    add_case(store, incubator_case())
    killed = tmp_path / "断电"
    shutil.copytree(data_dir, killed)  # as after a power failure: the last save is in the log only
    store.close()
    aside = restore_file(killed, tmp_path / "备份.db", NOON)
    assert aside is not None
    assert verify_file(aside).cases == 1
    assert verify_file(killed / STORE_NAME).cases == 0


def test_a_damaged_store_is_replaced_by_the_backup_and_kept(data_dir: Path, tmp_path: Path) -> None:
    store = open_store(data_dir)
    write_backup(store, tmp_path / "备份.db")
    store.close()
    (data_dir / STORE_NAME).write_bytes(b"rubbish" * 999)
    aside = restore_file(data_dir, tmp_path / "备份.db", NOON)
    assert aside is not None
    assert aside.read_bytes() == b"rubbish" * 999
    open_store(data_dir).close()


def test_restoring_twice_in_a_second_keeps_both_stores(data_dir: Path, tmp_path: Path) -> None:
    store = open_store(data_dir)
    write_backup(store, tmp_path / "备份.db")
    store.close()
    kept = {restore_file(data_dir, tmp_path / "备份.db", NOON) for _ in range(2)}
    assert len(kept) == 2


def test_a_store_that_lost_a_table_is_not_sound_and_not_restored(disk_store: Store, tmp_path: Path) -> None:
    write_backup(disk_store, tmp_path / "备份.db")
    with closing(sqlite3.connect(tmp_path / "备份.db")) as broken:
        broken.execute("DROP TABLE replies")
    assert verify_file(tmp_path / "备份.db").faults == ("missing table: replies",)
    with pytest.raises(FileProblem, match="没有通过校验"):
        restore_file(tmp_path / "新", tmp_path / "备份.db", NOON)


def test_a_backup_of_a_damaged_store_names_the_store_and_not_the_copy(tmp_path: Path) -> None:
    store = open_store(tmp_path / "data")
    for number in range(60):
        add_case(store, Case(number=str(number), subject="关于修缮道路的提案" * 20))
    store.close()
    with (tmp_path / "data" / STORE_NAME).open("r+b") as file:
        file.seek(4096 * 6)
        file.write(os.urandom(4096 * 4))
    with pytest.raises(StoreProblem) as told:
        write_backup(open_store(tmp_path / "data"), tmp_path / "备份.db")
    assert "part" not in str(told.value)
