"""The tiles above the work list: five figures, each of which opens the cases it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.domain.case.next_step import WAITS_FOR_OTHERS, WAITS_FOR_US
from desktop.domain.case.work_list import SmartList
from desktop.ui.inbox.smart_list_panel import ListChoice
from desktop.ui.parts.figure_tile import Tile, TileFigure
from desktop.ui.theme.theme import Theme

if TYPE_CHECKING:
    from desktop.services.cases.overview import Overview  # not imported at the start of the program

UNKNOWN = tuple(
    TileFigure(label, "–", role="text_secondary")
    for label in (SmartList.LATE.label, SmartList.WEEK.label, "等别人", "等我", "已答复")
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
            SmartList.LATE.label,
            str(facts.late),
            facts.late_detail,
            "",
            _role("danger", facts.late),
            SmartList.LATE,
        ),
        TileFigure(
            SmartList.WEEK.label,
            str(facts.soon),
            facts.soon_detail,
            "",
            _role("warning", facts.soon),
            SmartList.WEEK,
        ),
        TileFigure(
            "等别人",
            str(facts.waiting),
            facts.waiting_detail,
            opens=ListChoice("等别人", facts.waiting, statuses=WAITS_FOR_OTHERS),
        ),
        TileFigure(
            "等我",
            str(facts.mine),
            facts.mine_detail,
            role=_role("accent", facts.mine),
            opens=ListChoice("等我", facts.mine, statuses=WAITS_FOR_US),
        ),
        TileFigure(
            f"已答复 · {facts.scope.removesuffix('会议')}",
            str(facts.replied),
            facts.replied_detail,
            f"/ {facts.counted}",
            tip=f"{facts.scope}应由本单位答复 {facts.counted} 件，算法同统计页",
            opens=ListChoice("已答复", facts.replied, ids=facts.replied_ids),
        ),
    )


def _role(role: str, count: int) -> str:
    return role if count else "text"
