"""A correction of a case's facts with its consequences: rule book, due day, status after a change of role, event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from desktop.domain.case.case import Case
from desktop.domain.case.event import Event, EventKind
from desktop.domain.case.field_change import FieldChange, case_changes
from desktop.domain.case.status import Status
from desktop.domain.errors import ReasonNeeded
from desktop.domain.gates.standing import is_signed_or_out, role_change
from desktop.domain.rules.clock import ClockName
from desktop.domain.words.dates import chinese_date
from desktop.services.cases.clocks import changed_facts, deadline, rests_on, settle
from desktop.services.gates.readiness import keeping_records, refuse_without_reason
from desktop.services.office.places import place_name
from desktop.services.office.rules import follow_place
from desktop.services.office.workplace import Workplace
from desktop.store.history.events import add_event, events_of
from desktop.store.history.handling import CO_OPINIONS

DueDays = Mapping[str, date | None]
"""Day by the name of the clock, 「申请退回期限」."""

_MAIN = "办理期限"
_OTHERS = (
    ClockName.RETURN,
    ClockName.DISTRIBUTE,
    ClockName.FIRST_CONTACT,
    ClockName.FEEDBACK,
    ClockName.DISCLOSURE,
)
_MAY_BE_UNKNOWN = frozenset({"time_mark", "proposers", "assigned_at", "acknowledged_at"})
"""Facts whose first value is no correction; the others (role, level, place …) hold from the beginning."""

_HANDED_ON = frozenset({"section", "officer", "leader"})
"""Who handles the case: it is handed on without a reason, with an event once it is signed."""


def store_correction(work: Workplace, before: Case, after: Case, why: str) -> Case:
    """Store the corrected facts with one event, if any changed; returns the case as stored. Inside a transaction.

    Raises ReasonNeeded without a reason where one is needed, as where a due day moves, and NotReady if a signed or answered
    case would lose what its status rests on.
    """
    if after == before:
        return after
    moves_clocks = rests_on(before, after)
    old_days = _due_days(work, before) if moves_clocks else {}
    with keeping_records(work, before.id):
        after = corrected(work, before, after, why)
        after = settle(work, after, anew=moves_clocks)
        new_days = _due_days(work, after) if moves_clocks else {}
        _refuse_silent_shift(before, after, old_days, new_days, why)
        event = correction_event(work, before, after, _with_shifts(why, old_days, new_days))
        if event.changes:
            add_event(work.store, event)
    return after


def corrected(work: Workplace, before: Case, after: Case, why: str) -> Case:
    """The corrected case under the rule book of its place, in a status that its role has; of the case nothing is stored yet.

    Raises ReasonNeeded without a reason where one is needed.
    """
    follow_place(work, before, after)
    changes = changed_facts_of(work, before, after)
    if before.handling_role is not after.handling_role:
        after = _in_role(work, before, after, why)
    refuse_without_reason(before, tuple(one for one in changes if one.field not in _HANDED_ON), why)
    return after


def correction_event(work: Workplace, before: Case, after: Case, why: str) -> Event:
    """The event of a correction: with both statuses if a changed role sent the case back, else of the changed facts alone."""
    sent_back = before.status is not after.status
    return Event(
        before.id,
        work.now(),
        EventKind.MOVED if sent_back else EventKind.CHANGED,
        work.officer,
        before.status if sent_back else None,
        after.status if sent_back else None,
        why.strip(),
        changes=changed_facts_of(work, before, after),
    )


def changed_facts_of(work: Workplace, before: Case, after: Case) -> tuple[FieldChange, ...]:
    """The changed facts that an event keeps, a place by its name and not by its id; more of them once the case is signed."""
    return tuple(
        replace(one, old=place_name(work, one.old), new=place_name(work, one.new))
        if one.field == "locality"
        else one
        for one in case_changes(before, after, signed=is_signed_or_out(before.status))
    )


def _in_role(work: Workplace, before: Case, after: Case, why: str) -> Case:
    change = role_change(events_of(work.store, before.id), before.handling_role, after.handling_role)
    if change.needs_reason and not why.strip():
        raise ReasonNeeded(_effect(before, after, change.falls_to), "改办理方式要写明原因，请写一句")
    if change.falls_to is None:
        return after
    replied_at = None if before.status.is_replied else after.replied_at
    return replace(after, status=change.falls_to, replied_at=replied_at)


def _effect(before: Case, after: Case, falls_to: Status | None) -> str:
    roles = f"从{before.handling_role.label}改为{after.handling_role.label}"
    return (
        f"{roles}，这一件会退回“{falls_to.label}”，原来的签发不再作数"
        if falls_to
        else f"这一件已经答复，{roles}要有原因"
    )


# Due days that a corrected fact moves 「期限变动」: whoever moves one says why.
def _due_days(work: Workplace, case: Case) -> dict[str, date | None]:
    """The due day of every clock of the stored case in its current round; None where it has none."""
    others = {f"{name.label}期限": deadline(work, case, name) for name in _OTHERS}
    opinions = CO_OPINIONS.of(work.store, case.id)
    return (
        {_MAIN: case.due_at}
        | {name: found.due if found else None for name, found in others.items()}
        | {f"会办意见期限（{one.unit}）": one.due_at for one in opinions if one.is_awaited}
    )


def _shifts(before: DueDays, after: DueDays) -> tuple[str, ...]:
    """Every due day that moved, was lost or came to be, 「办理期限 2026年5月9日→2026年6月9日」."""
    return tuple(
        f"{name} {chinese_date(old) or '无'}→{chinese_date(after.get(name)) or '无'}"
        for name, old in before.items()
        if old != after.get(name)
    )


def _refuse_silent_shift(before: Case, after: Case, old: DueDays, new: DueDays, why: str) -> None:
    """Raise ReasonNeeded, naming old and new days, if a corrected fact moves a due day and nobody says why.

    The first value of a fact that was not known is free, and so is the first due day of a clock.
    """
    corrected = [
        key for key in changed_facts(before, after) if getattr(before, key) or key not in _MAY_BE_UNKNOWN
    ]
    moved = _shifts({name: day for name, day in old.items() if day}, new)
    if corrected and moved and not why.strip():
        raise ReasonNeeded(f"这样改，期限会变：{'；'.join(moved)}", "请写明原因，会记入办理经过")


def _with_shifts(why: str, old: DueDays, new: DueDays) -> str:
    """The reason with the clocks that moved besides the due day of the case, which the event keeps as a changed fact."""
    moved = _shifts({name: day for name, day in old.items() if name != _MAIN}, new)
    return "；".join(filter(None, (why.strip(), *moved)))
