"""Due days from the command line: none moves without a reason, none is taken that cannot be right."""

from __future__ import annotations

import pytest

from tests.cli.test_handling_verbs import RunOnDay, case, on

__all__ = ["case", "on"]


def due(on: RunOnDay) -> str:
    found: str = on("2026-03-09", "show", "085", "--json").json["due_at"]
    return found


@pytest.mark.usefixtures("case")
def test_a_fact_that_moves_the_due_day_takes_a_reason(on: RunOnDay) -> None:
    assert due(on) == "2026-05-09"
    refused = on("2026-03-09", "set", "085", "交办日期=2026-03-09")
    assert (refused.code, "办理期限 2026年5月9日→2026年6月9日" in refused.err) == (1, True)
    assert due(on) == "2026-05-09"
    assert on("2026-03-09", "set", "085", "交办日期=2026-03-09", "--reason", "交办单是三月的").code == 0
    event = on("2026-03-09", "show", "085", "--json").json["events"][-1]
    assert event["note"].startswith("交办单是三月的")
    assert {"field": "due_at", "old": "2026-05-09", "new": "2026-06-09"} in event["changes"]
