"""Gates 「必经环节」: what no case may leave out, however it jumps (DOMAIN 3.4, 3.7, 3.8, 3.10).

A reply leaves only after contact with the proposer (or a recorded waiver), the disclosure review and the sign-off.
A co-handling opinion goes to another unit, not to the proposer, and needs the sign-off alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.case.matter import HandlingRole
from desktop.domain.case.status import Status as S  # noqa: N817 - the tables read as tables
from desktop.domain.errors import Refused


class Gate(StrEnum):
    """One thing that must have happened in the current round."""

    CONTACT = "contact"
    DISCLOSURE_REVIEW = "disclosure_review"
    SIGN_OFF = "sign_off"

    @property
    def what(self) -> str:
        """What is missing, as the officer reads it."""
        return {
            "contact": "还没有与提案者沟通的记录",
            "disclosure_review": "还没有作出公开属性的审查结论",
            "sign_off": "还没有签发",
        }[self]

    @property
    def remedy(self) -> str:
        return {
            "contact": "请先登记沟通情况，或登记免予沟通的原因",
            "disclosure_review": "请先填写公开属性并完成公开审查",
            "sign_off": "请先流转到“已签发”",
        }[self]


@dataclass(frozen=True, slots=True)
class GateFacts:
    """What the gates look at, all of it about the current round.

    `contact` is a contact with the proposer of the kind that the place demands, or its recorded waiver.
    """

    contact: bool = False
    disclosure_reviewed: bool = False


SENT_STATUSES = frozenset(
    {S.NUMBERED, S.REPLIED, S.SENT_TO_LEAD, S.FEEDBACK_WAIT, S.CLOSED, S.FOLLOWUP, S.ARCHIVED}
)
"""Statuses that only a signed paper may have. A case that came in with one of them was signed before."""


def closed_gates(role: HandlingRole, start: S, end: S, facts: GateFacts) -> tuple[Gate, ...]:
    """The gates that bar the way from `start` to `end`, in the order in which they are usually opened.

    Signed off means being in the status SIGNED_OFF: whoever steps back to the draft has to be signed off again.
    """
    if start in SENT_STATUSES or not (end is S.SIGNED_OFF or end in SENT_STATUSES):
        return ()
    shut = {
        Gate.CONTACT: role.answers_proposer and not facts.contact,
        Gate.DISCLOSURE_REVIEW: role.answers_proposer and not facts.disclosure_reviewed,
        Gate.SIGN_OFF: end is not S.SIGNED_OFF and start is not S.SIGNED_OFF,
    }
    return tuple(gate for gate, is_shut in shut.items() if is_shut)


def refuse_closed(role: HandlingRole, start: S, end: S, facts: GateFacts) -> None:
    """Raise Refused for the first gate that bars the way; a jump is no way around."""
    for gate in closed_gates(role, start, end, facts):
        raise Refused(f"不能流转到“{end.label}”：{gate.what}", gate.remedy)
