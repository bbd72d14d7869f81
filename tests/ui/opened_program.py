"""The window with its store worker and theme, opened on a data folder as the program does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desktop.services.office.workplace import Workplace, open_workplace
from desktop.ui.application import make_window
from desktop.ui.store_worker import StoreWorker, Task
from desktop.ui.theme.theme import Theme

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
MORNING = datetime(2024, 4, 9, 10, 42, 7)


class OpenedProgram:
    """`window` on the store of `data_dir`; `worker` runs services functions on that store."""

    def __init__(self, data_dir: Path, now: Callable[[], datetime] = lambda: MORNING) -> None:
        self.data_dir = data_dir
        self.worker = StoreWorker(lambda: open_workplace(data_dir, now=now, officer="沈知行"))
        self.theme = Theme(RESOURCES)
        self.window = make_window(self.theme, self.worker)
        self.open = True

    @property
    def work(self) -> Workplace:
        return self.worker.work

    @property
    def is_waiting(self) -> bool:
        """True while an answer of the store worker is under way, or has not been taken yet, or a page is being made."""
        return self.open and (bool(self.worker.findChildren(Task)) or self.window.maker.is_asked)

    def close(self) -> None:
        """Close the window as an officer does, and the store."""
        if not self.open:
            return
        self.open = False
        for dialog in QApplication.topLevelWidgets():
            if dialog is not self.window:
                dialog.close()
        if not self.window.close():
            self.window.close()  # closes in any case
        self.worker.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
