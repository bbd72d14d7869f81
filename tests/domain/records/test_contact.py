"""Contacts: whether the demand of the rule book is met, and the phase they fall in."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.case.status import Status
from desktop.domain.records.contact import Contact, ContactPhase, ContactWay, contact_met, phase_at
from desktop.domain.rules.locality import ContactDemand

DAY = date(2026, 3, 12)


def contact(way: ContactWay, number: int = 1) -> Contact:
    return Contact(1, DAY, way, round=number)


@pytest.mark.parametrize(
    ("demand", "ways", "met"),
    [
        (ContactDemand.NONE, (), True),
        (ContactDemand.ANY, (), False),
        (ContactDemand.ANY, (ContactWay.PHONE,), True),
        (ContactDemand.FACE_TO_FACE, (ContactWay.PHONE, ContactWay.VIDEO), False),
        (ContactDemand.FACE_TO_FACE, (ContactWay.PHONE, ContactWay.MEETING), True),
        (ContactDemand.FACE_TO_FACE, (ContactWay.WAIVED,), True),
    ],
)
def test_the_contact_demand_is_met_by_contact_or_waiver(
    demand: ContactDemand, ways: tuple[ContactWay, ...], met: bool
) -> None:
    assert contact_met(demand, map(contact, ways), 1) is met


def test_contacts_of_the_first_round_do_not_count_for_the_second() -> None:
    assert not contact_met(ContactDemand.ANY, [contact(ContactWay.VISIT, 1)], 2)


def test_the_phase_follows_the_status() -> None:
    assert phase_at(Status.CONTACTING) is ContactPhase.BEFORE
    assert phase_at(Status.DRAFTING) is ContactPhase.DURING
    assert phase_at(Status.FEEDBACK_WAIT) is ContactPhase.AFTER
