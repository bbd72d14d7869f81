"""A card with a chart: its heading, and actions to copy, save or print it and to change its dimension."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop.domain.errors import FileProblem
from desktop.domain.figures.breakdown import Dimension
from desktop.ui.menus.case_spot import copy_table
from desktop.ui.parts.buttons import IconButton
from desktop.ui.parts.file_dialogs import ask_save_path
from desktop.ui.parts.keys import menu_words, tip
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.notice import Notice, written_notice
from desktop.ui.parts.printing import print_drawing
from desktop.ui.parts.tone import Tone
from desktop.ui.statistics.chart_data import Chart
from desktop.ui.statistics.chart_view import ChartLook, ChartView, paint_chart, preferred_height
from desktop.ui.theme.theme import Theme

# Charts as pictures and on paper: always on white in the light colours.
_WIDTH = 640
_MARGIN = 24
_SCALE = 3.0
"""Picture pixels per drawing pixel: enough for a width of 16 cm in a printed report."""


def print_look(theme: Theme) -> ChartLook:
    """The look of a chart on paper, whatever the scheme of the window."""
    colours = theme.print_colours
    return ChartLook(lambda role: QColor(getattr(colours, role)), theme.font(13))


def chart_picture(chart: Chart, theme: Theme) -> QImage:
    """A picture of the chart with its title on white."""
    size = picture_size(chart, theme)
    image = QImage(
        QSize(round(size.width() * _SCALE), round(size.height() * _SCALE)), QImage.Format.Format_RGB32
    )
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(_SCALE, _SCALE)
    paint_titled(painter, QRectF(0, 0, size.width(), size.height()), chart, theme)
    painter.end()
    return image


def picture_size(chart: Chart, theme: Theme) -> QSize:
    """The size of the drawing in pixels at 100 %."""
    extra = 2 * _MARGIN + 34 + (26 if chart.note else 0)
    return QSize(_WIDTH, round(preferred_height(chart, print_look(theme))) + extra)


def paint_titled(painter: QPainter, room: QRectF, chart: Chart, theme: Theme) -> None:
    """Paint title, chart and note from top to bottom."""
    look = print_look(theme)
    inner = room.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
    painter.setFont(theme.font(15, bold=True))
    painter.setPen(look.colour("text"))
    painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, chart.title)
    body = QRectF(inner.left(), inner.top() + 34, inner.width(), preferred_height(chart, look))
    paint_chart(painter, body, chart, look)
    if chart.note:
        painter.setFont(look.font)
        painter.setPen(look.colour("text_secondary"))
        line = QFontMetricsF(look.font).height()
        note = QRectF(inner.left(), inner.bottom() - line, inner.width(), line)
        painter.drawText(note, Qt.AlignmentFlag.AlignLeft, chart.note)


class ChartCard(QFrame):
    """`dimension_chosen` asks for another dimension in this card."""

    dimension_chosen = Signal(object)
    noticed = Signal(object)
    failed = Signal(object)

    def __init__(self, theme: Theme, by: Dimension, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.by = by
        self.chart = Chart(by, ())
        self.setProperty("kind", "card")
        self._heading = make_label(by.label, "heading")
        self._more = IconButton(theme, "ellipsis", "图表操作")
        self.view = ChartView(theme)
        self._note = make_label(tone=Tone.SECONDARY, wrap=True)
        self._more.setToolTip(f"图表操作；{tip('statistics.copy')}")
        self._more.clicked.connect(self._open_menu)
        self._lay_out()

    def show_chart(self, chart: Chart) -> None:
        self.by, self.chart = chart.by, chart
        self._heading.setText(chart.title)
        self._more.setAccessibleName(f"{chart.title}：图表操作")
        self._note.setText(chart.note)
        self._note.setVisible(bool(chart.note))
        self.view.show_chart(chart)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the chart that has the focus."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_picture()
        else:
            super().keyPressEvent(event)

    def copy_picture(self) -> None:
        """Copy the chart as a picture to the clipboard, to be pasted into WPS or Word."""
        QGuiApplication.clipboard().setImage(chart_picture(self.chart, self._theme))
        self.noticed.emit(Notice(f"已复制“{self.chart.title}”图", "在 WPS 或 Word 里粘贴即可。"))

    def copy_figures(self) -> None:
        """Copy name and figure of each bar, to be pasted into a sheet."""
        count = copy_table((self.chart.title, "件"), ((bar.label, str(bar.count)) for bar in self.chart.bars))
        self.noticed.emit(Notice(f"已复制“{self.chart.title}”的 {count} 个数字", "在表格里粘贴即可。"))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        """A menu of all actions on this chart."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(menu_words("statistics.copy"), self.copy_picture)
        menu.addAction("复制数字", self.copy_figures)
        menu.addAction("存为图片…", self._ask_file)
        menu.addAction("打印图表…", self._print)
        menu.addSeparator()
        others = menu.addMenu("换成")
        for by in Dimension:
            action = others.addAction(by.label, partial(self.dimension_chosen.emit, by))
            action.setCheckable(True)
            action.setChecked(by is self.by)
        return menu

    def _open_menu(self) -> None:
        self.menu().popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _ask_file(self) -> None:
        ask_save_path(self, "存为图片", f"{self.chart.title}.png", ("PNG 图片 (*.png)",), self.save_picture)

    def save_picture(self, path: Path) -> None:
        """Write the picture as PNG; emits `failed` if that is not possible."""
        if chart_picture(self.chart, self._theme).save(str(path)):
            self.noticed.emit(written_notice(path))
        else:
            self.failed.emit(FileProblem("图片没有写成", "请换一个文件夹，或检查磁盘是否已满"))

    def _print(self) -> None:
        print_drawing(self, self.chart.title, partial(paint_titled, chart=self.chart, theme=self._theme))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(6, 0, 0, 0)
        head.addWidget(self._heading)
        head.addStretch(1)
        head.addWidget(self._more)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 16)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.view)
        self._note.setContentsMargins(6, 0, 0, 0)
        column.addWidget(self._note)
        column.addStretch(1)
        self._note.hide()
