"""Atomic writing of files."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

from desktop.domain.errors import FileProblem

_STEM = 55  # characters: file names are limited to 255 bytes


def write_atomically(out: Path, write: Callable[[Path], object]) -> None:
    """Let `write` fill a temporary file beside `out`, then rename it, so that a failure leaves the old file unchanged.

    Raises FileProblem: disk full, missing folder, file open in another program.
    """
    refuse_non_file(out)
    part = out.with_name(f".{out.stem[:_STEM]}.writing{out.suffix}")
    try:
        try:
            write(part)
            part.replace(out)
        finally:
            part.unlink(missing_ok=True)
    except OSError as fault:
        raise _file_problem(out, fault) from fault


def refuse_non_file(out: Path) -> None:
    """Raise FileProblem if `out` is a folder or a device, which the rename would replace."""
    try:
        taken = not out.name or (out.exists() and not out.is_file())
    except OSError as fault:
        raise _file_problem(out, fault) from fault
    if taken:
        raise FileProblem(f"“{out}”不是文件", "请写上文件名")


def _file_problem(out: Path, fault: OSError) -> FileProblem:
    if fault.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return FileProblem("磁盘已满，文件没有写成", "请清理磁盘，或换一个地方保存")
    if isinstance(fault, FileNotFoundError):
        return FileProblem(f"没有文件夹“{out.parent}”", "请先建好文件夹，或换一个地方保存")
    if isinstance(fault, PermissionError):
        return FileProblem(
            f"“{out.name}”写不进去，可能正在 WPS、Word 或 Excel 里打开", "请先关掉它，或换一个文件名"
        )
    return FileProblem(f"“{out.name}”没有写成", "请换一个地方保存")
