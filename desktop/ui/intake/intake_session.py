"""One intake session: reading, planning, importing and undoing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.domain.errors import DeskError
from desktop.domain.importing.plan import ImportBatch, ImportDecisions, ImportStatus, IntakeKind, ItemKey
from desktop.services.importing.batch import apply_plan
from desktop.services.importing.plan import ImportPlan, plan_import
from desktop.services.importing.reading import Reading, Source
from desktop.services.importing.undo import undo_import
from desktop.services.office.workplace import Workplace
from desktop.ui.intake.entry import EntryState, found_in
from desktop.ui.intake.reading_queue import ReadingQueue
from desktop.ui.store_worker import StoreWorker, Task

WHOLE_FILE = (0, 0)
"""The key of the one item in the plan of a single file."""


class IntakeSession(QObject):
    """Each entry is imported in a transaction of its own and can be undone, the last first."""

    accepted = Signal(int, object)
    skipped = Signal(int)
    undone = Signal(int)
    """The index of the entry; -1 if it belonged to an earlier session."""
    failed = Signal(object)

    def __init__(self, worker: StoreWorker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self.queue = ReadingQueue(self)
        # (index of the entry, id of the batch), in the order of import.
        self._taken: list[tuple[int, int]] = []
        self._writing = False

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
        return self._worker.send(plan_import, (reading,), {WHOLE_FILE: dict(corrections)})

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
            self._follow(place, self._worker.send(apply_plan, plan, decisions))

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
        task.done.connect(lambda batch: self._on_batch(place, batch))
        task.failed.connect(self._on_failed)

    def _on_failed(self, error: DeskError) -> None:
        self._writing = False
        self.failed.emit(error)

    def _on_batch(self, place: int, batch: ImportBatch) -> None:
        self._writing = False
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
        self.undone.emit(place)


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
