"""The moves 「流转」 between statuses for each handling role, jumps, undo and reopening. The gates before them: domain.gates.

Source: DOMAIN 3.4.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from desktop.domain.case.case import HandlingRole
from desktop.domain.case.status import Status as S  # noqa: N817 - the tables read as tables

Transitions = dict[S, tuple[S, ...]]


# Moves between statuses.
_INTAKE: Transitions = {
    S.ASSIGNED: (S.SIGNED, S.RETURN_REQUESTED),
    S.SIGNED: (S.DISTRIBUTED, S.RETURN_REQUESTED),
    S.RETURN_REQUESTED: (S.RETURNED, S.SIGNED),
    S.DRAFTING: (S.SECTION_REVIEW,),
    S.SECTION_REVIEW: (S.OFFICE_REVIEW, S.DRAFTING),
}
_ANSWERING: Transitions = _INTAKE | {
    S.DISTRIBUTED: (S.CONTACTING,),
    S.CONTACTING: (S.DRAFTING,),
    S.OFFICE_REVIEW: (S.LEADER_REVIEW, S.COUNTERSIGN, S.DRAFTING),
    S.COUNTERSIGN: (S.LEADER_REVIEW, S.DRAFTING),
    S.LEADER_REVIEW: (S.SIGNED_OFF, S.DRAFTING),
    S.SIGNED_OFF: (S.NUMBERED, S.DRAFTING),
    S.NUMBERED: (S.REPLIED, S.DRAFTING),
    S.REPLIED: (S.FEEDBACK_WAIT, S.CLOSED, S.REHANDLING),
    S.FEEDBACK_WAIT: (S.CLOSED, S.REHANDLING),
    S.REHANDLING: (S.DRAFTING,),
    S.CLOSED: (S.ARCHIVED, S.FOLLOWUP),
    S.FOLLOWUP: (S.ARCHIVED,),
}
_CO_HANDLING: Transitions = _INTAKE | {
    S.DISTRIBUTED: (S.DRAFTING,),
    S.OFFICE_REVIEW: (S.LEADER_REVIEW, S.DRAFTING),
    S.LEADER_REVIEW: (S.SIGNED_OFF, S.DRAFTING),
    S.SIGNED_OFF: (S.SENT_TO_LEAD, S.DRAFTING),
    S.SENT_TO_LEAD: (S.CLOSED, S.DRAFTING),
    S.CLOSED: (S.ARCHIVED,),
}
_REOPENING: Transitions = {
    S.RETURNED: (S.SIGNED,),
    S.WITHDRAWN: (S.SIGNED,),
    S.ARCHIVED: (S.CLOSED,),
    S.CLOSED: (S.REHANDLING,),
    S.FOLLOWUP: (S.REHANDLING,),
}
_CO_REOPENING: Transitions = {
    S.RETURNED: (S.SIGNED,),
    S.WITHDRAWN: (S.SIGNED,),
    S.ARCHIVED: (S.CLOSED,),
    S.CLOSED: (S.DRAFTING,),
}
_ONLY_ANSWERING = frozenset(
    {S.CONTACTING, S.COUNTERSIGN, S.NUMBERED, S.REPLIED, S.FEEDBACK_WAIT, S.REHANDLING, S.FOLLOWUP}
)
_WITH_REASON = frozenset({S.RETURN_REQUESTED, S.RETURNED, S.REHANDLING, S.WITHDRAWN})


class MoveKind(StrEnum):
    """How a move relates to the usual order."""

    FORWARD = "forward"
    BACK = "back"  # 退改
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    JUMP = "jump"


def statuses_of(role: HandlingRole) -> tuple[S, ...]:
    """Every status that a case of this role may have, in procedural order."""
    unfit = {S.SENT_TO_LEAD} if role.answers_proposer else _ONLY_ANSWERING
    return tuple(status for status in S if status not in unfit)


def usual_moves(role: HandlingRole, status: S) -> tuple[S, ...]:
    """The usual target statuses from here, the next step first; () for a final status."""
    return _transitions(role).get(status, ())


def shared_moves(cases: Iterable[tuple[HandlingRole, S]]) -> tuple[S, ...]:
    """The statuses that at least one of these cases may reach by a usual move, in procedural order."""
    wanted = {move for role, status in cases for move in usual_moves(role, status)}
    return tuple(status for status in S if status in wanted)


def allowed_moves(role: HandlingRole, status: S) -> tuple[S, ...]:
    """Every target that needs no jump: `usual_moves`, then reopening, then withdrawal 「撤案」 while no answer is out."""
    withdrawal = () if status.is_end or status.is_replied else (S.WITHDRAWN,)
    return tuple(dict.fromkeys((*usual_moves(role, status), *_reopenings(role).get(status, ()), *withdrawal)))


def kind_of(role: HandlingRole, start: S, end: S) -> MoveKind:
    """The kind of this move; a move that is in no table is a jump."""
    if end is S.WITHDRAWN and not start.is_end:
        return MoveKind.WITHDRAW
    if end in usual_moves(role, start):
        refused_return = (start, end) == (S.RETURN_REQUESTED, S.SIGNED)
        back = end is S.DRAFTING and start not in {S.DISTRIBUTED, S.CONTACTING, S.REHANDLING}
        return MoveKind.BACK if back or refused_return else MoveKind.FORWARD
    return MoveKind.REOPEN if end in _reopenings(role).get(start, ()) else MoveKind.JUMP


def needs_reason(role: HandlingRole, start: S, end: S) -> bool:
    """True for every move but a plain step forward: sending back, returning, withdrawing, reopening and jumping need a reason."""
    return kind_of(role, start, end) is not MoveKind.FORWARD or end in _WITH_REASON


def opens_new_round(end: S) -> bool:
    """True for a move that opens the next round 「二次办理」, which has its own clock and reply."""
    return end is S.REHANDLING


def _transitions(role: HandlingRole) -> Transitions:
    return _ANSWERING if role.answers_proposer else _CO_HANDLING


def _reopenings(role: HandlingRole) -> Transitions:
    return _REOPENING if role.answers_proposer else _CO_REOPENING
