"""Composes the open letter in the store worker and fills its pages for the paper column.

Also reads what the desk needs to know of a letter: its template, the choices of its fields, and their hints.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.domain.case.case import Case
from desktop.domain.case.reply import Reply
from desktop.domain.errors import DeskError
from desktop.domain.letter.reply_template import ReplyTemplate
from desktop.painting.font_library import FontLibrary, FontWidths
from desktop.services.office.workplace import Workplace
from desktop.services.writing.choices import Choices, choices_of, fill_phrase
from desktop.services.writing.composing import compose_reply, layout_of
from desktop.typesetting.model.block import PrintedDocument
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.model.page import Page
from desktop.typesetting.pages.page_filling import PageFiller
from desktop.ui.store_worker import StoreWorker

Composed = tuple[PrintedDocument, Layout]


@dataclass(frozen=True, slots=True)
class LetterSetting:
    """Template, choices and hints of one letter.

    `template` is None if its file no longer exists; `hints` are what is printed while a field is empty, by field key.
    """

    template: ReplyTemplate | None
    choices: Choices
    hints: dict[str, str]

    def layout_id(self, reply: Reply) -> str:
        """The layout in force: the reply's own, else its template's; "" if there is neither."""
        return reply.layout or (self.template.layout if self.template else "")

    def layout_name(self, reply: Reply) -> str:
        """The name of the layout in force; "" if no such layout exists."""
        return dict(self.choices.layouts).get(self.layout_id(reply), "")

    def template_name(self, reply: Reply) -> str:
        """Name and version of the template; "" if its file no longer exists."""
        return f"{self.template.name} v{reply.template_version}" if self.template else ""


def letter_setting(work: Workplace, case: Case, reply: Reply) -> LetterSetting:
    """Read the setting of one letter."""
    template = work.library.replies.get(reply.template)
    texts = (
        {"title_lines": "\n".join(template.title_lines), "salutation": template.salutation}
        if template
        else {}
    )
    hints = {key: fill_phrase(work, case, reply, text)[0] for key, text in texts.items()}
    return LetterSetting(template, choices_of(work, case, reply), hints)


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
        task = self._worker.send(_compose, case, reply)
        task.done.connect(self._on_composed)
        task.failed.connect(self._on_failed)

    def _on_composed(self, result: Composed) -> None:
        document, layout = result
        self._last_fault = ""
        self.composed.emit(self._fill(document, layout), layout, self._fonts)
        self._start_next()

    def _on_failed(self, error: DeskError) -> None:
        if str(error) != self._last_fault:
            self._last_fault = str(error)
            self.failed.emit(error)
        self._start_next()

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
