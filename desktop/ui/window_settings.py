"""The window's settings 「窗口设置」: colour scheme, print size, place of the window, widths, and what was seen last."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QSettings, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QSplitter

from desktop.ui.theme.theme import PRINT_SIZES, Scheme

FILE = "window.ini"
_FRAME = 40
"""Pixels left free for the frame of the window manager and a margin."""
_GRIP = QSize(120, 24)
"""Of a window at least so much lies on a screen, so that the mouse can take hold of it."""


class WindowSettings:
    """Stored as a file in the data folder, so that they move with the data. A value that cannot be read counts as not stored."""

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
    def print_size(self) -> int:
        """The size of the interface in percent, one of PRINT_SIZES; 120 where an older version stored large print."""
        usual = 120 if str(self._file.value("look/large_print", "false")) == "true" else 100
        word = str(self._file.value("look/print_size", usual))
        return int(word) if word.isdecimal() and int(word) in PRINT_SIZES else usual

    @print_size.setter
    def print_size(self, percent: int) -> None:
        self._file.setValue("look/print_size", percent)

    def facts(self, name: str) -> dict[str, object]:
        """What `keep_facts` stored under that name; {} if there is nothing or if it cannot be read.

        The values may be anything, for the file can be changed by hand: who reads one checks it.
        """
        words = self._file.value(f"seen/{name}", "")
        try:
            found = json.loads(str(words))
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def keep_facts(self, name: str, facts: dict[str, object]) -> None:
        """Store facts that JSON can write; {} removes them."""
        if facts:
            self._file.setValue(f"seen/{name}", json.dumps(facts))
        else:
            self._file.remove(f"seen/{name}")

    @property
    def zoom(self) -> int:
        """The size of the text in the section editor in percent; 100 if none is stored."""
        word = str(self._file.value("editor/zoom", ""))
        return int(word) if word.isdecimal() and len(word) <= 3 else 100

    @zoom.setter
    def zoom(self, percent: int) -> None:
        self._file.setValue("editor/zoom", percent)

    def restore(self, window: QMainWindow) -> None:
        """Restore size and position of the window; without stored ones, limit its size to the screen.

        A window that would lie beside every screen, for one has been taken away, comes back to the first.
        """
        room = window.screen().availableGeometry()
        place = self._file.value("window/geometry")
        if not (isinstance(place, QByteArray) and window.restoreGeometry(place)):
            window.resize(_within(window.size(), room))
        elif not _can_be_gripped(window.geometry()):
            window.resize(_within(window.size(), room))
            window.move(room.topLeft())

    def keep(self, window: QMainWindow) -> None:
        """Store size and position of the window."""
        self._file.setValue("window/geometry", window.saveGeometry())

    def restore_columns(self, name: str, splitter: QSplitter) -> bool:
        """Restore the widths of a splitter; False if none are stored."""
        widths = self._file.value(f"columns/{name}")
        return isinstance(widths, QByteArray) and splitter.restoreState(widths)

    def remember_columns(self, name: str, splitter: QSplitter) -> bool:
        """The same, and store the widths whenever the splitter is moved."""
        splitter.splitterMoved.connect(lambda: self.keep_columns(name, splitter))
        return self.restore_columns(name, splitter)

    def keep_columns(self, name: str, splitter: QSplitter) -> None:
        self._file.setValue(f"columns/{name}", splitter.saveState())


def _within(size: QSize, room: QRect) -> QSize:
    return size.boundedTo(QSize(room.width() - _FRAME, room.height() - _FRAME))


def _can_be_gripped(place: QRect) -> bool:
    """Whether enough of the window's upper edge lies on some screen."""
    edge = QRect(place.topLeft(), QSize(place.width(), _GRIP.height()))
    seen = [screen.availableGeometry() & edge for screen in QGuiApplication.screens()]
    return any(one.width() >= _GRIP.width() and one.height() >= _GRIP.height() // 2 for one in seen)
