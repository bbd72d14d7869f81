"""Due dates: from the rules of a place, given, extended, paused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop.domain.case.case import HandlingRole
from desktop.domain.case.work_list import DueKind
from desktop.domain.errors import Refused
from desktop.services.cases.cases import get_case, set_fields
from desktop.services.cases.clocks import clock_of, explain_due, limit_of
from desktop.services.handling import deadlines
from desktop.services.office.workplace import SHIPPED_TEMPLATES, Workplace, set_up
from tests.services.handling.conftest import Clock
from tests.services.handling.handled_cases import new_case


def test_a_new_case_gets_its_due_day_from_the_rules_of_its_place(work: Workplace) -> None:
    assert new_case(work).due_at == date(2026, 5, 9)  # a Saturday that is a working day


def test_a_given_due_date_overrides_the_rules(work: Workplace) -> None:
    case = new_case(work, due_at=date(2026, 4, 30))
    assert case.due_at == date(2026, 4, 30)
    assert explain_due(work, case) == ("交办单注明期限：2026年4月30日",)


def test_a_corrected_assignment_day_moves_a_calculated_due_date_but_not_a_given_one(work: Workplace) -> None:
    by_rule, given = new_case(work), new_case(work, number="086", due_at=date(2026, 4, 30))
    assert set_fields(work, by_rule.id, {"assigned_at": "2026-02-24"}).due_at == date(2026, 5, 25)
    assert set_fields(work, given.id, {"assigned_at": "2026-02-24"}).due_at == date(2026, 4, 30)


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


def test_a_due_date_typed_over_an_extension_has_no_calculation(work: Workplace) -> None:
    case = new_case(work)
    deadlines.extend(work, case.id, date(2026, 6, 9), "待市级部门明确口径", "区政府办公室")
    typed = set_fields(work, case.id, {"due_at": "2026-05-31"})
    assert clock_of(work, typed).due == date(2026, 5, 31)
    assert explain_due(work, typed) == ("交办单注明期限：2026年5月31日",)
    again = deadlines.extend(work, case.id, date(2026, 6, 30), "再次延期", "区政府办公室")
    assert clock_of(work, again).due == date(2026, 6, 30)


def test_a_case_stays_under_the_rules_of_its_assignment(
    work: Workplace, tmp_path: Path, clock: Clock
) -> None:
    case = new_case(work)
    rules = (SHIPPED_TEMPLATES / "localities" / "shanghai-changning.toml").read_text(encoding="utf-8")
    own = tmp_path / "templates" / "localities"
    own.mkdir(parents=True)
    changed = rules.replace(
        'name = "reply"\nunit = "months"\namount = 3', 'name = "reply"\nunit = "months"\namount = 1'
    )
    assert changed != rules
    (own / "shanghai-changning.toml").write_text(
        changed.replace("version = 1", "version = 2"), encoding="utf-8"
    )
    later = set_up(work.store, tmp_path, now=clock, officer="周经办")
    assert later.library.locality("shanghai-changning").version == 2
    assert clock_of(later, case).first_due == date(2026, 5, 9)
    assert new_case(later, number="090").due_at == date(2026, 3, 9)
