"""Composes the open letter beside the window's thread and fills its pages for the paper column."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.domain.case.case import Case
from desktop.domain.case.reply import Reply
from desktop.domain.errors import DeskError
from desktop.painting.font_library import FontLibrary, FontWidths
from desktop.services.office.workplace import Workplace
from desktop.services.writing.composing import compose_reply, layout_of
from desktop.typesetting.model.block import PrintedDocument
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.model.page import Page
from desktop.typesetting.pages.page_filling import PageFiller
from desktop.ui.store_worker import StoreWorker

Composed = tuple[PrintedDocument, Layout]


class PageComposer(QObject):
    """`composed` carries pages, layout and fonts. The same DeskError is emitted once by `failed`, not after every key."""

    composed = Signal(object, object, object)
    failed = Signal(object)

    def __init__(self, worker: StoreWorker, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker
        self._busy = False
        self._next: tuple[Case, Reply] | None = None
        self._filler: PageFiller | None = None
        self._fonts: FontLibrary | None = None
        self._last_fault = ""

    def compose(self, case: Case, reply: Reply) -> None:
        """Compose this reply. While another one is being composed, only the last one asked for is composed after it."""
        if self._busy:
            self._next = case, reply
            return
        self._busy = True
        task = self._worker.looker.send(_compose, case, reply)
        task.settled.connect(self._start_next)
        task.done.connect(self._on_composed)
        task.failed.connect(self._tell)

    def _on_composed(self, result: Composed) -> None:
        document, layout = result
        self._last_fault = ""
        self.composed.emit(self._fill(document, layout), layout, self._fonts)

    def _tell(self, error: DeskError) -> None:
        if str(error) != self._last_fault:
            self._last_fault = str(error)
            self.failed.emit(error)

    def _start_next(self) -> None:
        self._busy = False
        if self._next is not None:
            (case, reply), self._next = self._next, None
            self.compose(case, reply)

    def _fill(self, document: PrintedDocument, layout: Layout) -> tuple[Page, ...]:
        if self._filler is None or self._filler.layout is not layout:
            self._fonts = FontLibrary(layout)
            self._filler = PageFiller(layout, FontWidths(self._fonts))
        return self._filler.fill(document)


def _compose(work: Workplace, case: Case, reply: Reply) -> Composed:
    layout = layout_of(work, reply)
    return compose_reply(work, case, reply, layout), layout
