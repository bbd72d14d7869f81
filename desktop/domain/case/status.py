"""Handling status 「办理状态」 (DOMAIN 3.4). For the moves between statuses see desktop.domain.case.moves."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Status of a case. "Overdue" follows from dates and 待会办意见 from the co-opinions, so neither is a status."""

    ASSIGNED = "assigned"
    SIGNED = "signed"
    RETURN_REQUESTED = "return_requested"
    RETURNED = "returned"
    DISTRIBUTED = "distributed"
    CONTACTING = "contacting"
    DRAFTING = "drafting"
    SECTION_REVIEW = "section_review"
    OFFICE_REVIEW = "office_review"
    COUNTERSIGN = "countersign"
    LEADER_REVIEW = "leader_review"
    SIGNED_OFF = "signed_off"
    NUMBERED = "numbered"
    REPLIED = "replied"
    SENT_TO_LEAD = "sent_to_lead"
    FEEDBACK_WAIT = "feedback_wait"
    REHANDLING = "rehandling"
    CLOSED = "closed"
    FOLLOWUP = "followup"
    ARCHIVED = "archived"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def is_end(self) -> bool:
        """True for a final status, which only reopening leaves."""
        return self in {Status.RETURNED, Status.ARCHIVED, Status.WITHDRAWN}

    @property
    def is_replied(self) -> bool:
        """True once the reply (or the opinion to the lead unit) of the current round has been sent."""
        return self in _REPLIED

    @property
    def is_of_letter(self) -> bool:
        """True for the steps of the letter, which merged cases 「并案」 take together: from 拟稿 to 已答复."""
        return self in _OF_LETTER

    @property
    def is_done(self) -> bool:
        """True where the work list shows the case as done: 办结, 已报主办, the statuses after them, and final statuses."""
        return self.is_end or self in {Status.CLOSED, Status.SENT_TO_LEAD}


_REPLIED = frozenset(
    {
        Status.REPLIED,
        Status.SENT_TO_LEAD,
        Status.FEEDBACK_WAIT,
        Status.CLOSED,
        Status.FOLLOWUP,
        Status.ARCHIVED,
    }
)
_OF_LETTER = frozenset(
    {
        Status.DRAFTING,
        Status.COUNTERSIGN,
        Status.SECTION_REVIEW,
        Status.OFFICE_REVIEW,
        Status.LEADER_REVIEW,
        Status.SIGNED_OFF,
        Status.NUMBERED,
        Status.REPLIED,
    }
)
_LABELS = {
    Status.ASSIGNED: "待签收",
    Status.SIGNED: "已签收",
    Status.RETURN_REQUESTED: "申请退回",
    Status.RETURNED: "已退回",
    Status.DISTRIBUTED: "已分办",
    Status.CONTACTING: "沟通中",
    Status.DRAFTING: "拟稿",
    Status.SECTION_REVIEW: "科室核稿",
    Status.OFFICE_REVIEW: "办公室核稿",
    Status.COUNTERSIGN: "会签",
    Status.LEADER_REVIEW: "待签发",
    Status.SIGNED_OFF: "已签发",
    Status.NUMBERED: "编号用印",
    Status.REPLIED: "已答复",
    Status.SENT_TO_LEAD: "已报主办",
    Status.FEEDBACK_WAIT: "征询意见",
    Status.REHANDLING: "二次办理",
    Status.CLOSED: "办结",
    Status.FOLLOWUP: "跟踪落实",
    Status.ARCHIVED: "已归档",
    Status.WITHDRAWN: "已撤案",
}
