"""The body of the statistics page: six tiles, six charts, and all rates with their formulas."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.figures.breakdown import Dimension
from desktop.domain.figures.rates import Rate
from desktop.services.reporting.statistics import FigureSheet
from desktop.ui.parts.figure_tile import Tile
from desktop.ui.statistics.chart_card import ChartCard
from desktop.ui.statistics.chart_data import Bar, make_chart
from desktop.ui.statistics.rate_lines import ON_TILES, RateLines, rate_figure
from desktop.ui.theme.theme import Theme

_CARDS = (
    Dimension.RESULT,
    Dimension.MONTH,
    Dimension.SECTION,
    Dimension.SATISFACTION,
    Dimension.OFFICER,
    Dimension.SESSION,
)
_ONE_COLUMN_BELOW = 760
_TILES_A_ROW_BELOW = 820


class FigureBoard(QScrollArea):
    """Shows a FigureSheet. `rate_opened` and `bar_opened` ask for the cases of a figure."""

    rate_opened = Signal(object)
    bar_opened = Signal(object, object)  # the chart and the bar

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sheet: FigureSheet | None = None
        self.tiles = tuple(Tile(theme, self) for _ in ON_TILES)
        self.cards = tuple(ChartCard(theme, by) for by in _CARDS)
        self.lines = RateLines(theme)
        self._tile_grid, self._card_grid = QGridLayout(), QGridLayout()
        self._columns = (0, 0)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()
        self._connect()

    def show_sheet(self, sheet: FigureSheet) -> None:
        """Show these figures; cards keep their chosen dimension."""
        self._sheet = sheet
        for tile, key in zip(self.tiles, ON_TILES, strict=True):
            tile.show_figure(rate_figure(sheet.statistics.rate(key), sheet.statistics))
        for card in self.cards:
            self._show_card(card, card.by)
        self.lines.show_rates(sheet.statistics)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(event.size().width())

    def _show_card(self, card: ChartCard, by: Dimension) -> None:
        if self._sheet is not None:
            note = self._sheet.dissatisfied if by is Dimension.SATISFACTION else ""
            card.show_chart(make_chart(by, self._sheet.statistics.breakdowns[by], self._sheet.grades, note))

    def _lay_out(self) -> None:
        body = QWidget()
        body.setProperty("ground", "background")
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        for grid in (self._tile_grid, self._card_grid):
            row = QHBoxLayout()
            grid.setSpacing(10)
            row.addLayout(grid, 1)
            column.addLayout(row)
        column.addWidget(self.lines)
        column.addStretch(1)
        self.setWidget(body)
        self._place(1300)

    def _place(self, width: int) -> None:
        """Arrange six or three tiles and two charts or one per row, depending on the width."""
        scale = self._theme.size.font_base / 13
        wanted = (
            3 if width < _TILES_A_ROW_BELOW * scale else 6,
            1 if width < _ONE_COLUMN_BELOW * scale else 2,
        )
        if wanted == self._columns:
            return
        self._columns = wanted
        for place, tile in enumerate(self.tiles):
            self._tile_grid.addWidget(tile, place // wanted[0], place % wanted[0])
        for place, card in enumerate(self.cards):
            self._card_grid.addWidget(card, place // wanted[1], place % wanted[1])
        self._card_grid.setColumnStretch(0, 6)
        self._card_grid.setColumnStretch(1, 7 if wanted[1] == 2 else 0)

    def _connect(self) -> None:
        for tile in self.tiles:
            tile.clicked.connect(lambda _checked=False, one=tile: self._open_rate(one.figure.opens))
        self.lines.rate_opened.connect(self._open_rate)
        for card in self.cards:
            card.view.bar_opened.connect(lambda bar, one=card: self._open_bar(one, bar))
            card.dimension_chosen.connect(lambda by, one=card: self._show_card(one, by))

    def _open_rate(self, rate: object) -> None:
        if isinstance(rate, Rate):
            self.rate_opened.emit(rate)

    def _open_bar(self, card: ChartCard, bar: Bar) -> None:
        self.bar_opened.emit(card.chart, bar)
