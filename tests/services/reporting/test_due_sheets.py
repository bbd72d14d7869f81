"""Printed lists of what is due: the schedule of a week, and everything due soon."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop.domain.case.case import HandlingRole
from desktop.domain.errors import Refused
from desktop.services.office.workplace import Workplace
from desktop.services.reporting.due_sheets import export_due_sheet, export_week, print_due_sheet, week_sheet
from desktop.typesetting.model.block import Block, PrintedDocument, TableBlock
from tests.services.reporting.conftest import due


def lines(document: PrintedDocument) -> list[str | list[list[str]]]:
    """The words of the paragraphs, and the words of the cells of each table."""
    found: list[str | list[list[str]]] = []
    for block in document.blocks:
        if isinstance(block, TableBlock):
            found.append([[cell[0].text for cell in row] for row in block.rows])
        elif block.text:
            found.append(block.text)
    return found


HEAD = ["日期", "编号", "事项", "案由", "经办"]


def test_a_week_has_what_was_due_before_it_and_each_of_its_days(week: Workplace) -> None:
    document, layout = week_sheet(week, date(2024, 4, 9))
    assert lines(document) == [
        "4月8日至4月14日办理期限安排",
        "一、以前到期还没有办的（1项）",
        [HEAD, ["4月3日", "001", "答复", "关于事项001的提案", "林越"]],
        "二、本周到期的（4项）",
        [
            HEAD,
            ["8日周一", "002", "答复", "关于事项002的提案", "科创科"],
            ["9日周二", "#3", "答复", "关于图书室的提案", ""],
            ["12日周五", "005", "会办意见（区财政局）", "关于事项005的提案", "周砚"],
            ["14日周日", "004", "报送会办意见", "关于事项004的提案", "科创科"],
        ],
        "澄江区民政局",
        "2024年4月9日",
    ]
    assert layout.id == "gbt9704"


@pytest.mark.parametrize("day", [date(2024, 4, 8), date(2024, 4, 14)])
def test_a_week_runs_from_monday_to_sunday(week: Workplace, day: date) -> None:
    assert lines(week_sheet(week, day)[0])[0] == "4月8日至4月14日办理期限安排"


def test_a_later_week_shows_everything_that_is_late_by_now(week: Workplace) -> None:
    found = lines(week_sheet(week, date(2024, 4, 16))[0])
    assert found[:2] == ["4月15日至4月21日办理期限安排", "一、以前到期还没有办的（2项）"]
    assert found[3] == "二、本周到期的（1项）"


def test_without_late_cases_the_week_comes_first_and_an_empty_week_says_so(work: Workplace) -> None:
    assert lines(week_sheet(work, date(2024, 4, 9))[0])[1] == "本周没有到期的事项。"
    due(work, "007", date(2024, 4, 10))
    assert lines(week_sheet(work, date(2024, 4, 9))[0])[1] == "一、本周到期的（1项）"
    # A week that is over has nothing due in it, whatever is late by now.
    assert lines(week_sheet(work, date(2024, 3, 5))[0])[1] == "本周没有到期的事项。"


def test_what_is_due_within_days_is_counted_and_listed_with_days_left(week: Workplace) -> None:
    assert lines(print_due_sheet(week)) == [
        "到期事项一览",
        "截至2024年4月9日，逾期和7日内到期的期限共6项：逾期2件，今日到期1件，七日内到期3件；另有1项期限（会办意见1）。",
        [
            ["期限", "剩余", "事项", "案由"],
            ["4月3日 周三", "逾期 6 天", "001 答复", "关于事项001的提案"],
            ["4月8日 周一", "逾期 1 天", "002 答复", "关于事项002的提案"],
            ["4月9日 周二", "今日到期", "#3 答复", "关于图书室的提案"],
            ["4月12日 周五", "还剩 3 天", "005 会办意见（区财政局）", "关于事项005的提案"],
            ["4月14日 周日", "还剩 5 天", "004 报送会办意见", "关于事项004的提案"],
            ["4月15日 周一", "还剩 6 天", "006 答复", "关于事项006的提案"],
        ],
        "澄江区民政局",
        "2024年4月9日",
    ]
    assert lines(print_due_sheet(week, 3))[1] == "截至2024年4月9日，逾期和3日内到期的期限共4项。"


def test_a_long_subject_is_cut_to_thirty_characters(work: Workplace) -> None:
    due(work, "008", date(2024, 4, 10), subject="一" * 31, handling_role=HandlingRole.SOLE)
    due(work, "009", date(2024, 4, 10), subject="二" * 30)
    table = lines(print_due_sheet(work))[2]
    assert isinstance(table, list)
    assert [row[3] for row in table[1:]] == ["一" * 29 + "…", "二" * 30]


def test_nothing_due_is_a_sentence(work: Workplace) -> None:
    assert lines(print_due_sheet(work))[:2] == ["到期事项一览", "没有逾期和即将到期的事项。"]


def test_both_lists_are_written_as_files(week: Workplace, tmp_path: Path) -> None:
    export_week(week, tmp_path / "周.txt", date(2024, 4, 9))
    assert "4月8日至4月14日办理期限安排" in (tmp_path / "周.txt").read_text(encoding="utf-8")
    export_due_sheet(week, tmp_path / "到期.txt", 3)
    assert "逾期和3日内到期的期限共4项" in (tmp_path / "到期.txt").read_text(encoding="utf-8")
    with pytest.raises(Refused):
        export_week(week, tmp_path / "周.odt", date(2024, 4, 9))


def test_the_signature_of_a_list_stands_right(week: Workplace) -> None:
    *_, unit, day = print_due_sheet(week).blocks
    assert isinstance(unit, Block)
    assert isinstance(day, Block)
    assert (unit.align.value, day.align.value) == ("right", "right")
