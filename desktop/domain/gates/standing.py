"""Where a case stands by its history 「办理经过」: which sign-off still holds, what has gone out, what it came in with.

The gates look at this and not at the status alone: a status may have been reached under another handling role, before a step
back, or in an earlier round (DOMAIN 3.4, 3.8, decision 0010).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from desktop.domain.case.case import HandlingRole
from desktop.domain.case.event import Event, EventKind
from desktop.domain.case.moves import statuses_of
from desktop.domain.case.status import Status as S  # noqa: N817 - the tables read as tables
from desktop.domain.errors import Refused


class GateStep(IntEnum):
    """The steps on the way out of the house, each with what it asks for; a later one asks for the earlier ones as well."""

    NONE = 0
    SIGNING = 1
    NUMBERING = 2
    ANSWERING = 3
    CLOSING = 4
    ARCHIVING = 5

    @property
    def label(self) -> str:
        return ("", "签发", "编号用印", "答复", "办结", "归档")[self]


_STEPS = {
    S.SIGNED_OFF: GateStep.SIGNING,
    S.NUMBERED: GateStep.NUMBERING,
    S.REPLIED: GateStep.ANSWERING,
    S.SENT_TO_LEAD: GateStep.ANSWERING,
    S.FEEDBACK_WAIT: GateStep.ANSWERING,
    S.CLOSED: GateStep.CLOSING,
    S.FOLLOWUP: GateStep.CLOSING,
    S.ARCHIVED: GateStep.ARCHIVING,
}


_ASIDE = frozenset({S.RETURN_REQUESTED, S.RETURNED, S.WITHDRAWN})


def gate_step(status: S) -> GateStep:
    """The step of a status; NONE while the draft is in the house, and for a case returned or withdrawn."""
    return _STEPS.get(status, GateStep.NONE)


def is_signed_or_out(status: S) -> bool:
    """True from the signature on: what a letter says is then changed for a reason only."""
    return gate_step(status) > GateStep.NONE


def next_gate(role: HandlingRole, status: S) -> S:
    """The status behind the next gate: 已签发 for a draft, then the usual ones; 已归档 at the end."""
    ours = (S.SIGNED_OFF, S.NUMBERED, S.REPLIED, S.CLOSED, S.ARCHIVED)
    way = ours if role.answers_proposer else (S.SIGNED_OFF, S.SENT_TO_LEAD, S.CLOSED, S.ARCHIVED)
    return next((end for end in way if gate_step(end) > gate_step(status)), S.ARCHIVED)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the history says about the present round and role.

    `entered`: the step at which the case came into the store 「收件」; what led there was done before. `sign_off`: the event
    that still holds. `sent`: an answer of ours has gone out, in this round or an earlier one.
    """

    status: S = S.ASSIGNED
    entered: GateStep = GateStep.NONE
    sign_off: Event | None = None
    sent: bool = False

    @property
    def is_signed(self) -> bool:
        """True if a sign-off holds, or the case came in as one that was signed."""
        return self.sign_off is not None or self.entered >= GateStep.SIGNING


def standing_of(events: Iterable[Event]) -> Standing:
    """The standing after these events, which are the complete history, oldest first."""
    state, before = Standing(), Standing()
    for event in events:
        if (changed := role_change_in(event)) is not None:
            state = before = _in_new_role(state, *changed)
        if event.to_status is None:
            continue
        if event.kind is EventKind.UNDONE:
            known = before.status is event.to_status
            state = before if known else Standing(event.to_status, sent=state.sent)
        else:
            state, before = _moved(state, event), state
    return state


def role_change_in(event: Event) -> tuple[HandlingRole, HandlingRole] | None:
    """The role before and after the event; None if it changed no role."""
    if not event.changes_role:
        return None
    change = next(change for change in event.changes if change.field == "handling_role")
    by_label = {role.label: role for role in HandlingRole}
    return by_label[change.old], by_label[change.new]


def _in_new_role(state: Standing, old: HandlingRole, new: HandlingRole) -> Standing:
    """A signature under one role is none under another; a letter that is out to the proposer stays out."""
    if old.answers_proposer is not new.answers_proposer:
        return Standing(state.status)
    unsent = gate_step(state.status) in {GateStep.SIGNING, GateStep.NUMBERING}
    return replace(state, sign_off=None, entered=GateStep.NONE) if unsent else state


def _moved(state: Standing, event: Event) -> Standing:
    end = event.to_status
    assert end is not None
    step, sent = gate_step(end), state.sent or end.is_replied
    if event.from_status is None:  # the case came into the store with this status
        return Standing(end, step, None, sent)
    if step is GateStep.NONE:
        return Standing(end, sent=sent)
    signed_now = end is S.SIGNED_OFF and not state.is_signed
    return replace(state, status=end, sign_off=event if signed_now else state.sign_off, sent=sent)


# A change of the handling role 「改办理方式」.
@dataclass(frozen=True, slots=True)
class RoleChange:
    """The effect of a change of role: whether it needs a reason, and the status to fall back to (None = it stays)."""

    needs_reason: bool = False
    falls_to: S | None = None


def role_change(events: Sequence[Event], old: HandlingRole, new: HandlingRole) -> RoleChange:
    """The effect on a case with this history.

    Past the sign-off, and in a status that the new role has not, the case falls back to the last status valid for both. Among
    the roles that answer the proposer a letter that is out stays out. Raises Refused for an answered case that would become a
    co-handled one: it would leave the count of those that had to be answered.
    """
    standing = standing_of(events)
    step, other_kind = gate_step(standing.status), old.answers_proposer is not new.answers_proposer
    if other_kind and old.answers_proposer and standing.sent:
        raise Refused(
            "已经答复提案者的件不能改为会办", "收件有误的，请撤销收件后重收；办理中有变动的，请在备注里写明"
        )
    unsent = step in {GateStep.SIGNING, GateStep.NUMBERING}
    if unsent or (other_kind and step > GateStep.NONE) or standing.status not in statuses_of(new):
        return RoleChange(True, _last_common(events, old, new))
    return RoleChange(step > GateStep.NONE)


def _last_common(events: Sequence[Event], old: HandlingRole, new: HandlingRole) -> S:
    both = set(statuses_of(old)) & set(statuses_of(new))
    led = (event.to_status for event in reversed(events) if event.to_status)
    usual = (s for s in led if s in both and gate_step(s) is GateStep.NONE and s not in _ASIDE)
    return next(usual, S.DRAFTING)
