"""Widths that grow with the print size 「大字」."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.ui.theme.theme import Theme


class KeptWidth(QObject):
    """Keeps a widget at a width, or at most as wide with `at_most`, that is given for the usual print size in pixels."""

    def __init__(self, theme: Theme, widget: QWidget, pixels: int, *, at_most: bool = False) -> None:
        super().__init__(widget)
        self._theme, self._widget, self._pixels, self._at_most = theme, widget, pixels, at_most
        theme.changed.connect(self._apply)
        self._apply()

    def _apply(self) -> None:
        width = self._theme.px(self._pixels)
        if self._at_most:
            self._widget.setMaximumWidth(width)
        else:
            self._widget.setFixedWidth(width)
