"""The body of the statistics page: six tiles, six charts, and all rates with their formulas."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.figures.breakdown import Dimension
from desktop.domain.figures.rates import Rate
from desktop.services.reporting.statistics import FigureSheet, Statistics
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.figure_tile import Tile, TileFigure
from desktop.ui.parts.keys import ENTER_KEYS
from desktop.ui.parts.labels import elided, make_label
from desktop.ui.parts.scroll_column import empty_row
from desktop.ui.parts.tone import Tone
from desktop.ui.statistics.chart_card import ChartCard
from desktop.ui.statistics.chart_data import Bar, make_chart
from desktop.ui.theme.theme import Theme

# The texts of a rate on its tile, in its line and in its tool tip.
ON_TILES = (
    "reply_rate",
    "on_time_rate",
    "adoption_rate",
    "satisfied_or_basically_rate",
    "face_rate",
    "disclosure_rate",
)
"""The six rates shown as tiles; the list has all of them."""


def rate_figure(rate: Rate, statistics: Statistics) -> TileFigure:
    """The tile of one rate."""
    detail = f"{rate.numerator} / {rate.denominator}"
    if rate.key == "on_time_rate" and statistics.extended:
        detail += f"，含延期 {statistics.extended}"
    if rate.key == "on_time_rate":
        detail += "".join(f"，{group.words}" for group in statistics.marked)
    if rate.key == "satisfied_or_basically_rate" and rate.of:
        detail += f"，收回 {rate.denominator} 份"
    if rate.misses_target:
        detail += f"，{target_words(rate)}"
    return TileFigure(
        rate.label,
        rate.words,
        detail if rate.of else "还没有可算的",
        role="danger" if rate.misses_target else "text" if rate.of else "text_secondary",
        opens=rate if rate.of else None,
        tip=rate_tip(rate, statistics.basis),
    )


def rate_tip(rate: Rate, basis: str) -> str:
    """Formula, target and basis, one line each."""
    lines = [f"{rate.label} = {rate.formula}", target_words(rate), f"依据：{basis}" if basis else ""]
    return "\n".join(line for line in lines if line)


def target_words(rate: Rate) -> str:
    """「目标 90%」「未到目标 90%」; "" if the locality sets no target."""
    if rate.target is None:
        return ""
    return f"{'未到目标' if rate.misses_target else '目标'} {rate.target:.0%}"


def promise_words(statistics: Statistics) -> str:
    """The promises by year, one line each; "" if nothing was promised."""
    return "\n".join(year.words for year in statistics.promises)


def apart_from(statistics: Statistics) -> tuple[NamedIds, ...]:
    """What these figures do not count, each with its cases: outside the scope, then not of N."""
    outside = [
        NamedIds(f"{part.words}{'，未计入' if part.is_unknown else ''}", part.cases)
        for part in statistics.outside
    ]
    left_out = [
        NamedIds(
            f"{group.reason} {len(group.cases)} 件，不计入应答复", tuple(case.id for case in group.cases)
        )
        for group in statistics.left_out
    ]
    return (*outside, *left_out)


class NamedIds(NamedTuple):
    """Cases that a link leads to, and its words."""

    words: str
    cases: tuple[int, ...]


class ScopeNote(QWidget):
    """One line: how many cases of the store are counted here, and links to those that are not."""

    opened = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = make_label("", "small", Tone.SECONDARY)
        self._links = QHBoxLayout()
        self._links.setSpacing(14)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self._words)
        row.addLayout(self._links)
        row.addStretch(1)

    def show_scope(self, statistics: Statistics) -> None:
        """Show how many cases are counted, of all there are, and which are not."""
        counted = f"统计 {statistics.assigned} 件（{statistics.scope.words}）"
        self._words.setText(f"全库 {statistics.stored} 件，这里{counted}" if statistics.outside else counted)
        empty_row(self._links)
        for apart in apart_from(statistics):
            link = Button(self._theme, apart.words, kind="link")
            link.setToolTip("点开看是哪些办件")
            link.clicked.connect(lambda _checked=False, one=apart: self.opened.emit(one))
            self._links.addWidget(link)


# The card of all rates.
_LINE = 34
_NAME, _WORDS, _COUNTS = 138, 76, 92


class RateLine(QAbstractButton):
    """One rate: name, figure, counts, formula. A button, so that it works by keyboard."""

    def __init__(self, theme: Theme, rate: Rate, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.rate = theme, rate
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(
            f"{rate.label} {rate.words}，{rate.numerator}/{rate.denominator}，{rate.formula}"
        )
        self.setToolTip(tip)
        self.setEnabled(bool(rate.of))

    def sizeHint(self) -> QSize:
        return QSize(360, round(_LINE * self._theme.size.font_base / 13))

    def minimumSizeHint(self) -> QSize:
        return QSize(300, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or (self.underMouse() and self.isEnabled()):
            painter.setPen(self._theme.colour("accent") if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("hover"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        size, rate = self._theme.size, self.rate
        scale, left = size.font_base / 13, 8.0
        missing = rate.misses_target
        for width, words, role, bold in (
            (_NAME, rate.label, "text", False),
            (_WORDS, rate.words, "danger" if missing else "text", True),
            (_COUNTS, f"{rate.numerator} / {rate.denominator}", "text_secondary", False),
            (0, "　".join(filter(None, (rate.formula, target_words(rate)))), "text_secondary", False),
        ):
            room = QRectF(left, 0, width * scale if width else self.width() - left - 8, self.height())
            painter.setFont(self._theme.font(size.font_base if width else size.font_small, bold=bold))
            painter.setPen(self._theme.colour(role))
            shown = elided(painter.fontMetrics(), words, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
            left += room.width()


class RateLines(QFrame):
    """A card with all rates, in two columns if the formulas fit."""

    rate_opened = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("kind", "card")
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(24)
        self._lines.setVerticalSpacing(0)
        whole = QGridLayout(self)
        whole.setContentsMargins(12, 14, 12, 12)
        heading = make_label("全部指标", "heading")
        heading.setContentsMargins(8, 0, 0, 4)
        whole.addWidget(heading, 0, 0)
        whole.addLayout(self._lines, 1, 0)

    def show_rates(self, statistics: Statistics) -> None:
        empty_row(self._lines)
        for place, rate in enumerate(statistics.rates):
            line = RateLine(self._theme, rate, rate_tip(rate, statistics.basis), self)
            line.clicked.connect(lambda _checked=False, one=rate: self.rate_opened.emit(one))
            half = -(-len(statistics.rates) // 2)
            self._lines.addWidget(line, place % half, place // half)


# The board.
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
    apart_opened = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sheet: FigureSheet | None = None
        self.tiles = tuple(Tile(theme, self) for _ in ON_TILES)
        self.cards = tuple(ChartCard(theme, by) for by in _CARDS)
        self.lines = RateLines(theme)
        self.scope = ScopeNote(theme)
        self.note = make_label("", "small", Tone.SECONDARY, wrap=True)
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
        self.scope.show_scope(sheet.statistics)
        words = promise_words(sheet.statistics)
        self.note.setText(words)
        self.note.setVisible(bool(words))

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
        column.addWidget(self.scope)
        for grid in (self._tile_grid, self._card_grid):
            row = QHBoxLayout()
            grid.setSpacing(10)
            row.addLayout(grid, 1)
            column.addLayout(row)
        self.setWidget(body)
        self._place(1300)  # before what stands below: widgets are read in the order in which they come in
        column.addWidget(self.note)
        column.addWidget(self.lines)
        column.addStretch(1)

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
        self.scope.opened.connect(self.apart_opened)
        for card in self.cards:
            card.view.bar_opened.connect(lambda bar, one=card: self._open_bar(one, bar))
            card.dimension_chosen.connect(lambda by, one=card: self._show_card(one, by))

    def _open_rate(self, rate: object) -> None:
        if isinstance(rate, Rate):
            self.rate_opened.emit(rate)

    def _open_bar(self, card: ChartCard, bar: Bar) -> None:
        self.bar_opened.emit(card.chart, bar)
