"""Views of the work list: sorting, groups, columns, saved lists, and actions on many cases."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QLabel, QListView, QMenu

from desktop.domain.case.case import Case, HandlingRole, Proposer
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CasePage, CaseQuery, GroupCount, GroupKey
from desktop.domain.forms.form_template import FormKind
from desktop.services import many_cases
from desktop.services.cases.cases import create_case, get_case
from desktop.services.cases.list_view import WorkList
from desktop.services.handling.progress import events, move_case
from desktop.services.many_cases import assign_cases
from desktop.services.office.workplace import Workplace
from desktop.services.paper.assessment_pack import PackRequest
from desktop.services.writing.drafting import open_reply
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.inbox.case_pages import Questions
from desktop.ui.inbox.case_table import CaseTable
from desktop.ui.inbox.case_table_model import CaseTableModel, Column, GroupRows
from desktop.ui.inbox.smart_list_panel import ListChoice
from desktop.ui.parts.row_list import ITEM_ROLE, Index
from tests.ui.conftest import OpenProgram
from tests.ui.office_papers import write_paper
from tests.ui.officer import Officer

CASES = (
    ("001", "关于甲的提案", Status.SIGNED, "", HandlingRole.LEAD),
    ("002", "关于乙的提案", Status.DRAFTING, "文化科", HandlingRole.SOLE),
    ("003", "关于丙的提案", Status.SIGNED, "", HandlingRole.LEAD),
    ("004", "关于丁的提案", Status.DRAFTING, "交通科", HandlingRole.CO_HANDLING),
    ("005", "关于戊的提案", Status.ASSIGNED, "文化科", HandlingRole.LEAD),
)


def add_cases(work: Workplace) -> None:
    for place, (number, subject, status, section, role) in enumerate(CASES, 1):
        case = Case(
            number=number, term=15, session=4, subject=subject, status=status, section=section, handling_role=role,
            proposers=(Proposer(f"委员{number}"),), due_at=date(2024, 5, place), assigned_at=date(2024, 3, place),
        )  # fmt: skip
        create_case(work, case)


@pytest.fixture
def busy(officer: Officer) -> Officer:
    officer.program.worker.wait_for(add_cases)
    officer.inbox.refresh()
    officer.settle()
    return officer


def choose(officer: Officer, *numbers: str) -> None:
    """Tick only the cases of these numbers."""
    table, model = officer.inbox.table, officer.inbox.model
    table.clearSelection()
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in range(model.rowCount()):
        case = model.case_row(row)
        if case is not None and case.number in numbers:
            table.selectionModel().select(model.index(row, 0), flags)


def shown(officer: Officer) -> list[str]:
    """The rows from top to bottom: 【group】 or case number."""
    officer.settle()
    model = officer.inbox.model
    rows = []
    for row in range(model.rowCount()):
        head, case = model.places.head(row), model.case_row(row)
        rows.append(f"【{head.label} {head.count}】" if head else case.number if case else "?")
    return rows


def named_lists(officer: Officer) -> dict[str, ListChoice]:
    """The lists in the panel by their names."""
    officer.settle()
    rows = officer.inbox.lists._items.rows
    return {row.item.label: row.item for row in rows if isinstance(row.item, ListChoice)}


def dialog_of(officer: Officer) -> RecordDialog:
    officer.until(lambda: isinstance(QApplication.activeModalWidget(), RecordDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RecordDialog)
    return dialog


@given(st.lists(st.integers(0, 5), max_size=8), st.sets(st.integers(0, 7)))
def test_every_case_has_one_row_and_every_row_one_meaning(counts: list[int], folded: set[int]) -> None:
    groups = [GroupCount(str(place), count) for place, count in enumerate(counts)]
    rows = GroupRows(groups, folded, sum(counts))
    meanings = [rows.offset(row) if rows.head(row) is None else -1 for row in range(len(rows))]
    unfolded = [offset for offset in meanings if offset >= 0]
    assert unfolded == sorted(set(unfolded))
    assert sum(meaning < 0 for meaning in meanings) == len(groups)
    assert all(rows.row(offset) == meanings.index(offset) for offset in unfolded)
    hidden = sum(count for place, count in enumerate(counts) if place in folded)
    assert len(unfolded) == (sum(counts) - hidden if groups else 0)
    if rows.groups:
        assert rows.cases_between(0, len(rows) - 1) == len(unfolded)


def test_choosing_100000_cases_asks_for_no_further_page(officer: Officer) -> None:
    many, asked = 100_000, list[int]()

    def first(query: CaseQuery, then: Callable[[WorkList], object]) -> None:
        asked.append(query.offset)
        groups = (GroupCount("前", 40_000), GroupCount("后", 60_000))
        then(WorkList(CasePage((), many), tuple(range(many)), groups))

    def page(query: CaseQuery, _then: Callable[[CasePage], object], _ended: Callable[[], object]) -> None:
        asked.append(len(query.ids or ()))

    model = CaseTableModel(Questions(first, page))
    table = CaseTable(officer.program.theme, model)
    officer.qtbot.addWidget(table)
    model.pages.ask(CaseQuery(group=GroupKey.STATUS))
    begin = time.thread_time()
    table.selectAll()
    assert table.chosen.count == many
    assert table.chosen.ids() == tuple(range(many))
    assert time.thread_time() - begin < 2
    assert asked == [0]


def add_many(work: Workplace, numbers: range, due_at: date) -> None:
    for number in numbers:
        case = Case(number=f"{number:03}", subject="关于公交的提案", status=Status.DRAFTING, due_at=due_at)
        create_case(work, case)


def test_chosen_rows_stay_the_same_cases_while_others_come_in_before_them(officer: Officer) -> None:
    officer.program.worker.wait_for(add_many, range(1, 251), date(2024, 5, 9))
    officer.inbox.refresh()
    officer.settle()
    table, model = officer.inbox.table, officer.inbox.model
    table.selectAll()
    last = model.index(249, 0)
    flags = QItemSelectionModel.SelectionFlag.Deselect | QItemSelectionModel.SelectionFlag.Rows
    table.selectionModel().select(last, flags)
    officer.program.worker.wait_for(add_many, range(901, 904), date(2024, 5, 1))
    assert table.chosen.ids() == tuple(range(1, 250))
    officer.until(lambda: model.case_row(200) is not None)
    row = model.case_row(200)
    assert row is not None
    assert (row.id, row.number) == (201, "201")
    officer.inbox.many.move(Status.SECTION_REVIEW)
    officer.until(lambda: "249 件" in officer.notice)
    assert officer.program.worker.wait_for(get_case, 250).status is Status.DRAFTING
    assert officer.program.worker.wait_for(get_case, 251).status is Status.DRAFTING


def test_chosen_cases_stay_chosen_when_the_list_is_read_again(officer: Officer) -> None:
    officer.program.worker.wait_for(add_many, range(1, 151), date(2024, 5, 9))
    officer.inbox.refresh()
    officer.settle()
    table = officer.inbox.table
    chosen = (2, 3, 4, 60, 149)
    table.chosen.choose(chosen)
    officer.program.worker.wait_for(add_many, range(901, 904), date(2024, 5, 1))  # first in the list
    officer.inbox.refresh()
    officer.settle()
    assert officer.inbox.model.total == 153
    assert table.chosen.ids() == chosen
    assert officer.inbox.bar.isVisible()
    officer.inbox.refresh(select=60)
    officer.settle()
    assert table.chosen.ids() == (60,)
    table.chosen.choose(chosen)
    officer.inbox.header.search.setText("没有这样的事由")
    officer.until(lambda: officer.inbox.model.total == 0)
    officer.inbox.header.search.setText("")
    officer.until(lambda: officer.inbox.model.total == 153)
    assert table.chosen.count == 1


def test_every_column_of_facts_can_be_sorted_both_ways(busy: Officer) -> None:
    for column in (
        Column.NUMBER,
        Column.SECTION,
        Column.ROLE,
        Column.ASSIGNED,
        Column.MEETING,
        Column.OFFICER,
    ):
        busy.inbox.model.sort(column, Qt.SortOrder.DescendingOrder)
        assert len(shown(busy)) == len(CASES)
        assert str(busy.inbox.model.headerData(column, Qt.Orientation.Horizontal)).endswith("↓")
    busy.inbox.model.sort(Column.NUMBER)
    assert shown(busy) == ["001", "002", "003", "004", "005"]


def test_groups_by_status_stand_in_the_order_of_the_procedure_and_fold(busy: Officer) -> None:
    busy.inbox.header.view.group_by(GroupKey.STATUS)
    assert shown(busy) == ["【待签收 1】", "005", "【已签收 2】", "001", "003", "【拟稿 2】", "002", "004"]
    busy.inbox.model.fold(1)
    assert shown(busy) == ["【待签收 1】", "005", "【已签收 2】", "【拟稿 2】", "002", "004"]
    assert "5 件" in busy.foot
    busy.inbox.model.fold(1)
    assert len(shown(busy)) == 8


def test_enter_on_the_head_of_a_group_folds_it(busy: Officer) -> None:
    busy.inbox.header.view.group_by(GroupKey.SECTION)
    assert shown(busy)[0] == "【交通科 1】"
    table = busy.inbox.table
    table.setFocus()
    table.setCurrentIndex(busy.inbox.model.index(0, 0))
    busy.press(Qt.Key.Key_Return)
    busy.until(lambda: shown(busy)[:2] == ["【交通科 1】", "【文化科 2】"])


def test_columns_and_groups_are_restored_at_the_next_start(busy: Officer, open_program: OpenProgram) -> None:
    busy.inbox.header.view.toggle_column(Column.OFFICER)
    busy.inbox.header.view.group_by(GroupKey.ROLE)
    assert not busy.inbox.table.isColumnHidden(Column.OFFICER)
    morning = Officer(busy.qtbot, open_program())
    assert morning.inbox.header.view.view.group is GroupKey.ROLE
    assert Column.OFFICER in morning.inbox.header.view.columns


def test_a_saved_list_restores_its_filter(busy: Officer) -> None:
    busy.inbox.header.filter.choose((Status.DRAFTING,))
    busy.inbox.lists.save_requested.emit()
    dialog = dialog_of(busy)
    dialog.boxes["name"].show_text("在拟稿")
    dialog.submit()
    busy.until(lambda: "在拟稿" in named_lists(busy))
    busy.inbox.header.filter.clear()
    assert len(shown(busy)) == 5
    saved = named_lists(busy)["在拟稿"]
    assert saved.count == 2
    busy.inbox.lists.list_chosen.emit(saved)
    assert shown(busy) == ["002", "004"]
    to_saved_list(busy)
    busy.press(Qt.Key.Key_F2)
    dialog = dialog_of(busy)
    assert dialog.boxes["name"].text == "在拟稿"
    dialog.boxes["name"].show_text("拟稿中")
    dialog.submit()
    busy.until(lambda: {"在拟稿", "拟稿中"} & set(named_lists(busy)) == {"拟稿中"})
    to_saved_list(busy)
    busy.press(Qt.Key.Key_Delete)
    dialog = dialog_of(busy)
    assert dialog.windowTitle() == "删除清单“拟稿中”"
    dialog.submit()
    busy.until(lambda: "拟稿中" not in named_lists(busy))


def to_saved_list(officer: Officer) -> None:
    """Put the cursor of the panel on the saved list."""
    officer.until(lambda: QApplication.activeModalWidget() is None)
    view = cast("QListView", officer.inbox.lists.findChild(QListView))
    model = view.model()
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    view.setCurrentIndex(next(one for one in rows if getattr(one.data(ITEM_ROLE), "saved", None)))
    view.setFocus()


def test_the_bar_is_there_while_several_cases_are_chosen(busy: Officer) -> None:
    choose(busy, "001")
    assert not busy.inbox.bar.isVisible()
    choose(busy, "001", "003")
    assert busy.inbox.bar.isVisible()
    assert "选中 2 件" in busy.foot
    busy.inbox.bar.all_requested.emit()
    assert busy.inbox.table.chosen.count == 5


def test_cases_are_assigned_to_a_section_and_moved(busy: Officer) -> None:
    choose(busy, "001", "003", "005")
    busy.inbox.bar.assign_requested.emit()
    dialog = dialog_of(busy)
    dialog.boxes["section"].show_text("公共服务科")
    dialog.submit()
    busy.until(lambda: "3 件已分办到公共服务科" in busy.notice)
    cases = [busy.program.worker.wait_for(get_case, number) for number in (1, 3, 5)]
    assert {case.section for case in cases} == {"公共服务科"}
    assert [case.status for case in cases] == [Status.DISTRIBUTED, Status.DISTRIBUTED, Status.ASSIGNED]


def test_moving_many_cases_reports_refused_ones_and_can_be_undone(busy: Officer) -> None:
    choose(busy, "002", "004", "005")
    busy.inbox.bar.moves.aboutToShow.emit()
    assert "送科室核稿" in [action.text() for action in busy.inbox.bar.moves.actions()]
    busy.inbox.many.move(Status.SECTION_REVIEW)
    busy.until(lambda: "2 件已流转到“科室核稿”" in busy.notice)
    assert "1 件没有办成：005" in busy.notice
    busy.tab_to("撤销")
    busy.press(Qt.Key.Key_Space)
    busy.until(lambda: "2 件已撤销流转" in busy.notice)
    assert busy.program.worker.wait_for(get_case, 2).status is Status.DRAFTING


def ask_day_of_move(busy: Officer, *numbers: str) -> RecordDialog:
    choose(busy, *numbers)
    busy.inbox.bar.moves.aboutToShow.emit()
    (late,) = [action for action in busy.inbox.bar.moves.actions() if action.text().startswith("补记流转")]
    late.trigger()
    return dialog_of(busy)


def test_many_cases_are_moved_as_of_the_day_that_is_asked_for(busy: Officer) -> None:
    dialog = ask_day_of_move(busy, "002", "004")
    assert dialog.boxes["day"].text == busy.program.worker.work.today.isoformat()
    dialog.fill({"to": "送科室核稿"})
    dialog.submit()
    busy.until(lambda: "2 件已流转到“科室核稿”" in busy.notice)


def test_but_not_as_of_a_day_to_come(busy: Officer) -> None:
    dialog = ask_day_of_move(busy, "002", "004")
    tomorrow = busy.program.worker.work.today + timedelta(days=1)
    dialog.fill({"to": "送科室核稿", "day": tomorrow.isoformat()})
    dialog.submit()
    busy.until(lambda: dialog.isVisible() and dialog.notice.notice is not None)
    assert dialog.notice.notice is not None
    assert "还没到" in dialog.notice.notice.remedy
    dialog.reject()
    assert busy.program.worker.wait_for(get_case, 2).status is Status.DRAFTING


def test_the_letters_of_many_cases_are_written_into_one_folder(busy: Officer, tmp_path: Path) -> None:
    choose(busy, "002", "005")
    busy.inbox.many.export((2, 5), tmp_path)
    busy.until(lambda: "2 件已导出" in busy.notice)
    assert sorted(file.suffix for file in tmp_path.glob("00*")) == [".docx", ".docx"]


def test_papers_about_the_chosen_cases_are_in_the_menu_of_exports(busy: Officer, tmp_path: Path) -> None:
    choose(busy, "002", "004")
    busy.inbox.bar.exports.aboutToShow.emit()
    words = [action.text() for action in busy.inbox.bar.exports.actions() if not action.isSeparator()]
    assert words == [
        "答复，每件一个文件…", "任务分解表…", "办理工作方案…", "重点提案办理进展周报", "科室催办单",
        "答复件落实情况一览表…", "第三方评估材料…",
    ]  # fmt: skip
    write_paper(busy.inbox.many.papers, FormKind.TASK_TABLE, tmp_path / "任务.xlsx")
    busy.until(lambda: "已导出 任务.xlsx" in busy.notice)
    rows = load_workbook(tmp_path / "任务.xlsx").worksheets[0].iter_rows(min_row=3, values_only=True)
    assert [row[3] for row in rows] == ["002", "004"]


def test_a_pack_for_an_assessment_says_what_is_inside_and_leaves_open_cases_out(
    busy: Officer, tmp_path: Path
) -> None:
    replied = Case(
        number="007", subject="关于庚的提案", status=Status.REPLIED, proposers=(Proposer("林晓舟"),),
        assigned_at=date(2024, 2, 23), replied_at=date(2024, 4, 8),
    )  # fmt: skip
    number = busy.program.worker.wait_for(create_case, replied).id
    busy.program.worker.wait_for(open_reply, number)
    busy.inbox.refresh()
    busy.settle()
    choose(busy, "002", "007")
    busy.inbox.many.ask_pack()
    dialog = dialog_of(busy)
    assert "按公开版的规则删去电话" in " ".join(
        label.text() for label in cast("list[QLabel]", dialog.findChildren(QLabel))
    )
    assert [box.text for box in dialog.boxes.values()] == ["否", "否"]
    dialog.reject()
    busy.inbox.many.write_pack((2, number), PackRequest(), tmp_path / "评估.zip")
    busy.until(lambda: "1 件已打包" in busy.notice)
    assert "1 件没有办成：002" in busy.notice
    with zipfile.ZipFile(tmp_path / "评估.zip") as pack:
        assert "007-林晓舟/1 答复.pdf" in pack.namelist()


def test_a_reminder_from_the_list_is_recorded_in_the_cases(busy: Officer, tmp_path: Path) -> None:
    late = Case(number="006", subject="关于己的提案", status=Status.DRAFTING, due_at=date(2024, 4, 8))
    number = busy.program.worker.wait_for(create_case, late).id
    busy.inbox.refresh()
    busy.settle()
    choose(busy, "002", "006")
    write_paper(busy.inbox.many.papers, FormKind.SECTION_REMINDER, tmp_path / "催办.docx")
    busy.until(lambda: "已导出 催办.docx" in busy.notice)
    said = [event.label for event in busy.program.worker.wait_for(events, number)]
    assert "导出（科室催办单：催办.docx）" in said


def test_a_reminder_can_look_further_ahead_and_a_week_can_be_the_last(busy: Officer, tmp_path: Path) -> None:
    busy.inbox.bar.exports.aboutToShow.emit()
    actions = busy.inbox.bar.exports.actions()
    more = {action.text(): cast("QMenu | None", action.menu()) for action in actions}
    words = {name: [action.text() for action in menu.actions()] for name, menu in more.items() if menu}
    assert words == {
        "重点提案办理进展周报": ["本周…", "上周…"],
        "科室催办单": ["逾期和 7 天内到期的…", "逾期和 14 天内到期的…", "逾期和 30 天内到期的…"],
    }
    choose(busy, "002", "005")  # due on 2 and 5 May, 23 and 26 days ahead
    papers = busy.inbox.many.papers
    write_paper(papers, FormKind.SECTION_REMINDER, tmp_path / "催办.docx")
    busy.until(lambda: "没有逾期和 7 天内到期的事项" in busy.notice)
    write_paper(papers, FormKind.SECTION_REMINDER, tmp_path / "催办.docx", partial(replace, within_days=30))
    busy.until(lambda: "已导出 催办.docx" in busy.notice)


def test_a_stopped_job_leaves_the_other_cases_unchanged(busy: Officer) -> None:
    task = busy.program.worker.send_steps(assign_cases, (1, 3, 5), "文化科")
    task.stop()
    with busy.qtbot.waitSignal(task.done) as told:
        pass
    assert told.args[0].done == (1,)
    assert busy.program.worker.wait_for(get_case, 5).status is Status.ASSIGNED


def test_a_fault_half_way_through_a_job_is_told_and_the_list_is_read_again(
    officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer.program.worker.wait_for(add_many, range(1, 7), date(2024, 5, 9))
    officer.inbox.refresh()
    officer.settle()
    officer.inbox.table.selectAll()
    turns = count(1)

    def move(work: Workplace, case_id: int, to: Status, note: str, *, day: date | None) -> Case:
        if next(turns) == 4:
            raise ZeroDivisionError
        return move_case(work, case_id, to, note, day=day)

    monkeypatch.setattr(many_cases, "move_case", move)
    with officer.qtbot.captureExceptions() as caught:
        officer.inbox.many.move(Status.SECTION_REVIEW)
        officer.until(lambda: bool(caught))
    assert "6 件里办到第 4 件停下了" in officer.notice
    assert "前 3 件已经办过" in officer.notice
    officer.settle()
    rows = [officer.inbox.model.case_row(row) for row in range(6)]
    assert sorted(row.number for row in rows if row and row.status is Status.SECTION_REVIEW) == [
        "001",
        "002",
        "003",
    ]


def test_a_long_selection_is_painted_without_asking_for_each_of_its_rows(officer: Officer) -> None:
    many, asked = 100_000, list[int]()
    rows = Questions(
        lambda _query, then: then(WorkList(CasePage((), many), tuple(range(many)))),
        lambda _query, _then, _ended: None,
    )

    class CountingModel(CaseTableModel):
        def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
            asked.append(1)
            return super().rowCount(parent)

    model = CountingModel(rows)
    table = CaseTable(officer.program.theme, model)
    officer.qtbot.addWidget(table)
    table.resize(1100, 600)
    model.pages.ask(CaseQuery())
    table.show()
    table.selectAll()
    table.grab()
    assert table.chosen.count == many
    assert len(asked) < many / 10


def mergers(officer: Officer) -> list[int]:
    return [officer.program.worker.wait_for(get_case, number).merged_into for number in (1, 3, 5)]


def test_chosen_cases_are_merged_into_one_of_them_and_parted_again(busy: Officer) -> None:
    choose(busy, "001", "003", "005")
    busy.inbox.bar.merge_requested.emit()
    dialog = dialog_of(busy)
    assert isinstance(dialog, RecordDialog)
    dialog.fill({"into": "3"})
    dialog.submit()
    busy.until(lambda: "已并入第003号" in busy.notice)
    assert mergers(busy) == [3, 0, 3]
    busy.tab_to("撤销")
    busy.press(Qt.Key.Key_Space)
    busy.until(lambda: "已拆开" in busy.notice)
    assert mergers(busy) == [0, 0, 0]
