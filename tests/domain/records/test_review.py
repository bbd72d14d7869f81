"""Reviews: open remarks, and complete disclosure reviews."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.case.disclosure import Disclosure
from desktop.domain.errors import Refused
from desktop.domain.records.review import DisclosureRecord, Remark, open_remarks, refuse_incomplete

DAY = date(2026, 3, 12)


def test_a_remark_is_open_until_it_is_settled_or_answered() -> None:
    settled, answered = Remark(1, "a", "改", settled_at=DAY), Remark(1, "a", "改", answer="数据已核")
    still = Remark(1, "a", "改")
    assert open_remarks([settled, still, answered]) == (still,)


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (DisclosureRecord(1, Disclosure.PROACTIVE, DAY, " "), "没有审查人"),
        (DisclosureRecord(1, Disclosure.NONE, DAY, "沈"), "写明理由"),
        (DisclosureRecord(1, Disclosure.ON_REQUEST, DAY, "沈", reason=" "), "写明理由"),
        (
            DisclosureRecord(1, Disclosure.ON_REQUEST, DAY, "沈", reason="涉第三方", published_at=DAY),
            "不能登记公开",
        ),
        (DisclosureRecord(1, Disclosure.NONE, DAY, "沈", reason="涉密", published_at=DAY), "不能登记公开"),
    ],
)
def test_an_incomplete_disclosure_review_is_refused(record: DisclosureRecord, words: str) -> None:
    with pytest.raises(Refused, match=words):
        refuse_incomplete(record)


@pytest.mark.parametrize(
    "record",
    [
        DisclosureRecord(1, Disclosure.PROACTIVE, DAY, "沈", published_at=DAY),
        DisclosureRecord(1, Disclosure.ON_REQUEST, DAY, "沈", reason="涉及第三方"),
        DisclosureRecord(1, Disclosure.NONE, DAY, "沈", reason="内部事务"),
    ],
)
def test_a_complete_disclosure_review_is_taken(record: DisclosureRecord) -> None:
    refuse_incomplete(record)
