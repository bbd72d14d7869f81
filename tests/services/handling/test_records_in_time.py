"""A record dated after the step that it must come before does not let the case pass: the order of days is checked."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.case.case import Case
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.gates.readiness import Need, NotReady
from desktop.domain.records.contact import ContactWay
from desktop.domain.records.correctable import RecordKind
from desktop.services.cases.cases import get_case
from desktop.services.gates.readiness import readiness
from desktop.services.handling import contacts, feedback, progress, reviews, waivers
from desktop.services.handling.record_corrections import correct
from desktop.services.office.workplace import Workplace
from desktop.store.history.handling import CONTACTS
from tests.complete_case import complete
from tests.services.handling.conftest import Clock
from tests.services.handling.handled_cases import TO_LEADER, answered, move_on, new_case

d = date.fromisoformat


def before_signature(work: Workplace, clock: Clock) -> Case:
    """Before the leader on 2 March with everything but contact and disclosure review; today is 20 March."""
    case = new_case(work)
    clock.set("2026-03-02")
    move_on(work, case.id, *TO_LEADER)
    clock.set("2026-03-20")
    return case


def needs(refusal: pytest.ExceptionInfo[NotReady]) -> set[Need]:
    return {finding.need for finding in refusal.value.findings}


def test_a_contact_after_the_day_of_the_sign_off_is_none(work: Workplace, clock: Clock) -> None:
    case = before_signature(work, clock)
    contacts.record_contact(work, case.id, ContactWay.VISIT, day=d("2026-03-18"))
    reviews.review_disclosure(
        work, case.id, Disclosure.PROACTIVE, "沈秘书", secrecy_reviewer="吴主任", decided_at=d("2026-03-03")
    )
    complete(work, case.id)
    with pytest.raises(NotReady, match="2026年3月17日还不能流转到“已签发”，这一天以后的登记不算") as refusal:
        progress.move_case(work, case.id, Status.SIGNED_OFF, day=d("2026-03-17"))
    assert needs(refusal) == {Need.CONTACT}
    assert get_case(work, case.id).status is Status.LEADER_REVIEW
    assert (
        progress.move_case(work, case.id, Status.SIGNED_OFF, day=d("2026-03-18")).status is Status.SIGNED_OFF
    )


def test_neither_is_a_disclosure_review(work: Workplace, clock: Clock) -> None:
    case = before_signature(work, clock)
    contacts.record_contact(work, case.id, ContactWay.VISIT, day=d("2026-03-03"))
    reviews.review_disclosure(
        work, case.id, Disclosure.PROACTIVE, "沈秘书", secrecy_reviewer="吴主任", decided_at=d("2026-03-18")
    )
    complete(work, case.id)
    with pytest.raises(NotReady) as refusal:
        progress.move_case(work, case.id, Status.SIGNED_OFF, "赶时间", jump=True, day=d("2026-03-17"))
    assert needs(refusal) == {Need.DISCLOSURE}


def signed(work: Workplace, clock: Clock) -> Case:
    case = before_signature(work, clock)
    complete(work, case.id)
    return progress.move_case(work, case.id, Status.SIGNED_OFF)


def test_a_contact_is_not_moved_behind_the_sign_off(work: Workplace, clock: Clock) -> None:
    case = signed(work, clock)
    (contact,) = CONTACTS.of(work.store, case.id)
    clock.set("2026-03-25")
    with pytest.raises(NotReady, match="本轮沟通不够"):
        correct(work, case.id, RecordKind.CONTACT, contact.id, {"day": d("2026-03-24")}, "登错了")
    assert CONTACTS.of(work.store, case.id) == (contact,)


def test_a_disclosure_review_repeated_after_the_sign_off_is_said(work: Workplace, clock: Clock) -> None:
    case = signed(work, clock)
    assert not any("晚于签发日期" in one.words for one in readiness(work, case))
    clock.set("2026-03-25")
    reviews.review_disclosure(
        work, case.id, Disclosure.NONE, "沈秘书", secrecy_reviewer="吴主任", reason="涉及第三方"
    )
    words = [one.words for one in readiness(work, case)]
    assert "公开审查日期2026年3月25日晚于签发日期2026年3月20日，请核对" in words


def test_a_consent_after_the_closing_is_none(work: Workplace, clock: Clock) -> None:
    clock.set("2026-02-10")
    case = answered(work)
    feedback.record_feedback(work, case.id, "不满意", "林一帆")
    clock.set("2026-03-20")
    waivers.record_consent(work, case.id, "同意办结", "林一帆", day=d("2026-03-18"))
    with pytest.raises(NotReady) as refusal:
        progress.move_case(work, case.id, Status.CLOSED, "提案者同意", day=d("2026-03-17"))
    assert needs(refusal) == {Need.CONSENT}
    assert (
        progress.move_case(work, case.id, Status.CLOSED, "提案者同意", day=d("2026-03-18")).status
        is Status.CLOSED
    )


def test_the_day_of_a_record_is_never_to_come(work: Workplace, clock: Clock) -> None:
    case = before_signature(work, clock)
    with pytest.raises(Refused, match="还没到"):
        contacts.record_contact(work, case.id, ContactWay.VISIT, day=d("2026-03-21"))
