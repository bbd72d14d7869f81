"""The three columns of the desk; the outer two can be folded."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QTextEdit, QWidget

from desktop.ui.window_settings import WindowSettings

_NAME = "desk"
_NARROW = 1060
"""Width in pixels below which three columns do not fit side by side."""
_SHARES = (296, 592, 486)


class DeskColumns(QSplitter):
    """Source, writing, paper. Widths are stored in the window settings; the writing column cannot be collapsed by dragging."""

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
        """Hide the source column while the window is narrow."""
        narrow = event.size().width() < _NARROW
        if narrow is not self._narrow:
            self._narrow = narrow
            self.widget(0).setVisible(not narrow)
        super().resizeEvent(event)

    def fold(self, column: int) -> None:
        """Hide a column or show it again."""
        widget = self.widget(column)
        widget.setVisible(widget.isHidden())

    def focus_next(self) -> None:
        """Move the focus to the next visible column."""
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
    """The first focusable widget of a column, editors before buttons; None if there is none."""
    children = cast("list[QWidget]", column.findChildren(QWidget))
    takers = [one for one in children if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    editors = [one for one in takers if isinstance(one, QTextEdit)]
    return next(iter(editors or takers), None)
