"""Where a case stands by its history: which signature holds, what has gone out, what a change of role does to it."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

import pytest

from desktop.domain.case.case import HandlingRole
from desktop.domain.case.event import Event, EventKind
from desktop.domain.case.field_change import FieldChange
from desktop.domain.case.status import Status as S  # noqa: N817 - the histories read as tables
from desktop.domain.errors import Refused
from desktop.domain.gates.standing import GateStep, RoleChange, next_gate, role_change, standing_of

SOLE, LEAD, CO = HandlingRole.SOLE, HandlingRole.LEAD, HandlingRole.CO_HANDLING


def event(kind: EventKind, start: S | None, end: S | None, *changes: FieldChange) -> Event:
    return Event(1, datetime(2026, 3, 2, 9), kind, from_status=start, to_status=end, changes=changes)


def way(*statuses: S) -> list[Event]:
    """A case entered with the first status and moved through the others."""
    entered = event(EventKind.CREATED, None, statuses[0])
    return [entered, *(event(EventKind.MOVED, start, end) for start, end in pairwise(statuses))]


def undone(start: S, end: S) -> Event:
    return event(EventKind.UNDONE, start, end)


def turned(old: HandlingRole, new: HandlingRole, start: S | None = None, end: S | None = None) -> Event:
    kind = EventKind.MOVED if end else EventKind.CHANGED
    return event(kind, start, end, FieldChange("handling_role", old.label, new.label))


OUT = (S.ASSIGNED, S.DRAFTING, S.LEADER_REVIEW, S.SIGNED_OFF, S.NUMBERED, S.REPLIED)


@pytest.mark.parametrize(
    ("history", "signed", "sent"),
    [
        (way(S.ASSIGNED, S.DRAFTING), False, False),
        (way(*OUT[:4]), True, False),
        (way(*OUT), True, True),
        (way(*OUT[:4], S.DRAFTING), False, False),
        (way(*OUT[:4], S.DRAFTING, S.SIGNED_OFF), True, False),
        (way(*OUT, S.DRAFTING), False, True),
        (way(*OUT, S.FEEDBACK_WAIT, S.REHANDLING), False, True),
        (way(*OUT, S.FEEDBACK_WAIT, S.CLOSED, S.ARCHIVED), True, True),
        ([*way(*OUT[:4]), undone(S.SIGNED_OFF, S.LEADER_REVIEW)], False, False),
        ([*way(*OUT[:4], S.DRAFTING), undone(S.DRAFTING, S.SIGNED_OFF)], True, False),
        ([*way(*OUT), undone(S.REPLIED, S.NUMBERED)], True, False),
        ([*way(*OUT[:4]), turned(SOLE, CO)], False, False),
        ([*way(*OUT[:4]), turned(SOLE, LEAD)], False, False),
        ([*way(*OUT), turned(SOLE, LEAD)], True, True),
        ([*way(S.ASSIGNED, S.DRAFTING, S.SIGNED_OFF, S.SENT_TO_LEAD), turned(CO, SOLE)], False, False),
        (way(S.REPLIED), True, True),
        (way(S.REPLIED, S.FEEDBACK_WAIT), True, True),
        (way(S.REPLIED, S.DRAFTING), False, True),
        (way(S.SIGNED_OFF, S.NUMBERED), True, False),
    ],
)
def test_a_signature_holds_for_its_round_and_role_until_a_step_back(
    history: list[Event], signed: bool, sent: bool
) -> None:
    found = standing_of(history)
    assert (found.is_signed, found.sent) == (signed, sent)


def test_what_a_case_came_in_with_counts_until_it_goes_back() -> None:
    assert standing_of(way(S.CLOSED)).entered is GateStep.CLOSING
    assert standing_of(way(S.CLOSED, S.ARCHIVED)).entered is GateStep.CLOSING
    assert standing_of(way(S.CLOSED, S.REHANDLING)).entered is GateStep.NONE


def test_the_sign_off_is_the_event_that_made_it() -> None:
    history = way(*OUT)
    assert standing_of(history).sign_off is history[3]


@pytest.mark.parametrize(
    ("history", "old", "new", "expected"),
    [
        (way(S.ASSIGNED, S.DRAFTING), SOLE, LEAD, RoleChange()),
        (way(S.ASSIGNED, S.DRAFTING), SOLE, CO, RoleChange()),
        (way(S.ASSIGNED, S.DISTRIBUTED, S.CONTACTING), SOLE, CO, RoleChange(True, S.DISTRIBUTED)),
        (way(*OUT[:3], S.COUNTERSIGN), LEAD, CO, RoleChange(True, S.LEADER_REVIEW)),
        (way(*OUT[:4]), SOLE, LEAD, RoleChange(True, S.LEADER_REVIEW)),
        (way(*OUT[:4]), SOLE, CO, RoleChange(True, S.LEADER_REVIEW)),
        (way(*OUT), SOLE, LEAD, RoleChange(True)),
        (way(S.ASSIGNED, S.LEADER_REVIEW, S.SIGNED_OFF, S.SENT_TO_LEAD, S.CLOSED), CO, SOLE, RoleChange(True, S.LEADER_REVIEW)),
        (way(S.SIGNED_OFF), SOLE, CO, RoleChange(True, S.DRAFTING)),
        (way(S.ASSIGNED, S.RETURNED), SOLE, CO, RoleChange()),
    ],
)  # fmt: skip
def test_a_changed_role_sends_the_case_to_the_last_status_valid_for_both(
    history: list[Event], old: HandlingRole, new: HandlingRole, expected: RoleChange
) -> None:
    assert role_change(history, old, new) == expected


@pytest.mark.parametrize("end", [S.REPLIED, S.REHANDLING, S.DRAFTING, S.WITHDRAWN])
def test_an_answered_case_never_becomes_a_co_handled_one(end: S) -> None:
    history = way(*OUT) if end is S.REPLIED else way(*OUT, end)
    with pytest.raises(Refused, match="已经答复提案者的件不能改为会办"):
        role_change(history, SOLE, CO)


@pytest.mark.parametrize(
    ("role", "status", "gate"),
    [
        (SOLE, S.ASSIGNED, S.SIGNED_OFF),
        (SOLE, S.SIGNED_OFF, S.NUMBERED),
        (SOLE, S.NUMBERED, S.REPLIED),
        (SOLE, S.FEEDBACK_WAIT, S.CLOSED),
        (SOLE, S.FOLLOWUP, S.ARCHIVED),
        (CO, S.SIGNED_OFF, S.SENT_TO_LEAD),
        (CO, S.SENT_TO_LEAD, S.CLOSED),
        (CO, S.ARCHIVED, S.ARCHIVED),
    ],
)
def test_the_next_gate_is_the_one_ahead(role: HandlingRole, status: S, gate: S) -> None:
    assert next_gate(role, status) is gate
