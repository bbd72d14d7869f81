"""The overlay shown while files are dragged over the window: 「松开收件」."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.ui.parts.file_drop import dropped_files
from desktop.ui.theme.theme import Theme

_ICON = 36
_CARD = (320, 132)
_VEIL = 0.82


class DropOverlay(QWidget):
    """Covers the window while files are dragged over it; `dropped` carries the files.

    The window's drag-enter event shows the overlay, which then receives all drag events, so that an editor below it
    cannot insert the name of a file into its text.
    """

    dropped = Signal(tuple)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._window = theme, window
        self._count = 0
        self.setAcceptDrops(True)
        self.hide()
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.DragEnter if isinstance(event, QDragEnterEvent):
                self.dragEnterEvent(event)
                return event.isAccepted()
            case QEvent.Type.Drop if isinstance(event, QDropEvent):
                self.dropEvent(event)
                return True
            case QEvent.Type.DragLeave:
                self.hide()
            case QEvent.Type.Resize:
                self.setGeometry(self._window.rect())
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        own = event.source() is not None  # carried out of this window: it is no file that comes in
        self._count = 0 if own else len(dropped_files(event.mimeData()))
        if self._count:
            event.acceptProposedAction()
            self.setGeometry(self._window.rect())
            self.show()
            self.raise_()
        else:
            event.ignore()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.hide()
        event.acceptProposedAction()
        files = dropped_files(event.mimeData())
        if files:
            self.dropped.emit(files)

    @property
    def words(self) -> str:
        """The text on the card; the window's property `dropWords` if one file can be more than taken in."""
        if self._count > 1:
            return f"松开收件（{self._count} 份）"
        return str(self._window.property("dropWords") or "松开收件")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(self._theme.colour("background"))
        veil.setAlphaF(_VEIL)
        painter.fillRect(self.rect(), veil)
        scale = self._theme.size.font_base / 13
        width, height = (side * scale for side in _CARD)
        card = QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)
        painter.setPen(QPen(self._theme.colour("accent"), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawRoundedRect(card, 10, 10)
        icon = QRectF(card.center().x() - _ICON / 2, card.top() + 22 * scale, _ICON, _ICON)
        self._theme.paint_icon(painter, "file-input", "accent", icon)
        painter.setPen(self._theme.colour("text"))
        painter.setFont(self._theme.font(self._theme.size.font_subject, bold=True))
        words = QRectF(card.left(), icon.bottom(), card.width(), card.bottom() - icon.bottom())
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.words)
