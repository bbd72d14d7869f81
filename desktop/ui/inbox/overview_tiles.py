"""The tiles over the work list: five figures, each of which opens the cases behind it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.ui.parts.figure_tile import Tile, TileFigure
from desktop.ui.theme.theme import Theme

UNKNOWN = tuple(
    TileFigure(label, "–", role="text_secondary")
    for label in ("逾期", "七日内到期", "等别人", "等我", "本年已答复")
)
"""What the tiles say until the figures are there."""


class OverviewTiles(QFrame):
    """Five tiles in a row."""

    list_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "background")
        self._tiles = tuple(Tile(theme, self) for _ in UNKNOWN)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(10)
        for tile in self._tiles:
            row.addWidget(tile)
            tile.clicked.connect(lambda _checked=False, one=tile: self.list_requested.emit(one.figure.opens))
        self.show_figures(UNKNOWN)

    def show_figures(self, figures: tuple[TileFigure, ...]) -> None:
        """Show up to five figures; tiles without one are hidden."""
        for position, tile in enumerate(self._tiles):
            tile.setVisible(position < len(figures))
            if position < len(figures):
                tile.say(figures[position])
