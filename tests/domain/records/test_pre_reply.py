"""The draft shown to the proposer before the reply is sent 「预答复」."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.records.pre_reply import DraftAnswer, PreReply, last_shown

SHOWN = PreReply(1, "林一帆", date(2026, 4, 20))
AGREED = replace(SHOWN, answer=DraftAnswer.AGREES, answered_at=date(2026, 4, 22), words="写得清楚，同意")
WISHES = replace(SHOWN, answer=DraftAnswer.WISHES, answered_at=date(2026, 4, 22), words="请写明月份")


@pytest.mark.parametrize(
    ("record", "state", "over"),
    [
        (SHOWN, "等待答复", False),
        (AGREED, "同意", True),
        (WISHES, "有意见，未处理", False),
        (replace(WISHES, settled="  "), "有意见，未处理", False),
        (replace(WISHES, settled="第二稿写明十月底前"), "有意见，已处理", True),
        (replace(SHOWN, settled="还没有答复就写了处理"), "等待答复", False),
    ],
)
def test_a_shown_draft_is_over_with_consent_or_with_what_was_done_about_the_wish(
    record: PreReply, state: str, over: bool
) -> None:
    assert (record.state, record.is_over) == (state, over)


def test_the_last_draft_shown_to_each_proposer_counts() -> None:
    again = PreReply(1, "林一帆", date(2026, 4, 28), draft=2, id=3)
    same_day = replace(again, draft=3, id=4)
    other = PreReply(1, "何青", date(2026, 4, 25), id=2)
    first = replace(WISHES, id=1)
    assert last_shown((again, same_day, other, first)) == {"林一帆": same_day, "何青": other}
    assert last_shown(()) == {}
