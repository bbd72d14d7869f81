"""One column of the board: a status, how many cases stand there, and their cards. Without cards it folds to a narrow strip."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CasePage, CaseQuery, CaseRow
from desktop.ui.board.card_delegate import CardDelegate
from desktop.ui.board.card_model import CardModel, dragged_case
from desktop.ui.parts.labels import Pill, make_label
from desktop.ui.parts.row_list import ITEM_ROLE
from desktop.ui.parts.tone import Tone, set_form
from desktop.ui.theme.theme import Theme

_WIDTH, _FOLDED = 236, 40


class CardList(QListView):
    """Up and Down walk the cards, Left and Right leave the column, Enter opens, Ctrl+Right goes the usual step."""

    side_left = Signal(int)
    step_wanted = Signal()
    menu_wanted = Signal(QPoint)
    drag_began = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Right and ctrl:
            self.step_wanted.emit()
        elif event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right} and not ctrl:
            self.side_left.emit(-1 if event.key() == Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        here = self.visualRect(self.currentIndex()).center()
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menu_wanted.emit(self.viewport().mapToGlobal(here) if by_key else event.globalPos())

    def startDrag(self, actions: Qt.DropAction) -> None:  # noqa: N802 - Qt spelling
        self.drag_began.emit(True)
        super().startDrag(actions)
        self.drag_began.emit(False)


class BoardColumn(QFrame):
    """`dropped` carries the id of a case that was let go over this column."""

    case_opened = Signal(int)
    dropped = Signal(int)

    def __init__(
        self,
        theme: Theme,
        status: Status,
        ask: Callable[[CaseQuery], CasePage],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self.status = theme, status
        self.model = CardModel(ask, self)
        self.list = CardList()
        self.list.setModel(self.model)
        self.list.setItemDelegate(CardDelegate(theme, self.list))
        self.list.setProperty("ground", "none")
        self.list.setDragEnabled(True)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.activated.connect(self._open)
        self.setProperty("kind", "lane")
        self.setAcceptDrops(True)
        self._name = make_label(status.label, "heading")
        self._count = Pill("", Tone.NEUTRAL)
        self._upright = make_label("\n".join(status.label), tone=Tone.SECONDARY)
        self._lay_out()
        theme.changed.connect(self._fold)

    @property
    def current(self) -> CaseRow | None:
        """The card with the keyboard."""
        found = self.list.currentIndex().data(ITEM_ROLE)
        return found if isinstance(found, CaseRow) else None

    @property
    def folded(self) -> bool:
        return not self.model.total

    def show_page(self, query: CaseQuery, page: CasePage) -> None:
        """Show the first cards of this column."""
        chosen = self.current
        self.model.show_page(query, page)
        self._count.say(str(page.total))
        self.list.setAccessibleName(f"{self.status.label} {page.total} 件")
        if chosen is not None:
            self.choose(chosen.id)
        self._fold()

    def choose(self, case_id: int) -> bool:
        """Put the keyboard's mark on that case; False if its card is not here."""
        place = self.model.place_of(case_id)
        if place >= 0:
            self.list.setCurrentIndex(self.model.index(place))
        return place >= 0

    def take_keyboard(self) -> None:
        self.list.setFocus()
        if not self.list.currentIndex().isValid() and self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0))

    def mark(self, *, open_to_drop: bool, dragging: bool) -> None:
        """Show, while a card is dragged, whether its usual ways lead here."""
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
        for widget in (self._name, self.list, self._count):
            widget.setVisible(not self.folded)
        self._upright.setVisible(self.folded)
        self.setFixedWidth(round((_FOLDED if self.folded else _WIDTH) * scale))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._name)
        head.addWidget(self._count)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 8, 6)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._upright, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        self._fold()
