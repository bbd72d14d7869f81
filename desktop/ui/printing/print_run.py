"""One run of the printer, off the window's thread: cases are composed, filled and painted one at a time.

The reading clerk carries it out, so that writing on the desk goes on being stored while three hundred letters are printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from PySide6.QtPrintSupport import QPrinter

from desktop.documents.whole_file import write_whole
from desktop.domain.errors import Refused
from desktop.painting.font_library import FontLibrary
from desktop.painting.paged_painter import paint_sheets
from desktop.painting.pdf_repair import Bookmark, PageSize, repair
from desktop.painting.press import Press
from desktop.services.office.workplace import Workplace
from desktop.services.paper.print_sets import SetItem
from desktop.services.paper.printables import PrintWish, print_items
from desktop.typesetting.model.page import Page
from desktop.typesetting.pages.sheet_sides import Run, Sides, sides


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """What to print and how. `pages` are page numbers within the one case, () for all; `repeats` as `prepare` returns it."""

    case_ids: tuple[int, ...]
    wish: PrintWish
    how: Sides = Sides.LONG_EDGE
    run: Run = Run.ALL
    pages: tuple[int, ...] = ()
    repeats: int = 1


@dataclass(frozen=True, slots=True)
class PrintedRun:
    """What went out: the cases, the number of sides painted, and whether it was stopped before its end."""

    case_ids: tuple[int, ...]
    sides: int
    stopped: bool


@dataclass(slots=True)
class PrintRun:
    """`tell` hears, in the thread of the run, how many sides are painted. `stop` ends it behind the side at hand."""

    order: PrintOrder
    printer: QPrinter
    tell: Callable[[int], object]
    stop: Event = field(default_factory=Event)
    _begun: dict[int, None] = field(default_factory=dict)
    _sizes: list[PageSize] = field(default_factory=list)
    _marks: list[Bookmark] = field(default_factory=list)

    def to_paper(self, work: Workplace) -> PrintedRun:
        """Send the run to the printer. Raises DeskError when the printer refuses."""
        return self._done(paint_sheets(self.printer, self._sides(work)))

    def to_file(self, work: Workplace, out: Path) -> PrintedRun:
        """Write the run into a PDF, whole or not at all. Raises Refused if it was stopped, FileProblem as `write_whole`."""

        def write(part: Path) -> None:
            self.printer.setOutputFileName(str(part))
            count = paint_sheets(self.printer, self._sides(work))
            if self.stop.is_set() or not count:
                raise Refused("已停止，没有写文件", "可以重新开始")
            part.write_bytes(repair(part.read_bytes(), self._sizes, self._marks))

        write_whole(out, write)
        return self._done(len(self._sizes))

    def _done(self, count: int) -> PrintedRun:
        return PrintedRun(tuple(self._begun), count, self.stop.is_set())

    def _sides(self, work: Workplace) -> Iterator[tuple[Page, FontLibrary]]:
        press = Press()
        for _ in range(self.order.repeats):
            fonts: list[FontLibrary] = []
            for page in sides(self._documents(work, press, fonts), self.order.how, self.order.run):
                if self.stop.is_set():
                    return
                self._sizes.append((page.width_pt, page.height_pt))
                yield page, fonts[-1]
                self.tell(len(self._sizes))

    def _documents(self, work: Workplace, press: Press, fonts: list[FontLibrary]) -> Iterator[list[Page]]:
        """The chosen pages of each document; the fonts that measured them come to the end of `fonts`."""
        backwards = self.order.run is Run.BACKS_LAST_FIRST
        case_ids = self.order.case_ids[::-1] if backwards else self.order.case_ids
        for case_id in case_ids:
            documents = list(self._chosen(_items(work, case_id, self.order.wish), press))
            for item, pages in documents[::-1] if backwards else documents:
                fonts.append(press.fonts(item.printout.layout))
                self._begun[case_id] = None
                self._marks.append(Bookmark(item.printout.document.title, len(self._sizes)))
                yield pages

    def _chosen(self, items: tuple[SetItem, ...], press: Press) -> Iterator[tuple[SetItem, list[Page]]]:
        number, wanted = 0, set(self.order.pages)
        for item in items:
            pages = press.pages(item.printout.document, item.printout.layout)
            chosen = [page for at, page in enumerate(pages, number + 1) if not wanted or at in wanted]
            number += len(pages)
            if chosen:
                yield item, chosen


def _items(work: Workplace, case_id: int, wish: PrintWish) -> tuple[SetItem, ...]:
    """The case's things; none of a case that was left out, as the dialog said before."""
    try:
        return print_items(work, case_id, wish)
    except Refused:
        return ()
