"""Due dates: from the rules of a place, given, extended, paused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop.domain.case.case import HandlingRole
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import DueKind
from desktop.domain.errors import Refused
from desktop.domain.rules.clock import ClockName
from desktop.services.cases.cases import get_case, set_fields
from desktop.services.cases.clocks import clock_of, explain_due, limit_of
from desktop.services.handling import deadlines, feedback, progress
from desktop.services.handling.due_list import DueWhat, deadlines_of, due_items
from desktop.services.office.workplace import SHIPPED_TEMPLATES, Workplace, set_up
from tests.services.handling.conftest import Clock
from tests.services.handling.handled_cases import answered, new_case


def own_rules(folder: Path, old: str, new: str) -> None:
    """The office's own third edition of the rules of 长宁, changed in one place."""
    rules = (SHIPPED_TEMPLATES / "localities" / "shanghai-changning.toml").read_text(encoding="utf-8")
    assert old in rules
    own = folder / "templates" / "localities"
    own.mkdir(parents=True)
    text = rules.replace(old, new).replace("version = 2", "version = 3")
    (own / "shanghai-changning.toml").write_text(text, encoding="utf-8")


def test_a_new_case_gets_its_due_day_from_the_rules_of_its_place(work: Workplace) -> None:
    assert new_case(work).due_at == date(2026, 5, 9)  # a Saturday that is a working day


def test_a_given_due_date_overrides_the_rules(work: Workplace) -> None:
    case = new_case(work, due_at=date(2026, 4, 30))
    assert case.due_at == date(2026, 4, 30)
    assert explain_due(work, case) == ("交办单注明期限：2026年4月30日（登记时填写）",)


def test_a_corrected_assignment_day_moves_a_calculated_due_date_but_not_a_given_one(
    work: Workplace, clock: Clock
) -> None:
    clock.set("2026-03-02")
    by_rule, given = new_case(work), new_case(work, number="086", due_at=date(2026, 4, 30))
    assert set_fields(work, by_rule.id, {"assigned_at": "2026-02-24"}, why="录错").due_at == date(2026, 5, 25)
    assert set_fields(work, given.id, {"assigned_at": "2026-02-24"}, why="录错").due_at == date(2026, 4, 30)


def test_a_co_handled_case_is_due_when_its_opinion_is(work: Workplace) -> None:
    case = new_case(work, handling_role=HandlingRole.CO_HANDLING, lead_unit="区文旅局")
    assert case.due_at == date(2026, 3, 9)


def test_an_extension_keeps_the_first_due_day_and_names_who_agreed(work: Workplace, clock: Clock) -> None:
    case = new_case(work)
    clock.set("2026-04-30")
    extended = deadlines.extend(work, case.id, date(2026, 6, 9), "待市级部门明确口径", "区政府办公室")
    assert extended.due_at == get_case(work, case.id).due_at == date(2026, 6, 9)
    assert clock_of(work, extended).first_due == date(2026, 5, 9)
    assert "延期：2026年5月9日改为2026年6月9日，区政府办公室同意，原因：待市级部门明确口径" in explain_due(
        work, extended
    )
    assert clock_of(work, extended).state(date(2026, 5, 10)).kind is DueKind.EXTENDED


@pytest.mark.parametrize(
    ("new_due", "reason", "by", "words"),
    [
        ("2026-06-09", "", "区政府办公室", "写明原因"),
        ("2026-06-09", "复杂", " ", "同意的单位"),
        ("2026-05-09", "复杂", "区政府办公室", "不晚于现期限"),
        ("2026-09-01", "复杂", "区政府办公室", "超过最长期限2026年8月10日"),
    ],
)
def test_an_incomplete_extension_is_refused(
    work: Workplace, new_due: str, reason: str, by: str, words: str
) -> None:
    case = new_case(work)
    with pytest.raises(Refused, match=words):
        deadlines.extend(work, case.id, date.fromisoformat(new_due), reason, by)


def test_an_extension_may_pass_the_limit_when_forced(work: Workplace) -> None:
    case = new_case(work)
    limit = limit_of(work, case)
    assert limit is not None
    assert limit.due == date(2026, 8, 10)
    passed = deadlines.extend(work, case.id, date(2026, 9, 1), "特批", "区长", beyond_limit=True)
    assert passed.due_at == date(2026, 9, 1)


def test_a_pause_moves_the_due_date_by_its_days(work: Workplace, clock: Clock) -> None:
    case = new_case(work)
    clock.set("2026-03-02")
    deadlines.pause(work, case.id, "等待并案调整")
    assert clock_of(work, case).state(date(2026, 4, 1)).kind is DueKind.PAUSED
    with pytest.raises(Refused, match="已经暂停"):
        deadlines.pause(work, case.id, "又一次")
    clock.set("2026-03-12")
    assert deadlines.resume(work, case.id).due_at == date(2026, 5, 19)
    with pytest.raises(Refused, match="没有暂停"):
        deadlines.resume(work, case.id)


