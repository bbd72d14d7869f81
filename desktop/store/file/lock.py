"""The lock of a data folder: one writer at a time. The system frees it when the program ends, even by a kill."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from desktop.domain.errors import StoreProblem

LOCK_NAME = "chengban.lock"


class FolderLock:
    """Held from construction to `release()`. Raises StoreProblem if another program holds it."""

    def __init__(self, data_dir: Path) -> None:
        self._file = os.open(data_dir / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(self._file)
        except OSError as fault:
            os.close(self._file)
            raise StoreProblem(
                "另一个承办程序正在使用这个数据文件夹", "请用已经打开的窗口，或先把它关掉"
            ) from fault

    def release(self) -> None:
        os.close(
            self._file
        )  # closing frees the lock; the file stays, for removing it would race with a newcomer


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
