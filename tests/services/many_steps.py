"""Actions on many cases from the first case to the last."""

from __future__ import annotations

from desktop.services.many_cases import ManyOutcome, ManySteps


def all_steps(steps: ManySteps) -> ManyOutcome:
    """Make all steps; returns the outcome."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            outcome: ManyOutcome = end.value
            return outcome
