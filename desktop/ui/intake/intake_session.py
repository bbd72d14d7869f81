"""One intake session: sources read one after another in a background thread, planned, imported and undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event

from PySide6.QtCore import QObject, Signal

from desktop.domain.importing.plan import ImportBatch, ImportDecisions, ImportStatus, IntakeKind, ItemKey
from desktop.services.importing.batch import apply_in_steps, apply_plan
from desktop.services.importing.plan import ImportPlan, plan_import
from desktop.services.importing.reading import Reading, Source, SourceReader, as_other_kind
from desktop.services.importing.undo import undo_import
from desktop.services.office.workplace import Workplace
from desktop.ui.intake.entry import OPEN, Entry, EntryState, found_in
from desktop.ui.store_worker import StepsTask, StoreWorker, Task

WHOLE_FILE = (0, 0)
"""The key of the one item in the plan of a single file."""
_NOT_READ = "程序出了点问题，这一份没有读成。"


class ReadingThread(QObject):
    """Reads sources one after another in a thread of its own: a slow file delays neither painting nor saving."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reading")
        self._reader = SourceReader()
        self._stopping = Event()

    def read(self, source: Source, as_kind: IntakeKind | None) -> Task:
        """Read a source without waiting. The task delivers a Reading, or the DeskError that says what is wrong with the file."""
        self._stopping.clear()
        future = self._thread.submit(self._reader.read, source, as_kind, self._stopping.is_set)
        return Task(self).follow(future)

    def read_as(self, reading: Reading, kind: IntakeKind) -> Task:
        """Recognise a source that has been read already as another kind."""
        return Task(self).follow(self._thread.submit(as_other_kind, reading, kind))

    def stop(self) -> None:
        """Stop reading the current source; its task fails."""
        self._stopping.set()

    def end_child(self) -> None:
        """End the child process after the current source; the next source starts another one."""
        self._thread.submit(self._reader.close)

    def close(self) -> None:
        """Stop reading, end the child process and the thread."""
        self.stop()
        self._thread.submit(self._reader.close)
        self._thread.shutdown()


class ReadingQueue(QObject):
    """Holds the entries. `changed` follows every change of one; `entry_ready` carries the index of one that can be reviewed."""

    changed = Signal()
    entry_ready = Signal(int)
    all_read = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.reader = ReadingThread(self)
        self.entries: tuple[Entry, ...] = ()
        self._place = -1

    def add(self, sources: Iterable[Source], as_kind: IntakeKind | None = None) -> None:
        """Add sources; those that wait or have been read already are not read again."""
        known = {entry.source for entry in self.entries if entry.state is not EntryState.STOPPED}
        new = [source for source in dict.fromkeys(sources) if source not in known]
        self.entries += tuple(Entry(source, as_kind=as_kind) for source in new)
        self.changed.emit()
        self._read_next()

    def clear(self) -> None:
        """Remove all entries; only while nothing is being read."""
        self.entries = ()

    @property
    def busy(self) -> bool:
        return self._place >= 0

    @property
    def through(self) -> bool:
        """True if no entry is left to read or to review."""
        return not any(entry.state in OPEN or entry.state is EntryState.READY for entry in self.entries)

    def next_ready(self, after: int = -1) -> int:
        """Index of the next entry to review, searched after `after` first and then from the start; -1 if there is none."""
        ready = [place for place, entry in enumerate(self.entries) if entry.state is EntryState.READY]
        return next((place for place in ready if place > after), ready[0] if ready else -1)

    def stop(self) -> None:
        """Stop reading; entries that have been read stay."""
        self.entries = tuple(
            replace(entry, state=EntryState.STOPPED, message="您停止了读取。")
            if entry.state is EntryState.WAITING
            else entry
            for entry in self.entries
        )
        self.reader.stop()
        self.changed.emit()

    def reading_of(self, place: int) -> Reading:
        """The reading of an entry that has been read."""
        reading = self.entries[place].reading
        assert reading is not None
        return reading

    def put(self, place: int, reading: Reading) -> None:
        """Make an entry ready for review with this reading."""
        self.change(
            place,
            replace(self.entries[place], state=EntryState.READY, reading=reading, message=found_in(reading)),
        )
        self.entry_ready.emit(place)

    def change(self, place: int, entry: Entry) -> None:
        """Replace the entry at that index."""
        self.entries = (*self.entries[:place], entry, *self.entries[place + 1 :])
        self.changed.emit()

    def _read_next(self) -> None:
        if self.busy:
            return
        waiting = (place for place, entry in enumerate(self.entries) if entry.state is EntryState.WAITING)
        place = self._place = next(waiting, -1)
        if place < 0:
            self.reader.end_child()
            self.all_read.emit()
            return
        entry = replace(self.entries[place], state=EntryState.READING)
        self.change(place, entry)
        task = self.reader.read(entry.source, entry.as_kind)
        task.settled.connect(self._end_reading)
        task.done.connect(lambda reading: self._on_read(place, reading))
        task.failed.connect(lambda error: self._refuse(place, str(error)))
        task.broken.connect(lambda: self._refuse(place, _NOT_READ))
        for ending in (task.done, task.failed, task.broken):
            ending.connect(self._read_next)

    def _end_reading(self) -> None:
        self._place = -1

    def _on_read(self, place: int, reading: Reading) -> None:
        if reading.refusal:
            self._refuse(place, reading.refusal)
        else:
            self.put(place, reading)

    def _refuse(self, place: int, why: str) -> None:
        self.change(place, replace(self.entries[place], state=EntryState.REFUSED, message=why))


