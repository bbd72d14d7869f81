"""The year's self-check: the points of the general standard worked out by hand from five cases. Today is 9 April 2024."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.domain.case.case import HandlingRole, MatterType
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.forms.form_template import FormKind
from desktop.domain.records.contact import ContactWay
from desktop.services.handling.contacts import record_contact
from desktop.services.handling.feedback import record_feedback
from desktop.services.handling.promises import add_promise, keep_promise
from desktop.services.office.office import Office, save_office
from desktop.services.office.workplace import USER_TEMPLATES, Workplace
from desktop.services.reporting.office_papers import export_office_paper, office_sheets
from desktop.services.reporting.office_source import OfficeChoice, office_source
from desktop.services.reporting.self_check import SelfCheck, self_check
from desktop.services.writing.drafting import set_reply_fields
from tests.services.reporting.test_office_papers import case_of, tables, texts

OWN = """\
id = "zz-own"
version = 1
name = "本区考核标准"

[[items]]
name = "按时办复"
words = "逾期一件扣 3 分"
points = 20
measure = "on_time_rate"
rule = "per_case"
per = 3
"""


@pytest.fixture
def year(work: Workplace) -> Workplace:
    """001 answered in time after a visit, 002 late after a call, 003 overdue, 004 to co-handle by 12 April, 005 withdrawn."""
    save_office(work, Office(unit="澄江县民政局", region="澄江县", contact_person="周衡"))
    first = case_of(work, "001", date(2024, 4, 22), replied_at=date(2024, 4, 1), status=Status.FEEDBACK_WAIT)
    second = case_of(work, "002", date(2024, 4, 3), replied_at=date(2024, 4, 8), status=Status.REPLIED)
    case_of(work, "003", date(2024, 4, 8))
    case_of(work, "004", date(2024, 4, 12), handling_role=HandlingRole.CO_HANDLING, lead_unit="县教育局")
    case_of(work, "005", date(2024, 4, 22), status=Status.WITHDRAWN)
    for case, result, way in ((first, "解决采纳", ContactWay.VISIT), (second, "计划解决", ContactWay.PHONE)):
        set_reply_fields(work, case.id, {"handling_result": result}, why="补登")
        record_contact(work, case.id, way)
    record_feedback(work, first.id, "满意", "沈亦澄")
    kept = add_promise(work, first.id, "印发办法", due_at=date(2024, 4, 20))
    keep_promise(work, kept.id)
    add_promise(work, second.id, "建成驿站", due_at=date(2024, 4, 8))  # not kept by yesterday
    add_promise(work, first.id, "年底前推广", due_at=date(2024, 12, 31))  # not due yet
    return work


def checked(work: Workplace, sheet: str = "") -> SelfCheck:
    return self_check(office_source(work, OfficeChoice(score_sheet=sheet)))


def test_every_item_of_the_general_standard(year: Workplace) -> None:
    found = checked(year)
    rows = {
        score.item.name: (score.points, found.names(score) if score.off else "") for score in found.scores
    }
    assert rows == {
        "组织领导和制度": (None, ""),
        "签收": (Decimal(4), ""),
        "按时办复": (Decimal(14), "第002号、第003号"),  # two at 2 points; 004 and 005 are not due
        "会办意见": (Decimal(6), ""),  # due in three days
        "沟通": (Decimal(0), "第003号"),  # two of three: 33 points below 100
        "当面沟通": (Decimal(0), "第002号、第003号"),
        "解决采纳": (Decimal(10), ""),  # one of two reaches 50 %
        "满意度": (Decimal(12), ""),
        "重新办理": (Decimal(4), ""),
        "答复公开": (Decimal(6), ""),  # none is to be published
        "承诺兑现": (Decimal(5), "第002号"),
        "总结和归档": (None, ""),
    }
    assert (found.total, found.measured, found.sheet.points) == (Decimal(61), Decimal(86), Decimal(100))
    assert [score.item.name for score in found.by_hand] == ["组织领导和制度", "总结和归档"]


def test_the_table_shows_points_measure_cases_and_total(year: Workplace) -> None:
    (sheet,) = office_sheets(year, FormKind.SELF_CHECK, OfficeChoice())
    (table,) = tables(sheet.document)
    assert table[0] == [
        "序号",
        "考核项目",
        "考核内容",
        "评分标准",
        "分值",
        "完成情况",
        "自评\n得分",
        "扣分原因（办件）",
    ]
    assert table[3][4:] == ["18", "按时办复率33.3%（1/3），只算已答复和已到期的", "14", "第002号、第003号"]
    assert table[1][4:] == ["8", "（手填）", "", ""]
    assert table[4][4:] == ["6", "没有这类办件", "6", ""]
    assert table[-1] == ["合　计", "100", "", "61", ""]
    words = "\n".join(texts(sheet.document))
    assert "评分标准：办理工作考核自评表（通用）（待核）" in words
    assert "还有2项要手填" in words


def test_the_same_table_as_a_sheet_of_excel(year: Workplace, tmp_path: Path) -> None:
    out = tmp_path / "自评.xlsx"
    export_office_paper(year, out, FormKind.SELF_CHECK, OfficeChoice())
    rows = list(load_workbook(out).worksheets[0].iter_rows(values_only=True))
    late = next(row for row in rows if "按时办复" in row)
    assert late[4:] == ("18", "按时办复率33.3%（1/3），只算已答复和已到期的", "14", "第002号、第003号")


def test_the_standard_of_the_office_goes_first_and_others_are_named(year: Workplace) -> None:
    folder = year.data_dir / USER_TEMPLATES / "scores"
    folder.mkdir(parents=True)
    (folder / "own.toml").write_text(OWN, encoding="utf-8")
    year.template_cache.invalidate()
    assert checked(year).sheet.name == "本区考核标准"
    assert checked(year).total == Decimal(14)  # two of three late or unanswered, at 3 points
    assert checked(year, "general").total == Decimal(61)
    with pytest.raises(Refused, match="没有评分标准“火星”") as refusal:
        checked(year, "火星")
    assert "本区考核标准（zz-own）" in refusal.value.remedy


def test_a_case_is_late_on_the_day_after_its_last_day(year: Workplace) -> None:
    last_day = case_of(year, "301", date(2024, 4, 9))
    yesterday = case_of(year, "302", date(2024, 4, 8))
    for case, points in ((last_day, 18), (yesterday, 16)):
        found = self_check(office_source(year, OfficeChoice(ids=(case.id,))))
        assert next(score.points for score in found.scores if score.item.name == "按时办复") == points


def test_only_the_chosen_cases_are_scored(year: Workplace) -> None:
    case = case_of(year, "201", date(2024, 4, 30), matter_type=MatterType.NPC_SUGGESTION, term=10)
    found = self_check(office_source(year, OfficeChoice(ids=(case.id,))))
    points = {score.item.name: score.points for score in found.scores}
    assert [score.item.name for score in found.scores if score.off] == []
    assert (points["按时办复"], points["沟通"]) == (Decimal(18), Decimal(10))  # nothing is due
