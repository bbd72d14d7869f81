"""Opening a store: safety settings, single writer, and messages for damaged files and unsafe locations."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from desktop.domain.case.case import Case
from desktop.domain.errors import StoreProblem
from desktop.store.cases.cases import add_case, read_case
from desktop.store.file.backup import restore_file
from desktop.store.file.location import Mount, parse_mount, refuse_unsafe, unsafe_mount
from desktop.store.file.store import BACKUP_FOLDER, STORE_NAME, FolderLock, Store, open_store
from desktop.store.schema.schema import SCHEMA_VERSION
from tests.store.facts import NOON

FROZEN = Path(__file__).parents[2] / "golden" / "stores"


def pragma(store: Store, name: str) -> object:
    with store.reading() as connection:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_new_store_has_all_safety_settings(disk_store: Store) -> None:
    assert pragma(disk_store, "journal_mode") == "wal"
    assert pragma(disk_store, "synchronous") == 2
    assert pragma(disk_store, "foreign_keys") == 1
    assert pragma(disk_store, "user_version") == SCHEMA_VERSION
    with disk_store.reading() as connection:
        loose = connection.execute(
            "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND NOT strict"
            " AND name NOT LIKE 'sqlite%' AND name NOT LIKE '_sqlite%'"
        ).fetchall()
    assert [row[0] for row in loose] == []


@pytest.mark.skipif(os.name != "posix", reason="file modes of POSIX")
def test_only_the_officer_may_read_the_store(disk_store: Store, data_dir: Path) -> None:
    add_case(disk_store, Case())
    assert all(path.stat().st_mode & 0o077 == 0 for path in (data_dir, *data_dir.iterdir()))
    assert disk_store.path == data_dir / STORE_NAME


def test_what_was_stored_is_there_when_the_store_is_opened_again(data_dir: Path) -> None:
    store = open_store(data_dir)
    case = add_case(store, Case(subject="关于修缮道路的提案"))
    store.close()
    again = open_store(data_dir)
    assert read_case(again, case.id) == case
    again.close()


def test_a_second_writer_is_refused(disk_store: Store, data_dir: Path) -> None:
    with pytest.raises(StoreProblem, match="另一个承办程序正在使用"):
        open_store(data_dir)
    assert disk_store.path is not None


def test_a_second_process_may_read_while_the_first_writes(disk_store: Store, data_dir: Path) -> None:
    case = add_case(disk_store, Case(subject="关于修缮道路的提案"))
    looker = open_store(data_dir, read_only=True)
    assert read_case(looker, case.id) == case
    with pytest.raises(StoreProblem, match="只能查看"):
        add_case(looker, Case())
    looker.close()


def count_of_cases(store: Store) -> int:
    with store.reading() as connection:
        return int(connection.execute("SELECT count(*) FROM cases").fetchone()[0])


def test_all_looks_of_one_block_see_the_store_of_one_moment(disk_store: Store, data_dir: Path) -> None:
    add_case(disk_store, Case())
    looker = open_store(data_dir, read_only=True)
    with looker.reading():
        before = count_of_cases(looker)
        add_case(disk_store, Case())
        assert (before, count_of_cases(looker)) == (1, 1)
    assert count_of_cases(looker) == 2
    looker.close()


def test_a_look_that_fails_leaves_no_old_snapshot_behind(disk_store: Store, data_dir: Path) -> None:
    looker = open_store(data_dir, read_only=True)

    def look_and_fail() -> None:
        with looker.snapshot():
            assert count_of_cases(looker) == 0
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        look_and_fail()
    add_case(disk_store, Case())
    assert count_of_cases(looker) == 1
    looker.close()


def test_closing_releases_the_folder(data_dir: Path) -> None:
    open_store(data_dir).close()
    open_store(data_dir).close()


def test_a_store_of_a_newer_program_is_refused_and_not_touched(data_dir: Path) -> None:
    open_store(data_dir).close()
    path = data_dir / STORE_NAME
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreProblem, match="更新版本的承办"):
        open_store(data_dir)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("version", "what", "hint"),
    [
        (4, "这份数据还是旧版本的，正由另一个程序使用", "请先关闭那个程序"),
        (99, "这份数据是由更新版本的承办程序写成的", "请安装新版程序"),
    ],
)
def test_a_store_of_another_version_in_use_is_not_looked_at(
    data_dir: Path, version: int, what: str, hint: str
) -> None:
    data_dir.mkdir(exist_ok=True)
    path = data_dir / STORE_NAME
    shutil.copyfile(FROZEN / "version_4.db", path)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
    older_program = FolderLock(data_dir)
    with pytest.raises(StoreProblem) as told:
        open_store(data_dir, read_only=True)
    older_program.release()
    assert what in told.value.what
    assert hint in told.value.remedy
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == version
    connection.close()


def test_a_file_that_is_no_database_is_refused_and_not_touched(data_dir: Path) -> None:
    data_dir.mkdir()
    (data_dir / STORE_NAME).write_text("这不是数据库" * 2000, encoding="utf-8")
    before = (data_dir / STORE_NAME).read_bytes()
    with pytest.raises(StoreProblem, match="已损坏"):
        open_store(data_dir)
    assert (data_dir / STORE_NAME).read_bytes() == before


def test_a_damaged_store_names_the_newest_backup(data_dir: Path) -> None:
    store = open_store(data_dir)
    for number in range(300):
        add_case(store, Case(number=str(number), subject="关于修缮道路的提案" * 20))
    store.close()
    backups = data_dir / BACKUP_FOLDER
    backups.mkdir()
    for name in ("20240101.db", "20240409.db"):
        shutil.copy(data_dir / STORE_NAME, backups / name)
    with (data_dir / STORE_NAME).open("r+b") as file:
        file.seek(4096 * 3)
        file.write(os.urandom(4096 * 60))
    with pytest.raises(StoreProblem, match=r"已损坏.*20240409\.db"):
        _read_everything(open_store(data_dir))


@pytest.mark.parametrize("loss", ["emptied", "gone"])
def test_a_store_that_was_lost_is_never_replaced_by_an_empty_one(data_dir: Path, loss: str) -> None:
    open_store(data_dir).close()
    store, backups = data_dir / STORE_NAME, data_dir / BACKUP_FOLDER
    backups.mkdir()
    shutil.copy(store, backups / "20240409.db")
    store.unlink()
    if loss == "emptied":
        store.touch()
    with pytest.raises(StoreProblem, match=r"不见了.*20240409\.db"):
        open_store(data_dir)
    restore_file(data_dir, backups / "20240409.db", NOON)
    open_store(data_dir).close()


def _read_everything(store: Store) -> None:
    try:
        for number in range(1, 301):
            read_case(store, number)
    finally:
        store.close()


def test_a_full_disk_is_reported_and_earlier_saves_stay(disk_store: Store) -> None:
    case = add_case(disk_store, Case(subject="先存下的一件"))
    with disk_store.reading() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreProblem, match="磁盘已满"):
        add_case(disk_store, Case(body="存不下的正文" * 20000))
    assert read_case(disk_store, case.id) == case
    assert read_case(disk_store, case.id + 1) is None


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_reported(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    with pytest.raises(StoreProblem, match="不能写入"):
        open_store(locked / "数据")


@pytest.mark.parametrize("name", ["OneDrive - 区科委", "坚果云", "百度网盘同步", "Dropbox", "WPS云盘"])
def test_a_synced_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreProblem, match="网盘"):
        open_store(tmp_path / name / "承办")
    assert not (tmp_path / name).exists()


def test_a_folder_that_a_sync_program_marked_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    with pytest.raises(StoreProblem, match="网盘"):
        refuse_unsafe(tmp_path / "承办" / "数据")


def test_a_link_into_a_synced_folder_is_resolved_and_refused(tmp_path: Path) -> None:
    (tmp_path / "Nutstore").mkdir()
    (tmp_path / "local").symlink_to(tmp_path / "Nutstore")
    with pytest.raises(StoreProblem, match="网盘"):
        refuse_unsafe(tmp_path / "local" / "数据")


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "smb3", "fuse.sshfs", "fuse.gvfsd-fuse"])
def test_a_network_share_is_refused(kind: str) -> None:
    mounts = (Mount("/", "ext4", "254:0"), Mount("/home/jing/共享", kind, "0:51"))
    assert unsafe_mount(Path("/home/jing/共享/承办"), mounts) == "网络共享文件夹"
    assert unsafe_mount(Path("/home/jing/共享文件"), mounts) == ""


def test_the_mount_table_is_read_with_blanks_in_names() -> None:
    line = r"36 35 98:0 / /mnt/my\040disk rw,noatime master:1 - ext4 /dev/sdb1 rw,errors=continue"
    assert parse_mount(line) == Mount("/mnt/my disk", "ext4", "98:0")
