"""A correction of a case's facts with its consequences: rule book, due day, status after a change of role, event."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.case.case import Case
from desktop.domain.case.event import Event, EventKind
from desktop.domain.case.field_change import case_changes
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.gates.standing import role_change
from desktop.services.cases.clocks import rests_on, settle
from desktop.services.gates.readiness import keeping_records, refuse_without_reason
from desktop.services.office.rules import follow_place
from desktop.services.office.workplace import Workplace
from desktop.store.history.events import add_event, events_of


def store_correction(work: Workplace, before: Case, after: Case, why: str) -> Case:
    """Store the corrected facts with one event, if any changed; returns the case as stored. Inside a transaction.

    Raises Refused without a reason where one is needed, and NotReady if a signed or answered case would lose what its status
    rests on.
    """
    if after == before:
        return after
    with keeping_records(work, before.id):
        after = corrected(work, before, after, why)
        after = settle(work, after, anew=rests_on(before, after))
        event = correction_event(work, before, after, why)
        if event.changes:
            add_event(work.store, event)
    return after


def corrected(work: Workplace, before: Case, after: Case, why: str) -> Case:
    """The corrected case under the rule book of its place, in a status that its role has; of the case nothing is stored yet.

    Raises Refused without a reason where one is needed.
    """
    follow_place(work, before, after)
    changes = case_changes(before, after)
    if before.handling_role is not after.handling_role:
        after = _in_role(work, before, after, why)
    refuse_without_reason(before, changes, why)
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
        changes=case_changes(before, after),
    )


def _in_role(work: Workplace, before: Case, after: Case, why: str) -> Case:
    change = role_change(events_of(work.store, before.id), before.handling_role, after.handling_role)
    if change.needs_reason and not why.strip():
        raise Refused(_effect(before, after, change.falls_to), "改办理方式要写明原因，请写一句")
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
