"""Opinions of co-handling units: their state on a day."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.records.co_opinion import CoOpinion, OpinionState

DAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("opinion", "state"),
    [
        (CoOpinion(1, "甲局"), OpinionState.NOT_ASKED),
        (CoOpinion(1, "甲局", DAY, date(2026, 4, 12)), OpinionState.WAITING),
        (CoOpinion(1, "甲局", DAY, date(2026, 4, 11)), OpinionState.LATE),
        (CoOpinion(1, "甲局", DAY, None), OpinionState.WAITING),
        (CoOpinion(1, "甲局", DAY, DAY, date(2026, 4, 1)), OpinionState.RECEIVED),
        (CoOpinion(1, "甲局", DAY, DAY, date(2026, 4, 1), merged_into="answer"), OpinionState.MERGED),
    ],
)
def test_an_opinion_is_late_on_the_day_after_its_due_day(opinion: CoOpinion, state: OpinionState) -> None:
    assert opinion.state(date(2026, 4, 12)) is state
    assert opinion.is_awaited is (state in {OpinionState.WAITING, OpinionState.LATE})
