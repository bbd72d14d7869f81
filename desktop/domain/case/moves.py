"""The moves 「流转」 between statuses: the usual ways for each handling role, jumps with a reason, undo, reopening.

Source: DOMAIN 3.4. What may never be left out stands in desktop.domain.case.gate.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from desktop.domain.case.event import Event, EventKind
from desktop.domain.case.matter import HandlingRole
from desktop.domain.case.status import Status as S  # noqa: N817 - the tables read as tables

Ways = dict[S, tuple[S, ...]]

_INTAKE: Ways = {
    S.ASSIGNED: (S.SIGNED, S.RETURN_REQUESTED),
    S.SIGNED: (S.DISTRIBUTED, S.RETURN_REQUESTED),
    S.RETURN_REQUESTED: (S.RETURNED, S.SIGNED),
    S.DRAFTING: (S.SECTION_REVIEW,),
    S.SECTION_REVIEW: (S.OFFICE_REVIEW, S.DRAFTING),
}
_ANSWERING: Ways = _INTAKE | {
    S.DISTRIBUTED: (S.CONTACTING,),
    S.CONTACTING: (S.DRAFTING,),
    S.OFFICE_REVIEW: (S.LEADER_REVIEW, S.COUNTERSIGN, S.DRAFTING),
    S.COUNTERSIGN: (S.LEADER_REVIEW, S.DRAFTING),
    S.LEADER_REVIEW: (S.SIGNED_OFF, S.DRAFTING),
    S.SIGNED_OFF: (S.NUMBERED, S.DRAFTING),
    S.NUMBERED: (S.REPLIED, S.DRAFTING),
    S.REPLIED: (S.FEEDBACK_WAIT, S.CLOSED),
    S.FEEDBACK_WAIT: (S.CLOSED, S.REHANDLING),
    S.REHANDLING: (S.DRAFTING,),
    S.CLOSED: (S.ARCHIVED, S.FOLLOWUP),
    S.FOLLOWUP: (S.ARCHIVED,),
}
_CO_HANDLING: Ways = _INTAKE | {
    S.DISTRIBUTED: (S.DRAFTING,),
    S.OFFICE_REVIEW: (S.LEADER_REVIEW, S.DRAFTING),
    S.LEADER_REVIEW: (S.SIGNED_OFF, S.DRAFTING),
    S.SIGNED_OFF: (S.SENT_TO_LEAD, S.DRAFTING),
    S.SENT_TO_LEAD: (S.CLOSED, S.DRAFTING),
    S.CLOSED: (S.ARCHIVED,),
}
_REOPENING: Ways = {
    S.RETURNED: (S.SIGNED,),
    S.WITHDRAWN: (S.SIGNED,),
    S.ARCHIVED: (S.CLOSED,),
    S.CLOSED: (S.REHANDLING,),
    S.FOLLOWUP: (S.REHANDLING,),
}
_CO_REOPENING: Ways = {
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
    """How a move stands to the usual way."""

    FORWARD = "forward"
    BACK = "back"  # 退改
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    JUMP = "jump"


def statuses_of(role: HandlingRole) -> tuple[S, ...]:
    """Every status that a case of this role may have, in the order of the procedure."""
    unfit = {S.SENT_TO_LEAD} if role.answers_proposer else _ONLY_ANSWERING
    return tuple(status for status in S if status not in unfit)


def usual_moves(role: HandlingRole, status: S) -> tuple[S, ...]:
    """Where a case usually goes from here, the next step first; () at an end."""
    return _ways(role).get(status, ())


def shared_moves(cases: Iterable[tuple[HandlingRole, S]]) -> tuple[S, ...]:
    """Where at least one of these cases may go by a usual step, in the order of the procedure."""
    wanted = {move for role, status in cases for move in usual_moves(role, status)}
    return tuple(status for status in S if status in wanted)


def allowed_moves(role: HandlingRole, status: S) -> tuple[S, ...]:
    """`usual_moves`, then reopening, then withdrawal 「撤案」 where the matter is still open: all that need no jump."""
    withdrawal = () if status.is_end else (S.WITHDRAWN,)
    return tuple(dict.fromkeys((*usual_moves(role, status), *_reopenings(role).get(status, ()), *withdrawal)))


def kind_of(role: HandlingRole, start: S, end: S) -> MoveKind:
    """What such a move is; whatever is not in the tables is a jump."""
    if end is S.WITHDRAWN and not start.is_end:
        return MoveKind.WITHDRAW
    if end in usual_moves(role, start):
        refused_return = (start, end) == (S.RETURN_REQUESTED, S.SIGNED)
        back = end is S.DRAFTING and start not in {S.DISTRIBUTED, S.CONTACTING, S.REHANDLING}
        return MoveKind.BACK if back or refused_return else MoveKind.FORWARD
    return MoveKind.REOPEN if end in _reopenings(role).get(start, ()) else MoveKind.JUMP


def needs_reason(role: HandlingRole, start: S, end: S) -> bool:
    """True for everything but a plain step forward: whoever sends back, returns, withdraws, reopens or jumps says why."""
    return kind_of(role, start, end) is not MoveKind.FORWARD or end in _WITH_REASON


def round_begins(end: S) -> bool:
    """True for the move that opens the next round 「二次办理」 with its own clock and its own reply."""
    return end is S.REHANDLING


def undo_target(events: Sequence[Event]) -> S | None:
    """The status that undoing the last move leads back to; None if there is no move or the last one is itself an undo.

    `events` is the case's whole history, oldest first. Only the very last move can be undone, and only once.
    """
    last = next((event for event in reversed(events) if event.to_status is not None), None)
    if last is None or last.kind is EventKind.UNDONE:
        return None
    return last.from_status


def _ways(role: HandlingRole) -> Ways:
    return _ANSWERING if role.answers_proposer else _CO_HANDLING


def _reopenings(role: HandlingRole) -> Ways:
    return _REOPENING if role.answers_proposer else _CO_REOPENING
