"""Tables of reports and lists fill the type area; and the small words and orders of lists over many cases."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from desktop.domain.case.case import HandlingRole
from desktop.domain.case.event import Event, EventKind
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.figures.case_figures import FigureScope
from desktop.services.handling.due_list import DueItem, DueWhat
from desktop.services.office.workplace import Workplace
from desktop.services.reporting.case_lines import NO_SECTION, SectionItems, done_between, in_words
from desktop.services.reporting.due_sheets import export_due_sheet, print_due_sheet, week_sheet
from desktop.services.reporting.report import print_report
from desktop.services.reporting.statistics import gather_statistics
from desktop.typesetting.model.block import PrintedDocument, TableBlock
from tests.services.reporting.conftest import due

MONDAY, SUNDAY = date(2024, 4, 8), date(2024, 4, 14)


def tables(document: PrintedDocument) -> list[TableBlock]:
    return [block for block in document.blocks if isinstance(block, TableBlock)]


def test_every_table_is_as_wide_as_the_type_area_with_a_width_for_each_column(week: Workplace) -> None:
    """GB/T 9704-2012 5.2.2: the type area is 156 mm wide."""
    printed = [week_sheet(week, date(2024, 4, 9))[0], print_due_sheet(week), print_report(week)]
    found = [table for document in printed for table in tables(document)]
    assert len(found) == 2 + 1 + 2
    for table in found:
        assert sum(table.widths_mm) == 156
        assert {len(row) for row in table.rows} == {len(table.widths_mm)}
        assert table.head_rows == 1


def test_the_file_of_the_due_list_has_the_days_that_were_asked_for(week: Workplace, tmp_path: Path) -> None:
    export_due_sheet(week, tmp_path / "到期.txt")
    assert "逾期2件，今日到期1件，七日内到期3件" in (tmp_path / "到期.txt").read_text(encoding="utf-8")
    with pytest.raises(Refused, match="不能导出成"):
        export_due_sheet(week, tmp_path / "到期.odt")


def test_a_week_after_this_one_counts_from_its_monday(week: Workplace) -> None:
    """002 is late today and of this week; seen from next week it is one of those before."""
    texts = [
        block.text
        for block in week_sheet(week, date(2024, 4, 15))[0].blocks
        if not isinstance(block, TableBlock)
    ]
    assert "一、以前到期还没有办的（2项）" in texts
    assert "二、本周到期的（1项）" in texts


# What was done in a week.
def event(kind: EventKind, day: int, to: Status | None = None, note: str = "") -> Event:
    return Event(1, datetime(2024, 4, day, 9, 0), kind, "林越", None, to, note)


@pytest.mark.parametrize(
    ("events", "done"),
    [
        ([], ()),
        # The days before and after the week do not count; its first and last day do.
        (
            [event(EventKind.MOVED, day, Status.DRAFTING) for day in (7, 8, 14, 15)],
            ("4月8日转入拟稿", "4月14日转入拟稿"),
        ),
        ([event(EventKind.RECORDED, 9, note="电话沟通")], ("4月9日电话沟通",)),
        # A note that begins with the day does not say it twice.
        ([event(EventKind.RECORDED, 9, note="4月9日电话沟通")], ("4月9日电话沟通",)),
        ([event(EventKind.RECORDED, 9, note="甲" * 41)], ("4月9日" + "甲" * 39 + "…",)),
        ([event(EventKind.EXPORTED, 9, note="答复.docx"), event(EventKind.CHANGED, 9, note="改")], ()),
        # A move that was taken back was none; what was recorded meanwhile stays.
        (
            [
                event(EventKind.MOVED, 9, Status.DRAFTING),
                event(EventKind.MOVED, 10, Status.SECTION_REVIEW),
                event(EventKind.RECORDED, 10, note="沟通"),
                event(EventKind.UNDONE, 11),
            ],
            ("4月9日转入拟稿", "4月10日沟通"),
        ),
        ([event(EventKind.UNDONE, 9), event(EventKind.RECORDED, 10, note="沟通")], ("4月10日沟通",)),
        # Entered late: by the day on which it happened.
        (
            [event(EventKind.RECORDED, 12, note="乙"), event(EventKind.RECORDED, 9, note="甲")],
            ("4月9日甲", "4月12日乙"),
        ),
    ],
)
def test_the_deeds_of_a_week(events: list[Event], done: tuple[str, ...]) -> None:
    assert done_between(events, MONDAY, SUNDAY) == done


def test_a_line_is_printed_with_days_in_words_and_blanks_for_what_is_not_known() -> None:
    lines = in_words([{"n": 1, "due": date(2026, 6, 30), "left": None, "what": "答复"}])
    assert lines == ({"n": "1", "due": "2026年6月30日", "left": "", "what": "答复"},)


def item(case_id: int, days: int) -> DueItem:
    return DueItem(case_id, "085", "甲", DueWhat.REPLY, date(2024, 4, 9), days)


def test_the_items_of_a_section_are_counted_as_late_or_soon() -> None:
    """Due today is not late. A case with two items is one case."""
    found = SectionItems("科创科", (item(1, -1), item(1, 0), item(2, 3)))
    assert found.values == {
        "section": "科创科",
        "section_items": "3",
        "section_late": "1",
        "section_soon": "2",
    }
    assert found.case_ids == (1, 2)
    assert SectionItems("", ()).values["section"] == NO_SECTION == "办公室（下列事项尚未分到科室）"


# Figures.
def test_decided_and_published_are_counted_and_an_unknown_rate_is_an_error(work: Workplace) -> None:
    due(work, "001", date(2024, 4, 29), replied_at=date(2024, 4, 1), status=Status.FEEDBACK_WAIT)
    due(work, "002", date(2024, 4, 29), handling_role=HandlingRole.CO_HANDLING)
    found = gather_statistics(work, FigureScope())
    assert (found.assigned, found.counted, found.replied) == (2, 1, 1)
    assert (found.decided, found.published, found.undated) == (0, 0, 0)
    with pytest.raises(KeyError):
        found.rate("no_such_rate")
