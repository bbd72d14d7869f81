"""Widgets that take files: one file for a record, and a zone to drop files on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.ui.parts.buttons import Button, IconButton
from desktop.ui.parts.file_dialogs import Purpose, ask_file
from desktop.ui.parts.labels import ElidedLabel, make_label
from desktop.ui.parts.tone import Tone, set_form
from desktop.ui.theme.theme import Theme


class FileLine(QWidget):
    """One file for a record, with buttons to choose and to remove it. `chosen` carries the Path."""

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, words: str, filters: tuple[str, ...] = (), parent: QWidget | None = None
    ) -> None:
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
        """The chosen file, or None."""
        return self._path

    def ask(self) -> None:
        """Ask for the file."""
        ask_file(self.window(), self._words, Purpose.EVIDENCE, self._filters, self.take)

    def take(self, path: Path) -> None:
        """Set the file."""
        self._path = path
        self._name.show_text(path.name)
        self._drop.show()
        self.chosen.emit(path)

    def clear(self) -> None:
        """Remove the file."""
        self._path = None
        self._name.show_text("")
        self._drop.hide()


def dropped_files(data: QMimeData) -> tuple[Path, ...]:
    """The local files in the dragged data."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


class DropZone(QFrame):
    """Shows what may be dropped; `dropped` carries the files."""

    dropped = Signal(tuple)

    def __init__(self, theme: Theme, words: str, detail: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAcceptDrops(True)
        self.setProperty("kind", "drop")
        self._picture = QLabel()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 16, 16, 16)
        self._column.setSpacing(6)
        for widget in (
            self._picture,
            make_label(words, "heading"),
            make_label(detail, "small", Tone.SECONDARY),
        ):
            self._column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        theme.changed.connect(self._tint)
        self._tint()

    def offer(self, button: Button) -> None:
        """Add a button below the text."""
        self._column.addSpacing(4)
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            set_form(self, tone="accent")
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        set_form(self, tone="")

    def dropEvent(self, event: QDropEvent) -> None:
        set_form(self, tone="")
        self.dropped.emit(dropped_files(event.mimeData()))
        event.acceptProposedAction()

    def _tint(self) -> None:
        self._picture.setPixmap(
            self._theme.picture("file-input", "text_secondary", 28, self.devicePixelRatioF())
        )
