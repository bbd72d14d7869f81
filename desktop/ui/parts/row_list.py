"""A list model whose rows are replaced as a whole, a full-height list view, and helpers for delegates."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QCursor, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QListView,
    QSizePolicy,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class CellOption(NamedTuple):
    """Rectangle and state of one cell, with types: PySide's stubs of QStyleOptionViewItem lack these attributes."""

    place: QRect
    selected: bool
    hovered: bool
    view: QWidget
    focused: bool
    """The arrow keys are in this cell, and the view has the keyboard."""


def cell_option(option: QStyleOptionViewItem, index: Index) -> CellOption:
    """Read `option` of that cell. Its `state` is not touched: that alone makes PySide build the enums of QStyle, 4 ms."""
    view = option.widget  # type: ignore[attr-defined]
    hovered = view.underMouse() and view.indexAt(view.viewport().mapFromGlobal(QCursor.pos())) == index
    return CellOption(
        QRect(option.rect),  # type: ignore[attr-defined]
        view.selectionModel().isSelected(index),
        hovered,
        view,
        view.hasFocus() and view.currentIndex() == index,
    )


_RING = 2


def paint_focus(painter: QPainter, theme: Theme, cell: CellOption) -> None:
    """Paint a ring around the cell that has the keyboard; nothing around another. To be called after its contents."""
    if cell.focused:
        painter.setPen(QPen(theme.colour("accent"), _RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(cell.place).adjusted(1, 1, -1, -1))


# A pill painted by a delegate, with the look of labels.Pill.
_PAD = 8


def paint_pill(
    painter: QPainter, theme: Theme, place: QRect, words: str, tone: Tone, *, at_right: bool = False
) -> None:
    """Paint a pill vertically centred in `place`, at its left or right side."""
    font = theme.font(theme.size.font_small)
    width, height = QFontMetrics(font).horizontalAdvance(words) + 2 * _PAD, theme.size.font_small + 8
    left = place.right() - width if at_right else place.left()
    ground = QRectF(left, place.center().y() - height / 2 + 0.5, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(tone.ground))
    painter.drawRoundedRect(ground, height / 2, height / 2)
    painter.setFont(font)
    painter.setPen(theme.colour(tone.ink))
    painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, words)


def use_own_viewport(view: QAbstractScrollArea) -> None:
    """Give a view a viewport made in Python: for one made by Qt, `viewport()` makes PySide build all classes of widgets, 8 ms."""
    viewport = QWidget()
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setAutoFillBackground(True)
    view.setViewport(viewport)


def find_by_typing(view: QAbstractItemView) -> None:
    """Let Chinese from an input method go to the item that begins so, as letters do; Qt leaves it to lists that can be edited."""

    def take() -> None:
        view.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)

    view.selectionModel().currentChanged.connect(take)
    take()


class FullHeightList(QListView):
    """A list view as high as its lines, so that the next widget follows directly below; scrolls if there is no room."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        rows = self.model().rowCount()
        return QSize(100, sum(self.sizeHintForRow(row) for row in range(rows)) + 2)


ITEM_ROLE = Qt.ItemDataRole.UserRole
_NO_INDEX = QModelIndex()


class Row(NamedTuple):
    """One line: its accessible text, and the item that the delegate paints. Without an item it is a divider."""

    words: str
    item: object = None
    tip: str = ""


class RowModel(QAbstractListModel):
    """The rows of one list view."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._rows

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these rows. If their number is the same, they change in place and the chosen line stays chosen."""
        if len(rows) == len(self._rows):
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = 0) -> object:
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.words
            case Qt.ItemDataRole.ToolTipRole:
                return row.tip
            case Qt.ItemDataRole.UserRole:
                return row.item
            case _:
                return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        divider = self._rows[index.row()].item is None
        return Qt.ItemFlag.NoItemFlags if divider else super().flags(index)
