"""Rounds of handling: whether the reply of a round was on time."""

from __future__ import annotations

from datetime import date

from desktop.domain.records.handling_round import HandlingRound

DAY = date(2026, 3, 12)


def test_a_round_without_a_due_day_cannot_be_late() -> None:
    assert HandlingRound(1, replied_at=DAY).on_time is True
    assert HandlingRound(1, due_at=date(2026, 3, 11), replied_at=DAY).on_time is False
    assert HandlingRound(1, due_at=DAY).on_time is None


def test_a_reply_on_the_due_day_itself_is_on_time() -> None:
    assert HandlingRound(1, due_at=DAY, replied_at=DAY).on_time is True
    assert HandlingRound(1, due_at=DAY, replied_at=date(2026, 3, 13)).on_time is False
