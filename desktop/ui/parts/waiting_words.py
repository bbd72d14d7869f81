"""What a case waits for, on one line: where it does not fit, the name of a unit is cut before the days and reminders are."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from desktop.domain.case.waiting import UNKNOWN, Waiting
from desktop.ui.parts.labels import ElidedLabel, elided
from desktop.ui.parts.tone import Tone

_LEAST = 4
"""Characters of the name that must remain before its notes are kept whole."""


def waiting_line(metrics: QFontMetrics, waiting: Waiting, width: int) -> str:
    """The sentence elided to that width in pixels: what is awaited besides goes first, the notes in brackets last."""
    first = waiting.first
    if metrics.horizontalAdvance(first) <= width:
        return elided(metrics, waiting.words, width)
    head, bracket, notes = first.rpartition("（") if first.endswith("）") else (first, "", "")
    room = width - metrics.horizontalAdvance(bracket + notes)
    if bracket and room >= _LEAST * metrics.horizontalAdvance("字"):
        return elided(metrics, head, room) + bracket + notes
    return elided(metrics, first, width)


class WaitingLabel(ElidedLabel):
    """The sentence in small type; the tool tip holds it whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "small", parent)
        self._waiting = UNKNOWN
        self.setProperty("tone", str(Tone.SECONDARY))

    def show_waiting(self, waiting: Waiting) -> None:
        self._waiting = waiting
        self.show_text(waiting.words)

    def line_of(self, width: int) -> str:
        return waiting_line(self.fontMetrics(), self._waiting, width)
