"""Which letter answers a case: its own, or in the first round of a merged case 「并案」 the first one of its lead case.

Draft, sign-off, number and reply of the followers go with the lead case. Contacts, the letter of each proposer and feedback
stay with each case; so does everything in a second round.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from desktop.domain.case.case import Case
from desktop.domain.case.event import Event, EventKind
from desktop.domain.case.moves import statuses_of
from desktop.domain.case.reply import Reply
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.services.office.workplace import Workplace
from desktop.store.cases import cases
from desktop.store.history.events import events_of
from desktop.store.history.handling import ROUNDS
from desktop.store.letters.replies import read_reply

_GONE = frozenset({Status.RETURN_REQUESTED, Status.RETURNED, Status.WITHDRAWN})
"""Statuses of a case that the letter does not answer, or not now."""


def lead_of(work: Workplace, case: Case) -> Case | None:
    """The lead case whose letter answers this one in its present round; None for a case that has a letter of its own."""
    if not case.merged_into or round_number(work, case) > 1:
        return None
    return cases.read_case(work.store, case.merged_into)


def followers_of(work: Workplace, case: Case) -> tuple[Case, ...]:
    """The cases that the first letter of this case answers too, and that are not in a second round of their own."""
    if case.merged_into:
        return ()
    others = (cases.read_case(work.store, number) for number in cases.merged_with(work.store, case.id))
    return tuple(other for other in others if other and lead_of(work, other))


def going_along(work: Workplace, case: Case, to: Status) -> tuple[Case, ...]:
    """The followers that a move of the lead case in its first round takes along; () for every other step and case."""
    if not to.is_of_letter or round_number(work, case) > 1:
        return ()
    return tuple(
        other
        for other in followers_of(work, case)
        if other.status not in _GONE
        and other.status is not to
        and to in statuses_of(other.handling_role)
        and (not other.status.is_replied or case.status.is_replied)
    )


def letter_of(work: Workplace, case: Case, number: int | None = None) -> Reply | None:
    """The stored letter that answers the case in that round, by default in the latest that has one; None without one."""
    in_first = (number or round_number(work, case)) == 1
    if case.merged_into and in_first:
        return read_reply(work.store, case.merged_into, 1)
    return read_reply(work.store, case.id, number)


# Moves of merged cases.
def refuse_parted_move(work: Workplace, case: Case, to: Status) -> None:
    """Raise Refused if that step of a merged case goes with its lead case, or a lead case would leave its followers behind."""
    lead = lead_of(work, case)
    if lead is not None and to.is_of_letter:
        raise Refused(
            f"第{case.number}号已并入第{lead.number}号，“{to.label}”随第{lead.number}号一起走",
            f"请流转第{lead.number}号，或先拆开并案",
        )
    if to in _GONE and not case.replied_at and followers_of(work, case):
        raise Refused(f"另有别的件并入第{case.number}号，由它一并答复", "请先把并入的件拆开")


def refuse_parted_undo(work: Workplace, case: Case, last: Event | None) -> None:
    """Raise Refused if the last move of a merged case was one of its lead case."""
    lead = lead_of(work, case)
    if lead is not None and last is not None and last.to_status and last.to_status.is_of_letter:
        raise Refused(f"这一步随第{lead.number}号，不能单独撤销", f"请撤销第{lead.number}号的流转")


def along_note(lead: Case) -> str:
    """The note of the event by which a follower went along."""
    return f"随第{lead.number}号"


def came_along(work: Workplace, lead: Case, last: Event | None) -> tuple[Case, ...]:
    """The followers whose last move came with `last`, the last one of the lead case."""
    if last is None or last.to_status is None or not last.to_status.is_of_letter:
        return ()
    return tuple(other for other in followers_of(work, lead) if _came_with(work, other, lead, last))


def _came_with(work: Workplace, other: Case, lead: Case, last: Event) -> bool:
    newest = next((one for one in reversed(events_of(work.store, other.id)) if one.to_status), None)
    if newest is None or newest.kind is not EventKind.MOVED:
        return False
    return newest.note == along_note(lead) and newest.to_status is last.to_status


@contextmanager
def on_behalf_of(other: Case) -> Iterator[None]:
    """A refusal within names the follower that it comes from."""
    try:
        yield
    except Refused as refused:
        raise Refused(f"并入的第{other.number}号：{refused.what}", refused.remedy) from refused


def round_number(work: Workplace, case: Case) -> int:
    """The number of the present round."""
    rounds = ROUNDS.of(work.store, case.id)
    return rounds[-1].number if rounds else 1
