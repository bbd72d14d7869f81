"""A narrow list of cases beside a page, such as those counted in a figure. Enter opens a case, Esc hides the list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.case.work_list import CasePage, CaseQuery, CaseRow
from desktop.ui.access.print_size import KeptWidth
from desktop.ui.menus.case_spot import CaseSpot
from desktop.ui.menus.place_menus import MenuVerb, Verbs, offer_verbs
from desktop.ui.parts.buttons import Button, IconButton
from desktop.ui.parts.due_words import due_words
from desktop.ui.parts.labels import ElidedLabel, elided
from desktop.ui.parts.row_list import ITEM_ROLE, Index, cell_option, find_by_typing, paint_focus
from desktop.ui.store_worker import Task
from desktop.ui.theme.theme import Theme

# The model: cases are fetched as the list is scrolled.
PAGE = 60
_NO_INDEX = QModelIndex()


AskPage = Callable[[CaseQuery, Callable[[CasePage], object]], Task]
"""Asks for a page of cases; the second argument takes it when it is there, in the window's thread."""


class CaseStripModel(QAbstractListModel):
    """`total` counts all cases of the query, `rowCount` those fetched so far."""

    def __init__(self, ask: AskPage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ask = ask
        self.query = self._wanted = CaseQuery(ids=())
        self.total = 0
        self._rows: list[CaseRow] = []
        self._fetching = False

    def show_query(self, query: CaseQuery, then: Callable[[], object]) -> None:
        """Show the first page of `query` when it is there, then call `then`. An earlier question is forgotten."""
        wanted = self._wanted = replace(query, offset=0, limit=PAGE)

        def take(page: CasePage) -> None:
            if wanted is self._wanted:
                self.show_page(query, page)
                then()

        self._ask(wanted, take)

    def show_page(self, query: CaseQuery, page: CasePage) -> None:
        """Show a first page that has been read already."""
        self.beginResetModel()
        self.query, self.total, self._rows = query, page.total, list(page.rows)
        self._fetching = False
        self.endResetModel()

    @property
    def rows(self) -> tuple[CaseRow, ...]:
        return tuple(self._rows)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._fetching and len(self._rows) < self.total

    def fetchMore(self, _parent: Index) -> None:
        query = self.query
        self._fetching = True
        wanted = replace(query, offset=len(self._rows), limit=PAGE)
        task = self._ask(wanted, lambda page: self._take_more(query, page))
        task.settled.connect(lambda: self._end_fetching(query))

    def _end_fetching(self, query: CaseQuery) -> None:
        """What could not be read is asked for again when the list is scrolled again."""
        if query is self.query:
            self._fetching = False

    def _take_more(self, query: CaseQuery, page: CasePage) -> None:
        """Append a page, unless another list is shown by now."""
        if query is not self.query:
            return
        if page.rows:
            self.beginInsertRows(_NO_INDEX, len(self._rows), len(self._rows) + len(page.rows) - 1)
            self._rows += page.rows
            self.endInsertRows()
        self.total = page.total if page.rows else len(self._rows)

    def data(self, index: Index, role: int = 0) -> object:
        case = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return "，".join(
                    filter(None, (f"{case.number} {case.subject}", case.status.label, case.waiting.words))
                )
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(filter(None, (case.subject, case.waiting.words)))
            case _ if role == ITEM_ROLE:
                return case
            case _:
                return None


_WIDTH = 348
_PAD = 16


class CaseStripDelegate(QStyledItemDelegate):
    """Paints two lines for each case: number and status, then the subject."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        size = self._theme.size
        return QSize(200, size.font_base + size.font_small + 34)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell, case = cell_option(option, index), index.data(ITEM_ROLE)
        if not isinstance(case, CaseRow):
            return
        colour, size = self._theme.colour, self._theme.size
        if cell.selected or cell.hovered:
            painter.fillRect(cell.place, colour("selection" if cell.selected else "hover"))
        painter.fillRect(
            QRectF(cell.place.left(), cell.place.bottom(), cell.place.width(), 1), colour("line")
        )
        room = cell.place.adjusted(_PAD, 9, -_PAD, -9)
        painter.setPen(colour("text"))
        painter.setFont(self._theme.font(size.font_base))
        words = elided(painter.fontMetrics(), case.subject, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignTop, words)
        self._paint_second(painter, QRectF(room), case)
        paint_focus(painter, self._theme, cell)

    def _paint_second(self, painter: QPainter, room: QRectF, case: CaseRow) -> None:
        size, colour = self._theme.size, self._theme.colour
        bold = self._theme.font(size.font_small, bold=True)
        painter.setFont(bold)
        number = case.number or f"#{case.id}"
        painter.setPen(colour("text"))
        painter.drawText(room, Qt.AlignmentFlag.AlignBottom, number)
        shift = QFontMetrics(bold).horizontalAdvance(number) + 10
        painter.setFont(self._theme.font(size.font_small))
        painter.setPen(colour("text_secondary"))
        rest = " · ".join(filter(None, (case.status.label, case.section)))
        painter.drawText(room.adjusted(shift, 0, 0, 0), Qt.AlignmentFlag.AlignBottom, rest)
        due = due_words(case.due, case.replied_at)
        painter.setPen(colour(due.tone.ink))
        painter.drawText(room, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, due.lead)


Act = Callable[[], object]


class CaseStrip(QFrame):
    """Shows the cases of a CaseQuery. `exported` carries the query and its name."""

    case_opened = Signal(int)
    exported = Signal(object, str)
    closed = Signal()
    menu_requested = Signal(object)
    """A CaseSpot."""

    def __init__(self, theme: Theme, ask: AskPage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setProperty("edge", "left")
        self.model = CaseStripModel(ask, self)
        self._name = ElidedLabel("", "heading")
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(CaseStripDelegate(theme, self.list))
        self.list.setMouseTracking(True)
        self.list.setAccessibleName("办件")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.activated.connect(self._open)
        offer_verbs(self.list, self._verbs_at)
        find_by_typing(self.list)
        self.list.clicked.connect(self._open)
        self._other = Button(theme, "", kind="link")
        self._show_other: Act | None = None
        self._other.clicked.connect(self._on_other)
        self._close = IconButton(theme, "x", "收起清单")
        self._export = Button(theme, "导出清单", kind="link")
        self._close.clicked.connect(self.dismiss)
        self._export.clicked.connect(
            lambda: self.exported.emit(replace(self.model.query, offset=0), self._name.toolTip())
        )
        KeptWidth(theme, self, _WIDTH)
        self._lay_out()
        self.hide()

    def show_cases(self, query: CaseQuery, name: str, other: str = "", show_other: Act | None = None) -> None:
        """Show these cases under that name and take the focus, when they have been read.

        `other` is the text of a link that calls `show_other`, "" for none.
        """

        def show() -> None:
            self._show_other = show_other
            self._other.setText(other)
            self._other.setVisible(bool(other))
            self._name.show_text(f"{name} · {self.model.total} 件" if "件" not in name else name)
            self.list.setAccessibleName(self._name.toolTip())
            self.show()
            self.list.setFocus()
            if self.model.rowCount():
                self.list.setCurrentIndex(self.model.index(0))

        self.model.show_query(query, show)

    def dismiss(self) -> None:
        """Hide the list and emit `closed`, so that the page takes the focus back."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def _verbs_at(self, index: QModelIndex, point: QPoint) -> Verbs | None:
        case = index.data(ITEM_ROLE)
        if not isinstance(case, CaseRow):
            return (MenuVerb("导出清单", self._export.click), MenuVerb("收起清单\tEsc", self.dismiss))
        self.menu_requested.emit(CaseSpot((case.id,), point))
        return None

    def _on_other(self) -> None:
        if self._show_other is not None:
            self._show_other()

    def _open(self, index: QModelIndex) -> None:
        case = index.data(ITEM_ROLE)
        if isinstance(case, CaseRow):
            self.case_opened.emit(case.id)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(_PAD, 10, 8, 8)
        head.addWidget(self._name)
        head.addStretch(1)
        head.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        below = QHBoxLayout()
        below.setContentsMargins(_PAD - 5, 0, 8, 6)
        below.addWidget(self._other)
        below.addWidget(self._export)
        below.addStretch(1)
        column.addLayout(below)
        column.addWidget(self.list, 1)
