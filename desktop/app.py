"""Composition root: builds window or command line and passes clock, folder and painting to them."""

from __future__ import annotations

import errno
import gc
import logging
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from desktop.services.office.workplace import Workplace, open_workplace
from desktop.store.file.location import default_folder

if TYPE_CHECKING:
    from desktop.ui.shell.main_window import MainWindow

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
LOG_NAME = "chengban.log"


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window if no verb is given, else run the verb. Returns the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    data_dir = window_folder(words)
    if data_dir is None:
        return _command(words)
    return open_window(data_dir)


def window_folder(words: Sequence[str]) -> Path | None:
    """The data folder if the arguments ask for the window (none, or --data only); None if they name a verb."""
    named = Path(os.environ["CHENGBAN_DATA"]) if os.environ.get("CHENGBAN_DATA") else None
    match list(words):
        case []:
            return named or default_folder()
        case ["--data", folder] if folder and not folder.startswith("-"):
            return Path(folder)
        case [word] if word.startswith("--data="):
            return Path(word.removeprefix("--data="))
        case _:
            return None


def _command(words: list[str]) -> int:
    from desktop.cli.program import run  # the window does not need click

    sys.excepthook = partial(_report_fault, _named_folder(words))
    _use_utf8()
    try:
        code = run(words, datetime.now, _prepare_painting)
        if sys.stdout is not None:  # None in a program without a console
            sys.stdout.flush()
    except BrokenPipeError:  # the reader closed the pipe, as in `chengban list | head`
        _discard_output()
        return 0
    except OSError as fault:
        if fault.errno not in {errno.ENOSPC, errno.EDQUOT, errno.EBADF}:
            raise
        _discard_output()
        sys.stderr.write("输出写不进去，磁盘可能满了。请换一个地方再试。\n")
        return 1
    return code


def _discard_output() -> None:
    """Redirect stdout to the null device, so that Python does not report the failed output again on exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _use_utf8() -> None:
    """Write UTF-8 to pipes on every system; a console keeps its encoding, and other characters become replacement marks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def open_window(data_dir: Path, watch: Callable[[MainWindow], object] | None = None) -> int:
    """Open the window on a data folder; returns the exit code. For `watch` see `run_window`."""
    gc.disable()  # nothing made at the start is garbage; the window collects by a timer of its own
    from desktop.ui.application import run_window  # the verbs do not need Qt's widgets

    log_file = _log_into(data_dir)

    def open_work(folder: Path) -> Workplace:
        return open_workplace(folder, now=datetime.now)

    return run_window(open_work, data_dir, RESOURCES, log_file, watch)


def _prepare_painting() -> object:
    """The Qt application needed for PDF and pictures without a window; the caller keeps it alive while painting."""
    from PySide6.QtGui import QGuiApplication  # needed for PDF and pictures only

    if "QT_QPA_PLATFORM" not in os.environ and sys.platform.startswith("linux"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return QGuiApplication.instance() or QGuiApplication(["chengban"])


class _LogFile(logging.Handler):
    """Opens the log with its first record: what writes it loads sockets and pickles, which a start does without."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self._writer: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._writer is None:
            self._writer = self._open()
        self._writer.emit(record)

    def _open(self) -> logging.Handler:
        """What writes to the file; nothing is written if that cannot be opened."""
        from logging.handlers import RotatingFileHandler

        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            writer: logging.Handler = RotatingFileHandler(
                self._file, maxBytes=333_000, backupCount=2, encoding="utf-8"
            )
        except OSError:
            writer = logging.NullHandler()
        writer.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        return writer


def _log_into(folder: Path) -> Path:
    """Log into the data folder, 1 MB at most in three files; the log is dropped if the folder cannot be written."""
    log_file = folder / LOG_NAME
    logging.getLogger().addHandler(_LogFile(log_file))
    return log_file


def _named_folder(words: list[str]) -> Path:
    """The data folder named by arguments or environment, else the platform's default, for any verb."""
    match words:
        case ["--data", folder, *_] if folder:
            return Path(folder)
        case [word, *_] if word.startswith("--data="):
            return Path(word.removeprefix("--data="))
    return Path(os.environ.get("CHENGBAN_DATA") or default_folder())


def _report_fault(
    folder: Path, kind: type[BaseException], fault: BaseException, trace: TracebackType | None
) -> None:
    """Exception hook of the command line: write the log and print one Chinese sentence instead of a traceback."""
    if issubclass(kind, KeyboardInterrupt):
        sys.stderr.write("已停止。\n")
        return
    log_file = _log_into(folder)
    logging.getLogger(__name__).critical("a fault of the program", exc_info=(kind, fault, trace))
    sys.stderr.write(f"程序出了点问题，已经保存的内容都在。请把这个文件交给技术人员：{log_file}\n")
