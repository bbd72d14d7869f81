"""The list of all rates with their formulas."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QGridLayout, QSizePolicy, QWidget

from desktop.domain.figures.rates import Rate
from desktop.services.reporting.statistics import Statistics
from desktop.ui.parts.figure_tile import TileFigure
from desktop.ui.parts.labels import elided, make_label
from desktop.ui.parts.scroll_column import empty_row
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
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
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
