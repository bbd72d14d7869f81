"""The inbox 「办件」: the work list with its lists, figures, search and filters."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.case.moves import shared_moves
from desktop.domain.case.work_list import CaseQuery, SmartList
from desktop.domain.errors import DeskError
from desktop.services.cases.cases import list_cases, session_counts, smart_counts
from desktop.services.cases.list_view import group_counts, listed_ids
from desktop.services.office.workplace import Workplace
from desktop.ui.inbox.case_table import CaseTable
from desktop.ui.inbox.case_table_model import CaseTableModel
from desktop.ui.inbox.inbox_header import InboxHeader
from desktop.ui.inbox.list_controller import ListController
from desktop.ui.inbox.many_bar import ManyBar
from desktop.ui.inbox.overview_tiles import OverviewTiles, overview_figures
from desktop.ui.inbox.smart_list_panel import ListChoice, SmartListPanel
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.figure_tile import TileFigure
from desktop.ui.parts.page import EmptyPage, Page, StatusFact, StatusFacts
from desktop.ui.parts.tone import Tone
from desktop.ui.store_worker import StoreWorker
from desktop.ui.theme.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.inbox.many_cases_controller import ManyCasesController


class InboxPage(Page):
    """Shows cases and opens them; changes many at once through ManyCasesController."""

    new_requested = Signal()
    intake_requested = Signal()

    def __init__(self, theme: Theme, worker: StoreWorker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._worker = theme, worker
        self.header = InboxHeader(theme)
        self.lists = SmartListPanel(theme)
        self.tiles = OverviewTiles(theme)
        self.model = CaseTableModel(
            lambda query: worker.ask(list_cases, query, count_drafts=self._counts_drafts),
            self,
            lambda query: worker.ask(group_counts, query),
            lambda query: worker.ask(listed_ids, query),
        )
        self.table = CaseTable(theme, self.model)
        self.saved_lists = ListController(theme, worker, self.header.view, self.table, self)
        self.bar = ManyBar(theme)
        self._stack = QStackedWidget()
        self._empty_store = self._in_saved = False
        # Counting drafts reads the templates; the first list is shown before that.
        self._counts_drafts = False
        self._lay_out()
        self._connect()

    def refresh(self, select: int = 0) -> None:
        """Read everything again; list, search and selection are kept, or the case `select` is selected."""
        wanted = select or self.table.current_id
        try:
            self._show_lists()
            self._show_cases()
        except DeskError as error:
            self.failed.emit(error)
        self.table.select_case(wanted)
        self._emit_facts()

    def take_focus(self, *, search: bool) -> None:
        """Focus the search box or the list."""
        if search:
            self.header.search.setFocus()
            self.header.search.selectAll()
        else:
            self._stack.currentWidget().setFocus()

    def on_shown(self) -> None:
        self._emit_facts()

    def _lay_out(self) -> None:
        self._stack.addWidget(self.table)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.tiles)
        right.addWidget(self._stack, 1)
        right.addWidget(self.bar)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.lists)
        body.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        self.header.search.search_changed.connect(lambda _words: self._show_again())
        self.header.search.left_downwards.connect(self.table.setFocus)
        self.header.filter.statuses_chosen.connect(lambda _statuses: self._show_again())
        self.header.new_requested.connect(self.new_requested)
        self.header.board_requested.connect(lambda: self.place_requested.emit("board"))
        self.header.ledger_requested.connect(self.export_list)
        self.header.intake_requested.connect(self.intake_requested)
        self.lists.list_chosen.connect(self._on_list)
        self.tiles.list_requested.connect(self.lists.choose)
        self.table.case_opened.connect(self.case_opened)
        self.table.selection_changed.connect(self._emit_facts)
        self.lists.save_requested.connect(lambda: self.saved_lists.ask_name(self.model.query))
        self.lists.drop_requested.connect(self.saved_lists.drop)
        self.saved_lists.view_changed.connect(self._show_again)
        self.saved_lists.lists_changed.connect(self._show_lists)
        self.saved_lists.failed.connect(self.failed)
        self._connect_bar()

    def _connect_bar(self) -> None:
        """Connect the bar; the controller is created at the first action."""
        bar, table = self.bar, self.table

        def controller() -> ManyCasesController:
            return self.many

        bar.assign_requested.connect(lambda: controller().ask_section())
        bar.export_requested.connect(lambda: controller().ask_folder())
        bar.print_requested.connect(lambda: controller().ask_printer())
        bar.ledger_requested.connect(self.export_list)
        bar.all_requested.connect(table.selectAll)
        bar.none_requested.connect(lambda: table.select_case(table.current_id))
        bar.moves.aboutToShow.connect(lambda: controller().fill_moves(shared_moves(table.chosen.statuses())))

    @cached_property
    def many(self) -> ManyCasesController:
        """The controller of actions on many cases, created when several are chosen for the first time."""
        # It imports export and printing, which the start does not need.
        from desktop.ui.inbox.many_cases_controller import ManyCasesController

        controller = ManyCasesController(self._theme, self._worker, self.bar, self.table.chosen.ids, self)
        controller.failed.connect(self.failed)
        controller.noticed.connect(self.noticed)
        controller.done.connect(self.refresh)
        return controller

    @cached_property
    def _nothing(self) -> EmptyPage:
        page = EmptyPage(self._theme, "search", "没有符合的办件", "换个字词，或者清除筛选再看。")
        self._stack.addWidget(page)
        return page

    @cached_property
    def _welcome(self) -> EmptyPage:
        words = "把交办的 Word、PDF 或 Excel 文件收进来，或者照着纸件新建一件。"
        page = EmptyPage(self._theme, "inbox", "这里还没有办件", words)
        intake = Button(self._theme, "收件", "file-input", "primary")
        new = Button(self._theme, "新建办件", "plus")
        intake.clicked.connect(self.intake_requested)
        new.clicked.connect(self.new_requested)
        page.offer(intake)
        page.offer(new)
        self._stack.addWidget(page)
        return page

    def _show_lists(self) -> None:
        counts = self._worker.ask(smart_counts)
        sessions = self._worker.ask(session_counts)
        smart = tuple(ListChoice(one.label, counts.get(one, 0), one) for one in SmartList)
        self.lists.show_lists(
            smart,
            self.saved_lists.choices(),
            tuple(ListChoice(label, count, None, term, session) for term, session, label, count in sessions),
        )
        QTimer.singleShot(0, self._ask_figures)  # after the list has been painted
        self.header.session.show_text(sessions[0][2] if sessions else "", Tone.ACCENT)
        empty = not sessions and not any(counts.values())
        self.tiles.setVisible(not empty)
        self.lists.setVisible(not empty)
        self._empty_store = empty

    def _ask_figures(self) -> None:
        task = self._worker.send(_figures)
        task.done.connect(self._show_figures)
        task.failed.connect(self.failed)

    def _show_figures(self, figures: tuple[TileFigure, ...]) -> None:
        """Show the overview; the templates have been read with it, so drafts are counted from now on."""
        self.tiles.show_figures(figures)
        if not self._counts_drafts:
            self._counts_drafts = True
            self.model.ask_again()

    def _show_cases(self) -> None:
        choice = self.lists.choice
        within = choice.saved.query if choice.saved else choice
        query = replace(
            self.model.query,
            text=self.header.search.text().strip(),
            statuses=self.header.filter.chosen,
            smart=within.smart,
            term=within.term,
            session=within.session,
        )
        self.model.show_query(self.saved_lists.grouped(query))
        if self.model.rowCount():
            self._show_table()
        else:
            self._stack.setCurrentWidget(self._welcome if self._empty_store else self._nothing)

    def _show_table(self) -> None:
        """Show the list instead of the empty page, and focus it unless the search box is in use."""
        if self._stack.currentWidget() is not self.table:
            self._stack.setCurrentWidget(self.table)
            if not self.header.search.hasFocus():
                self.table.setFocus()

    def _show_again(self) -> None:
        try:
            self._show_cases()
        except DeskError as error:
            self.failed.emit(error)
        self.table.select_case(0)
        self._emit_facts()

    def _on_list(self, choice: ListChoice) -> None:
        """A saved list sets its search text, filter and order; leaving it resets them."""
        if choice.saved is not None or self._in_saved:
            query = choice.saved.query if choice.saved else CaseQuery()
            self.saved_lists.adopt(query)
            self.model.adopt_order(query)
            self.header.search.setText(query.text)
            self.header.filter.choose(query.statuses)  # emits, which shows the list
        else:
            self._show_again()
        self._in_saved = choice.saved is not None

    def export_list(self) -> None:
        """Open the ledger with the chosen cases if several are chosen, else with the whole list."""
        chosen = self.table.chosen.ids()
        if len(chosen) > 1:
            self.list_exported.emit(CaseQuery(ids=chosen), f"选中的 {len(chosen)} 件")
        else:
            choice, text = self.lists.choice, self.model.query.text
            name = f"“{text}”" if text else choice.smart.label if choice.smart else choice.label
            self.list_exported.emit(self.model.query, f"{name} · {self.model.total} 件")

    def _emit_facts(self) -> None:
        chosen = self.table.chosen.count
        words = f"{self.model.total:,} 件" + (f" · 选中 {chosen:,} 件" if chosen else "")
        self.bar.show_count(chosen, self.model.total)
        self.facts_changed.emit(StatusFacts(left=(StatusFact(words),)))


def _figures(work: Workplace) -> tuple[TileFigure, ...]:
    """The figures of the overview. Imported and run in the reader thread: it reads the rule books, and the list is shown first."""
    from desktop.services.cases.overview import overview

    return overview_figures(overview(work))
