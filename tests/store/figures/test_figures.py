"""Figures as the store reads them: which contacts, forms, days and results of a case are counted, and who is in scope."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from desktop.domain.case.case import Case, Level, MatterType, Proposer
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.reply import Reply, ReplyFields
from desktop.domain.case.status import Status
from desktop.domain.deadlines.case_clock import Extension
from desktop.domain.figures.case_figures import CaseFigures, FigureScope, OutsideScope, ReturnedForm
from desktop.domain.records.contact import Contact, ContactWay
from desktop.domain.records.feedback import Feedback
from desktop.domain.records.handling_round import HandlingRound
from desktop.domain.records.promise import Conversion
from desktop.domain.rules.locality import ResultClass, ResultGrade, Satisfaction
from desktop.store.cases.cases import add_case
from desktop.store.figures.figures import RuledKind, case_figures, cases_outside
from desktop.store.file.store import Store
from desktop.store.history.handling import CONTACTS, CONVERSIONS, EXTENSIONS, FEEDBACK, ROUNDS
from desktop.store.letters.replies import add_reply

NOON = datetime(2026, 4, 9, 12)
DAY, DUE, LATE = date(2026, 2, 9), date(2026, 5, 9), date(2026, 5, 10)
SAT, BAD = Satisfaction.SATISFIED, Satisfaction.DISSATISFIED
BOOK = {
    "done": ResultClass("done", "解决", ResultGrade.SOLVED),
    "plan": ResultClass("plan", "计划", ResultGrade.PLANNED),
    "keep": ResultClass("keep", "参考", ResultGrade.REFERENCE),
}


def book(_kind: RuledKind, code: str) -> ResultClass | None:
    return BOOK.get(code)


def added(store: Store, **facts: object) -> int:
    plain = Case(
        number="085", proposers=(Proposer("甲"),), assigned_at=DAY, due_at=DUE, status=Status.DRAFTING
    )
    return add_case(store, replace(plain, **facts)).id  # type: ignore[arg-type]


def of(store: Store, scope: FigureScope = FigureScope()) -> tuple[CaseFigures, ...]:  # noqa: B008 - frozen
    return case_figures(store, scope, book)


def test_a_waiver_is_no_contact_and_a_call_is_not_face_to_face(store: Store) -> None:
    case = added(store)
    for way in (ContactWay.PHONE, ContactWay.VISIT, ContactWay.SURVEY, ContactWay.WAIVED):
        CONTACTS.add(store, Contact(case, DAY, way))
    (found,) = of(store)
    assert (found.contacts, found.face_to_face) == (3, 2)


def test_only_forms_that_came_back_with_an_answer_count(store: Store) -> None:
    case = added(store)
    FEEDBACK.add(store, Feedback(case, "甲", 1, DAY, DAY, "a", BAD))
    FEEDBACK.add(store, Feedback(case, "甲", 2, DAY, DAY, "b", SAT, manner=SAT))
    FEEDBACK.add(store, Feedback(case, "乙", 1, DAY, None, "a", SAT))
    FEEDBACK.add(store, Feedback(case, "丙", 1, DAY, DAY))
    (found,) = of(store)
    assert found.forms == (ReturnedForm("甲", 1, BAD), ReturnedForm("甲", 2, SAT, SAT))


def test_a_case_in_its_second_round_is_judged_by_the_days_of_the_first(store: Store) -> None:
    case = added(store, status=Status.REHANDLING, due_at=date(2026, 7, 1), replied_at=None)
    ROUNDS.add(store, HandlingRound(case, 1, DAY, due_at=DUE, replied_at=LATE, result="plan"))
    ROUNDS.add(store, HandlingRound(case, 2, LATE, "不满意", due_at=date(2026, 7, 1)))
    (found,) = of(store)
    assert (found.due_at, found.replied_at, found.on_time, found.rounds) == (DUE, LATE, False, 2)
    assert (found.result, found.planned) == ("计划", True)


def test_the_letter_of_the_last_round_gives_result_and_disclosure(store: Store) -> None:
    case = added(store)
    for number, code, disclosure in ((1, "keep", Disclosure.NONE), (2, "done", Disclosure.PROACTIVE)):
        fields = ReplyFields(handling_result=code, disclosure=disclosure)
        add_reply(store, Reply(case_id=case, round=number, fields=fields), NOON)
    (found,) = of(store)
    assert (found.result, found.grade, found.disclosure) == ("解决", ResultGrade.SOLVED, Disclosure.PROACTIVE)


@pytest.mark.parametrize(
    ("sent", "later", "grade", "planned", "converted"),
    [
        ("plan", (), ResultGrade.PLANNED, True, False),
        ("plan", ("done",), ResultGrade.SOLVED, True, True),
        ("plan", ("keep", "done"), ResultGrade.SOLVED, True, True),
        ("plan", ("done", "keep"), ResultGrade.REFERENCE, True, False),
        ("keep", ("done",), ResultGrade.SOLVED, False, False),
    ],
)
def test_the_last_conversion_is_the_result_of_today(
    store: Store, sent: str, later: tuple[str, ...], grade: ResultGrade, planned: bool, converted: bool
) -> None:
    case = added(store)
    add_reply(store, Reply(case_id=case, fields=ReplyFields(handling_result=sent)), NOON)
    for code in later:
        CONVERSIONS.add(store, Conversion(case, DAY, sent, code))
    (found,) = of(store)
    assert (found.grade, found.planned, found.converted) == (grade, planned, converted)


def test_an_extension_of_any_round_marks_the_case(store: Store) -> None:
    plain, extended = added(store), added(store, number="086")
    EXTENSIONS.add(store, Extension(DUE, LATE, "复杂", "区府办", DAY, case_id=extended))
    assert [(one.id, one.extended) for one in of(store)] == [(plain, False), (extended, True)]


@pytest.mark.parametrize(
    ("scope", "numbers"),
    [
        (FigureScope(first=DAY), ["085", "086"]),
        (FigureScope(first=date(2026, 2, 10)), ["086"]),
        (FigureScope(last=DAY), ["084", "085"]),
        (FigureScope(last=date(2026, 2, 8)), ["084"]),
        (FigureScope(first=DAY, last=DAY), ["085"]),
        (FigureScope(matter_type=MatterType.NPC_SUGGESTION), ["086"]),
        (FigureScope(term=15, session=4), ["084"]),
        (FigureScope(term=15), ["084", "085"]),
        (FigureScope(section="科普科"), ["085"]),
        (FigureScope(officer="周衡"), ["086"]),
    ],
)
def test_both_ends_of_a_span_belong_to_it_and_every_other_fact_restricts(
    store: Store, scope: FigureScope, numbers: list[str]
) -> None:
    added(store, number="084", assigned_at=date(2026, 2, 8), term=15, session=4)
    added(store, number="085", term=15, session=3, section="科普科")
    added(
        store, number="086", assigned_at=date(2026, 2, 10), matter_type=MatterType.NPC_SUGGESTION, officer="周衡",
        level=Level.CITY,
    )  # fmt: skip
    assert [one.number for one in of(store, scope)] == numbers


def test_a_span_names_the_cases_that_it_leaves_out_and_why(store: Store) -> None:
    added(store, number="1", section="科普科")
    added(store, number="2", assigned_at=None, section="科普科")
    added(store, number="3", assigned_at=None, section="产业科")
    added(store, number="4", assigned_at=date(2025, 2, 9), section="产业科")
    span = FigureScope(first=DAY, last=DAY)
    undated, others = (
        OutsideScope("没有登记交办日期", (2, 3), True),
        OutsideScope("别的时间交办", (4,), False),
    )
    assert cases_outside(store, span) == (undated, others)
    assert cases_outside(store, replace(span, section="科普科")) == (undated._replace(cases=(2,)),)
    assert (
        cases_outside(store, FigureScope(section="科普科")) == ()
    )  # without a span they are counted like others


def test_a_session_names_the_cases_of_others_and_of_none(store: Store) -> None:
    added(store, number="1", term=15, session=4)
    added(store, number="2", term=15, session=3)
    added(store, number="3", term=15)
    added(store, number="4")
    assert cases_outside(store, FigureScope(term=15, session=4)) == (
        OutsideScope("没有登记届次", (3, 4), True),
        OutsideScope("别的届次", (2,), False),
    )
    assert cases_outside(store, FigureScope(term=15)) == (OutsideScope("没有登记届次", (4,), True),)
