"""The one reckoning of due days: where clocks start, what a settled case keeps, and how a due day is explained."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.case.case import Case, HandlingRole, Level, MatterType, Proposer
from desktop.domain.case.status import Status
from desktop.domain.deadlines.case_clock import Extension
from desktop.domain.deadlines.deadline import Pause
from desktop.domain.records.co_opinion import CoOpinion
from desktop.domain.records.feedback import Feedback
from desktop.domain.records.handling_round import HandlingRound
from desktop.domain.rules.clock import ClockName
from desktop.domain.rules.locality import Satisfaction
from desktop.services.cases.cases import create_case, get_case
from desktop.services.cases.clocks import (
    changed_facts,
    clock_of,
    current_round,
    deadline,
    due_by_rule,
    ensure_round,
    explain_due,
    keep_given,
    rests_on,
    settle,
    start_days,
)
from desktop.services.office.workplace import Workplace
from desktop.store.history.handling import CO_OPINIONS, EXTENSIONS, FEEDBACK, PAUSES, ROUNDS

ASSIGNED = date(2024, 1, 15)  # a Monday; in 长宁 the reply is due three months later, on Monday 15 April
DUE = date(2024, 4, 15)


@pytest.fixture
def plain(work: Workplace) -> Case:
    """A case with the due day of the rule."""
    return create_case(
        work,
        Case(
            subject="关于社区图书室的提案",
            proposers=(Proposer("林晓舟"),),
            co_units=("区财政局",),
            assigned_at=ASSIGNED,
            locality="shanghai-changning",
        ),
    )


def again(work: Workplace, case: Case, back: date | None = None) -> None:
    """A second round since 1 March; `back` is when the form that led to it came back."""
    for one in ROUNDS.of(work.store, case.id):
        ROUNDS.remove(work.store, one.id)
    ROUNDS.add(work.store, HandlingRound(case.id, 1, ASSIGNED))
    ROUNDS.add(work.store, HandlingRound(case.id, 2, date(2024, 3, 1), "不满意"))
    if back:
        FEEDBACK.add(
            work.store,
            Feedback(case.id, "林晓舟", 1, returned_at=back, rating="x", counts_as=Satisfaction.DISSATISFIED),
        )


# Where clocks start.
def test_the_clocks_of_a_first_round_start_from_the_days_of_the_case(work: Workplace, plain: Case) -> None:
    case = replace(plain, acknowledged_at=date(2024, 1, 17), replied_at=date(2024, 3, 4))
    days = start_days(work, case, asked=date(2024, 1, 20))
    assert (days.assigned, days.acknowledged, days.asked) == (ASSIGNED, date(2024, 1, 17), date(2024, 1, 20))
    assert (days.replied, days.reply_due) == (date(2024, 3, 4), DUE)
    assert (days.dissatisfied, days.reassigned) == (None, None)
    assert start_days(work, case).asked is None


def test_a_co_handling_unit_was_asked_with_the_assignment_and_has_no_reply_of_its_own(
    work: Workplace, plain: Case
) -> None:
    days = start_days(work, replace(plain, handling_role=HandlingRole.CO_HANDLING), asked=date(2024, 1, 20))
    assert (days.asked, days.reply_due) == (ASSIGNED, None)


@pytest.mark.parametrize(
    ("back", "dissatisfied"),
    [(date(2024, 2, 26), date(2024, 2, 26)), (None, date(2024, 3, 1))],
)
def test_a_second_round_runs_from_the_feedback_or_else_from_its_opening(
    work: Workplace, plain: Case, back: date | None, dissatisfied: date
) -> None:
    again(work, plain, back)
    days = start_days(work, plain)
    assert (days.dissatisfied, days.reassigned) == (dissatisfied, date(2024, 3, 1))


def test_another_round_than_the_stored_one_may_be_asked_about(work: Workplace, plain: Case) -> None:
    imagined = HandlingRound(plain.id, 2, date(2024, 3, 11))
    assert start_days(work, plain, imagined).reassigned == date(2024, 3, 11)
    again(work, plain)
    assert start_days(work, plain, HandlingRound(plain.id, 1, ASSIGNED)).reassigned is None


def test_the_due_day_by_the_rule_alone(work: Workplace, plain: Case) -> None:
    found = due_by_rule(work, plain)
    assert found is not None
    assert found.due == DUE
    assert due_by_rule(work, replace(plain, assigned_at=None)) is None
    keep_given(work, plain, date(2024, 5, 1), "交办通知")
    assert due_by_rule(work, plain) == found


# Which facts a due day follows from.
@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("matter_type", MatterType.NPC_SUGGESTION),
        ("level", Level.CITY),
        ("region", "长宁区"),
        ("time_mark", "平时"),
        ("proposers", ()),
        ("handling_role", HandlingRole.CO_HANDLING),
        ("is_key", True),
        ("assigned_at", date(2024, 1, 16)),
        ("acknowledged_at", date(2024, 1, 16)),
        ("locality", "foping"),
    ],
)
def test_due_days_follow_from_these_facts(plain: Case, key: str, value: object) -> None:
    changed = replace(plain, **{key: value})  # type: ignore[arg-type]
    assert changed_facts(plain, changed) == (key,)
    assert rests_on(plain, changed)


@pytest.mark.parametrize(
    "facts", [{"subject": "另"}, {"officer": "苏叶"}, {"due_at": None}, {"replied_at": DUE}, {"co_units": ()}]
)
def test_due_days_do_not_follow_from_others(plain: Case, facts: dict[str, object]) -> None:
    changed = replace(plain, **facts)  # type: ignore[arg-type]
    assert (changed_facts(plain, changed), rests_on(plain, changed)) == ((), False)


# What is stored.
def test_a_case_without_a_stored_round_is_in_its_first(work: Workplace, plain: Case) -> None:
    unknown = replace(plain, id=0, replied_at=date(2024, 3, 4))
    found = current_round(work, unknown)
    assert (found.number, found.started_at, found.first_due_at, found.due_at) == (1, ASSIGNED, DUE, DUE)
    assert (found.replied_at, found.given, found.id) == (date(2024, 3, 4), False, 0)


def test_a_round_is_stored_once(work: Workplace, plain: Case) -> None:
    stored = ensure_round(work, plain)
    assert stored.id
    assert ensure_round(work, plain) == stored
    assert ROUNDS.of(work.store, plain.id) == (stored,)


def test_the_last_stored_round_is_the_present_one(work: Workplace, plain: Case) -> None:
    again(work, plain)
    assert (current_round(work, plain).number, current_round(work, plain).because) == (2, "不满意")


def test_settling_stores_the_due_day_with_case_and_round(work: Workplace, plain: Case) -> None:
    ensure_round(work, plain)
    moved = settle(work, replace(plain, assigned_at=date(2024, 1, 22)))
    assert moved.due_at == date(2024, 4, 22)
    assert get_case(work, plain.id) == moved
    (kept,) = ROUNDS.of(work.store, plain.id)
    assert (kept.first_due_at, kept.due_at) == (date(2024, 4, 22), date(2024, 4, 22))


def test_an_answered_case_keeps_the_due_day_at_which_it_was_measured(work: Workplace, plain: Case) -> None:
    ensure_round(work, plain)
    answered = settle(work, replace(plain, status=Status.REPLIED, replied_at=date(2024, 4, 1)))
    other = replace(answered, assigned_at=date(2024, 1, 22))
    assert settle(work, other).due_at == DUE
    assert clock_of(work, other).due == DUE
    (kept,) = ROUNDS.of(work.store, plain.id)
    assert kept.due_at == DUE
    assert settle(work, other, anew=True).due_at == date(2024, 4, 22)


def test_an_answered_case_without_a_due_day_gets_one(work: Workplace, plain: Case) -> None:
    assert settle(work, replace(plain, replied_at=date(2024, 4, 1), due_at=None)).due_at == DUE


@pytest.mark.parametrize(
    ("opinion", "due"),
    [
        (CoOpinion(0, "区财政局", ASSIGNED, None), None),
        (CoOpinion(0, "区财政局", ASSIGNED, date(2024, 3, 1)), date(2024, 3, 1)),
    ],
)
def test_the_day_of_an_opinion_that_somebody_named_stays(
    work: Workplace, plain: Case, opinion: CoOpinion, due: date | None
) -> None:
    CO_OPINIONS.add(work.store, replace(opinion, case_id=plain.id))
    settle(work, replace(plain, assigned_at=date(2024, 1, 22)))
    assert CO_OPINIONS.of(work.store, plain.id)[0].due_at == due


def test_the_day_of_an_opinion_by_rule_follows_the_case_while_it_is_awaited(work: Workplace) -> None:
    """In 凤阳 an opinion is due twenty days before the reply."""
    case = create_case(work, Case(subject="关于公交的提案", assigned_at=ASSIGNED, locality="fengyang"))
    old = deadline(work, case, ClockName.CO_OPINION, ASSIGNED)
    assert old is not None
    for received in (None, date(2024, 2, 1)):
        CO_OPINIONS.add(
            work.store, CoOpinion(case.id, f"区{received}局", ASSIGNED, old.due, received_at=received)
        )
    keep_given(work, case, date(2024, 5, 20), "交办通知")
    settle(work, case)
    assert [one.due_at for one in CO_OPINIONS.of(work.store, case.id)] == [date(2024, 4, 30), old.due]


# How a due day is explained.
def test_a_due_day_by_rule_names_the_rule_and_its_edition(work: Workplace, plain: Case) -> None:
    lines = explain_due(work, plain)
    assert lines[-1] == "办理规则：上海市长宁区 第2版"
    assert any("2024年4月15日" in line for line in lines)
    assert not any("现期限" in line for line in lines)
    assert explain_due(work, replace(plain, assigned_at=None, due_at=None)) == ()


@pytest.mark.parametrize(("source", "shown"), [("区政府办〔2024〕5号", "（区政府办〔2024〕5号）"), ("", "")])
def test_a_due_day_of_the_notice_names_its_source(
    work: Workplace, plain: Case, source: str, shown: str
) -> None:
    keep_given(work, plain, date(2024, 5, 6), source)
    assert explain_due(work, settle(work, plain)) == (f"交办单注明期限：2024年5月6日{shown}",)
    keep_given(work, plain, None, "")
    assert explain_due(work, settle(work, plain))[-1].startswith("办理规则：")


def test_extensions_and_pauses_are_lines_of_their_own_before_the_present_day(
    work: Workplace, plain: Case
) -> None:
    ensure_round(work, plain)
    extension = EXTENSIONS.add(
        work.store, Extension(DUE, date(2024, 5, 15), "复杂", "区府办", date(2024, 4, 1), case_id=plain.id)
    )
    extended = settle(work, plain)
    assert extended.due_at == date(2024, 5, 15)
    assert explain_due(work, extended)[-2:] == (extension.words, "现期限：2024年5月15日")
    pause = PAUSES.add(work.store, Pause(date(2024, 4, 2), date(2024, 4, 5), "等批复", plain.id))
    assert pause.words in explain_due(work, settle(work, extended))


def test_a_due_day_kept_though_the_rule_gives_another_is_named(work: Workplace, plain: Case) -> None:
    answered = replace(plain, due_at=date(2024, 4, 30), replied_at=date(2024, 4, 1))
    assert explain_due(work, answered)[-1] == "现期限：2024年4月30日"
    assert "现期限" not in explain_due(work, replace(answered, due_at=DUE))[-1]
