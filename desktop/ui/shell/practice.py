"""The practice 「练习」: the window on a store of its own with invented cases, plainly marked, and the way back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop.services.office.workplace import Workplace
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.notice import Notice
from desktop.ui.parts.page import Visit
from desktop.ui.parts.tone import Tone
from desktop.ui.parts.under_way import UnderWay
from desktop.ui.store_worker import StoreWorker
from desktop.ui.theme.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

PRACTICE_TITLE = "承办（练习，不是真实数据）"
_WORDS = "怎么改都不影响正式办件，导出的文件名前带“练习”。"
_PREPARING = Notice("正在准备练习…", "放好一批虚构的示例办件，几秒钟。", Tone.ACCENT)
_BEGUN = Notice("这是练习。", "单位、人名、数字都是虚构的，随便点、随便改。")
_ANEW = Notice("练习已从头开始。", "刚才改过的都丢掉了，正式数据没有动。")
_BACK = Notice("已回到正式数据。", "练习里的东西留在练习里，下次接着练。")


class PracticeBar(QFrame):
    """The bar at the top of a window of the practice. `reopen_requested` carries a Visit: back, or the practice from its start."""

    reopen_requested = Signal(object)

    def __init__(self, theme: Theme, folder: Path, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._folder, self._now = folder, now
        self.setProperty("kind", "practice")
        self.setAccessibleName(f"练习，不是真实数据。{_WORDS}")
        self.anew = Button(theme, "从头再来", "refresh-cw")
        self.back = Button(theme, "回到正式数据", "undo-2")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(make_label("练习，不是真实数据", "heading", Tone.ACCENT))
        row.addWidget(make_label(_WORDS, wrap=True), 1)
        row.addWidget(self.anew)
        row.addWidget(self.back)
        self.anew.clicked.connect(self._begin_anew)
        self.back.clicked.connect(self._leave)

    def _begin_anew(self) -> None:
        self.reopen_requested.emit(Visit(self._folder, partial(_renewed, self._folder, self._now)))

    def _leave(self) -> None:
        self.reopen_requested.emit(Visit(self._folder.parent, lambda: _BACK))


class PracticeStart(QObject):
    """Prepares the practice beside the open window, then asks for a Visit to it."""

    reopen_requested = Signal(object)
    failed = Signal(object)
    noticed = Signal(object)

    def __init__(self, worker: StoreWorker, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker
        self._under_way = UnderWay(self)

    def begin(self) -> None:
        """Fill the store of the practice, which takes some seconds the first time; the real store is not touched."""
        if self._under_way.is_active() or self._worker.work.is_practice:
            return
        self.noticed.emit(_PREPARING)
        task = self._under_way.follow(self._worker.reader.send(_prepare))
        task.done.connect(lambda folder: self.reopen_requested.emit(Visit(folder, lambda: _BEGUN)))
        task.failed.connect(self.failed)


def _prepare(work: Workplace) -> Path:
    """Imports the demo in the reader's thread."""
    from desktop.services.demo import prepare_practice

    return prepare_practice(work)


def _renewed(folder: Path, now: Callable[[], datetime]) -> Notice:
    from desktop.services.demo import renew_practice

    renew_practice(folder, now)
    return _ANEW
