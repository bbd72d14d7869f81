"""Handling rounds 「办理轮次」: the first, and a second one after 不满意, each with its own clock and reply."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class HandlingRound:
    """One round. `due_at` includes extensions and pauses, `first_due_at` does not.

    `replied_at` is None while the round is open. `result` is the code of its reply's result class.

    `entered_late` 「补记」: the first due day was corrected to a later one, to which `approved_by` agreed, or when the case was
    answered already; `recorded_at` is the day of that correction. `beyond_limit`: past the last day that the rules allow, by a
    special permit. A mark stays for the whole round, also after another correction.
    """

    case_id: int
    number: int = 1
    started_at: date | None = None
    because: str = ""  # why a later round was opened
    given: bool = False  # the first due day was named by the assigning notice, not computed
    first_due_at: date | None = None
    due_at: date | None = None
    replied_at: date | None = None
    result: str = ""
    source: str = ""  # where the given due day is written
    id: int = 0
    approved_by: str = ""
    recorded_at: date | None = None
    entered_late: bool = False
    beyond_limit: bool = False

    @property
    def on_time(self) -> bool | None:
        """None while it is open; a round without a due day cannot be late."""
        if self.replied_at is None:
            return None
        return self.due_at is None or self.replied_at <= self.due_at
