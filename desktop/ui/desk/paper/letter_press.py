"""The press behind the paper: composes the letter off the window's thread and fills its pages, the newest wording only."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.domain.case.case import Case
from desktop.domain.case.reply import Reply
from desktop.domain.errors import DeskError
from desktop.painting.font_library import FontLibrary
from desktop.painting.font_widths import FontWidths
from desktop.services.office.workplace import Workplace
from desktop.services.paper.exporting import compose_reply, layout_of
from desktop.typesetting.model.block import PrintedDocument
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.model.page import Page
from desktop.typesetting.pages.page_filling import PageFiller
from desktop.ui.clerk import Clerk

Proof = tuple[PrintedDocument, Layout]


class LetterPress(QObject):
    """`pulled` carries pages, layout and fonts; `missing` what the letter lacks. A fault is told once, not at every key."""

    pulled = Signal(object, object, object)
    failed = Signal(object)

    def __init__(self, clerk: Clerk, parent: QObject) -> None:
        super().__init__(parent)
        self._clerk = clerk
        self._busy = False
        self._next: tuple[Case, Reply] | None = None
        self._filler: PageFiller | None = None
        self._fonts: FontLibrary | None = None
        self._told = ""

    def print(self, case: Case, reply: Reply) -> None:
        """Print this wording; while one is under way only the last one asked for follows it."""
        if self._busy:
            self._next = case, reply
            return
        self._busy = True
        errand = self._clerk.send(_proof, case, reply)
        errand.done.connect(self._on_proof)
        errand.failed.connect(self._on_failed)

    def _on_proof(self, proof: Proof) -> None:
        document, layout = proof
        self._told = ""
        self.pulled.emit(self._fill(document, layout), layout, self._fonts)
        self._go_on()

    def _on_failed(self, error: DeskError) -> None:
        if str(error) != self._told:
            self._told = str(error)
            self.failed.emit(error)
        self._go_on()

    def _go_on(self) -> None:
        self._busy = False
        if self._next is not None:
            (case, reply), self._next = self._next, None
            self.print(case, reply)

    def _fill(self, document: PrintedDocument, layout: Layout) -> tuple[Page, ...]:
        if self._filler is None or self._filler.layout is not layout:
            self._fonts = FontLibrary(layout)
            self._filler = PageFiller(layout, FontWidths(self._fonts))
        return self._filler.fill(document)


def _proof(work: Workplace, case: Case, reply: Reply) -> Proof:
    layout = layout_of(work, reply)
    return compose_reply(work, case, reply, layout), layout
