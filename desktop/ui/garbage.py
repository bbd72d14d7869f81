"""Python's garbage collector, kept in the window's thread.

The collector runs in whichever thread happens to make it due. In the clerk's thread it would take apart closed dialogs
and their timers there, and Qt ends the process for that. So it is switched off and called from a timer of the window.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

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
