"""What the officer has asked for is under way: its buttons do nothing meanwhile, and look so if it takes long."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.store_worker import Task

_SHOW_AFTER_MS = 250
"""Shorter work is not shown: buttons that turn grey for a moment flicker."""


class UnderWay(QObject):
    """`follow` a task; nothing else is to be begun while `is_active`."""

    def __init__(self, parent: QObject, *buttons: QWidget) -> None:
        super().__init__(parent)
        self._buttons = buttons
        self._focused: QWidget | None = None
        self.is_active = False
        self._delay = QTimer(self, singleShot=True, interval=_SHOW_AFTER_MS)
        self._delay.timeout.connect(self._disable)

    def follow(self, task: Task) -> Task:
        """Be active until the task is settled; returns it."""
        self.is_active = True
        self._delay.start()
        task.settled.connect(self._end)
        return task

    def _disable(self) -> None:
        focused = QApplication.focusWidget()
        self._focused = focused if focused in self._buttons else None
        for button in self._buttons:
            button.setEnabled(False)

    def _end(self) -> None:
        self.is_active = False
        self._delay.stop()
        for button in self._buttons:
            button.setEnabled(True)
        if self._focused is not None:
            self._focused.setFocus()
            self._focused = None
