"""The sources of one intake session, read one after another in a background thread."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event

from PySide6.QtCore import QObject, Signal

from desktop.domain.errors import DeskError
from desktop.domain.importing.plan import IntakeKind
from desktop.services.importing.reading import Reading, Source, SourceReader, as_other_kind
from desktop.ui.intake.entry import OPEN, Entry, EntryState, found_in
from desktop.ui.store_worker import Task


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
        task.done.connect(lambda reading: self._on_read(place, reading))
        task.failed.connect(lambda error: self._on_refused(place, error))

    def _on_read(self, place: int, reading: Reading) -> None:
        self._place = -1
        if reading.refusal:
            self.change(
                place, replace(self.entries[place], state=EntryState.REFUSED, message=reading.refusal)
            )
        else:
            self.put(place, reading)
        self._read_next()

    def _on_refused(self, place: int, error: DeskError) -> None:
        self._place = -1
        self.change(place, replace(self.entries[place], state=EntryState.REFUSED, message=str(error)))
        self._read_next()
