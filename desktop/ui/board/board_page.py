"""The board 「看板」: open cases as cards in columns by status; dropping a card on another column moves the case."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.case.case import Case
from desktop.domain.case.field_registry import REGISTRY
from desktop.domain.case.moves import allowed_moves
from desktop.domain.case.work_list import CaseQuery, session_label
from desktop.services.cases.board import STATUSES, BoardSheet, board_sheet, column_query
from desktop.services.cases.waiting import list_whole
from desktop.ui.board.board_column import BoardColumn, CardList
from desktop.ui.board.board_moves import BoardMoves
from desktop.ui.fitting.choice_box import ChoiceBox
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.keys import Area
from desktop.ui.parts.labels import PageHead, make_label
from desktop.ui.parts.page import EmptyPage, PageWays, StatusFact, StatusFacts, WorkPage
from desktop.ui.parts.tone import Tone
from desktop.ui.store_worker import StoreWorker
from desktop.ui.theme.theme import Theme


class BoardPage(WorkPage):
    """Columns in the order of the procedure; empty columns are folded but accept drops."""

    chapter = "看板"

    def __init__(self, theme: Theme, worker: StoreWorker, parent: QWidget | None = None) -> None:
        super().__init__(theme, worker, parent)
        self.sheet: BoardSheet | None = None
        self._scope = CaseQuery()
        self._asked = 0
        self._waiting = False  # set the focus as soon as cards are shown
        self.moves = BoardMoves(theme, worker, self)
        self.columns = {
            status: BoardColumn(theme, status, lambda query, then: self.ask(then, list_whole, query))
            for status in STATUSES
        }
        self._head = PageHead(theme, "看板")
        self._session, self._section = ChoiceBox(), ChoiceBox()
        self._list = Button(theme, "清单", "table-2")
        self._lanes, self._stack = QScrollArea(), QStackedWidget()
        self._lay_out()
        self._connect()
        self.ways = PageWays(lambda: Area.BOARD, lambda: (self._stack, self._head), read_again=self.refresh)

    def refresh(self) -> None:
        self._asked += 1
        task = self.reader.send(board_sheet, self._scope)
        task.done.connect(partial(self._show, self._asked))
        task.failed.connect(self.failed)

    def take_focus(self) -> None:
        filled = [column for column in self.columns.values() if not column.folded]
        chosen = next((column for column in filled if column.current), None)
        target = chosen or (filled[0] if filled else None)
        if target is not None:
            target.take_focus()
        else:
            self._waiting = True

    def facts(self) -> StatusFacts:
        words = f"{self.sheet.total} 件" if self.sheet else "正在排看板…"
        return StatusFacts(left=(StatusFact(words),))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.place_requested.emit("cases")
        else:
            super().keyPressEvent(event)

    def _show(self, question: int, sheet: BoardSheet) -> None:
        if question != self._asked:
            return
        self.sheet = sheet
        for status, column in self.columns.items():
            column.show_page(column_query(self._scope, status), sheet.columns[status])
        self._stack.setCurrentIndex(0 if sheet.total else 1)
        self._offer(sheet)
        self.facts_changed.emit(self.facts())
        if self._waiting:
            self._waiting = False
            self.take_focus()

    def _offer(self, sheet: BoardSheet) -> None:
        scope = self._scope
        sessions = [(session_label(*pair), pair) for pair in sheet.choices.sessions]
        _fill(
            self._session,
            [("全部届次", None), *sessions],
            (scope.term, scope.session) if scope.term else None,
        )
        sections = [(section, section) for section in sheet.choices.sections]
        _fill(self._section, [("全部科室", ""), *sections], scope.section)

    def _narrow(self) -> None:
        term, session = self._session.currentData() or (None, None)
        self._scope = replace(
            self._scope, term=term, session=session, section=self._section.currentData() or ""
        )
        self.refresh()

    def _after_move(self, case: Case) -> None:
        """Show the card in its new column and keep it focused."""
        column = self.columns.get(case.status)
        self._asked += 1
        task = self.reader.send(board_sheet, self._scope)
        task.done.connect(partial(self._show, self._asked))
        if column is not None:
            task.done.connect(lambda _sheet: self._follow(column, case.id))
        task.failed.connect(self.failed)

    def _follow(self, column: BoardColumn, case_id: int) -> None:
        if column.choose(case_id):
            column.take_focus()
            self._lanes.ensureWidgetVisible(column)

    def _focus_neighbour(self, column: BoardColumn, step: int) -> None:
        """Focus the next column with cards in that direction."""
        order = [one for one in self.columns.values() if not one.folded]
        place = order.index(column) + step
        if 0 <= place < len(order):
            order[place].take_focus()
            self._lanes.ensureWidgetVisible(order[place])

    def _advance(self, column: BoardColumn) -> None:
        if column.current is not None:
            self.moves.advance(column.current.id)

    def _mark_targets(self, column: BoardColumn, dragging: bool) -> None:
        card = column.current
        ways = allowed_moves(card.handling_role, card.status) if dragging and card else ()
        for status, other in self.columns.items():
            other.mark(open_to_drop=status in ways, dragging=dragging and other is not column)

    def _lay_out(self) -> None:
        for box, key in ((self._session, "meeting"), (self._section, "section")):
            box.setAccessibleName(REGISTRY[key].window_label)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        hint = make_label("拖动卡片流转；Ctrl+→ 送下一步，菜单键看全部去向", "small", Tone.SECONDARY)
        self._head.put(self._session, self._section)
        self._head.put_right(hint, self._list)
        row = QHBoxLayout()
        row.setContentsMargins(16, 14, 16, 10)
        row.setSpacing(8)
        for column in self.columns.values():
            row.addWidget(column)
        row.addStretch(1)
        lanes = QWidget()
        lanes.setProperty("ground", "background")
        lanes.setLayout(row)
        self._lanes.setWidget(lanes)
        self._lanes.setWidgetResizable(True)
        self._lanes.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head)
        words = "收件以后，每件办件在这里是一张卡片，按状态排开。"
        self._stack.addWidget(self._lanes)
        nothing = EmptyPage(self.theme, "square-kanban", "看板上还没有办件", words)
        intake = Button(self.theme, "收件", "file-input", "primary")
        intake.clicked.connect(self.intake_requested)
        nothing.offer(intake)
        self._stack.addWidget(nothing)
        whole.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._session.activated.connect(self._narrow)
        self._section.activated.connect(self._narrow)
        self._list.clicked.connect(lambda: self.place_requested.emit("cases"))
        self.moves.moved.connect(self._after_move)
        self.moves.noticed.connect(self.noticed)
        self.moves.failed.connect(self.failed)
        self.moves.case_requested.connect(self.case_opened)
        for status, column in self.columns.items():
            column.case_opened.connect(self.case_opened)
            column.dropped.connect(lambda case_id, to=status: self.moves.move(case_id, to))
            column.list_made.connect(partial(self._connect_cards, column))

    def _connect_cards(self, column: BoardColumn, cards: CardList) -> None:
        cards.side_left.connect(partial(self._focus_neighbour, column))
        cards.step_requested.connect(partial(self._advance, column))
        cards.menu_requested.connect(self.case_menu_requested)
        cards.drag_began.connect(partial(self._mark_targets, column))


def _fill(box: QComboBox, entries: list[tuple[str, object]], chosen: object) -> None:
    box.clear()
    for label, value in entries:
        box.addItem(label, value)
    box.setCurrentIndex(
        max([place for place, (_, value) in enumerate(entries) if value == chosen], default=0)
    )