@pytest.mark.parametrize("extended", [False, True])
def test_a_due_day_cannot_be_typed_over_the_one_that_counts(
    work: Workplace, clock: Clock, extended: bool
) -> None:
    case = new_case(work)
    if extended:
        deadlines.extend(work, case.id, date(2026, 6, 9), "待市级部门明确口径", "区政府办公室")
    before = get_case(work, case.id)
    clock.set("2026-07-01")
    with pytest.raises(Refused, match="不能直接改写"):
        set_fields(work, case.id, {"due_at": "2028-12-31"})
    assert get_case(work, case.id) == before
    assert clock_of(work, before).is_extended is extended


def test_a_case_stays_under_the_rules_of_its_assignment(
    work: Workplace, tmp_path: Path, clock: Clock
) -> None:
    case = new_case(work)
    own_rules(
        tmp_path, 'name = "reply"\nunit = "months"\namount = 3', 'name = "reply"\nunit = "months"\namount = 1'
    )
    later = set_up(work.store, tmp_path, now=clock, officer="周经办")
    assert later.library.locality("shanghai-changning").version == 3
    assert clock_of(later, case).first_due == date(2026, 5, 9)
    assert new_case(later, number="090").due_at == date(2026, 3, 9)


def test_the_window_for_return_counts_from_the_event_that_the_rule_names(
    work: Workplace, clock: Clock
) -> None:
    """威县: five working days from the receipt, in the list of due items as in the list of clocks."""
    clock.set("2026-03-09")
    case = new_case(work, locality="weixian", region="威县", assigned_at=date(2026, 3, 2))
    progress.move_case(work, case.id, Status.SIGNED, day=date(2026, 3, 6))
    clocks = {found.clock.name: found.due for found in deadlines_of(work, case.id)}
    listed = {item.what: item.due_at for item in due_items(work, 30)}
    assert clocks[ClockName.RETURN] == listed[DueWhat.RETURN] == date(2026, 3, 13)


def test_the_second_round_counts_from_the_feedback_and_not_from_the_click(
    work: Workplace, clock: Clock
) -> None:
    case = answered(work)
    clock.set("2026-05-06")
    feedback.record_feedback(work, case.id, "不同意", "何青", returned_at=date(2026, 5, 4))
    clock.set("2026-11-28")
    moved = progress.move_case(work, case.id, Status.REHANDLING, "何青不满意")
    assert moved.due_at == date(2026, 6, 4)
    assert clock_of(work, moved).due == date(2026, 6, 4)


def test_an_extended_day_does_not_come_to_rest_on_a_day_off(work: Workplace, clock: Clock) -> None:
    case = new_case(work)
    deadlines.extend(work, case.id, date(2026, 6, 9), "待市级部门明确口径", "区政府办公室")
    clock.set("2026-06-04")
    deadlines.pause(work, case.id, "等待并案调整", date(2026, 6, 1))
    moved = deadlines.resume(work, case.id)
    assert moved.due_at == date(2026, 6, 12)
    clock.set("2026-06-09")
    deadlines.pause(work, case.id, "又一次", date(2026, 6, 8))
    assert deadlines.resume(work, case.id).due_at == date(2026, 6, 15)  # 13 June is a Saturday


def test_a_corrected_receipt_moves_what_counts_from_it(work: Workplace, tmp_path: Path, clock: Clock) -> None:
    own_rules(tmp_path, 'amount = 3\nstart = "assigned"', 'amount = 3\nstart = "acknowledged"')
    later = set_up(work.store, tmp_path, now=clock, officer="周经办")
    clock.set("2026-03-20")
    case = new_case(later, assigned_at=date(2026, 3, 2))
    assert case.due_at == date(2026, 6, 2)  # not acknowledged yet: from the assignment, the safe side
    signed = progress.move_case(later, case.id, Status.SIGNED, day=date(2026, 3, 5))
    assert signed.due_at == date(2026, 6, 5)
    assert set_fields(later, case.id, {"签收日期": "2026-03-04"}, why="按签收单更正").due_at == date(
        2026, 6, 4
    )


def test_the_last_day_of_the_limit_itself_is_allowed(work: Workplace) -> None:
    """Six months from 9 February are 9 August, a Sunday: Monday the 10th."""
    case = new_case(work)
    assert deadlines.extend(work, case.id, date(2026, 8, 10), "口径待明确", "区政府办公室").due_at == date(
        2026, 8, 10
    )


def test_a_pause_taken_back_the_same_day_changes_nothing(work: Workplace, clock: Clock) -> None:
    case = new_case(work)
    clock.set("2026-03-02")
    deadlines.pause(work, case.id, "等待并案调整")
    assert deadlines.resume(work, case.id).due_at == date(2026, 5, 9)
    deadlines.pause(work, case.id, "等待并案调整")
    with pytest.raises(Refused, match="早于暂停日期2026年3月2日"):
        deadlines.resume(work, case.id, date(2026, 3, 1))
