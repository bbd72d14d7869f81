"""Translation of SQLite and system error codes to StoreProblem."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from desktop.domain.errors import StoreProblem

_PROBLEMS: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_BUSY: ("数据库正被别的程序占用", "请关闭另一个承办窗口，稍后再试"),
    sqlite3.SQLITE_LOCKED: ("数据库正被占用", "请稍后再试"),
    sqlite3.SQLITE_FULL: ("磁盘已满，这一次没有保存", "请清理磁盘后再试，此前保存的内容都在"),
    sqlite3.SQLITE_READONLY: ("数据文件夹不能写入", "请检查文件夹权限，或用 --data 换一个文件夹"),
    sqlite3.SQLITE_PERM: ("没有权限使用数据文件夹", "请检查文件夹权限，或用 --data 换一个文件夹"),
    sqlite3.SQLITE_CANTOPEN: ("数据库打不开", "请检查数据文件夹是否还在、能否写入"),
    sqlite3.SQLITE_IOERR: ("读写磁盘时出错，这一次没有保存", "请检查磁盘是否已满或已损坏，然后再试"),
    sqlite3.SQLITE_NOMEM: ("内存不足", "请关闭一些程序后再试"),
}
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


@contextmanager
def translated(backups: Callable[[], str] = str) -> Iterator[None]:
    """Translate errors of SQLite and of the file system inside the block to StoreProblem.

    `backups` is called for a damaged store only and returns a Chinese sentence on where the backups are.
    Constraint violations and wrong statements are bugs and pass through unchanged.
    """
    try:
        yield
    except sqlite3.Error as fault:
        problem = _problem(fault, backups)
        if problem is None:
            raise
        raise problem from fault
    except OSError as fault:
        raise _system_problem(fault) from fault


def is_damage(fault: BaseException | None) -> bool:
    """True if SQLite reported that the file is damaged or no database."""
    return isinstance(fault, sqlite3.Error) and _code(fault) in _DAMAGED


def _problem(fault: sqlite3.Error, backups: Callable[[], str]) -> StoreProblem | None:
    code = _code(fault)
    if code in _DAMAGED:
        return StoreProblem("数据库文件已损坏，没有改动它", backups() or "请用“恢复备份”找回最近的备份")
    found = _PROBLEMS.get(code)
    return StoreProblem(*found) if found else None


def _code(fault: sqlite3.Error) -> int:
    return (
        getattr(fault, "sqlite_errorcode", 0) & 0xFF
    )  # the low byte of an extended code is the primary code


def _system_problem(fault: OSError) -> StoreProblem:
    if fault.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return StoreProblem(*_PROBLEMS[sqlite3.SQLITE_FULL])
    if fault.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return StoreProblem(*_PROBLEMS[sqlite3.SQLITE_READONLY])
    return StoreProblem("数据文件夹读写出错", f"请检查文件夹“{fault.filename or ''}”是否还在")
