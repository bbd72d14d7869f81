"""Derived states of contacts, opinions, feedback, promises, reviews, rounds and the archive folder."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.case.archive_folder import (
    ArchivePart,
    Retention,
    archive_by,
    archive_lines,
    folder_name,
    suggested_retention,
)
from desktop.domain.case.case import Case, MatterType
from desktop.domain.case.reply import Disclosure
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.records.co_opinion import CoOpinion, OpinionState
from desktop.domain.records.contact import Contact, ContactPhase, ContactWay, contact_met, phase_at
from desktop.domain.records.feedback import Feedback, asks_for_second_round, least_satisfied, outstanding
from desktop.domain.records.handling_round import HandlingRound
from desktop.domain.records.promise import Promise, PromiseState
from desktop.domain.records.review import DisclosureRecord, Remark, open_remarks, refuse_incomplete
from desktop.domain.rules.locality import ContactDemand, Satisfaction

DAY = date(2026, 3, 12)
SAT, BASIC, RESERVED, BAD = (
    Satisfaction.SATISFIED,
    Satisfaction.BASICALLY_SATISFIED,
    Satisfaction.RESERVED,
    Satisfaction.DISSATISFIED,
)


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
    ("opinion", "state"),
    [
        (CoOpinion(1, "甲局"), OpinionState.NOT_ASKED),
        (CoOpinion(1, "甲局", DAY, date(2026, 4, 12)), OpinionState.WAITING),
        (CoOpinion(1, "甲局", DAY, date(2026, 4, 11)), OpinionState.LATE),
        (CoOpinion(1, "甲局", DAY, None), OpinionState.WAITING),
        (CoOpinion(1, "甲局", DAY, DAY, date(2026, 4, 1)), OpinionState.RECEIVED),
        (CoOpinion(1, "甲局", DAY, DAY, date(2026, 4, 1), merged_into="answer"), OpinionState.MERGED),
    ],
)
def test_an_opinion_is_late_on_the_day_after_its_due_day(opinion: CoOpinion, state: OpinionState) -> None:
    assert opinion.state(date(2026, 4, 12)) is state
    assert opinion.is_awaited is (state in {OpinionState.WAITING, OpinionState.LATE})


def form(name: str, counts_as: Satisfaction | None) -> Feedback:
    return Feedback(1, name, returned_at=DAY if counts_as else None, counts_as=counts_as)


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ((), None),
        ((None, SAT), SAT),
        ((SAT, BASIC), BASIC),
        ((BASIC, RESERVED, SAT), RESERVED),
        ((SAT, BAD, RESERVED), BAD),
    ],
)
def test_the_least_satisfied_signer_decides(
    answers: tuple[Satisfaction | None, ...], found: Satisfaction | None
) -> None:
    forms = [form(f"委员{place}", answer) for place, answer in enumerate(answers)]
    assert least_satisfied(forms) is found
    assert asks_for_second_round(forms) is (found is BAD)


def test_outstanding_forms() -> None:
    assert outstanding(["甲", "乙", "丙"], [form("乙", SAT), form("丙", None)]) == ("甲", "丙")


@pytest.mark.parametrize(
    ("due", "kept", "state"),
    [
        (None, None, PromiseState.OPEN),
        (date(2026, 4, 12), None, PromiseState.OPEN),
        (date(2026, 4, 11), None, PromiseState.DUE_SOON),
        (DAY, None, PromiseState.DUE_SOON),
        (date(2026, 3, 11), None, PromiseState.LATE),
        (date(2026, 3, 11), DAY, PromiseState.KEPT),
    ],
)
def test_a_promise_warns_thirty_days_ahead(due: date | None, kept: date | None, state: PromiseState) -> None:
    assert Promise(1, "改造系统", "", due, kept).state(DAY) is state


def test_a_remark_is_open_until_it_is_settled_or_answered() -> None:
    settled, answered = Remark(1, "a", "改", settled_at=DAY), Remark(1, "a", "改", answer="数据已核")
    still = Remark(1, "a", "改")
    assert open_remarks([settled, still, answered]) == (still,)


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (DisclosureRecord(1, Disclosure.PROACTIVE, DAY, " "), "没有审查人"),
        (DisclosureRecord(1, Disclosure.NONE, DAY, "沈"), "写明理由"),
        (DisclosureRecord(1, Disclosure.NONE, DAY, "沈", reason="涉密", published_at=DAY), "不能登记公开"),
    ],
)
def test_an_incomplete_disclosure_review_is_refused(record: DisclosureRecord, words: str) -> None:
    with pytest.raises(Refused, match=words):
        refuse_incomplete(record)


def test_a_round_without_a_due_day_cannot_be_late() -> None:
    assert HandlingRound(1, replied_at=DAY).on_time is True
    assert HandlingRound(1, due_at=date(2026, 3, 11), replied_at=DAY).on_time is False
    assert HandlingRound(1, due_at=DAY).on_time is None


def test_the_archive_list_keeps_the_order_of_the_folder() -> None:
    present = {ArchivePart.FEEDBACK: "2 份", ArchivePart.REPLY: "2026-04-09 答复"}
    lines = archive_lines(present, frozenset({ArchivePart.REPLY, ArchivePart.CONTACTS}))
    assert [(line.part, line.is_missing) for line in lines] == [
        (ArchivePart.REPLY, False),
        (ArchivePart.CONTACTS, True),
        (ArchivePart.FEEDBACK, False),
    ]


def test_a_folder_name_is_safe_on_every_system() -> None:
    case = Case(
        7,
        MatterType.NPC_SUGGESTION,
        term=17,
        session=6,
        number="01/12",
        subject='关于"A:B"的建议？ ' + "长" * 50,
    )
    name = folder_name(case, 2026)
    assert name.startswith("2026-RD-district17.6-0112-关于AB的建议？")
    assert not set(name) & set('\\/:*?"<>|')
    assert len(name) < 80
    assert folder_name(Case(7), 2026) == "2026-ZX-district-id7"


def test_key_cases_are_permanent_and_archived_by_june_of_the_next_year() -> None:
    assert suggested_retention(Case(is_key=True)) is Retention.PERMANENT
    assert suggested_retention(Case()) is Retention.THIRTY_YEARS
    assert archive_by(DAY) == date(2027, 6, 30)
