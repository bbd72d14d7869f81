"""The filter of the inbox: a menu of statuses to be shown, and how many are chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.status import Status
from desktop.ui.parts.buttons import Button
from desktop.ui.theme.theme import Theme


class StatusFilter(Button):
    """A button with a menu; `statuses_chosen` carries a tuple, empty for "all of them"."""

    statuses_chosen = Signal(tuple)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "筛选", "list-filter", parent=parent)
        self._menu = QMenu(self)
        self._all = self._menu.addAction("全部状态")
        self._all.triggered.connect(self.clear)
        self._menu.addSeparator()
        self._actions = {status: self._add(status) for status in Status}
        self.setMenu(self._menu)

    @property
    def chosen(self) -> tuple[Status, ...]:
        return tuple(status for status, action in self._actions.items() if action.isChecked())

    def clear(self) -> None:
        """Show every status again."""
        self.choose(())

    def choose(self, statuses: tuple[Status, ...]) -> None:
        """Show these statuses only."""
        for status, action in self._actions.items():
            action.setChecked(status in statuses)
        self._announce()

    def _add(self, status: Status) -> QAction:
        action = self._menu.addAction(status.label)
        action.setCheckable(True)
        action.triggered.connect(self._announce)
        return action

    def _announce(self) -> None:
        count = len(self.chosen)
        self.setText(f"筛选 {count}" if count else "筛选")
        self.statuses_chosen.emit(self.chosen)
