"""The reading room 「阅读室」: one thread beside window and clerk, so that a slow file holds up neither painting nor saving."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

from PySide6.QtCore import QObject

from desktop.documents.reading.guarded import GuardedReader
from desktop.domain.importing.plan import IntakeKind
from desktop.services.importing.reading import Reading, Source, as_other_kind, read_and_recognise
from desktop.ui.clerk import Errand


class ReadingRoom(QObject):
    """Reads one source after another in the guarded child process."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reading")
        self._reader = GuardedReader()
        self._stopping = Event()

    def read(self, source: Source, as_kind: IntakeKind | None) -> Errand:
        """Read it without waiting; the errand brings a Reading, or the DeskError that says what is wrong with the file."""
        self._stopping.clear()
        future = self._thread.submit(read_and_recognise, self._reader, source, as_kind, self._stopping.is_set)
        return Errand(self).follow(future)

    def take_for(self, reading: Reading, kind: IntakeKind) -> Errand:
        """Recognise what was read already as another kind."""
        return Errand(self).follow(self._thread.submit(as_other_kind, reading, kind))

    def stop(self) -> None:
        """Give up the source that is being read; its errand fails."""
        self._stopping.set()

    def rest(self) -> None:
        """Let the child process go; the next source starts another."""
        self._thread.submit(self._reader.close)

    def close(self) -> None:
        """Stop, and end child and thread."""
        self.stop()
        self._thread.submit(self._reader.close)
        self._thread.shutdown()
