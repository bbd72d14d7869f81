"""Records of contacts with proposers."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.errors import Refused
from desktop.domain.records.contact import ContactPhase, ContactWay
from desktop.services.handling import contacts
from desktop.services.office.workplace import Workplace
from tests.services.handling.conftest import Clock
from tests.services.handling.handled_cases import history, new_case


def test_a_contact_needs_only_its_way(work: Workplace) -> None:
    case = new_case(work)
    contact = contacts.record_contact(work, case.id, ContactWay.PHONE)
    assert (contact.day, contact.phase, contact.round) == (date(2026, 2, 9), ContactPhase.BEFORE, 1)
    assert (contact.our_people, contact.their_people) == (("周经办",), ("林一帆",))
    assert contact.label == "2月9日 办前电话沟通"
    assert "2月9日 办前电话沟通" in history(work, case.id)


def test_contacts_are_listed_by_day(work: Workplace, clock: Clock) -> None:
    case = new_case(work)
    clock.set("2026-03-20")
    late = contacts.record_contact(work, case.id, ContactWay.VISIT, day=date(2026, 3, 18))
    early = contacts.record_contact(work, case.id, ContactWay.PHONE, day=date(2026, 3, 2))
    assert contacts.contacts_of(work, case.id) == (early, late)


def test_a_contact_of_tomorrow_and_a_waiver_without_reason_are_refused(work: Workplace) -> None:
    case = new_case(work)
    with pytest.raises(Refused, match="还没到"):
        contacts.record_contact(work, case.id, ContactWay.PHONE, day=date(2026, 2, 10))
    with pytest.raises(Refused, match="免予沟通要写明原因"):
        contacts.record_contact(work, case.id, ContactWay.WAIVED)
