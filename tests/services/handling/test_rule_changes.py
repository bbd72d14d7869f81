"""Changed calendars and rule books: effects are listed before they are applied."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from desktop.domain.case.case import Case
from desktop.domain.case.status import Status
from desktop.domain.deadlines.rule_differences import RuleDifference
from desktop.domain.errors import FileProblem, TemplateProblem
from desktop.services.cases.cases import create_case, get_case, set_fields
from desktop.services.cases.clocks import explain_due
from desktop.services.handling import deadlines, rule_changes
from desktop.services.handling.due_list import reminder_of_today
from desktop.services.handling.progress import events
from desktop.services.office.office import Office, save_office
from desktop.services.office.workplace import SHIPPED_TEMPLATES, Workplace, set_up
from desktop.store.file.store import Store

OWN_DAY = 'version = "2026-1"\n[[years]]\nyear = 2026\n[[years.off]]\nname = "台风停工"\nfirst = 2026-05-09\nlast = 2026-05-11\n'


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Workplace]:
    opened = set_up(Store.in_memory(), tmp_path, now=lambda: datetime(2026, 3, 2, 9), officer="周经办")
    yield opened
    opened.close()


def new_case(work: Workplace, number: str, **facts: object) -> Case:
    plain: dict[str, object] = {"region": "长宁区", "number": number, "assigned_at": date(2026, 2, 9)}
    return create_case(work, Case(**plain | facts))  # type: ignore[arg-type]


def shorten_the_reply_clock(work: Workplace) -> None:
    """The office's own copy of the rule book, version 3: two months instead of three."""
    text = (SHIPPED_TEMPLATES / "localities" / "shanghai-changning.toml").read_text(encoding="utf-8")
    changed = text.replace('"reply"\nunit = "months"\namount = 3', '"reply"\nunit = "months"\namount = 2')
    assert changed != text
    folder = work.data_dir / "templates" / "localities"
    folder.mkdir(parents=True)
    (folder / "own.toml").write_text(changed.replace("version = 2", "version = 3"), encoding="utf-8")
    work.template_cache.invalidate()


def test_a_changed_calendar_shows_which_open_cases_move_and_moves_nothing_yet(work: Workplace) -> None:
    case = new_case(work, "085")
    new_case(work, "086", due_at=date(2026, 5, 9))  # due date given by the notice
    extended = new_case(work, "087")
    deadlines.extend(work, extended.id, date(2026, 6, 9), "待市级口径", "区府办")
    changes = rule_changes.calendar_changes(work, OWN_DAY, "放假.toml")
    assert [change.label for change in changes] == ["085　2026年5月9日 → 2026年5月12日"]
    assert get_case(work, case.id).due_at == date(2026, 5, 9)


def test_applied_changes_move_the_cases_and_are_recorded(work: Workplace) -> None:
    case = new_case(work, "085")
    changes = rule_changes.calendar_changes(work, OWN_DAY, "放假.toml")
    assert rule_changes.adopt_calendar(work, OWN_DAY, "放假.toml", changes) == 1
    moved = get_case(work, case.id)
    assert moved.due_at == date(2026, 5, 12)
    assert events(work, case.id)[-1].note == "工作日历变动，期限由2026年5月9日改为2026年5月12日"
    assert "不计入：2026年5月9日至5月11日（台风停工放假）" in explain_due(work, moved)
    assert any("本单位 2026-1" in line for line in explain_due(work, moved))
    assert rule_changes.calendar_changes(work, OWN_DAY, "放假.toml") == ()


def test_open_cases_follow_a_calendar_that_came_with_the_program_once(work: Workplace) -> None:
    case, out = (
        new_case(work, "085"),
        new_case(work, "086", status=Status.REPLIED, replied_at=date(2026, 3, 2)),
    )
    assert rule_changes.follow_calendar(work) == 0
    file = work.data_dir / "calendar" / "holidays.toml"
    file.parent.mkdir()
    file.write_text(OWN_DAY, encoding="utf-8")
    assert rule_changes.follow_calendar(work) == 1
    assert get_case(work, case.id).due_at == date(2026, 5, 12)
    assert get_case(work, out.id).due_at == date(2026, 5, 9)  # its reply was measured already
    assert events(work, case.id)[-1].note == "工作日历变动，期限由2026年5月9日改为2026年5月12日"
    assert rule_changes.follow_calendar(work) == 0


def test_a_fault_in_the_own_calendar_is_refused_before_writing(work: Workplace) -> None:
    with pytest.raises(TemplateProblem, match="不认识的项目 nmae"):
        rule_changes.adopt_calendar(work, OWN_DAY.replace("name", "nmae"), "放假.toml", ())
    assert not (work.data_dir / "calendar" / "holidays.toml").exists()


