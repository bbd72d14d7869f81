"""Every status in one table: what it is called, whether the reply is out, whether the case is done, whether it is final."""

from __future__ import annotations

import pytest

from desktop.domain.case.next_step import WAITS_FOR_OTHERS
from desktop.domain.case.status import Status

TABLE = {
    # code: (label, the reply or opinion is out, shown as done, final)
    "assigned": ("待签收", False, False, False),
    "signed": ("已签收", False, False, False),
    "return_requested": ("申请退回", False, False, False),
    "returned": ("已退回", False, True, True),
    "distributed": ("已分办", False, False, False),
    "contacting": ("沟通中", False, False, False),
    "drafting": ("拟稿", False, False, False),
    "section_review": ("科室核稿", False, False, False),
    "office_review": ("办公室核稿", False, False, False),
    "countersign": ("会签", False, False, False),
    "leader_review": ("待签发", False, False, False),
    "signed_off": ("已签发", False, False, False),
    "numbered": ("编号用印", False, False, False),
    "replied": ("已答复", True, False, False),
    "sent_to_lead": ("已报主办", True, True, False),
    "feedback_wait": ("征询意见", True, False, False),
    "rehandling": ("二次办理", False, False, False),
    "closed": ("办结", True, True, False),
    "followup": ("跟踪落实", True, False, False),
    "archived": ("已归档", True, True, True),
    "withdrawn": ("已撤案", False, True, True),
}


def test_there_are_no_other_statuses() -> None:
    assert {str(status) for status in Status} == set(TABLE)


@pytest.mark.parametrize("status", Status)
def test_what_a_status_says_of_its_case(status: Status) -> None:
    assert (status.label, status.is_replied, status.is_done, status.is_end) == TABLE[status.value]


def test_somebody_else_acts_while_a_draft_is_read_or_a_return_decided() -> None:
    assert set(WAITS_FOR_OTHERS) == {
        Status.SECTION_REVIEW,
        Status.OFFICE_REVIEW,
        Status.COUNTERSIGN,
        Status.LEADER_REVIEW,
        Status.RETURN_REQUESTED,
    }
