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


@pytest.mark.parametrize(
    ("way", "face_to_face"),
    [
        ("visit", True), ("meeting", True), ("survey", True), ("invited", True), ("phone", False), ("video", False),
        ("message", False), ("written", False), ("waived", False),
    ],
)  # fmt: skip
def test_face_to_face_is_where_both_sides_sit_in_one_room(way: str, face_to_face: bool) -> None:
    assert {str(one) for one in ContactWay} >= {way}
    assert ContactWay(way).face_to_face is face_to_face


@pytest.mark.parametrize("status", Status)
def test_every_status_has_its_phase(status: Status) -> None:
    """办前 until the draft is begun and again before a second one, 办后 once the reply is out."""
    before = {"assigned", "signed", "distributed", "contacting", "rehandling"}
    after = {"replied", "sent_to_lead", "feedback_wait", "closed", "followup", "archived"}
    wanted = "before" if status.value in before else "after" if status.value in after else "during"
    assert phase_at(status).value == wanted