def test_new_rules_apply_to_open_cases_only_when_adopted(work: Workplace) -> None:
    case = new_case(work, "085")
    shorten_the_reply_clock(work)
    assert set_fields(work, case.id, {"assigned_at": "2026-02-10"}, why="录错").due_at == date(2026, 5, 11)
    assert new_case(work, "090").due_at == date(2026, 4, 9)
    changes = rule_changes.rule_changes(work)
    assert [change.label for change in changes] == ["085　2026年5月11日 → 2026年4月10日"]
    rule_changes.apply_changes(work, changes)
    assert get_case(work, case.id).due_at == date(2026, 4, 10)
    assert rule_changes.rule_changes(work) == ()


def test_a_corrected_place_changes_the_rule_book(work: Workplace) -> None:
    case = new_case(work, "085")
    moved = set_fields(work, case.id, {"region": "崇义县", "locality": "foping"}, why="转办")
    assert moved.due_at == date(2026, 8, 5)


def install_edition(work: Workplace, *edits: tuple[str, str]) -> None:
    """The office's own copy of 长宁's rule book as version 3 with these texts changed."""
    text = (SHIPPED_TEMPLATES / "localities" / "shanghai-changning.toml").read_text(encoding="utf-8")
    for old, new in (("version = 2", "version = 3"), *edits):
        assert old in text
        text = text.replace(old, new)
    folder = work.data_dir / "templates" / "localities"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "shanghai-changning.toml").write_text(text, encoding="utf-8")
    work.template_cache.invalidate()


def test_rule_changes_list_every_open_case_even_without_a_moved_date(work: Workplace) -> None:
    new_case(work, "085")
    named = new_case(work, "086", due_at=date(2026, 5, 20))
    new_case(work, "087", status=Status.CLOSED)
    install_edition(work, ('"解决或采纳"', '"已经办成"'))
    changes = rule_changes.rule_changes(work)
    assert [change.label for change in changes] == [
        "085　2026年5月9日（不变）",
        "086　2026年5月20日（不变）",
    ]
    assert rule_changes.count_older(work) == 2
    edition = changes[0].edition
    assert edition is not None
    assert (edition.old, edition.new) == ("上海市长宁区 第2版", "上海市长宁区 第3版")
    assert edition.differences == (
        RuleDifference(
            "办理结果", "解决或采纳、列入计划拟解决、留作参考", "已经办成、列入计划拟解决、留作参考"
        ),
    )
    rule_changes.apply_changes(work, changes[1:])
    assert get_case(work, named.id).due_at == date(2026, 5, 20)
    assert events(work, named.id)[-1].note == "改按上海市长宁区 第3版办理（原为上海市长宁区 第2版）"
    assert [change.number for change in rule_changes.rule_changes(work)] == ["085"]


def test_a_given_due_date_is_not_moved_by_new_rules(work: Workplace) -> None:
    new_case(work, "086", due_at=date(2026, 5, 20))
    install_edition(work, ('"reply"\nunit = "months"\namount = 3', '"reply"\nunit = "months"\namount = 2'))
    (change,) = rule_changes.rule_changes(work)
    assert (change.moves, change.new) == (False, date(2026, 5, 20))


def test_another_place_in_the_settings_is_a_change_of_rules_too(work: Workplace) -> None:
    new_case(work, "085", region="")
    assert rule_changes.count_older(work) == 0
    save_office(work, Office(locality="foping"))
    assert rule_changes.count_older(work) == 1


def test_the_reminder_of_the_day_counts_them(work: Workplace) -> None:
    new_case(work, "085")
    install_edition(work)
    assert reminder_of_today(work).rules_words == "办理规则有变动，1 件在办件仍按原规则办理"


def test_a_calendar_that_cannot_be_written_moves_no_case(work: Workplace) -> None:
    case = new_case(work, "085")
    (work.data_dir / "calendar" / "holidays.toml").mkdir(parents=True)  # in the way of the file
    changes = rule_changes.calendar_changes(work, OWN_DAY, "放假.toml")
    with pytest.raises(FileProblem):
        rule_changes.adopt_calendar(work, OWN_DAY, "放假.toml", changes)
    assert get_case(work, case.id).due_at == date(2026, 5, 9)


def test_cases_without_a_due_date_come_last(work: Workplace) -> None:
    undated, dated = new_case(work, "086", assigned_at=None), new_case(work, "085")
    shorten_the_reply_clock(work)
    assert [change.case_id for change in rule_changes.rule_changes(work)] == [dated.id, undated.id]
