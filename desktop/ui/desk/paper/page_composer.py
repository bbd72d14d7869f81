"""The press behind the paper: composes the letter off the window's thread and fills its pages, the newest wording only."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.documents.templates.template_library import TemplateLibrary
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


# What a letter is written with: its template, what may be chosen for it, and what is printed while a field is empty.
@dataclass(frozen=True, slots=True)
class LetterSetting:
    """`template` is None if its file is no longer there; `hints` go by field key."""

    template: ReplyTemplate | None
    choices: Choices
    hints: dict[str, str]


def letter_setting(work: Workplace, case: Case, reply: Reply) -> LetterSetting:
    """The setting of one letter, read in one go."""
    template = work.library.replies.get(reply.template)
    texts = (
        {"title_lines": "\n".join(template.title_lines), "salutation": template.salutation}
        if template
        else {}
    )
    hints = {key: fill_phrase(work, case, reply, text)[0] for key, text in texts.items()}
    return LetterSetting(template, choices_of(work, case, reply), hints)


def layout_id(reply: Reply, template: ReplyTemplate | None) -> str:
    """The layout in force: the reply's own, else its template's; "" if there is neither."""
    return reply.layout or (template.layout if template else "")


def layout_and_template(
    library: TemplateLibrary, reply: Reply, template: ReplyTemplate | None
) -> tuple[str, str]:
    """Their names for the foot of the window; "" for what is not there."""
    layout = library.layouts.get(layout_id(reply, template))
    words = f"{template.name} v{reply.template_version}" if template else ""
    return (layout.name if layout else ""), words


Composed = tuple[PrintedDocument, Layout]


class PageComposer(QObject):
    """`composed` carries pages, layout and fonts; `missing` what the letter lacks. A fault is told once, not at every key."""

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
        """Print this wording; while one is under way only the last one asked for follows it."""
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
