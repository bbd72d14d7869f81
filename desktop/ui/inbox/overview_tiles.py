"""The tiles above the work list: five figures, each of which opens the cases it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.domain.case.work_list import SmartList
from desktop.ui.parts.figure_tile import Tile, TileFigure
from desktop.ui.theme.theme import Theme

if TYPE_CHECKING:
    from desktop.services.cases.overview import Overview  # not imported at the start of the program

UNKNOWN = tuple(
    TileFigure(label, "–", role="text_secondary")
    for label in ("逾期", "七日内到期", "等别人", "等我", "已答复")
)
"""The names of the tiles until the figures arrive."""


class OverviewTiles(QFrame):
    """A row of five tiles."""

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
                tile.show_figure(figures[position])


def overview_figures(facts: Overview) -> tuple[TileFigure, ...]:
    """The tiles of an overview; a zero is shown in a neutral colour."""
    return (
        TileFigure(
            "逾期", str(facts.late), facts.late_detail, "", _role("danger", facts.late), SmartList.LATE
        ),
        TileFigure(
            "七日内到期", str(facts.soon), facts.soon_detail, "", _role("warning", facts.soon), SmartList.WEEK
        ),
        TileFigure("等别人", str(facts.waiting), facts.waiting_detail, opens=SmartList.ALL),
        TileFigure(
            "等我", str(facts.mine), facts.mine_detail, "", _role("accent", facts.mine), SmartList.ALL
        ),
        TileFigure(
            "已答复",
            str(facts.replied),
            facts.replied_detail,
            f"/ {facts.counted}",
            tip=f"{facts.scope}应由本单位答复 {facts.counted} 件，算法同统计页",
            opens=SmartList.FEEDBACK,
        ),
    )


def _role(role: str, count: int) -> str:
    return role if count else "text"
