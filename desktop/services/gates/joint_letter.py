"""Which letter answers a case: its own, or in the first round of a merged case 「并案」 the first one of its lead case."""

from __future__ import annotations

from desktop.domain.case.case import Case
from desktop.domain.case.moves import statuses_of
from desktop.domain.case.reply import Reply
from desktop.domain.case.status import Status
from desktop.services.office.workplace import Workplace
from desktop.store.cases import cases
from desktop.store.history.handling import ROUNDS
from desktop.store.letters.replies import read_reply

GONE = frozenset({Status.RETURN_REQUESTED, Status.RETURNED, Status.WITHDRAWN})
"""Statuses of a case that the letter does not answer, or not now."""


def lead_of(work: Workplace, case: Case) -> Case | None:
    """The lead case whose letter answers this one in its present round; None for a case that has a letter of its own."""
    if not case.merged_into or _is_again(work, case):
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
    if not to.is_of_letter or _is_again(work, case):
        return ()
    return tuple(
        other
        for other in followers_of(work, case)
        if other.status not in GONE
        and other.status is not to
        and to in statuses_of(other.handling_role)
        and (not other.status.is_replied or case.status.is_replied)
    )


def letter_of(work: Workplace, case: Case, round_number: int | None = None) -> Reply | None:
    """The stored letter that answers the case in that round, by default in the latest that has one; None without one."""
    in_first = round_number == 1 if round_number else not _is_again(work, case)
    if case.merged_into and in_first:
        return read_reply(work.store, case.merged_into, 1)
    return read_reply(work.store, case.id, round_number)


def _is_again(work: Workplace, case: Case) -> bool:
    return any(one.number > 1 for one in ROUNDS.of(work.store, case.id))
