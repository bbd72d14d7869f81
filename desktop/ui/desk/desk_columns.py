"""The three columns of the desk, each of which folds away."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QTextEdit, QWidget

from desktop.ui.window_settings import WindowSettings

_NAME = "desk"
_NARROW = 1060
"""Pixels below which three columns side by side leave none of them enough."""
_SHARES = (296, 592, 486)


class DeskColumns(QSplitter):
    """Source, writing, paper; widths are remembered, the writing column never folds."""

    def __init__(self, settings: WindowSettings, source: QWidget, writing: QWidget, paper: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._settings = settings
        self._narrow = False
        self.setHandleWidth(1)
        for column, least in ((source, 200), (writing, 400), (paper, 220)):
            column.setMinimumWidth(least)
            self.addWidget(column)
        self.setCollapsible(1, False)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 3)
        self.setStretchFactor(2, 2)
        if not settings.restore_columns(_NAME, self):
            self.setSizes(list(_SHARES))
        self.splitterMoved.connect(self._keep)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window gives the source's room to the writing; a wide one gives it back."""
        narrow = event.size().width() < _NARROW
        if narrow is not self._narrow:
            self._narrow = narrow
            self.widget(0).setVisible(not narrow)
        super().resizeEvent(event)

    def fold(self, column: int) -> None:
        """Fold a column away or bring it back."""
        widget = self.widget(column)
        widget.setVisible(widget.isHidden())

    def focus_next(self) -> None:
        """Move the keyboard to the next column that is not folded away."""
        shown = [
            column for column in (self.widget(place) for place in range(self.count())) if column.isVisible()
        ]
        focused = QApplication.focusWidget()
        here = next((i for i, column in enumerate(shown) if focused and column.isAncestorOf(focused)), -1)
        target = _first_focus(shown[(here + 1) % len(shown)])
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _keep(self) -> None:
        self._settings.keep_columns(_NAME, self)


def _first_focus(column: QWidget) -> QWidget | None:
    """The first widget of a column that takes the keyboard; editors before buttons."""
    children = cast("list[QWidget]", column.findChildren(QWidget))
    takers = [one for one in children if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    editors = [one for one in takers if isinstance(one, QTextEdit)]
    return next(iter(editors or takers), None)
