"""One sitting of intake: what is taken in, and the way back."""

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
    """Every entry is taken in by itself, in one transaction, and can be taken back, the last first."""

    accepted = Signal(int, object)
    skipped = Signal(int)
    undone = Signal(int)
    """The place of the entry; -1 if it belonged to an earlier sitting."""
    failed = Signal(object)

    def __init__(self, worker: StoreWorker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self.queue = ReadingQueue(self)
        self._taken: list[tuple[int, int]] = []  # (place of the entry, id of the batch), in the order taken
        self._writing = False

    def take(self, sources: Iterable[Source], as_kind: IntakeKind | None = None) -> None:
        """Read these too. A sitting that is through ends, and a new one begins."""
        if self.queue.through:
            self._taken = []
            self.queue.clear()
        self.queue.add(sources, as_kind)

    @property
    def can_undo(self) -> bool:
        return bool(self._taken)

    def plan(self, place: int, corrections: Mapping[str, str]) -> Task:
        """Find out what would become of the entry, with the officer's corrections."""
        reading = self.queue.reading_of(place)
        return self._worker.send(plan_import, (reading,), {WHOLE_FILE: dict(corrections)})

    def take_for(self, place: int, kind: IntakeKind) -> None:
        """Take an entry for another kind; it is ready again when that is done."""
        task = self.queue.reader.take_for(self.queue.reading_of(place), kind)
        task.done.connect(lambda reading: self.queue.put(place, reading))
        task.failed.connect(self.failed)

    def accept(self, place: int, corrections: Mapping[str, str], decisions: ImportDecisions) -> None:
        """Take a paper in as corrected; nothing while another is being written, for Enter is easily pressed twice."""
        if self._writing:
            return
        corrected = {WHOLE_FILE: dict(corrections)}
        self._follow(place, self._worker.send(_take_in, self.queue.reading_of(place), corrected, decisions))

    def accept_list(self, place: int, plan: ImportPlan, decisions: ImportDecisions) -> None:
        """Take in the rows of a list as they were shown, as `accept` does."""
        if not self._writing:
            self._follow(place, self._worker.send(apply_plan, plan, decisions))

    def skip(self, place: int) -> None:
        """Leave an entry out; it can be checked later all the same."""
        self.queue.change(place, replace(self.queue.entries[place], state=EntryState.SKIPPED))
        self.skipped.emit(place)

    def undo_last(self) -> None:
        """Take back what was taken in last in this sitting."""
        if self._taken:
            self.undo(self._taken[-1][1])

    def undo(self, batch: int) -> None:
        """Take an intake back; its entry is to be checked again."""
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
    """Plan and apply in one go of the worker: nothing can change between the two."""
    return apply_plan(work, plan_import(work, (reading,), corrections), decisions)


def _summary(batch: ImportBatch) -> tuple[str, int]:
    """What to say of a batch, and the case to open: the one of a paper, none of a list."""
    if len(batch.results) == 1:
        return batch.results[0].message, batch.results[0].case_id
    counts = ((status, batch.count(status)) for status in ImportStatus)
    return "，".join(f"{status.label} {count} 件" for status, count in counts if count) + "。", 0
