"""Pauses and extensions entered long after the fact or past the limit, and due days
of notices corrected to later ones, are taken with an approver, and marked everywhere."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from desktop.domain.case.case import Case
from desktop.domain.errors import Refused
from desktop.domain.records.correctable import RecordKind
from desktop.services.cases.cases import get_case
from desktop.services.cases.clocks import clock_of, explain_due
from desktop.services.handling import deadlines, progress
from desktop.services.handling.record_corrections import correct
from desktop.services.office.workplace import Workplace
from desktop.services.reporting.ledger import ledger_row
from desktop.services.reporting.statistics import gather_statistics
from desktop.store.history.handling import EXTENSIONS, PAUSES
from tests.services.handling.conftest import Clock
from tests.services.handling.handled_cases import answered, new_case

d = date.fromisoformat
"""The case is assigned on 9 February 2026 and due on 9 May, a Saturday on which people work."""


def marks(work: Workplace) -> dict[str, list[int]]:
    return {group.reason: [case.id for case in group.cases] for group in gather_statistics(work).marked}


def mark_of(work: Workplace, case: Case) -> str:
    return str(ledger_row(work, get_case(work, case.id))["clock_changes"])


# Pauses.
def test_a_pause_is_registered_within_five_days_without_an_approver(work: Workplace, clock: Clock) -> None:
    case = new_case(work)
    clock.set("2026-03-07")
    deadlines.pause(work, case.id, "等待并案", d("2026-03-02"))
    assert "补记" not in mark_of(work, case)
    assert marks(work) == {}


def test_six_days_later_it_needs_an_approver_and_is_marked(work: Workplace, clock: Clock) -> None:
    case = new_case(work)
    clock.set("2026-03-08")
    with pytest.raises(Refused, match="暂停从2026年3月2日起，现在才登记，要写明谁同意的"):
        deadlines.pause(work, case.id, "等待并案", d("2026-03-02"))
    deadlines.pause(work, case.id, "等待并案", d("2026-03-02"), approved_by="区政府办公室")
    words = "暂停：2026年3月2日起，尚未恢复，原因：等待并案（补记：2026年3月8日登记，区政府办公室同意）"
    assert mark_of(work, case) == words
    assert words in explain_due(work, get_case(work, case.id))
    assert (
        progress.events(work, case.id)[-1].note
        == "暂停计时：等待并案，区政府办公室同意（补记：2026年3月8日登记）"
    )
    assert marks(work) == {"延期或暂停是补记的": [case.id]}


def test_a_case_that_is_late_becomes_punctual_with_the_mark_only(work: Workplace, clock: Clock) -> None:
    """Three days late; a pause that began yesterday a week ago would be within the days, but moves a day that is over."""
    case = new_case(work)
    clock.set("2026-05-12")
    with pytest.raises(Refused, match="要写明谁同意的"):
        deadlines.pause(work, case.id, "等待并案", d("2026-05-08"))
    deadlines.pause(work, case.id, "等待并案", d("2026-05-08"), approved_by="区政府办公室")
    moved = deadlines.resume(work, case.id)
    assert moved.due_at == d("2026-05-13")
    assert "补记" in mark_of(work, case)
    assert marks(work) == {"延期或暂停是补记的": [case.id]}


def test_a_pause_made_longer_afterwards_counts_as_registered_then(work: Workplace, clock: Clock) -> None:
    case = new_case(work)
    clock.set("2026-03-02")
    deadlines.pause(work, case.id, "等待并案")
    clock.set("2026-03-05")
    deadlines.resume(work, case.id)
    (pause,) = PAUSES.of(work.store, case.id)
    clock.set("2026-06-01")
    longer = {"resumed": d("2026-04-05")}
    with pytest.raises(Refused, match="要写明谁同意的"):
        correct(work, case.id, RecordKind.PAUSE, pause.id, longer, "漏登")
    correct(work, case.id, RecordKind.PAUSE, pause.id, longer | {"approved_by": "区政府办公室"}, "漏登")
    assert marks(work) == {"延期或暂停是补记的": [case.id]}


def test_a_pause_made_shorter_keeps_its_standing(work: Workplace, clock: Clock) -> None:
    case = new_case(work)
    clock.set("2026-03-02")
    deadlines.pause(work, case.id, "等待并案")
    clock.set("2026-03-09")
    deadlines.resume(work, case.id)
    (pause,) = PAUSES.of(work.store, case.id)
    clock.set("2026-04-01")
    correct(work, case.id, RecordKind.PAUSE, pause.id, {"resumed": d("2026-03-05")}, "多登了")
    assert marks(work) == {}


def test_a_place_may_give_more_days(work: Workplace, clock: Clock) -> None:
    case = new_case(work, locality="patient")
    clock.set("2026-03-12")
    deadlines.pause(work, case.id, "等待并案", d("2026-03-02"))
    assert marks(work) == {}


@pytest.fixture(autouse=True)
def _patient_place(work: Workplace) -> None:
    """A rule book of the office's own that gives ten days."""
    shipped = next(book for book in work.library.localities.values() if book.id == "shanghai-changning")
    folder = work.data_dir / "templates" / "localities"
    folder.mkdir(parents=True)
    text = shipped.source.replace('id = "shanghai-changning"', 'id = "patient"').replace(
        f'name = "{shipped.name}"', 'name = "宽限区"'
    )
    (folder / "patient.toml").write_text(text + "\n[pauses]\ndays_back = 10\n", encoding="utf-8")
    work.template_cache.invalidate()


