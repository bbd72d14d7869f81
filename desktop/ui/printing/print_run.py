"""Print runs in the reader thread: cases are composed, filled and painted one at a time.

The store worker stays free, so that edits are saved while hundreds of letters are printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtPrintSupport import QPrinter

from desktop.domain.errors import Refused
from desktop.painting.font_library import FontLibrary
from desktop.painting.page_painter import paint_sheets
from desktop.painting.pdf_marks import Bookmark, PageSize
from desktop.painting.print_engine import PrintEngine
from desktop.services.office.workplace import Workplace
from desktop.services.paper.print_sets import SetItem
from desktop.services.paper.printables import (
    CasePreview,
    PrintRequest,
    log_printed,
    preview_cases,
    print_items,
)
from desktop.services.paper.sheet_files import save_printed_pdf
from desktop.typesetting.model.page import Page
from desktop.typesetting.pages.sheet_sides import Run, Sides, sides
from desktop.ui.store_worker import StoreWorker


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """What to print and how. `pages` are page numbers of the single case, () for all; `repeats` is the result of `prepare`."""

    case_ids: tuple[int, ...]
    request: PrintRequest
    how: Sides = Sides.LONG_EDGE
    run: Run = Run.ALL
    pages: tuple[int, ...] = ()
    repeats: int = 1


@dataclass(frozen=True, slots=True)
class PrintedRun:
    """The result of a run: its cases, the number of painted sides, and whether it was stopped."""

    case_ids: tuple[int, ...]
    sides: int
    stopped: bool


@dataclass(slots=True)
class PrintRun:
    """One run. `on_progress` is called in the thread of the run with the number of painted sides.

    `stop` ends the run after the current side.
    """

    order: PrintOrder
    printer: QPrinter
    on_progress: Callable[[int], object]
    stop: Event = field(default_factory=Event)
    _begun: dict[int, None] = field(default_factory=dict)
    _sizes: list[PageSize] = field(default_factory=list)
    _marks: list[Bookmark] = field(default_factory=list)

    def to_paper(self, work: Workplace) -> PrintedRun:
        """Send the run to the printer. Raises DeskError when the printer refuses."""
        return self._done(paint_sheets(self.printer, self._sides(work)))

    def to_file(self, work: Workplace, out: Path) -> PrintedRun:
        """Print into the PDF `out`, whole or not at all. Raises Refused if the run was stopped, and FileProblem."""

        def paint(part: Path) -> tuple[list[PageSize], list[Bookmark]]:
            self.printer.setOutputFileName(str(part))
            count = paint_sheets(self.printer, self._sides(work))
            if self.stop.is_set() or not count:
                raise Refused("已停止，没有写文件", "可以重新开始")
            return self._sizes, self._marks

        save_printed_pdf(out, paint, work.now())
        return self._done(len(self._sizes))

    def _done(self, count: int) -> PrintedRun:
        return PrintedRun(tuple(self._begun), count, self.stop.is_set())

    def _sides(self, work: Workplace) -> Iterator[tuple[Page, FontLibrary]]:
        engine = PrintEngine()
        for _ in range(self.order.repeats):
            fonts: list[FontLibrary] = []
            for page in sides(self._documents(work, engine, fonts), self.order.how, self.order.run):
                if self.stop.is_set():
                    return
                self._sizes.append((page.width_pt, page.height_pt))
                yield page, fonts[-1]
                self.on_progress(len(self._sizes))

    def _documents(
        self, work: Workplace, engine: PrintEngine, fonts: list[FontLibrary]
    ) -> Iterator[list[Page]]:
        """The chosen pages of each document; appends the fonts they were measured with to `fonts`."""
        backwards = self.order.run is Run.BACKS_LAST_FIRST
        case_ids = self.order.case_ids[::-1] if backwards else self.order.case_ids
        for case_id in case_ids:
            documents = list(self._chosen(_items(work, case_id, self.order.request), engine))
            for item, pages in documents[::-1] if backwards else documents:
                fonts.append(engine.fonts(item.printout.layout))
                self._begun[case_id] = None
                self._marks.append(Bookmark(item.printout.document.title, len(self._sizes)))
                yield pages

    def _chosen(
        self, items: tuple[SetItem, ...], engine: PrintEngine
    ) -> Iterator[tuple[SetItem, list[Page]]]:
        number, wanted = 0, set(self.order.pages)
        for item in items:
            pages = engine.pages(item.printout.document, item.printout.layout)
            chosen = [page for at, page in enumerate(pages, number + 1) if not wanted or at in wanted]
            number += len(pages)
            if chosen:
                yield item, chosen


def _items(work: Workplace, case_id: int, request: PrintRequest) -> tuple[SetItem, ...]:
    """The items of a case; none of a case left out, which the dialog has listed before."""
    try:
        return print_items(work, case_id, request)
    except Refused:
        return ()


class PrintController(QObject):
    """Checks and prints in the reader thread, with progress and a way to stop.

    New checks replace those in progress, whose results are no longer emitted.
    """

    previewed = Signal(object)
    """A CasePreview, as soon as a case has been checked."""
    previews_finished = Signal()
    painted = Signal(int)
    """The number of painted sides of the run."""
    ended = Signal()
    """The run has ended, however it did; then `printed` or `failed` says how."""
    printed = Signal(object)
    failed = Signal(object)
    _seen = Signal(object, object)

    def __init__(self, worker: StoreWorker, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker
        self._stop_preview = Event()
        self._run: PrintRun | None = None
        self._seen.connect(self._emit_preview, Qt.ConnectionType.QueuedConnection)

    @property
    def is_printing(self) -> bool:
        """True while a run is in progress."""
        return self._run is not None

    def preview(self, case_ids: tuple[int, ...], request: PrintRequest, *, mono: bool) -> None:
        """Check these cases one after the other."""
        self._stop_preview.set()
        stop = self._stop_preview = Event()
        report = partial(self._report, stop)
        task = self._worker.reader.send(preview_cases, case_ids, request, mono=mono, on_progress=report)
        task.done.connect(lambda _previews: None if stop.is_set() else self.previews_finished.emit())
        task.failed.connect(self.failed)

    def print(self, order: PrintOrder, printer: QPrinter, out: Path | None = None) -> None:
        """Start a run on the printer, or into the PDF `out`."""
        run = self._run = PrintRun(order, printer, self.painted.emit)
        verb = run.to_paper if out is None else partial(run.to_file, out=out)
        task = self._worker.reader.send(verb)
        task.settled.connect(self._end)
        task.done.connect(self.printed)
        task.failed.connect(self.failed)

    def stop(self) -> None:
        """End the run after the current side."""
        if self._run is not None:
            self._run.stop.set()

    def leave(self) -> None:
        """Stop checks and run; their results are not needed any more."""
        self._stop_preview.set()
        self.stop()

    def log(self, case_ids: tuple[int, ...], note: str) -> None:
        """Record in the history of the cases that they were printed."""
        self._worker.send(log_printed, case_ids, note)

    def _report(self, stop: Event, preview: CasePreview) -> bool:
        """Called in the reader's thread: emit a checked case; False stops the checks."""
        if not stop.is_set():
            self._seen.emit(stop, preview)
        return not stop.is_set()

    def _emit_preview(self, stop: Event, preview: CasePreview) -> None:
        if not stop.is_set():
            self.previewed.emit(preview)

    def _end(self) -> None:
        self._run = None
        self.ended.emit()
