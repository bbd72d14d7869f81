"""The day on which something happened to a case, checked against its neighbours in time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desktop.domain.case.case import Case
from desktop.domain.case.chronology import Landmark, refuse_due_day, refuse_wrong_day
from desktop.domain.errors import Refused
from desktop.domain.gates.standing import standing_of
from desktop.domain.records.contact import ContactPhase
from desktop.services.cases.clocks import current_round
from desktop.services.office.workplace import Workplace
from desktop.store.history.events import events_of
from desktop.store.history.handling import CONTACTS, FEEDBACK


def checked_day(
    work: Workplace,
    case: Case,
    what: str,
    day: date | None = None,
    *,
    after: Iterable[Landmark] = (),
    before: Iterable[Landmark] = (),
) -> date:
    """`day`, or today without one.

    Raises Refused for a day in the future, before the round began, before one of `after` or later than one of `before`.
    """
    happened = day or work.today
    refuse_wrong_day(what, happened, work.today, (beginning(work, case), *after), before)
    return happened


def beginning(work: Workplace, case: Case) -> Landmark:
    """The day from which the current round can have records: the assignment, or the opening of the second round."""
    present = current_round(work, case)
    return (
        Landmark("开始二次办理", present.started_at)
        if present.number > 1
        else Landmark("交办", case.assigned_at)
    )


def replied(case: Case) -> Landmark:
    """The day of the reply."""
    return Landmark("答复", case.replied_at)


def contact_before_reply(work: Workplace, case: Case) -> Landmark:
    """The last contact of this round that belongs before its reply."""
    number = current_round(work, case).number
    days = [
        contact.day
        for contact in CONTACTS.of(work.store, case.id, round=number)
        if contact.phase is not ContactPhase.AFTER
    ]
    return Landmark("办前、办中沟通", max(days, default=None))


def refuse_contradictions(work: Workplace, before: Case, after: Case) -> None:
    """Raise Refused if a day of the case that changed contradicts the others, in the order 交办, 签收, 签发, 答复, 反馈.

    A due day that was typed contradicts the assignment if it is not after it, or more than a year later. A day of reply also
    contradicts the status of a case whose reply is not out.
    """
    number = current_round(work, after).number
    back = [f.returned_at for f in FEEDBACK.of(work.store, after.id, round=number) if f.returned_at]
    order = [
        Landmark("交办", after.assigned_at if number == 1 else None),
        Landmark("签收", after.acknowledged_at if number == 1 else None),
        contact_before_reply(work, after) if after.id else Landmark("沟通"),
        _signed_off(work, after),
        replied(after),
        Landmark("收回反馈", min(back, default=None)),
    ]
    changed = {
        "交办": before.assigned_at != after.assigned_at,
        "签收": before.acknowledged_at != after.acknowledged_at,
        "答复": before.replied_at != after.replied_at,
    }
    for place, mark in reversed(tuple(enumerate(order))):
        if mark.day and changed.get(mark.name):
            refuse_wrong_day(mark.name, mark.day, work.today, order[:place], order[place + 1 :])
    if changed["答复"] and after.replied_at and not _may_be_answered(before, after):
        raise Refused(
            f"这一件还是“{after.status.label}”，没有答复，不能填写答复日期",
            "请先流转，答复那一步写明答复的日期",
        )
    _refuse_typed_due_day(work, before, after)


def _refuse_typed_due_day(work: Workplace, before: Case, after: Case) -> None:
    typed = after.due_at != before.due_at
    begun_anew = before.assigned_at != after.assigned_at and current_round(work, after).given
    if after.due_at and (typed or begun_anew):
        refuse_due_day(after.due_at, beginning(work, after), work.today, anyway=not typed)


def _signed_off(work: Workplace, case: Case) -> Landmark:
    """The sign-off that holds in this round."""
    sign_off = standing_of(events_of(work.store, case.id)).sign_off if case.id else None
    return Landmark("签发", sign_off.happened_on if sign_off else None)


def _may_be_answered(before: Case, after: Case) -> bool:
    """True for a case whose reply is out, and for one returned or withdrawn that had a day of reply or is new."""
    return after.status.is_replied or (after.status.is_end and bool(before.replied_at or not after.id))