# Extensions.
@pytest.mark.parametrize(
    ("named", "due"),
    [
        ("2026-06-05", "2026-06-05"),  # a Friday
        ("2026-06-06", "2026-06-08"),  # a Saturday
        ("2026-06-19", "2026-06-22"),  # 端午, a Friday; the weekend follows
    ],
)
def test_an_extension_does_not_end_on_a_day_off(work: Workplace, named: str, due: str) -> None:
    case = new_case(work)
    assert deadlines.extend(work, case.id, d(named), "待市级部门明确口径", "区政府办公室").due_at == d(due)
    said = "不是工作日，顺延到下一个工作日" in progress.events(work, case.id)[-1].note
    assert said == (named != due)


def test_neither_does_a_corrected_one(work: Workplace) -> None:
    case = new_case(work)
    deadlines.extend(work, case.id, d("2026-06-05"), "待市级部门明确口径", "区政府办公室")
    (extension,) = EXTENSIONS.of(work.store, case.id)
    moved = correct(work, case.id, RecordKind.EXTENSION, extension.id, {"new_due": d("2026-06-06")}, "录错了")
    assert moved.due_at == d("2026-06-08")


def test_an_extension_past_the_limit_is_marked(work: Workplace) -> None:
    """上海: six months from the assignment at most, 10 August."""
    case = new_case(work)
    with pytest.raises(Refused, match="超过最长期限"):
        deadlines.extend(work, case.id, d("2026-09-30"), "待国家标准", "分管副区长")
    deadlines.extend(work, case.id, d("2026-09-30"), "待国家标准", "分管副区长", beyond_limit=True)
    assert "（超过最长期限，特批）" in mark_of(work, case)
    assert any("（超过最长期限，特批）" in line for line in explain_due(work, get_case(work, case.id)))
    assert marks(work) == {"期限超过最长期限（特批）的": [case.id]}


def test_saying_so_within_the_limit_marks_nothing(work: Workplace) -> None:
    case = new_case(work)
    deadlines.extend(work, case.id, d("2026-06-05"), "待市级部门", "区政府办公室", beyond_limit=True)
    assert marks(work) == {}


def test_an_extension_of_a_late_case_is_marked_though_it_was_agreed_in_time(
    work: Workplace, clock: Clock
) -> None:
    case = new_case(work)
    clock.set("2026-05-12")
    deadlines.extend(
        work, case.id, d("2026-06-05"), "待市级部门", "区政府办公室", approved_at=d("2026-05-08")
    )
    assert marks(work) == {"延期或暂停是补记的": [case.id]}
    assert "（补记：2026年5月12日登记）" in mark_of(work, case)


