"""The filter of the inbox: a menu of statuses to be shown, and how many are chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.case.status import Status
from desktop.ui.parts.buttons import Button
from desktop.ui.theme.theme import Theme


class StatusFilter(Button):
    """A button with a menu; `statuses_chosen` carries a tuple, empty for "all of them"."""

    statuses_chosen = Signal(tuple)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "筛选", "list-filter", parent=parent)
        self._chosen: tuple[Status, ...] = ()
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.setMenu(self._menu)

    @property
    def chosen(self) -> tuple[Status, ...]:
        return self._chosen

    def clear(self) -> None:
        """Show every status again."""
        self.choose(())

    def choose(self, statuses: tuple[Status, ...]) -> None:
        """Show these statuses only."""
        self._chosen = tuple(status for status in Status if status in statuses)
        count = len(self._chosen)
        self.setText(f"筛选 {count}" if count else "筛选")
        self.setAccessibleName(f"筛选，已选 {count} 种状态" if count else "筛选")
        self.statuses_chosen.emit(self._chosen)

    def _fill_menu(self) -> None:
        self._menu.clear()
        self._menu.addAction("全部状态", self.clear)
        self._menu.addSeparator()
        for status in Status:
            self._add(status)

    def _add(self, status: Status) -> None:
        action = QAction(status.label, self._menu)
        action.setCheckable(True)
        action.setChecked(status in self._chosen)
        action.toggled.connect(lambda on: self._toggle(status, on))
        self._menu.addAction(action)

    def _toggle(self, status: Status, on: bool) -> None:
        kept = tuple(one for one in self._chosen if one is not status)
        self.choose((*kept, status) if on else kept)
