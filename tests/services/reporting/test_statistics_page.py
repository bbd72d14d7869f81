"""The statistics page: which scope it shows first, who was dissatisfied, and the figures as a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.domain.case.case import Case, Proposer
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.figures.case_figures import FigureScope
from desktop.domain.rules.locality import ResultGrade
from desktop.services.cases.cases import create_case
from desktop.services.cases.figures import default_scope, year_scope
from desktop.services.handling import feedback
from desktop.services.office.office import Office, save_office
from desktop.services.office.workplace import Workplace
from desktop.services.reporting.statistics import export_figures, figure_sheet
from desktop.store.cases.scope_choices import ScopeChoices
from tests.services.conftest import Clock


def replied(work: Workplace, number: str, **facts: object) -> Case:
    plain: dict[str, object] = {
        "number": number,
        "subject": "关于改善社区图书室的提案",
        "proposers": (Proposer("沈亦澄"),),
        "term": 15,
        "session": 4,
        "assigned_at": date(2024, 1, 29),
        "due_at": date(2024, 4, 29),
        "replied_at": date(2024, 4, 1),
        "status": Status.FEEDBACK_WAIT,
    }
    return create_case(work, Case(**plain | facts))  # type: ignore[arg-type]


SESSIONS = ((16, 1), (15, 4), (15, 3))


@pytest.mark.parametrize(
    ("this_year", "sessions", "scope"),
    [
        # One session this year: that session, even if there is a newer one.
        (((15, 4),), SESSIONS, FigureScope(term=15, session=4)),
        # Several, or cases of this year without a session: the year.
        (((15, 4), (16, 1)), SESSIONS, FigureScope(first=date(2024, 1, 1), last=date(2024, 12, 31))),
        (((None, None),), SESSIONS, FigureScope(first=date(2024, 1, 1), last=date(2024, 12, 31))),
        # Nothing this year: the newest session; nothing at all: everything.
        ((), SESSIONS, FigureScope(term=16, session=1)),
        ((), (), FigureScope()),
    ],
)
def test_the_page_opens_with_the_work_of_this_year(
    this_year: tuple[tuple[int | None, int | None], ...],
    sessions: tuple[tuple[int, int], ...],
    scope: FigureScope,
) -> None:
    assert default_scope(ScopeChoices(sessions=sessions, this_year=this_year), 2024) == scope


def test_a_year_runs_from_its_first_to_its_last_day() -> None:
    assert year_scope(2023) == FigureScope(first=date(2023, 1, 1), last=date(2023, 12, 31))


def test_without_a_scope_the_page_chooses_one_and_offers_what_occurs(work: Workplace) -> None:
    replied(work, "001", section="科创科")
    replied(work, "002", session=3, assigned_at=date(2023, 2, 6), due_at=date(2023, 5, 6))
    sheet = figure_sheet(work, None)
    assert sheet.statistics.scope == FigureScope(term=15, session=4)
    assert (sheet.statistics.assigned, sheet.year) == (1, 2024)
    assert (sheet.choices.sessions, sheet.choices.sections) == (((15, 4), (15, 3)), ("科创科",))
    assert figure_sheet(work, FigureScope()).statistics.assigned == 2


def test_the_page_knows_the_grade_of_every_result_in_use(work: Workplace) -> None:
    save_office(work, Office(locality="shanghai-changning"))
    replied(work, "001")
    grades = figure_sheet(work, None).grades
    assert grades["解决或采纳"] is ResultGrade.SOLVED
    assert grades["留作参考"] is ResultGrade.REFERENCE


def test_nobody_dissatisfied_needs_no_words(work: Workplace) -> None:
    feedback.record_feedback(work, replied(work, "001").id, "满意")
    assert figure_sheet(work, FigureScope()).dissatisfied == ""


def test_one_dissatisfied_case_is_shown_with_what_happens_to_it(work: Workplace) -> None:
    case = replied(work, "009")
    feedback.record_feedback(work, case.id, "不满意")
    words = figure_sheet(work, FigureScope()).dissatisfied
    assert words.startswith("不满意 1 件（009）：")


def test_many_dissatisfied_cases_are_counted_and_three_are_named(work: Workplace) -> None:
    for number in ("001", "", "003"):
        feedback.record_feedback(work, replied(work, number).id, "不满意")
    assert figure_sheet(work, FigureScope()).dissatisfied == "不满意 3 件（001、#2、003）"
    feedback.record_feedback(work, replied(work, "004").id, "不满意")
    assert figure_sheet(work, FigureScope()).dissatisfied == "不满意 4 件（001、#2、003等）"


def test_figures_are_written_with_formulas_and_one_sheet_for_each_breakdown(
    work: Workplace, tmp_path: Path, clock: Clock
) -> None:
    clock.pass_minutes(30 * 24 * 60)  # 9 May, after the second reply
    replied(work, "001", section="科创科")
    replied(work, "002", section="科创科", replied_at=date(2024, 5, 6))
    replied(work, "003", section="产业科", replied_at=None, status=Status.DRAFTING)
    out = tmp_path / "统计.xlsx"
    export_figures(work, out, FigureScope(term=15, session=4))
    book = load_workbook(out)
    rates = [[cell.value for cell in row] for row in book["指标"].iter_rows()]
    title = str(rates[0][0])
    assert title.startswith("办理指标　十五届四次会议　2024-05-09　依据：")
    assert rates[1] == ["指标", "比率", "分子", "分母", "目标", "算法"]
    on_time = next(row for row in rates if row[0] == "按时办复率")
    assert on_time[1:4] == [pytest.approx(1 / 3), 1, 3]
    assert on_time[5] == "期限内（含批准延期）答复件 ÷ 应答复件"
    sections = [[cell.value for cell in row] for row in book["承办科室"].iter_rows()]
    assert sections[0][0] == "按承办科室　十五届四次会议　2024-05-09"
    assert sections[1:] == [
        ["承办科室", "件数", "占总数"],
        ["科创科", 2, pytest.approx(2 / 3)],
        ["产业科", 1, pytest.approx(1 / 3)],
    ]
    # Nobody has answered yet: a breakdown without a row gets no sheet.
    assert "反馈意见" not in book.sheetnames
    assert book["指标"].column_dimensions["F"].width == 56


def test_all_sessions_together_say_so(work: Workplace, tmp_path: Path) -> None:
    export_figures(work, tmp_path / "统计.XLSX")
    assert "全部届次" in str(load_workbook(tmp_path / "统计.XLSX")["指标"]["A1"].value)


@pytest.mark.parametrize("name", ["统计.xls", "统计"])
def test_figures_are_a_spreadsheet_and_nothing_else(work: Workplace, tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused) as refusal:
        export_figures(work, tmp_path / name)
    assert (Path(name).suffix or name) in refusal.value.what
