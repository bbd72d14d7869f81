"""The bin 「回收站」 in the window: Del asks, the notice undoes, the list at the foot shows, puts back, and deletes for ever."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.domain.case.work_list import BinnedCase, CaseQuery
from desktop.services.cases.bin import bin_list, delete_case
from desktop.services.cases.cases import get_case
from desktop.services.cases.work_list import list_cases
from desktop.services.office.workplace import Workplace
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.inbox.bin_pane import BinPane
from desktop.ui.inbox.smart_list_panel import ListChoice
from desktop.ui.parts.notice import NoticeBar
from tests.ui.inbox.test_inbox_views import add_cases, choose, named_lists, shown
from tests.ui.intake_page_object import IntakePageObject
from tests.ui.intake_papers import LIBRARY, write_paper
from tests.ui.officer import Officer
from tests.ui.record_dialogs import dialog_of, fill


@pytest.fixture
def busy(officer: Officer) -> Officer:
    """Five cases, of which 002 has been deleted."""
    officer.program.worker.wait_for(add_cases)
    officer.program.worker.wait_for(_delete, 2)
    officer.inbox.refresh()
    officer.settle()
    return officer


def _delete(work: Workplace, case_id: int) -> None:
    delete_case(work, case_id, "重复录入")


def choose_list(officer: Officer, label: str) -> None:
    """Click on a list at the left."""
    officer.settle()
    panel = officer.inbox.lists
    rows = panel._items.rows
    place = next(
        i for i, row in enumerate(rows) if isinstance(row.item, ListChoice) and row.item.label == label
    )
    panel._view.setCurrentIndex(panel._items.index(place))
    officer.settle()


def open_bin(officer: Officer) -> BinPane:
    choose_list(officer, "回收站")
    pane = officer.inbox._stack.bin
    officer.until(pane.isVisible)
    officer.settle()
    return pane


def lines(pane: BinPane) -> list[tuple[str, str]]:
    items = [row.item for row in pane.rows.rows]
    return [(item.number, f"{item.who}：{item.reason}") for item in items if isinstance(item, BinnedCase)]


def act(officer: Officer, bar: NoticeBar) -> None:
    """Click the first button of a notice."""
    assert bar.notice is not None
    bar.notice.actions[0].act()
    officer.settle()


def test_del_asks_for_a_reason_and_the_notice_brings_the_case_back(busy: Officer) -> None:
    choose(busy, "001")
    busy.inbox.table.setFocus()
    busy.press(Qt.Key.Key_Delete)
    dialog = dialog_of(busy)
    assert isinstance(dialog, RecordDialog)
    assert dialog.windowTitle() == "删除第001号《关于甲的提案》"
    dialog.submit()
    assert QApplication.activeModalWidget() is dialog  # a reason is asked for
    fill(busy, reason="录错了")
    busy.until(lambda: "已放进回收站" in busy.notice)
    assert shown(busy) == ["003", "004", "005"]
    assert named_lists(busy)["回收站"].count == 2
    act(busy, busy.program.window.notice)
    busy.until(lambda: "已从回收站放回" in busy.notice)
    assert shown(busy) == ["001", "003", "004", "005"]
    assert named_lists(busy)["回收站"].count == 1


def test_the_list_at_the_foot_shows_puts_back_and_deletes_for_ever(busy: Officer) -> None:
    choose(busy, "003", "005")
    busy.inbox.bar.delete_requested.emit()
    assert dialog_of(busy).windowTitle() == "删除第003号、第005号，共 2 件"
    fill(busy, reason="测试数据")
    busy.until(lambda: "2 件已放进回收站" in busy.notice)
    pane = open_bin(busy)
    assert lines(pane) == [
        ("005", "沈知行：测试数据"),
        ("003", "沈知行：测试数据"),
        ("002", "沈知行：重复录入"),
    ]
    assert pane.chosen == (5,)
    sheet = pane.sheet.toPlainText()
    assert "关于戊的提案" in sheet
    assert "删除（测试数据）" in sheet
    assert pane.sheet.isReadOnly()
    pane.back.click()
    busy.until(lambda: "已从回收站放回" in busy.notice)
    busy.settle()
    assert [number for number, _ in lines(pane)] == ["003", "002"]
    pane.list.setFocus()
    busy.press(Qt.Key.Key_Delete)
    assert dialog_of(busy).windowTitle() == "永久删除第003号《关于丙的提案》"
    fill(busy)
    busy.until(lambda: "已永久删除" in busy.notice)
    busy.settle()
    assert [row.number for row in busy.program.worker.wait_for(bin_list)] == ["002"]
    choose_list(busy, "全部在办")
    assert not pane.isVisible()
    assert shown(busy) == ["001", "004", "005"]


def test_typing_a_search_leaves_the_bin(busy: Officer) -> None:
    pane = open_bin(busy)
    busy.inbox.header.search.setText("提案")
    busy.until(lambda: not pane.isVisible())
    assert shown(busy) == ["001", "003", "004", "005"]


def test_a_new_case_with_the_number_of_one_in_the_bin_offers_that_one(busy: Officer) -> None:
    dialog = busy.begin_new_case()
    for key, text in {"number": "002", "subject": "关于乙的提案", "term": "15", "session": "4"}.items():
        dialog.form.boxes[key].show_text(text)
    dialog.store()
    busy.until(lambda: dialog.notice.notice is not None and "第002号在回收站里" in dialog.notice.notice.what)
    act(busy, dialog.notice)
    busy.until(lambda: busy.at_desk and busy.desk.case_id == 2)
    assert busy.program.worker.wait_for(bin_list) == ()


def test_a_store_with_nothing_but_the_bin_still_shows_it(officer: Officer) -> None:
    officer.program.worker.wait_for(add_cases)
    for case_id in range(1, 6):
        officer.program.worker.wait_for(_delete, case_id)
    officer.inbox.refresh()
    officer.settle()
    assert len(lines(open_bin(officer))) == 5


def test_a_case_is_deleted_merged_and_parted_from_the_desk(busy: Officer) -> None:
    busy.open_case(5)
    verbs = busy.desk.case_verbs
    menu = busy.desk.moves.menu
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()][-2:] == ["并入另一件…", "删除这一件…"]
    verbs.ask_merge()
    fill(busy, into="001")
    busy.until(lambda: "005 已并案" in busy.notice)
    assert busy.program.worker.wait_for(get_case, 5).merged_into == 1
    menu.aboutToShow.emit()
    assert "拆出，单独办理" in [action.text() for action in menu.actions()]
    verbs.part()
    busy.until(lambda: "已拆出" in busy.notice)
    assert busy.program.worker.wait_for(get_case, 5).merged_into == 0
    verbs.ask_deletion()
    fill(busy, reason="录错了")
    busy.until(lambda: "005 已放进回收站" in busy.notice)
    assert shown(busy) == ["001", "003", "004"]
    act(busy, busy.program.window.notice)
    busy.until(lambda: "005 已从回收站放回" in busy.notice)
    assert shown(busy) == ["001", "003", "004", "005"]


def test_a_paper_whose_number_lies_in_the_bin_offers_to_put_it_back(busy: Officer, tmp_path: Path) -> None:
    intake = IntakePageObject(busy)
    paper = write_paper(tmp_path, "提案085.txt", LIBRARY)
    intake.take_one(paper)
    busy.press(Qt.Key.Key_Return)
    intake.wait_inbox()
    busy.settle()
    rows = busy.program.worker.wait_for(list_cases, CaseQuery()).rows
    (taken,) = (row.id for row in rows if row.number == "085")
    busy.program.worker.wait_for(_delete, taken)
    again = tmp_path / "again"
    again.mkdir()
    intake.take_one(write_paper(again, "提案085再来.txt", LIBRARY))
    busy.until(lambda: "1 件在回收站里" in busy.notice)
    act(busy, busy.program.window.notice)
    busy.until(lambda: intake.review._item is not None and not intake.review._item.in_bin)
    assert busy.program.worker.wait_for(get_case, taken).number == "085"
