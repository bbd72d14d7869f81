"""Looks at what shall be printed and prints it, both off the window's thread, with progress and a way to stop."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtPrintSupport import QPrinter

from desktop.services.paper.printables import CaseLook, PrintWish, log_printed, look_at_cases
from desktop.ui.clerk import Clerk
from desktop.ui.printing.print_run import PrintedRun, PrintOrder, PrintRun


class PrintDesk(QObject):
    """A new look takes the place of the one under way; its answers are not told any more."""

    looked = Signal(object)
    """A CaseLook, as soon as a case is through."""
    look_finished = Signal()
    painted = Signal(int)
    """How many sides of the run are painted."""
    printed = Signal(object)
    failed = Signal(object)
    _seen = Signal(object, object)

    def __init__(self, clerk: Clerk, parent: QObject) -> None:
        super().__init__(parent)
        self._clerk = clerk
        self._look = Event()
        self._run: PrintRun | None = None
        self._seen.connect(self._tell_look, Qt.ConnectionType.QueuedConnection)

    @property
    def is_printing(self) -> bool:
        """True while a run is under way."""
        return self._run is not None

    def look(self, case_ids: tuple[int, ...], wish: PrintWish, *, mono: bool) -> None:
        """Look at these cases one after the other."""
        self._look.set()
        stop = self._look = Event()
        tell = partial(self._pass_on, stop)
        errand = self._clerk.reader.send(look_at_cases, case_ids, wish, mono=mono, tell=tell)
        errand.done.connect(lambda _looks: None if stop.is_set() else self.look_finished.emit())
        errand.failed.connect(self.failed)

    def print(self, order: PrintOrder, printer: QPrinter, out: Path | None = None) -> None:
        """Send a run to the printer, or into the PDF `out`."""
        run = self._run = PrintRun(order, printer, self.painted.emit)
        verb = run.to_paper if out is None else partial(run.to_file, out=out)
        errand = self._clerk.reader.send(verb)
        errand.done.connect(self._finish)
        errand.failed.connect(self._give_up)

    def stop(self) -> None:
        """End the run behind the side at hand."""
        if self._run is not None:
            self._run.stop.set()

    def leave(self) -> None:
        """Nobody waits any more."""
        self._look.set()
        self.stop()

    def log(self, case_ids: tuple[int, ...], note: str) -> None:
        """Note in the history of the cases that they went to paper."""
        self._clerk.send(log_printed, case_ids, note)

    def _pass_on(self, stop: Event, look: CaseLook) -> bool:
        """Called in the reader's thread."""
        if not stop.is_set():
            self._seen.emit(stop, look)
        return not stop.is_set()

    def _tell_look(self, stop: Event, look: CaseLook) -> None:
        if not stop.is_set():
            self.looked.emit(look)

    def _finish(self, printed: PrintedRun) -> None:
        self._run = None
        self.printed.emit(printed)

    def _give_up(self, error: object) -> None:
        self._run = None
        self.failed.emit(error)
