"""The window's settings 「窗口设置」: colour scheme, print size, window geometry, column widths."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QSize
from PySide6.QtWidgets import QMainWindow, QSplitter

from desktop.ui.theme.theme import Scheme

FILE = "window.ini"
_FRAME = 40
"""Pixels left free for the frame of the window manager and a margin."""


class WindowSettings:
    """Stored as a file in the data folder, so that they move with the data."""

    def __init__(self, data_dir: Path) -> None:
        self._file = QSettings(str(data_dir / FILE), QSettings.Format.IniFormat)

    @property
    def scheme(self) -> Scheme:
        word = str(self._file.value("look/scheme", Scheme.SYSTEM))
        return Scheme(word) if word in set(Scheme) else Scheme.SYSTEM

    @scheme.setter
    def scheme(self, scheme: Scheme) -> None:
        self._file.setValue("look/scheme", str(scheme))

    @property
    def large_print(self) -> bool:
        return str(self._file.value("look/large_print", "false")) == "true"

    @large_print.setter
    def large_print(self, large: bool) -> None:
        self._file.setValue("look/large_print", "true" if large else "false")

    def restore(self, window: QMainWindow) -> None:
        """Restore size and position of the window; without stored ones, limit its size to the screen."""
        place = self._file.value("window/geometry")
        if isinstance(place, QByteArray) and window.restoreGeometry(place):
            return
        room = window.screen().availableGeometry().size()
        window.resize(window.size().boundedTo(QSize(room.width() - _FRAME, room.height() - _FRAME)))

    def keep(self, window: QMainWindow) -> None:
        """Store size and position of the window."""
        self._file.setValue("window/geometry", window.saveGeometry())

    def restore_columns(self, name: str, splitter: QSplitter) -> bool:
        """Restore the widths of a splitter; False if none are stored."""
        widths = self._file.value(f"columns/{name}")
        return isinstance(widths, QByteArray) and splitter.restoreState(widths)

    def keep_columns(self, name: str, splitter: QSplitter) -> None:
        self._file.setValue(f"columns/{name}", splitter.saveState())
