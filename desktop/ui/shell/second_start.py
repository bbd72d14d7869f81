"""A second start of the program on the same data raises the window that is open, and ends.

The starts talk by files in the data folder, not by a socket: the program opens none.
"""

from __future__ import annotations

import json
import os
import platform
from getpass import getuser
from pathlib import Path

from PySide6.QtCore import QEventLoop, QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

CALLS = "calls"
_WAIT_MS = 2500
"""So long a second start waits for an answer: a window at work answers within 0.1 s."""


def bring_to_front(window: QWidget) -> None:
    """Show the window before all others, with the dialog that is open in it; where the system forbids that, its entry flashes."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    front = QApplication.activeModalWidget() or window
    front.raise_()
    front.activateWindow()
    QApplication.alert(window)


class SecondStarts(QObject):
    """Answers further starts on `data_dir` by the same user of this machine. `called` is emitted after the window was raised."""

    called = Signal()

    def __init__(self, data_dir: Path, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._folder = data_dir / CALLS
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._answer)

    def begin(self) -> None:
        """Answer from now on. Raises nothing: where the folder cannot be made, a further start says that the data are in use."""
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
        except OSError:
            return
        for old in self._calls():
            old.unlink(missing_ok=True)
        self._watcher.addPath(str(self._folder))

    def _answer(self) -> None:
        mine = [call for call in self._calls() if _caller(call) == _here()]
        for call in mine:
            call.unlink(missing_ok=True)
        if mine:
            bring_to_front(self._window)
            self.called.emit()

    def _calls(self) -> list[Path]:
        return list(self._folder.glob("*.json"))


def call_open_window(data_dir: Path) -> bool:
    """Ask the program that has this data open to raise its window; True if it did.

    False if it does not answer: it runs on another machine or for another user, or stands still.
    """
    call = data_dir / CALLS / f"{os.getpid()}.json"
    try:
        part = call.with_suffix(".part")
        part.write_text(json.dumps(_here()), encoding="utf-8")
        part.replace(call)
    except OSError:
        return False
    loop, watcher = QEventLoop(), QFileSystemWatcher([str(call)])
    watcher.fileChanged.connect(loop.quit)
    QTimer.singleShot(_WAIT_MS, loop, loop.quit)
    if call.exists():
        loop.exec()
    answered = not call.exists()
    call.unlink(missing_ok=True)
    return answered


def _here() -> list[str]:
    return [platform.node(), getuser()]


def _caller(call: Path) -> object:
    """Machine and user of a call; None if it cannot be read."""
    try:
        return json.loads(call.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