class IntakeSession(QObject):
    """Each entry is imported in a transaction of its own and can be undone, the last first."""

    accepted = Signal(int, object)
    advanced = Signal(int, int)
    """How many rows of a list have been written, and of how many; 0 of 0 when the writing has ended."""
    skipped = Signal(int)
    undone = Signal(int, int)
    """The index of the entry, -1 if it belonged to an earlier session; the id of the batch."""
    failed = Signal(object)

    def __init__(self, worker: StoreWorker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self.queue = ReadingQueue(self)
        # (index of the entry, id of the batch), in the order of import.
        self._taken: list[tuple[int, int]] = []
        self._writing = False
        self._list_task: StepsTask | None = None

    def take(self, sources: Iterable[Source], as_kind: IntakeKind | None = None) -> None:
        """Add sources. A finished session ends, and a new one begins."""
        if self.queue.through:
            self._taken = []
            self.queue.clear()
        self.queue.add(sources, as_kind)

    @property
    def can_undo(self) -> bool:
        return bool(self._taken)

    def plan(self, place: int, corrections: Mapping[str, str]) -> Task:
        """Plan the import of an entry with the officer's corrections; writes nothing."""
        reading = self.queue.reading_of(place)
        return self._worker.reader.send(plan_import, (reading,), {WHOLE_FILE: dict(corrections)})

    def read_as(self, place: int, kind: IntakeKind) -> None:
        """Recognise an entry as another kind; it becomes ready again."""
        task = self.queue.reader.read_as(self.queue.reading_of(place), kind)
        task.done.connect(lambda reading: self.queue.put(place, reading))
        task.failed.connect(self.failed)

    def accept(self, place: int, corrections: Mapping[str, str], decisions: ImportDecisions) -> None:
        """Import a document as corrected. Does nothing while another import is running, because Enter is easily pressed twice."""
        if self._writing:
            return
        corrected = {WHOLE_FILE: dict(corrections)}
        self._follow(place, self._worker.send(_take_in, self.queue.reading_of(place), corrected, decisions))

    def accept_list(self, place: int, plan: ImportPlan, decisions: ImportDecisions) -> None:
        """Import the rows of a list as shown, in the same way."""
        if not self._writing:
            total = len(plan.items)
            task = self._list_task = self._worker.send_steps(apply_in_steps, plan, decisions)
            task.advanced.connect(lambda through: self.advanced.emit(through, total))
            task.settled.connect(lambda: self.advanced.emit(0, 0))
            self._follow(place, task)

    def stop_list(self) -> None:
        """Write no further row of a list; what has come in stays, and can be taken back."""
        if self._list_task is not None:
            self._list_task.stop()

    def skip(self, place: int) -> None:
        """Skip an entry; it can still be reviewed later."""
        self.queue.change(place, replace(self.queue.entries[place], state=EntryState.SKIPPED))
        self.skipped.emit(place)

    def undo_last(self) -> None:
        """Undo the last import of this session."""
        if self._taken:
            self.undo(self._taken[-1][1])

    def undo(self, batch: int) -> None:
        """Undo an import; its entry becomes ready for review again."""
        task = self._worker.send(undo_import, batch)
        task.done.connect(lambda _counts: self._on_undone(batch))
        task.failed.connect(self.failed)

    def _follow(self, place: int, task: Task) -> None:
        self._writing = True
        task.settled.connect(self._end_writing)
        task.done.connect(lambda batch: self._on_batch(place, batch))
        task.failed.connect(self.failed)

    def _end_writing(self) -> None:
        self._writing = False

    def _on_batch(self, place: int, batch: ImportBatch) -> None:
        message, case_id = _summary(batch)
        refused = all(result.status is ImportStatus.REFUSED for result in batch.results)
        state = EntryState.REFUSED if refused else EntryState.TAKEN
        self.queue.change(
            place, replace(self.queue.entries[place], state=state, message=message, case_id=case_id)
        )
        if batch.id:
            self._taken.append((place, batch.id))
        self.accepted.emit(place, batch)

    def _on_undone(self, batch: int) -> None:
        place = next((place for place, taken in self._taken if taken == batch), -1)
        self._taken = [one for one in self._taken if one[1] != batch]
        if place >= 0:
            entry, message = self.queue.entries[place], found_in(self.queue.reading_of(place))
            self.queue.change(place, replace(entry, state=EntryState.READY, message=message, case_id=0))
        self.undone.emit(place, batch)


def _take_in(
    work: Workplace,
    reading: Reading,
    corrections: Mapping[ItemKey, Mapping[str, str]],
    decisions: ImportDecisions,
) -> ImportBatch:
    """Plan and apply in one call of the worker, so that nothing changes in between."""
    return apply_plan(work, plan_import(work, (reading,), corrections), decisions)


def _summary(batch: ImportBatch) -> tuple[str, int]:
    """The message about a batch, and the case to open: that of a single document, 0 for a list."""
    if len(batch.results) == 1:
        return batch.results[0].message, batch.results[0].case_id
    counts = ((status, batch.count(status)) for status in ImportStatus)
    return "，".join(f"{status.label} {count} 件" for status, count in counts if count) + "。", 0
