"""A place to drop files on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.tone import Tone, set_form
from desktop.ui.theme.theme import Theme


def dropped_files(data: QMimeData) -> tuple[Path, ...]:
    """The local files among what is dragged."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


class DropZone(QFrame):
    """Says what may be dropped; `dropped` carries the files."""

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
        """Put a button under the words."""
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
        icon = self._theme.icon("file-input", "text_secondary", 28)
        self._picture.setPixmap(icon.pixmap(QSize(28, 28), self.devicePixelRatioF()))
