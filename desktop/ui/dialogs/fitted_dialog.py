"""The base of all dialogs: as large as its content, never larger than the window or the screen; the buttons stay in sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from desktop.ui.access.reading_order import read_as_laid_out
from desktop.ui.fitting.scroll_when_small import ScrollWhenSmall

HIGHEST = 640
"""Pixels above which the content of a dialog scrolls: a screen of 768 lines at 100 %, of 1080 at 150 %, has that room."""
_AROUND = QSize(48, 48)
"""What stays of the window around a dialog in it."""
_LEAST = QSize(360, 280)
"""No dialog is made smaller than this, however small the window."""


# The button row of a dialog.
def dialog_foot(*buttons: QPushButton) -> QHBoxLayout:
    """A row with the buttons in the given order, aligned right."""
    foot = QHBoxLayout()
    foot.setSpacing(10)
    foot.addStretch(1)
    for button in buttons:
        foot.addWidget(button)
    return foot


class FittedDialog(QDialog):
    """`lay_out` puts content that scrolls where it must above a foot that does not. A dialog that lays itself out, because
    its lists scroll anyway, is only kept within the window.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._area: ScrollWhenSmall | None = None

    def lay_out(
        self, content: QLayout, foot: QLayout, above: QWidget | None = None, below: QWidget | None = None
    ) -> None:
        """Lay out the dialog: `above` (a notice bar), the content that may scroll, `below` (a line about it), the foot."""
        inside = QWidget()
        inside.setProperty("ground", "surface")
        inside.setLayout(content)
        self._area = ScrollWhenSmall(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if above is not None:
            column.addWidget(above)
        column.addWidget(self._area, 1)
        if below is not None:
            column.addWidget(below)
        column.addLayout(foot)

    def bring(self, widget: QWidget) -> None:
        """Give the widget the focus, in sight."""
        widget.setFocus()
        if self._area is not None and self._area.isAncestorOf(widget):
            self._area.ensureWidgetVisible(widget)

    def fit(self) -> None:
        """Take the size of the content, within the window."""
        room = self._room()
        width = min(max(self.width(), self.minimumWidth()), room.width())
        self.setMinimumWidth(min(self.minimumWidth(), room.width()))
        height = self._wanted_height(width) if self._area is not None else self.height()
        self.resize(width, min(height, room.height()))

    def showEvent(self, event: QShowEvent) -> None:
        if not event.spontaneous():
            read_as_laid_out(self)
            self.fit()
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        """Grow with the content, such as a fault below a field; shrinking would move the buttons under the hand."""
        taken = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self._area is not None and self.isVisible():
            wanted = min(self._wanted_height(self.width()), self._room().height())
            if wanted > self.height():
                self.resize(self.width(), wanted)
        return taken

    def _wanted_height(self, width: int) -> int:
        layout = self.layout()
        assert self._area is not None
        assert layout is not None
        around = layout.sizeHint().height() - self._area.sizeHint().height()
        return min(max(around + self._area.height_for(width), self.minimumHeight()), HIGHEST)

    def _room(self) -> QSize:
        """The size that a dialog may have: within its window and the screen."""
        screen = self.screen().availableGeometry().size() - _AROUND
        parent = self.parentWidget()
        above = parent.window().size() - _AROUND if parent is not None else screen
        return above.boundedTo(screen).expandedTo(_LEAST)
