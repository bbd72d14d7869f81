"""What the window remembers 「窗口设置」: look, print size, its place on the screen, column widths."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QSize
from PySide6.QtWidgets import QMainWindow, QSplitter

from desktop.ui.theme.theme import Scheme

FILE = "window.ini"
_FRAME = 40
"""Pixels left for the frame that the window manager draws, and some air."""


class WindowSettings:
    """Kept as a small file in the data folder, so that it moves with the data and a test has its own."""

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
        """Give the window its last size and place; at a first start as much of its own size as the screen has room for."""
        place = self._file.value("window/geometry")
        if isinstance(place, QByteArray) and window.restoreGeometry(place):
            return
        room = window.screen().availableGeometry().size()
        window.resize(window.size().boundedTo(QSize(room.width() - _FRAME, room.height() - _FRAME)))

    def keep(self, window: QMainWindow) -> None:
        """Remember size and place of the window."""
        self._file.setValue("window/geometry", window.saveGeometry())

    def restore_columns(self, name: str, splitter: QSplitter) -> bool:
        """Give a splitter its last widths; False if none were kept."""
        widths = self._file.value(f"columns/{name}")
        return isinstance(widths, QByteArray) and splitter.restoreState(widths)

    def keep_columns(self, name: str, splitter: QSplitter) -> None:
        self._file.setValue(f"columns/{name}", splitter.saveState())
