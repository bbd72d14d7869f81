"""The table of the inbox, or what stands in its place: the bin, and while it is empty nothing that fits, or the welcome."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from desktop.ui.inbox.case_table import CaseTable
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.file_dialogs import Purpose, ask_files
from desktop.ui.parts.page import EmptyPage
from desktop.ui.store_worker import StoreWorker
from desktop.ui.theme.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.inbox.bin_pane import BinPane
    from desktop.ui.inbox.welcome_page import WelcomePage

_LISTS = ("清单和台账 (*.xlsx *.xls *.et *.ods *.csv *.docx *.pdf)", "所有文件 (*)")


class CaseStack(QStackedWidget):
    """Shows one of the four; the focus goes from one to the other."""

    new_requested = Signal()
    intake_requested = Signal()
    files_chosen = Signal(tuple)
    """Paths of files to take in."""
    practice_requested = Signal()
    office_requested = Signal()
    """The facts of the office are to be filled in."""
    clear_requested = Signal()
    """Search and filter are to be taken away."""
    put_back_requested = Signal(object)
    """The ids of cases of the bin; so with the next one."""
    for_ever_requested = Signal(object)
    failed = Signal(object)

    def __init__(self, theme: Theme, worker: StoreWorker, table: CaseTable) -> None:
        super().__init__()
        self._theme, self._worker, self._table = theme, worker, table
        self.addWidget(table)

    @cached_property
    def nothing(self) -> EmptyPage:
        """Shown if no case is in the list."""
        page = EmptyPage(self._theme, "search", "没有符合的办件", "换个字词，或者看全部在办的。")
        clear = Button(self._theme, "看全部在办", "inbox", "primary")
        intake = Button(self._theme, "收件", "file-input")
        clear.clicked.connect(self.clear_requested)
        intake.clicked.connect(self.intake_requested)
        page.offer(clear)
        page.offer(intake)
        self.addWidget(page)
        return page

    @cached_property
    def welcome(self) -> WelcomePage:
        """Shown if there is no case at all."""
        from desktop.ui.inbox.welcome_page import WelcomePage  # a start with cases does not need it

        page = WelcomePage(self._theme, self._worker)
        page.failed.connect(self.failed)
        page.doors.intake_requested.connect(self.intake_requested)
        page.doors.new_requested.connect(self.new_requested)
        page.doors.practice_requested.connect(self.practice_requested)
        page.doors.office_requested.connect(self.office_requested)
        page.doors.list_requested.connect(self._ask_list)
        self.addWidget(page)
        return page

    @cached_property
    def bin(self) -> BinPane:
        """The bin 「回收站」, made when it is chosen for the first time."""
        from desktop.ui.inbox.bin_pane import BinPane  # the start does not need it

        pane = BinPane(self._theme, self._worker)
        pane.put_back_requested.connect(self.put_back_requested)
        pane.for_ever_requested.connect(self.for_ever_requested)
        pane.failed.connect(self.failed)
        self.addWidget(pane)
        return pane

    def show_bin(self) -> None:
        """Show the bin, read again."""
        self.bin.refresh()
        self.setCurrentWidget(self.bin)

    def show_empty(self, *, has_cases: bool) -> None:
        """Show what stands in the place of an empty table: the welcome if the store has no case at all."""
        focused = self._table.hasFocus()
        self.setCurrentWidget(self.nothing if has_cases else self.welcome)
        if focused:
            self.currentWidget().setFocus()
        if not has_cases:
            self.welcome.begin()

    def show_table(self, *, focus: bool) -> None:
        """Show the table; with `focus` it takes the focus from an empty page."""
        if self.currentWidget() is not self._table:
            self.setCurrentWidget(self._table)
            if focus:
                self._table.setFocus()

    def _ask_list(self) -> None:
        ask_files(self, "选择去年的清单", Purpose.INTAKE, _LISTS, self.files_chosen.emit)
