"""The menu 「显示」: grouping, order of texts and columns of the list."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.case.work_list import GroupKey, TextOrder
from desktop.services.cases.list_view import ListView
from desktop.ui.inbox.case_table_model import USUAL, Column
from desktop.ui.parts.buttons import Button
from desktop.ui.theme.theme import Theme

_ALWAYS = {Column.TICK, Column.SUBJECT}


class ViewMenu(Button):
    """`view_changed` carries a ListView; `widths_reset` asks for the default widths and order of the columns."""

    view_changed = Signal(object)
    widths_reset = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "显示", "list-indent-increase", parent=parent)
        self._view = ListView()
        self.setToolTip("分组、按拼音或笔画排序、选列")
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)

    @property
    def view(self) -> ListView:
        return self._view

    @property
    def columns(self) -> frozenset[Column]:
        """The columns to be shown."""
        return frozenset(_columns(self._view))

    def show_view(self, view: ListView) -> None:
        """Show this view without emitting `view_changed`."""
        self._view = view
        self.setAccessibleName("显示" + (f"，{view.group.label}" if view.group else ""))

    def group_by(self, group: GroupKey | None) -> None:
        """Group the list."""
        self._choose(self._view._replace(group=group))

    def order_by(self, by: TextOrder) -> None:
        """Sort subjects, proposers, sections and officers in this order."""
        self._choose(self._view._replace(by=by))

    def toggle_column(self, column: Column) -> None:
        """Show or hide a column."""
        chosen = _columns(self._view) ^ {column}
        self._choose(self._view._replace(columns=tuple(one.name for one in Column if one in chosen)))

    def _choose(self, view: ListView) -> None:
        self.show_view(view)
        self.view_changed.emit(view)

    def _fill(self) -> None:
        self._menu.clear()
        self._menu.addSection("分组")
        groups = QActionGroup(self._menu)
        self._add("不分组", self._view.group is None, partial(self.group_by, None), groups)
        for group in GroupKey:
            self._add(group.label, group is self._view.group, partial(self.group_by, group), groups)
        self._menu.addSection("案由、姓名、科室的排序")
        orders = QActionGroup(self._menu)
        for by in TextOrder:
            self._add(by.label, by is self._view.by, partial(self.order_by, by), orders)
        self._menu.addSection("显示的列")
        for column in Column:
            if column not in _ALWAYS:
                shown = column in _columns(self._view)
                self._add(column.label, shown, partial(self.toggle_column, column))
        self._menu.addSeparator()
        self._menu.addAction("恢复默认列宽", self.widths_reset)

    def _add(
        self, words: str, on: bool, act: Callable[[], object], group: QActionGroup | None = None
    ) -> None:
        action = QAction(words, self._menu)
        action.setCheckable(True)
        action.setChecked(on)
        action.triggered.connect(lambda _checked=False: act())
        if group is not None:
            group.addAction(action)
        self._menu.addAction(action)


def _columns(view: ListView) -> set[Column]:
    """The columns of a view; the default ones for a view without columns."""
    named = {column for column in Column if column.name in view.columns}
    return named or set(USUAL)
