"""The store worker: a thread that uses the store in the window's place, so that the store never blocks typing.

It alone writes; a second one, its `reader`, has a read-only connection for long questions. Each worker's workplace is
opened, used and closed in that worker's thread only. `ask` waits for the answer to a short question; `send` is for
everything that writes or takes long, and its result arrives in the window's thread by a signal.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from desktop.domain.errors import DeskError
from desktop.services.office.workplace import Workplace, open_reader

T = TypeVar("T")

# Python's garbage collector, run in the window's thread only.
#
# The collector runs in whichever thread makes it due. In the worker's thread it would delete closed dialogs and their
# timers there, for which Qt ends the process. So automatic collection is disabled, and a timer of the window collects.
_LOOK_MS = 2000


class WindowThreadCollector(QObject):
    """Replaces automatic collection while a second thread exists; uses Python's own thresholds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.collect_due)
        self._timer.start()

    def collect_due(self) -> None:
        """Collect the oldest generation that is due, if any."""
        counts = gc.get_count()
        due = [generation for generation in (2, 1, 0) if counts[generation] > self._thresholds[generation]]
        if due:
            gc.collect(due[0])

    def stop(self) -> None:
        """Enable automatic collection again, when the other thread has ended."""
        self._timer.stop()
        gc.enable()


P = ParamSpec("P")


class Task(QObject):
    """One submitted call. `done` carries its result, `failed` a DeskError; both are emitted in the window's thread.

    Any other exception is a bug and is raised again in the window's thread, where LastResort reports it. `settled` is
    emitted first in all three cases.
    """

    done = Signal(object)
    failed = Signal(object)
    settled = Signal()
    _arrived = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._dropped = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def follow(self, future: Future[Any]) -> Task:
        """Emit the signals when `future` is finished; return self."""
        future.add_done_callback(self._arrived.emit)
        return self

    def drop(self) -> None:
        """Emit nothing any more, because the window is closed."""
        self._dropped = True

    @Slot(object)
    def _deliver(self, future: Future[Any]) -> None:
        self.deleteLater()
        if self._dropped:
            return
        self.settled.emit()
        fault = future.exception()
        if fault is None:
            self.done.emit(future.result())
        elif isinstance(fault, DeskError):
            self.failed.emit(fault)
        else:
            raise fault


class StoreWorker(QObject):
    """Runs services functions in its thread, one after another in the order given."""

    def __init__(self, open_work: Callable[[], Workplace], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._collector = WindowThreadCollector(self)  # created before the second thread exists
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._opening = self._thread.submit(open_work)
        self._reader: StoreWorker | None = None

    @property
    def work(self) -> Workplace:
        """The workplace, for its constant parts (library, clock, officer). Raises StoreProblem if it could not be opened."""
        return self._opening.result()

    @property
    def reader(self) -> StoreWorker:
        """A second worker with a read-only connection, for long questions: the first one stays free. Created at first use."""
        if self._reader is None:
            work = self.work
            self._reader = StoreWorker(lambda: open_reader(work), self)
        return self._reader

    def ask(self, verb: Callable[Concatenate[Workplace, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a short function and wait for its result. Raises what the function raises."""
        return self._thread.submit(verb, self.work, *args, **kwargs).result()

    def send(self, verb: Callable[Concatenate[Workplace, P], T], *args: P.args, **kwargs: P.kwargs) -> Task:
        """Start a function without waiting. Connect to the task's signals before returning to the event loop."""
        return Task(self).follow(self._thread.submit(verb, self.work, *args, **kwargs))

    def close(self) -> None:
        """Finish all submitted calls, close the workplace and end the thread, the reader's first. Pending answers are dropped."""
        if self._reader is not None:
            self._reader.close()
        for task in cast("list[Task]", self.findChildren(Task)):
            task.drop()
        if self._opening.exception() is None:
            self._thread.submit(self.work.close).result()
        self._thread.shutdown()
        self._collector.stop()
