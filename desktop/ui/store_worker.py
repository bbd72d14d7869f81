"""The store worker: threads that use the store in the window's place, so that the window never waits for it.

Three threads, each with a workplace of its own that is opened, used and closed in that thread only. The store worker
itself is the only writer. Its `looker` answers short questions and its `reader` long ones, on connections that only look:
neither waits for a write, no short question waits for a long one, and each sees the store as of one moment. All results
arrive in the window's thread by signals.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import cached_property
from threading import Event
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot

from desktop.domain.errors import DeskError
from desktop.services.office.workplace import Workplace, open_reader

_log = logging.getLogger(__name__)

T = TypeVar("T")
P = ParamSpec("P")
Steps = Generator[Any, bool | None, T]
"""A long function: yields after each step, outside of a transaction, and is sent False when it is to come to its end."""

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
        self._was_enabled = gc.isenabled()
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
        """Enable automatic collection again if it was, when the other threads have ended."""
        self._timer.stop()
        if self._was_enabled:
            gc.enable()


class Task(QObject):
    """One submitted call. `done` carries its result, `failed` a DeskError; both are emitted in the window's thread.

    Any other exception is a bug: `broken` is emitted, then it is raised again in the window's thread, where LastResort
    reports it. `settled` is emitted first in all three cases: what waits for a task is freed by `settled`, never by `done`
    or `failed` alone (a test in tests/house holds that). A bug in a dropped task is only logged: nobody waits for it.
    """

    done = Signal(object)
    failed = Signal(object)
    broken = Signal()
    settled = Signal()
    _arrived = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._dropped = False
        self._is_told = False
        self.in_dialog = False
        """True of what a dialog has submitted, which stays open and tells a refusal itself."""
        self.leads_to_write = False
        """True of a question whose answer begins something to be written: the end of the program waits for it."""
        self._ended = Event()
        self._future: Future[Any] | None = None
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def follow(self, future: Future[Any]) -> Task:
        """Emit the signals when `future` is finished; return self."""
        future.add_done_callback(self._tell)
        return self

    @property
    def is_wanted(self) -> bool:
        """True until its signals have been emitted, unless it was dropped."""
        return not (self._is_told or self._dropped)

    def tell_now(self) -> None:
        """Wait for the end and emit the signals, in place of the event loop: at the end of the program only."""
        self._ended.wait()
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)

    def _tell(self, future: Future[Any]) -> None:
        """Called in the other thread."""
        self._future = future
        self._log_bug()
        self._arrived.emit(future)
        self._ended.set()

    def _log_bug(self) -> None:
        """Log what nobody will be told of: by whichever comes second, the end of the call or its dropping.

        Not by `_deliver`, which a closed window no longer calls.
        """
        if self._dropped and self._future is not None:
            fault = self._future.exception()
            if fault is not None and not isinstance(fault, DeskError):
                _log.critical("a fault of the program in a dropped task", exc_info=fault)

    def drop(self) -> None:
        """Emit nothing any more, because the answer is no longer wanted or the window is closed."""
        if not self._dropped:
            self._dropped = True
            self._log_bug()

    def _delete_when_left(self) -> None:
        """Delete the task when the other thread has left `emit`, which looks at it once more after it has posted the answer."""
        if self._ended.is_set():
            self.deleteLater()
        else:
            QTimer.singleShot(0, self, self._delete_when_left)

    @Slot(object)
    def _deliver(self, future: Future[Any]) -> None:
        self._delete_when_left()
        self._is_told = True
        self._future = None  # a task may be kept longer than its answer
        if self._dropped:
            return
        self.settled.emit()
        fault = future.exception()
        if fault is None:
            self.done.emit(future.result())
        elif isinstance(fault, DeskError):
            self.failed.emit(fault)
        else:
            self.broken.emit()
            raise fault


class StepsTask(Task):
    """A call made of steps, between which other calls are carried out. `advanced` carries what each step yields."""

    advanced = Signal(object)
    _stepped = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.is_stopped = False
        """True after `stop`, even if the last step had been made by then."""
        self._stepped.connect(self._advance, Qt.ConnectionType.QueuedConnection)

    def stop(self) -> None:
        """Make no further step; `done` carries what has been done by then."""
        self.is_stopped = True

    @Slot(object)
    def _advance(self, told: object) -> None:
        if not self._dropped:
            self.advanced.emit(told)

    def take(self, steps: Callable[[], Steps[Any]], thread: ThreadPoolExecutor) -> Future[Any]:
        """Make the steps in `thread`, each behind the calls that wait there. The future carries what they return."""
        result: Future[Any] = Future()

        def on_step(step: Future[tuple[bool, Any]]) -> None:
            if (fault := step.exception()) is not None:
                result.set_exception(fault)
                return
            finished, told = step.result()
            if finished:
                result.set_result(told)
            else:
                self._stepped.emit(told)
                thread.submit(_advance, running, not self.is_stopped).add_done_callback(on_step)

        running = steps()
        thread.submit(_advance, running, None).add_done_callback(on_step)
        self.follow(result)
        return result


def _advance(steps: Steps[Any], go_on: bool | None) -> tuple[bool, Any]:
    """Make the next step: (False, what it yields), or (True, what the steps return) after the last."""
    try:
        return False, steps.send(go_on)
    except StopIteration as end:
        return True, end.value


def _tell_all(wanted: Callable[[], list[Task]]) -> bool:
    """Wait for the first of `wanted` until there is none; False if one of them failed or was broken."""
    faults: list[object] = []
    while tasks := wanted():
        tasks[0].failed.connect(faults.append)
        tasks[0].broken.connect(lambda: faults.append(None))
        tasks[0].tell_now()
    return not faults


class Newest:
    """Follows one question at a time: with the next one, the answer to the one before is no longer wanted."""

    def __init__(self) -> None:
        self._task: Task | None = None

    def follow(self, task: Task) -> Task:
        """Drop the task followed before and follow this one; returns it."""
        self.drop()
        self._task = task
        return task

    def drop(self) -> None:
        """Want no answer any more."""
        if self._task is not None:
            self._task.drop()
            self._task = None


class StoreThread(QObject):
    """One thread with its workplace. `name` is that of the thread; `open_work` runs in it."""

    def __init__(self, name: str, open_work: Callable[[], Workplace], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._opening = self._thread.submit(open_work)

    def send(self, verb: Callable[Concatenate[Workplace, P], T], *args: P.args, **kwargs: P.kwargs) -> Task:
        """Start a function without waiting. Connect to the task's signals before returning to the event loop."""
        return Task(self).follow(self._thread.submit(self._call(verb, *args, **kwargs)))

    def ask_to_write(
        self, verb: Callable[Concatenate[Workplace, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Task:
        """As `send`, for a question with whose answer something is written; the end of the program waits for that, too."""
        task = self.send(verb, *args, **kwargs)
        task.leads_to_write = True
        return task

    @property
    def asked_to_write(self) -> list[Task]:
        """The questions of `ask_to_write` that have not been answered."""
        return [task for task in self._tasks() if task.is_wanted and task.leads_to_write]

    def wait_for(self, verb: Callable[Concatenate[Workplace, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a function and wait for its result: at the end of the program only (a test in tests/house holds the places).

        Raises what the function raises.
        """
        found: T = self._thread.submit(self._call(verb, *args, **kwargs)).result()
        return found

    def close(self) -> None:
        """Finish all submitted calls, close the workplace and end the thread. Pending answers are dropped."""
        for task in self._tasks():
            task.drop()
        self._thread.submit(self._close_work)
        self._thread.shutdown()

    def _tasks(self) -> list[Task]:
        """The tasks of this thread that have not been deleted, in the order in which they were sent."""
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        return cast("list[Task]", self.findChildren(Task, options=direct))

    def _call(
        self, verb: Callable[Concatenate[Workplace, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Callable[[], T]:
        def call() -> T:
            work: Workplace = self._opening.result()
            with work.store.snapshot():
                return verb(work, *args, **kwargs)

        return call

    def _close_work(self) -> None:
        if self._opening.exception() is None:
            self._opening.result().close()


class StoreWorker(StoreThread):
    """The writer, with `reader` and `looker` beside it."""

    def __init__(self, open_work: Callable[[], Workplace], parent: QObject | None = None) -> None:
        self._collector = WindowThreadCollector()  # created before the second thread exists
        super().__init__("store", open_work, parent)
        self._collector.setParent(self)
        self._steps: set[Future[Any]] = set()

    @property
    def work(self) -> Workplace:
        """The workplace, for its constant parts (clock, folder, officer). Raises StoreProblem if it could not be opened."""
        work: Workplace = self._opening.result()
        return work

    @cached_property
    def looker(self) -> StoreThread:
        """For short questions: they wait for no write. A verb that would write fails here."""
        return StoreThread("looker", self._open_second, self)

    @cached_property
    def reader(self) -> StoreThread:
        """For long questions, and for files that only need a look at the store."""
        return StoreThread("reader", self._open_second, self)

    def send_steps(
        self, verb: Callable[Concatenate[Workplace, P], Steps[T]], *args: P.args, **kwargs: P.kwargs
    ) -> StepsTask:
        """Start a function made of steps. Everything else that is sent meanwhile is carried out between two of them."""
        task = StepsTask(self)
        result = task.take(lambda: verb(self.work, *args, **kwargs), self._thread)
        self._steps.add(result)
        result.add_done_callback(self._steps.discard)
        return task

    @property
    def is_writing(self) -> bool:
        """True while something sent to be written has not been answered."""
        return bool(self._unanswered() or self._questions())

    @property
    def is_stepping(self) -> bool:
        """True while a long call is under way that may be stopped between its steps."""
        return any(task.is_wanted and not task.is_stopped for task in self._stepping())

    def finish_writes(self) -> bool:
        """Wait, at the end of the program, until everything sent to be written is answered, and what follows from the answers.

        Steps under way are stopped. False if something was refused or broken, which has been told by its signals.
        """
        self._stop_steps()
        return _tell_all(lambda: [*self._questions(), *self._unanswered()])

    def finish_questions(self) -> bool:
        """Wait, at the end of the program, until each question that leads to a write is answered and the write is sent.

        False if one was refused or broken, which has been told by its signals.
        """
        return _tell_all(self._questions)

    def close(self) -> None:
        """As of a single thread, the lookers' first. Steps under way come to their end."""
        self._stop_steps()
        wait(tuple(self._steps))
        for name in ("looker", "reader"):
            if name in self.__dict__:
                self.__dict__[name].close()
        super().close()
        self._collector.stop()

    def _unanswered(self) -> list[Task]:
        return [task for task in self._tasks() if task.is_wanted]

    def _questions(self) -> list[Task]:
        """What has been asked of the looker in order to write."""
        return self.looker.asked_to_write if "looker" in self.__dict__ else []

    def _stop_steps(self) -> None:
        for task in self._stepping():
            task.stop()

    def _stepping(self) -> list[StepsTask]:
        return cast("list[StepsTask]", self.findChildren(StepsTask))

    def _open_second(self) -> Workplace:
        return open_reader(self._opening.result())
