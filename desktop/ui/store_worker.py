"""The worker 「文员」: the one thread that touches the store, so that nothing the store does can make typing stutter.

The workplace is opened, used and closed in that thread only. Short questions are asked and waited for; everything that
writes or takes long is sent and reported back into the window's thread by a signal.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from desktop.domain.errors import DeskError
from desktop.services.office.workplace import Workplace, open_reader

# Python's garbage collector, kept in the window's thread.
#
# The collector runs in whichever thread happens to make it due. In the worker's thread it would take apart closed dialogs
# and their timers there, and Qt ends the process for that. So it is switched off and called from a timer of the window.
_LOOK_MS = 2000


class WindowThreadCollector(QObject):
    """Lives as long as a second thread does; collects a generation when Python's own threshold for it is passed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is due; nothing if none is."""
        counts = gc.get_count()
        due = [generation for generation in (2, 1, 0) if counts[generation] > self._thresholds[generation]]
        if due:
            gc.collect(due[0])

    def stop(self) -> None:
        """The other thread has ended: Python may collect where it likes again."""
        self._timer.stop()
        gc.enable()


P = ParamSpec("P")
T = TypeVar("T")


class Task(QObject):
    """One piece of work on its way. `done` carries the result, `failed` a DeskError; both arrive in the window's thread.

    Any other exception is a bug and is raised again in the window's thread, for the last resort to report.
    `settled` comes before any of the three: the work is no longer under way.
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
        """Report when `future` is finished; returns itself."""
        future.add_done_callback(self._arrived.emit)
        return self

    def drop(self) -> None:
        """Nobody waits for the answer any more: the window is gone."""
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
    """Carries out services verbs, one after another, in the order they were given."""

    def __init__(self, open_work: Callable[[], Workplace], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._collector = WindowThreadCollector(self)  # before there is a second thread
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._opening = self._thread.submit(open_work)
        self._reader: StoreWorker | None = None

    @property
    def work(self) -> Workplace:
        """The workplace, for its unchanging facts (library, clock, officer). Raises StoreProblem if it did not open."""
        return self._opening.result()

    @property
    def reader(self) -> StoreWorker:
        """A second worker 「阅览」 who may only look, for questions that take long: nobody waits behind them for the first one."""
        if self._reader is None:
            work = self.work
            self._reader = StoreWorker(lambda: open_reader(work), self)
        return self._reader

    def ask(self, verb: Callable[Concatenate[Workplace, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Carry out a short verb and wait for its result. Raises what the verb raises."""
        return self._thread.submit(verb, self.work, *args, **kwargs).result()

    def send(self, verb: Callable[Concatenate[Workplace, P], T], *args: P.args, **kwargs: P.kwargs) -> Task:
        """Carry out a verb without waiting; connect to the task's signals before returning to the event loop."""
        return Task(self).follow(self._thread.submit(verb, self.work, *args, **kwargs))

    def close(self) -> None:
        """Finish what was given, close the workplace, end the thread; the reader's too. Answers under way are dropped."""
        if self._reader is not None:
            self._reader.close()
        for task in cast("list[Task]", self.findChildren(Task)):
            task.drop()
        if self._opening.exception() is None:
            self._thread.submit(self.work.close).result()
        self._thread.shutdown()
        self._collector.stop()
