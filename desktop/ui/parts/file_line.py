"""One file to go with a record: a button that asks for it, its name, and the way to let go of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from desktop.ui.parts.buttons import Button, IconButton
from desktop.ui.parts.labels import ElidedLabel
from desktop.ui.theme.theme import Theme


class FileLine(QWidget):
    """`chosen` carries the Path. Files may also be dropped on the page that holds it, by `take`."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, words: str, filters: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._words, self._filters = words, filters
        self._ask = Button(theme, "附文件…", "file-up", "link")
        self._ask.setToolTip(words)
        self._name = ElidedLabel("", "small")
        self._drop = IconButton(theme, "x", "不附这个文件")
        self._drop.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._ask)
        row.addWidget(self._name, 1)
        row.addWidget(self._drop)
        self._ask.clicked.connect(self.ask)
        self._drop.clicked.connect(self.clear)

    @property
    def path(self) -> Path | None:
        """The file, or None."""
        return self._path

    def ask(self) -> None:
        """Let the officer choose the file."""
        dialog = QFileDialog(self.window(), self._words)
        if self._filters:
            dialog.setNameFilter(self._filters)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.take(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take(self, path: Path) -> None:
        """This file it is."""
        self._path = path
        self._name.say(path.name)
        self._drop.show()
        self.chosen.emit(path)

    def clear(self) -> None:
        """No file."""
        self._path = None
        self._name.say("")
        self._drop.hide()