def test_on_the_due_day_itself_it_is_not_late(work: Workplace, clock: Clock) -> None:
    case = new_case(work)
    clock.set("2026-05-09")
    deadlines.extend(work, case.id, d("2026-06-05"), "待市级部门", "区政府办公室")
    assert marks(work) == {}


# Corrections of the due day that the notice names.
def test_a_later_due_day_of_a_late_answered_case_needs_an_approver_and_is_marked(
    work: Workplace, clock: Clock
) -> None:
    clock.set("2026-05-20")
    case = answered(work)
    assert clock_of(work, case).on_time is False
    with pytest.raises(Refused, match="更正后的期限晚于现期限2026年5月9日，要往后推的，请延期"):
        deadlines.correct_given_due(work, case.id, d("2026-05-29"), "漏录", source="交办通知")
    with pytest.raises(Refused, match="不能自己同意自己"):
        deadlines.correct_given_due(
            work, case.id, d("2026-05-29"), "漏录", source="交办通知", approved_by=work.officer
        )
    assert get_case(work, case.id).due_at == d("2026-05-09")
    assert marks(work) == {}
    deadlines.correct_given_due(
        work, case.id, d("2026-05-29"), "漏录", source="交办通知", approved_by="区政府办公室"
    )
    mark = "（补记：2026年5月20日登记，区政府办公室同意）"
    assert mark_of(work, case) == f"更正期限：2026年5月29日{mark}"
    assert explain_due(work, get_case(work, case.id))[0] == f"交办单注明期限：2026年5月29日（交办通知）{mark}"
    assert marks(work) == {"更正期限是补记的": [case.id]}


def test_the_mark_does_not_go_with_a_second_correction(work: Workplace) -> None:
    case = new_case(work)
    for day, approver in (("2026-05-29", "区政府办公室"), ("2026-05-28", "")):
        deadlines.correct_given_due(work, case.id, d(day), "看错", source="交办通知", approved_by=approver)
    assert mark_of(work, case) == "更正期限：2026年5月28日（补记：2026年2月9日登记，区政府办公室同意）"


def test_an_earlier_due_day_is_free(work: Workplace) -> None:
    case = new_case(work)
    deadlines.correct_given_due(work, case.id, d("2026-05-08"), "漏录", source="交办通知")
    assert (mark_of(work, case), marks(work)) == ("", {})


def test_an_earlier_due_day_of_an_answered_case_is_marked(work: Workplace) -> None:
    case = answered(work)
    deadlines.correct_given_due(work, case.id, d("2026-05-08"), "漏录", source="交办通知")
    assert mark_of(work, case) == "更正期限：2026年5月8日（补记：2026年2月9日登记）"


def test_the_way_back_to_the_rule_is_no_way_round_the_approver(work: Workplace) -> None:
    case = new_case(work, due_at=d("2026-04-03"))
    with pytest.raises(Refused, match="更正后的期限晚于现期限2026年4月3日"):
        deadlines.correct_given_due(work, case.id, None, "通知没有写期限")
    deadlines.correct_given_due(work, case.id, None, "通知没有写期限", approved_by="区政府办公室")
    mark = "更正期限：按规则计算（补记：2026年2月9日登记，区政府办公室同意）"
    assert mark_of(work, case) == mark
    assert mark in explain_due(work, get_case(work, case.id))


def test_a_corrected_due_day_past_the_limit_needs_a_permit(work: Workplace) -> None:
    case = new_case(work)
    correct_due = partial(
        deadlines.correct_given_due, work, case.id, d("2026-09-30"), "漏录", source="交办通知"
    )
    with pytest.raises(Refused, match="超过最长期限"):
        correct_due(approved_by="分管副区长")
    correct_due(approved_by="分管副区长", beyond_limit=True)
    assert mark_of(work, case) == (
        "更正期限：2026年9月30日（补记：2026年2月9日登记，分管副区长同意）（超过最长期限，特批）"
    )
    assert marks(work) == {"更正期限是补记的": [case.id], "期限超过最长期限（特批）的": [case.id]}
