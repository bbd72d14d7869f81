"""A ring around the widget that has the keyboard, where neither the style sheet nor the widget itself shows it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.theme.theme import Theme

PAINTS_FOCUS = "paintsFocus"
"""Property of a widget that shows by itself where the keyboard is."""
_STYLED = (
    "QPushButton",
    "QToolButton",
    "QLineEdit",
    "QComboBox",
    "QAbstractSpinBox",
    "QCheckBox",
    "QRadioButton",
)
_TEXTS = ("QTextEdit", "QPlainTextEdit")
_WIDTH = 2
"""Pixels, as WCAG 2.2, 2.4.13 asks."""


class FocusRing(QWidget):
    """Lies over its host, takes no mouse, and follows the size of the host."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(host)
        self._theme, self._host = theme, host
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        host.installEventFilter(self)
        self.setGeometry(host.rect())
        self.raise_()
        self.show()

    def eventFilter(self, host: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(host, QWidget):
            self.setGeometry(host.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not needs_ring(self._host):  # a list has chosen its first line meanwhile, and marks that
            QTimer.singleShot(0, self, self.hide)
            return
        painter = QPainter(self)
        painter.setPen(QPen(self._theme.colour("accent"), _WIDTH))
        inside = _WIDTH // 2
        painter.drawRect(self.rect().adjusted(inside, inside, -inside, -inside))


class FocusRings(QObject):
    """Gives the ring to the widget with the keyboard, in every window of the program."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ring: FocusRing | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_changed)

    def _on_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._ring is not None:
            self._ring.hide()
            self._ring.deleteLater()
            self._ring = None
        if now is not None and needs_ring(now):
            self._ring = FocusRing(self._theme, now)
            self._ring.destroyed.connect(self._forget)

    def _forget(self) -> None:
        """The host was deleted with its ring."""
        self._ring = None


def needs_ring(widget: QWidget) -> bool:
    """False where something else shows the focus: a border of the style sheet, a text cursor, a marked line of a list."""
    if (
        widget.property(PAINTS_FOCUS)
        or widget.property("kind") == "entry"
        or any(map(widget.inherits, _STYLED))
    ):
        return False
    if any(map(widget.inherits, _TEXTS)):
        return bool(widget.property("readOnly"))
    return not (widget.inherits("QAbstractItemView") and widget.currentIndex().isValid())  # type: ignore[attr-defined]
