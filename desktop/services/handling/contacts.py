"""Contacts 「沟通」: entered in a moment, listed, taken back; a waiver where none is needed."""

from __future__ import annotations

from datetime import date

from desktop.domain.errors import Refused
from desktop.domain.records.contact import Contact, ContactPhase, ContactWay, phase_at
from desktop.services.cases.cases import get_case
from desktop.services.cases.clocks import current_round
from desktop.services.office.record import record_event
from desktop.services.office.workplace import Workplace
from desktop.store.history.handling import CONTACTS


def record_contact(
    work: Workplace,
    case_id: int,
    way: ContactWay,
    *,
    day: date | None = None,
    phase: ContactPhase | None = None,
    our_people: tuple[str, ...] = (),
    their_people: tuple[str, ...] = (),
    leader_joined: bool = False,
    place: str = "",
    points: str = "",
    promises: str = "",
    attitude: str = "",
    evidence: str = "",
) -> Contact:
    """Record one contact in the current round. Way alone is enough: today, the phase of the status, first proposer, officer.

    Raises Refused for a day to come, and for a waiver without its reason in `points`.
    """
    case = get_case(work, case_id)
    when = day or work.today
    if when > work.today:
        raise Refused("沟通日期还没到", "请填写实际沟通的日期")
    if way is ContactWay.WAIVED and not points.strip():
        raise Refused("免予沟通要写明原因", "例如：委员本人提出不需要走访")
    first = case.first_proposer
    contact = Contact(
        case_id=case_id,
        day=when,
        way=way,
        phase=phase or phase_at(case.status),
        round=current_round(work, case).number,
        our_people=our_people or ((work.officer,) if work.officer else ()),
        their_people=their_people or ((first.name,) if first else ()),
        leader_joined=leader_joined,
        place=place.strip(),
        points=points.strip(),
        promises=promises.strip(),
        attitude=attitude.strip(),
        evidence=evidence,
    )
    with work.store.writing():
        stored = CONTACTS.add(work.store, contact)
        record_event(work, case_id, contact.label + (f"：{contact.points}" if contact.points else ""))
    return stored


def contacts_of(work: Workplace, case_id: int) -> tuple[Contact, ...]:
    """Every contact of the case, by day."""
    return tuple(sorted(CONTACTS.of(work.store, case_id), key=lambda contact: (contact.day, contact.id)))


def change_contact(work: Workplace, contact: Contact) -> None:
    """Store a corrected contact."""
    with work.store.writing():
        CONTACTS.change(work.store, contact)
        record_event(work, contact.case_id, f"更正沟通记录：{contact.label}")


def remove_contact(work: Workplace, contact_id: int) -> None:
    """Take a contact away; the history keeps that it was there. Raises Refused if there is none."""
    contact = CONTACTS.by_id(work.store, contact_id)
    if contact is None:
        raise Refused("没有这条沟通记录", "请刷新后再看")
    with work.store.writing():
        CONTACTS.remove(work.store, contact_id)
        record_event(work, contact.case_id, f"删除沟通记录：{contact.label}")
