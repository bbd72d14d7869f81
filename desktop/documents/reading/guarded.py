"""Read files in a child process with limits on time and memory, so that a bad file cannot freeze or crash the program.

The child is started by `spawn`, which works from source and in a frozen program if `multiprocessing.freeze_support()` is
the first call of the program's entry point.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self

from desktop.documents.reading.document import DEFAULT_LIMITS, ReadDocument, ReadingLimits
from desktop.documents.reading.grid import Grid
from desktop.documents.reading.reading_process import Answer, Connection, MemoryProblem, ReadingRequest, serve
from desktop.domain.errors import DeskError, FileProblem

_POLL_SECONDS = 0.05  # polling interval of `should_stop` in seconds; an answer ends the wait immediately
_START_SECONDS = 60.0  # virus scanners may delay a new process
_LEAVE_SECONDS = 5.0  # for ending a converter and removing temporary files
_STUCK_SECONDS = 1.0  # the same for a process that has timed out


def never_stop() -> bool:
    """The default `should_stop`; returns False."""
    return False


class GuardedReader:
    """Reads files in one child process, which is started for the first file and after each failure.

    Not thread-safe and blocking: do not call it from the window's thread. Close it, or use it
    in a `with` block.
    """

    def __init__(self, limits: ReadingLimits = DEFAULT_LIMITS) -> None:
        self._limits = limits
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read_document(self, path: Path, should_stop: Callable[[], bool] = never_stop) -> ReadDocument:
        """Return the document; raises FileProblem as reader.read_document does, and for time-out, crash or stop."""
        found = self._ask(ReadingRequest(path), should_stop)
        assert isinstance(found, ReadDocument)
        return found

    def read_grid(self, path: Path, should_stop: Callable[[], bool] = never_stop) -> Grid:
        """Return the list; raises FileProblem as grid_reader.read_grid does, and for time-out, crash or stop."""
        found = self._ask(ReadingRequest(path, as_grid=True), should_stop)
        assert isinstance(found, Grid)
        return found

    def close(self, patience: float = _LEAVE_SECONDS) -> None:
        """End the child process, forcibly after `patience` seconds; the next call starts a new one."""
        if self._connection is not None:
            self._connection.close()
        if self._process is not None:
            self._process.terminate()
            self._process.join(patience)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()
            self._process.close()
        self._connection = self._process = None

    def _ask(self, order: ReadingRequest, should_stop: Callable[[], bool]) -> Answer:
        if self._process is not None and not self._process.is_alive():
            self.close()  # it died between two files, so retry with a new process
        connection = self._connection or self._start(should_stop)
        try:
            connection.send(order)
            found = self._wait(connection, self._limits.seconds, should_stop)
        except (EOFError, OSError) as error:
            self.close()
            raise FileProblem(
                "读取这个文件时出了故障，文件可能已损坏", "请用 WPS 或 Word 打开，另存为 .docx 后再导入。"
            ) from error
        if isinstance(found, MemoryProblem):
            self.close()
        if isinstance(found, DeskError):
            raise found
        return found

    def _start(self, should_stop: Callable[[], bool]) -> Connection:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=serve, args=(theirs, self._limits), daemon=True, name="chengban-reading"
        )
        process.start()
        theirs.close()
        self._process, self._connection = process, ours
        try:
            self._wait(ours, _START_SECONDS, should_stop)
        except (EOFError, OSError) as error:
            self.close()
            raise FileProblem(
                "读取文件的后台程序起动不了", "请重新启动本程序；再出现时请联系管理员。"
            ) from error
        return ours

    def _wait(self, connection: Connection, seconds: float, should_stop: Callable[[], bool]) -> Answer:
        end = monotonic() + seconds
        while not connection.poll(_POLL_SECONDS):
            if should_stop():
                self.close()
                raise FileProblem("已按您的要求停止读取", "需要时可以重新导入。")
            if monotonic() > end:
                self.close(_STUCK_SECONDS)
                raise FileProblem(
                    f"读取超过 {seconds:.0f} 秒，已停止", "请用 WPS 或 Word 打开，另存为 .docx 后再导入。"
                )
        found: Answer = connection.recv()
        return found
