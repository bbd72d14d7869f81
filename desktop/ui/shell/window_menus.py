"""The context menus of the window and of its dialogs; those of cases are the same on every page."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui.inbox.inbox_page import InboxPage
from desktop.ui.menus.place_menus import DialogMenus, MenuVerb, PlaceMenus, Verbs
from desktop.ui.parts.page import Page
from desktop.ui.store_worker import StoreWorker
from desktop.ui.theme.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.shell.case_menus import CaseMenus


class WindowMenus(QObject):
    """Opens the menus that pages ask for, and emits what they ask of the window. What it needs is loaded with the first one."""

    case_opened = Signal(int)
    list_exported = Signal(object, str)
    noticed = Signal(object)
    failed = Signal(object)
    intake_requested = Signal()
    new_requested = Signal()

    def __init__(
        self, theme: Theme, worker: StoreWorker, window: QWidget, inbox: InboxPage, stack: QStackedWidget
    ) -> None:
        super().__init__(window)
        self._theme, self._worker, self._window = theme, worker, window
        self._inbox, self._stack = inbox, stack
        self.places = PlaceMenus(window, self._elsewhere)
        DialogMenus(self)

    def adopt(self, page: Page) -> None:
        """Open the menus of cases of this page, and copy the cases that it wants copied."""
        page.case_menu_requested.connect(lambda spot: self.cases.open(spot))  # noqa: PLW0108 - made at the first
        page.cases_copied.connect(lambda ids, columns: self.cases.copy_rows(ids, columns))  # noqa: PLW0108

    @cached_property
    def cases(self) -> CaseMenus:
        """The menus of cases."""
        from desktop.ui.shell.case_menus import CaseMenus

        menus = CaseMenus(self._theme, self._worker, self._inbox.bar, self._window)
        menus.opened.connect(self.case_opened)
        menus.exported.connect(self.list_exported)
        menus.noticed.connect(self.noticed)
        menus.failed.connect(self.failed)
        menus.changed.connect(self._refresh)
        return menus

    def _refresh(self) -> None:
        """Read again what is shown: cases have been changed by a menu, or the officer asks for it."""
        front = self._stack.currentWidget()
        if isinstance(front, InboxPage):
            front.refresh()
        elif isinstance(front, Page):
            front.on_shown()

    def _elsewhere(self) -> Verbs:
        """Where there is nothing else under the pointer."""
        return (
            MenuVerb("收件…\tCtrl+O", self.intake_requested.emit),
            MenuVerb("新建办件…\tCtrl+N", self.new_requested.emit),
            None,
            MenuVerb("重新读取\tF5", self._refresh),
        )
