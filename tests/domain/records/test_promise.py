"""Promises: their state on a day."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.records.promise import Promise, PromiseState

DAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("due", "kept", "state"),
    [
        (None, None, PromiseState.OPEN),
        (date(2026, 4, 12), None, PromiseState.OPEN),
        (date(2026, 4, 11), None, PromiseState.DUE_SOON),
        (DAY, None, PromiseState.DUE_SOON),
        (date(2026, 3, 11), None, PromiseState.LATE),
        (date(2026, 3, 11), DAY, PromiseState.KEPT),
    ],
)
def test_a_promise_warns_thirty_days_ahead(due: date | None, kept: date | None, state: PromiseState) -> None:
    assert Promise(1, "改造系统", "", due, kept).state(DAY) is state
