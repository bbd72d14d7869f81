"""One column of the board: a status, its number of cases, and a list of cards. Empty columns fold to a narrow strip."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CasePage, CaseQuery, CaseRow
from desktop.ui.menus.case_spot import CaseSpot
from desktop.ui.menus.place_menus import Verbs, offer_verbs
from desktop.ui.parts.case_strip import AskPage, CaseStripModel
from desktop.ui.parts.due_words import due_words
from desktop.ui.parts.labels import Pill, elided, make_label
from desktop.ui.parts.row_list import ITEM_ROLE, Index, cell_option, find_by_typing
from desktop.ui.parts.tone import Tone, set_form
from desktop.ui.parts.waiting_words import waiting_line
from desktop.ui.theme.theme import Theme

# One card: case number and days left, the subject in two lines, section and officer.
_PAD = 10
_GAP = 8
_Align = Qt.AlignmentFlag


class CardDelegate(QStyledItemDelegate):
    """Paints a card with a hairline border; the focused card has a border in the accent colour."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        size = self._theme.size
        return QSize(120, 2 * size.font_base + 2 * size.font_small + 2 * _PAD + _GAP + 32)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell, case = cell_option(option, index), index.data(ITEM_ROLE)
        if not isinstance(case, CaseRow):
            return
        theme = self._theme
        card = QRectF(cell.place).adjusted(0.5, 0.5, -0.5, -_GAP - 0.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(
            QPen(
                theme.colour("accent" if cell.focused or cell.hovered else "line"), 2.4 if cell.focused else 1
            )
        )
        painter.setBrush(theme.colour("selection" if cell.focused else "surface"))
        painter.drawRoundedRect(card, theme.size.radius, theme.size.radius)
        self._paint_words(painter, card.adjusted(_PAD, _PAD - 2, -_PAD, -_PAD + 2), case)
        painter.restore()

    def _paint_words(self, painter: QPainter, room: QRectF, case: CaseRow) -> None:
        size, theme = self._theme.size, self._theme
        line = size.font_small + 7.0
        top, foot = QRectF(room), QRectF(room)
        top.setHeight(line)
        foot.setTop(room.bottom() - line)
        number = "　".join(filter(None, (case.number or "未编号", case.role, "重点" if case.is_key else "")))
        painter.setFont(theme.font(size.font_small, bold=True))
        self._say(painter, top, number, "text", _Align.AlignLeft)
        due = due_words(case.due, case.replied_at)
        painter.setFont(theme.font(size.font_small, bold=due.strong))
        self._say(painter, top, due.lead, due.tone.ink, _Align.AlignRight)
        painter.setFont(theme.font(size.font_base))
        painter.setPen(theme.colour("text"))
        subject = QRectF(room.left(), top.bottom() + 3, room.width(), foot.top() - top.bottom() - 5)
        metrics = painter.fontMetrics()
        lines = max(int(subject.height()) // metrics.lineSpacing(), 1)
        # At each end of a line a part of a character's width stays empty.
        words = elided(metrics, case.subject, lines * (room.width() - metrics.horizontalAdvance("字")))
        painter.drawText(subject, int(_Align.AlignTop) | int(Qt.TextFlag.TextWrapAnywhere), words)
        painter.setFont(theme.font(size.font_small))
        said = waiting_line(painter.fontMetrics(), case.waiting, int(foot.width()))
        self._say(painter, foot, said, "text_secondary", _Align.AlignLeft)

    def _say(self, painter: QPainter, room: QRectF, words: str, role: str, side: Qt.AlignmentFlag) -> None:
        painter.setPen(self._theme.colour(role))
        shown = elided(painter.fontMetrics(), words, room.width())
        painter.drawText(room, side | _Align.AlignVCenter, shown)


# The cards of one column; each can be dragged.
MIME = "application/x-chengban-case"


class CardModel(CaseStripModel):
    """Fetches further cards when the list is scrolled."""

    def place_of(self, case_id: int) -> int:
        """The row of that case; -1 if it is not among the cards fetched."""
        return next((place for place, row in enumerate(self._rows) if row.id == case_id), -1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        if indexes:
            data.setData(MIME, str(self._rows[indexes[0].row()].id).encode())
        return data


def dragged_case(data: QMimeData) -> int:
    """The id of the dragged case; 0 if the data is not a case."""
    text = bytes(data.data(MIME).data()).decode() if data.hasFormat(MIME) else ""
    return int(text) if text.isdecimal() else 0


_WIDTH, _FOLDED = 236, 40


class CardList(QListView):
    """Up and Down move between cards, Left and Right leave the column, Enter opens, Ctrl+Right makes the usual move."""

    side_left = Signal(int)
    step_requested = Signal()
    menu_requested = Signal(object)
    """A CaseSpot."""
    drag_began = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Right and ctrl:
            if not event.isAutoRepeat():  # held down, it would take the card through the house
                self.step_requested.emit()
        elif event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right} and not ctrl:
            self.side_left.emit(-1 if event.key() == Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)

    def verbs_at(self, index: QModelIndex, point: QPoint) -> Verbs | None:
        """The menu of a card."""
        case = index.data(ITEM_ROLE)
        if not isinstance(case, CaseRow):
            return ()
        self.menu_requested.emit(CaseSpot((case.id,), point))
        return None

    def startDrag(self, actions: Qt.DropAction) -> None:  # noqa: N802 - Qt spelling
        self.drag_began.emit(True)
        super().startDrag(actions)
        self.drag_began.emit(False)


class BoardColumn(QFrame):
    """`dropped` carries the id of the case that was dropped on this column. `list` is None until the column has had cards."""

    case_opened = Signal(int)
    dropped = Signal(int)
    list_made = Signal(object)
    """The CardList, as soon as the column has cards."""

    def __init__(
        self,
        theme: Theme,
        status: Status,
        ask: AskPage,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self.status = theme, status
        self.model = CardModel(ask, self)
        self.list: CardList | None = None
        self.setProperty("kind", "lane")
        self.setAcceptDrops(True)
        self._name = make_label(status.label, "heading")
        self._count = Pill("", Tone.NEUTRAL)
        self._upright = make_label("\n".join(status.label), tone=Tone.SECONDARY)
        self._column = QVBoxLayout(self)
        self._lay_out()
        theme.changed.connect(self._fold)

    @property
    def current(self) -> CaseRow | None:
        """The focused card; None if there is none."""
        found = self.list.currentIndex().data(ITEM_ROLE) if self.list else None
        return found if isinstance(found, CaseRow) else None

    @property
    def folded(self) -> bool:
        return not self.model.total

    def show_page(self, query: CaseQuery, page: CasePage) -> None:
        """Show the first cards of this column."""
        chosen = self.current
        self.model.show_page(query, page)
        self._count.show_text(str(page.total))
        if page.total and self.list is None:
            self._make_list()
        if self.list is not None:
            self.list.setAccessibleName(f"{self.status.label} {page.total} 件")
        if chosen is not None:
            self.choose(chosen.id)
        self._fold()

    def choose(self, case_id: int) -> bool:
        """Make that case the current one; False if its card is not in this column."""
        place = self.model.place_of(case_id)
        if self.list is not None and place >= 0:
            self.list.setCurrentIndex(self.model.index(place))
        return place >= 0

    def take_focus(self) -> None:
        if self.list is None:
            return
        self.list.setFocus()
        if not self.list.currentIndex().isValid() and self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0))

    def mark(self, *, open_to_drop: bool, dragging: bool) -> None:
        """While a card is dragged, show whether it can be moved to this column without a jump."""
        set_form(self, form="open" if dragging and open_to_drop else "shut" if dragging else "")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dragged_case(event.mimeData()):
            set_form(self, over=True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        set_form(self, over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        set_form(self, over=False)
        event.acceptProposedAction()
        self.dropped.emit(dragged_case(event.mimeData()))

    def _open(self, index: QModelIndex) -> None:
        case = index.data(ITEM_ROLE)
        if isinstance(case, CaseRow):
            self.case_opened.emit(case.id)

    def _fold(self) -> None:
        scale = self._theme.size.font_base / 13
        for widget in filter(None, (self._name, self.list, self._count)):
            widget.setVisible(not self.folded)
        self._upright.setVisible(self.folded)
        self.setFixedWidth(round((_FOLDED if self.folded else _WIDTH) * scale))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._name)
        head.addWidget(self._count)
        head.addStretch(1)
        self._column.setContentsMargins(10, 10, 8, 6)
        self._column.setSpacing(8)
        self._column.addLayout(head)
        self._column.addWidget(self._upright, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(0)
        self._fold()

    def _make_list(self) -> None:
        cards = self.list = CardList()
        cards.setModel(self.model)
        cards.setItemDelegate(CardDelegate(self._theme, cards))
        cards.setProperty("ground", "none")
        cards.setDragEnabled(True)
        cards.setMouseTracking(True)
        cards.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        cards.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        cards.activated.connect(self._open)
        offer_verbs(cards, cards.verbs_at)
        find_by_typing(cards)
        self._column.insertWidget(2, cards, 1)
        self.list_made.emit(cards)
