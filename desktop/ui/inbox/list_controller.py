"""Stores the view of the work list (grouping, columns) and the lists saved under a name."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.case.field import text_field
from desktop.domain.case.work_list import CaseQuery, TextOrder
from desktop.services.cases.list_view import (
    ListView,
    delete_list,
    listed_beginning,
    rename_list,
    save_list,
    save_view,
)
from desktop.ui.inbox.case_table import CaseTable
from desktop.ui.inbox.smart_list_panel import ListChoice
from desktop.ui.inbox.view_menu import ViewMenu
from desktop.ui.store_worker import Newest, StoreWorker, Task
from desktop.ui.theme.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.dialogs.record_dialog import RecordDialog
    from desktop.ui.printing.letter_drag import LetterDrag

_NAME = ((text_field("name", "清单名字"),),)


class ListController(QObject):
    """`view_changed` and `lists_changed` ask the page to show the list or the panel again."""

    view_changed = Signal()
    lists_changed = Signal()
    noticed = Signal(object)
    failed = Signal(object)

    def __init__(
        self, theme: Theme, worker: StoreWorker, menu: ViewMenu, table: CaseTable, window: QWidget
    ) -> None:
        super().__init__(window)
        self._theme, self._worker, self._menu, self._table, self._window = theme, worker, menu, table, window
        menu.view_changed.connect(self._keep)
        self._asked_typed = Newest()
        table.dragged.connect(lambda ids: self.drag.begin(ids))  # noqa: PLW0108 - made at the first drag
        table.typed.connect(self._go_to)

    @cached_property
    def drag(self) -> LetterDrag:
        """What carries cases out of the window, made at the first drag: it needs what exports do."""
        from desktop.ui.printing.letter_drag import LetterDrag

        drag = LetterDrag(self._worker, self._table)
        drag.noticed.connect(self.noticed)
        drag.failed.connect(self.failed)
        return drag

    def show_view(self, view: ListView) -> None:
        """Show the stored view: its columns, and its grouping in the menu."""
        self._menu.show_view(view)
        self._table.show_columns(self._menu.columns)

    def grouped(self, query: CaseQuery) -> CaseQuery:
        """The query with the current grouping and order of texts."""
        return replace(query, group=self._menu.view.group, by=self._menu.view.by)

    def adopt(self, query: CaseQuery) -> None:
        """Take over the grouping and the order of texts of a saved list that is opened."""
        self._menu.show_view(self._menu.view._replace(group=query.group, by=TextOrder(query.by)))

    def ask_name(self, query: CaseQuery) -> None:
        """Ask for a name and save the current list under it."""
        from desktop.ui.dialogs.record_dialog import RecordDialog  # not imported at the start of the program

        sentence = "查找的字词、筛选、排序和分组都会记住。"
        dialog = RecordDialog(self._theme, "存为清单", sentence, "保存", _NAME, self._window)
        dialog.submitted.connect(partial(self._save, dialog, query))
        dialog.boxes["name"].setFocus()
        dialog.open()

    def ask_drop(self, choice: ListChoice | None) -> None:
        """Ask whether a saved list is to be deleted; nothing for other lists."""
        from desktop.ui.dialogs.record_dialog import RecordDialog

        if choice is not None and choice.saved is not None:
            name = choice.saved.name
            title = f"删除清单“{name}”"
            words = "只是不再列在这里，办件不受影响。"
            dialog = RecordDialog(self._theme, title, words, "删除", (), self._window)
            dialog.submitted.connect(
                lambda _values: self._finish(dialog, self._worker.send(delete_list, name))
            )
            dialog.open()

    def ask_new_name(self, choice: ListChoice | None) -> None:
        """Ask for another name of a saved list; nothing for other lists."""
        from desktop.ui.dialogs.record_dialog import RecordDialog

        if choice is not None and choice.saved is not None:
            old = choice.saved.name
            dialog = RecordDialog(self._theme, "改清单名称", "", "改好", _NAME, self._window)
            dialog.fill({"name": old})
            dialog.submitted.connect(
                lambda values: self._finish(dialog, self._worker.send(rename_list, old, values["name"]))
            )
            dialog.boxes["name"].setFocus()
            dialog.open()

    def _go_to(self, query: CaseQuery, typed: str) -> None:
        """Choose the first case of the list that begins with what was typed; none does: nothing happens."""

        def choose(case_id: int) -> None:
            if case_id:
                self._table.show_chosen((case_id,))

        task = self._asked_typed.follow(self._worker.looker.send(listed_beginning, query, typed))
        task.done.connect(choose)
        task.failed.connect(self.failed)

    def _save(self, dialog: RecordDialog, query: CaseQuery, values: dict[str, Any]) -> None:
        self._finish(dialog, self._worker.send(save_list, values["name"], query))

    def _finish(self, dialog: RecordDialog, task: Task) -> None:
        task.done.connect(lambda _done: self.lists_changed.emit())
        dialog.follow(task)

    def _keep(self, view: ListView) -> None:
        self._table.show_columns(self._menu.columns)
        task = self._worker.send(save_view, view)
        task.failed.connect(self.failed)
        self.view_changed.emit()
