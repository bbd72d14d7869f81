"""What the officer has asked for is under way: its buttons do nothing meanwhile, and look so if it takes long."""

from __future__ import annotations

from collections import Counter
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.store_worker import Task

_SHOW_AFTER_MS = 250
"""Shorter work is not shown: buttons that turn grey for a moment flicker."""


class UnderWay(QObject):
    """`follow` a task about a case: nothing else about that case is to be begun while it `is_active`; other cases are free.

    The buttons are about the case of `turn_to`. A part that is about no case leaves the id out.
    """

    def __init__(self, parent: QObject, *buttons: QWidget) -> None:
        super().__init__(parent)
        self._buttons = buttons
        self._focused: QWidget | None = None
        self._shown = 0
        self._running: Counter[int] = Counter()
        self._delay = QTimer(self, singleShot=True, interval=_SHOW_AFTER_MS)
        self._delay.timeout.connect(self._disable)

    def is_active(self, case_id: int = 0) -> bool:
        """True while a task about that case is under way."""
        return self._running[case_id] > 0

    def turn_to(self, case_id: int) -> None:
        """The buttons are about this case from now on."""
        if case_id != self._shown:
            self._shown = case_id
            self._enable()
            if self.is_active(case_id):
                self._delay.start()

    def follow(self, task: Task, case_id: int = 0) -> Task:
        """Be active for that case until the task is settled; returns it."""
        self._running[case_id] += 1
        if case_id == self._shown:
            self._delay.start()
        task.settled.connect(partial(self._end, case_id))
        return task

    def _disable(self) -> None:
        focused = QApplication.focusWidget()
        self._focused = focused if focused in self._buttons else None
        if self._focused is not None:
            self._focused.clearFocus()  # disabling it would send the focus on to whatever comes next
        for button in self._buttons:
            button.setEnabled(False)

    def _end(self, case_id: int) -> None:
        self._running[case_id] -= 1
        if case_id == self._shown and not self.is_active(case_id):
            self._enable()

    def _enable(self) -> None:
        self._delay.stop()
        for button in self._buttons:
            button.setEnabled(True)
        if self._focused is not None:
            if self._focused.window().focusWidget() is None:
                self._focused.setFocus()
            self._focused = None
