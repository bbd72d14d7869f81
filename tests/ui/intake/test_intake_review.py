"""The review of one document: recognised values, corrections, text taken over, accept and skip."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop.domain.case.case import Case
from desktop.domain.case.work_list import CaseQuery
from desktop.services.cases.cases import get_case
from desktop.services.cases.work_list import list_cases
from desktop.ui.intake.value_edit import AskEdit
from tests.ui.intake_page_object import IntakePageObject
from tests.ui.intake_papers import LIBRARY, PARKING, WITHOUT_HEAD, write_paper
from tests.ui.officer import Officer


@pytest.fixture
def intake(officer: Officer) -> IntakePageObject:
    return IntakePageObject(officer)


@pytest.fixture
def reviewing(intake: IntakePageObject, tmp_path: Path) -> IntakePageObject:
    """The proposal about libraries is under review."""
    intake.take_one(write_paper(tmp_path, "提案085.txt", LIBRARY))
    return intake


def only_case(officer: Officer) -> Case:
    rows = officer.program.worker.wait_for(list_cases, CaseQuery()).rows
    assert len(rows) == 1
    return officer.program.worker.wait_for(get_case, rows[0].id)


def test_a_single_file_is_reviewed_at_once_and_enter_imports_it(
    reviewing: IntakePageObject,
) -> None:
    reviewing.officer.press(Qt.Key.Key_Return)
    reviewing.wait_inbox()
    case = only_case(reviewing.officer)
    assert case.number == "085"
    assert case.subject == "关于改善社区图书室的提案"
    assert [proposer.name for proposer in case.proposers] == ["𠮷田明", "林晓舟"]
    assert [ask.text for ask in case.asks] == ["延长开放时间", "增加图书"]


def test_one_undo_removes_the_case_and_the_document_can_be_reviewed_again(
    reviewing: IntakePageObject,
) -> None:
    reviewing.officer.press(Qt.Key.Key_Return)
    reviewing.wait_inbox()
    reviewing.until(lambda: bool(reviewing.officer.notice))
    reviewing.notice_action("撤销")
    reviewing.wait_review()
    assert reviewing.officer.program.worker.wait_for(list_cases, CaseQuery()).total == 0


def test_escape_skips_the_document_and_nothing_is_stored(reviewing: IntakePageObject) -> None:
    reviewing.officer.press(Qt.Key.Key_Escape)
    reviewing.wait_inbox()
    assert reviewing.officer.subjects == []


def test_marks_are_at_the_recognised_words_also_after_rare_characters(reviewing: IntakePageObject) -> None:
    assert reviewing.words_marked("number") == ["085"]
    assert reviewing.words_marked("proposers") == ["𠮷田明", "林晓舟"]
    assert reviewing.words_marked("co_units") == ["区教育局"]


def test_each_field_shows_its_certainty(reviewing: IntakePageObject) -> None:
    assert reviewing.certainty("number") == "确定"
    assert reviewing.certainty("category") == "未见"


def test_a_missing_due_date_is_computed_and_marked_as_computed(
    intake: IntakePageObject, tmp_path: Path
) -> None:
    paper = LIBRARY.replace("　　办理期限：2024年5月21日", "")
    intake.take_one(write_paper(tmp_path, "没有期限.txt", paper))
    assert intake.certainty("due_at") == "推算"
    assert intake.field("due_at").value.text == "2024-05-21"


def test_the_first_doubtful_field_has_the_focus(intake: IntakePageObject, tmp_path: Path) -> None:
    intake.take_one(
        write_paper(tmp_path, "重点.txt", LIBRARY.replace("会议提案\n", "会议提案（重点提案）\n"))
    )
    assert intake.certainty("is_key") == "请核对"
    assert intake.field("is_key").control.hasFocus()


def test_doubtful_asks_are_scrolled_to_and_enter_still_accepts(
    intake: IntakePageObject, tmp_path: Path
) -> None:
    intake.take_one(write_paper(tmp_path, "没有表头.txt", WITHOUT_HEAD))
    assert intake.certainty("asks") == "请核对"
    intake.officer.press(Qt.Key.Key_Return)
    intake.wait_inbox()


def test_what_is_typed_counts_as_typed_and_is_stored(reviewing: IntakePageObject) -> None:
    officer = reviewing.officer
    reviewing.review.panel.focus_field("subject")
    officer.ctrl(Qt.Key.Key_A)
    officer.type("关于办好社区图书室的提案")
    assert reviewing.certainty("subject") == "已改"
    assert reviewing.words_marked("subject") == []
    officer.press(Qt.Key.Key_Return)
    reviewing.wait_inbox()
    assert only_case(officer).subject == "关于办好社区图书室的提案"


def test_text_selected_in_the_original_is_taken_into_a_field_by_one_key(reviewing: IntakePageObject) -> None:
    keys = list(reviewing.review.panel.rows)
    key = "123456789abcdefghijklmn"[keys.index("category")]
    reviewing.select("社区图书室")
    reviewing.officer.type(key)
    assert reviewing.field("category").value.text == "社区图书室"
    assert reviewing.words_marked("category") == ["社区图书室"]
    assert reviewing.field("category").control.hasFocus()


def test_a_selected_sentence_is_added_to_the_asks(reviewing: IntakePageObject) -> None:
    reviewing.select("居民意见较多")
    reviewing.review.take("asks")
    assert reviewing.field("asks").value.text.splitlines()[-1] == "居民意见较多"


def test_a_click_on_marked_words_goes_to_their_field(reviewing: IntakePageObject) -> None:
    view = reviewing.review.original.view
    cursor = view.document().find("085")
    cursor.setPosition(cursor.selectionStart() + 1)
    place = view.cursorRect(cursor).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert reviewing.field("number").control.hasFocus()


def test_focusing_a_field_scrolls_to_its_text(intake: IntakePageObject, tmp_path: Path) -> None:
    filler = "这一段说明情况，文字较多，便于把页面撑长，看得出翻动。" * 6
    body = "\n".join(f"第{number}点，{filler}" for number in range(40))
    paper = LIBRARY.replace("社区图书室是居民", f"{body}\n社区图书室是居民")
    intake.take_one(write_paper(tmp_path, "很长.txt", paper))
    view = intake.review.original.view
    assert view.verticalScrollBar().value() == 0
    intake.review.panel.focus_field("asks")
    place = next(place for place in view.places if place.key == "asks")
    cursor = view.textCursor()
    cursor.setPosition(place.start)
    assert view.viewport().rect().contains(view.cursorRect(cursor).center())


def test_enter_splits_an_ask_and_ctrl_enter_accepts(reviewing: IntakePageObject) -> None:
    reviewing.review.panel.focus_field("asks")
    officer = reviewing.officer
    officer.ctrl(Qt.Key.Key_End)
    officer.press(Qt.Key.Key_Return)
    officer.type("请志愿者值班")
    assert reviewing.review.isVisible()
    officer.ctrl(Qt.Key.Key_Return)
    reviewing.wait_inbox()
    assert [ask.text for ask in only_case(officer).asks] == ["延长开放时间", "增加图书", "请志愿者值班"]


def test_a_date_that_cannot_be_read_is_marked_and_nothing_is_imported(reviewing: IntakePageObject) -> None:
    reviewing.review.panel.focus_field("due_at")
    reviewing.officer.ctrl(Qt.Key.Key_A)
    reviewing.officer.type("2024-13-41")
    reviewing.officer.press(Qt.Key.Key_Return)
    assert reviewing.review.isVisible()
    assert reviewing.field("due_at").control.hasFocus()
    assert not reviewing.field("due_at").check()


def test_values_typed_before_stay_unless_replacing_is_ticked(
    reviewing: IntakePageObject, tmp_path: Path
) -> None:
    officer = reviewing.officer
    reviewing.review.panel.focus_field("subject")
    officer.ctrl(Qt.Key.Key_A)
    officer.type("关于办好社区图书室的提案")
    officer.press(Qt.Key.Key_Return)
    reviewing.wait_inbox()
    again = write_paper(tmp_path, "又来一次.txt", LIBRARY + "\n附：来件说明。\n")
    reviewing.take_one(again)
    row = reviewing.field("subject")
    assert row._overwrite.isVisible()
    assert not row._overwrite.isChecked()
    assert "关于办好社区图书室的提案" in row._old.text()
    row._overwrite.click()
    reviewing.review.accept()
    reviewing.wait_inbox()
    assert only_case(officer).subject == "关于改善社区图书室的提案"


def test_a_similar_matter_is_offered_for_comparison_and_merging(
    intake: IntakePageObject, tmp_path: Path
) -> None:
    intake.take_one(write_paper(tmp_path, "甲.txt", LIBRARY))
    intake.review.accept()
    intake.wait_inbox()
    intake.take_one(
        write_paper(tmp_path, "乙.txt", LIBRARY.replace("085", "096").replace("改善社区", "改善社区的"))
    )
    like = intake.review.header._like
    assert like is not None
    assert "085" in like.name
    intake.review.toggle_merge(like)
    intake.review.accept()
    intake.wait_inbox()
    rows = intake.officer.program.worker.wait_for(list_cases, CaseQuery()).rows
    cases = {
        case.number: case
        for case in (intake.officer.program.worker.wait_for(get_case, row.id) for row in rows)
    }
    assert cases["096"].merged_into == cases["085"].id


def test_after_one_document_the_next_is_reviewed(intake: IntakePageObject, tmp_path: Path) -> None:
    intake.take(write_paper(tmp_path, "a.txt", LIBRARY), write_paper(tmp_path, "b.txt", PARKING))
    assert intake.page.list.isVisible()
    intake.officer.press(Qt.Key.Key_Return)
    intake.wait_review()
    assert intake.field("number").value.text == "085"
    intake.officer.press(Qt.Key.Key_Return)
    intake.until(lambda: intake.field("number").value.text == "012")
    intake.wait_review()
    intake.officer.press(Qt.Key.Key_Return)
    intake.wait_inbox()
    assert len(intake.officer.subjects) == 2


def test_enter_pressed_twice_imports_one_document_and_leaves_the_next_under_review(
    intake: IntakePageObject, tmp_path: Path
) -> None:
    papers = (LIBRARY, PARKING, PARKING.replace("012", "013").replace("停车难", "行路难"))
    intake.take(*(write_paper(tmp_path, f"{place}.txt", paper) for place, paper in enumerate(papers)))
    intake.officer.press(Qt.Key.Key_Return)
    intake.wait_review()
    intake.review.accepted.emit()
    intake.review.accepted.emit()
    intake.until(lambda: intake.field("number").value.text != "085")
    intake.wait_review()
    assert intake.field("number").value.text == "012"
    assert intake.officer.program.worker.wait_for(list_cases, CaseQuery()).total == 1


def test_the_undo_of_an_older_notice_undoes_its_own_import(intake: IntakePageObject, tmp_path: Path) -> None:
    intake.take_one(write_paper(tmp_path, "a.txt", LIBRARY))
    intake.review.accept()
    intake.wait_inbox()
    intake.until(lambda: bool(intake.officer.notice))
    intake.take_one(write_paper(tmp_path, "b.txt", PARKING))
    intake.notice_action("撤销")
    intake.until(lambda: "已撤销" in intake.officer.notice)
    assert intake.review.isVisible()
    assert intake.officer.program.worker.wait_for(list_cases, CaseQuery()).total == 0


def test_very_long_names_do_not_widen_the_window(intake: IntakePageObject, tmp_path: Path) -> None:
    subject = "关于" + "进一步优化完善统筹协调" * 20 + "的提案"
    name = "很长的文件名" * 12 + ".txt"
    width = intake.officer.program.window.width()
    intake.take_one(write_paper(tmp_path, name, LIBRARY.replace("关于改善社区图书室的提案", subject)))
    assert intake.officer.program.window.width() == width
    assert intake.officer.program.window.minimumSizeHint().width() <= width


@pytest.fixture
def asks(reviewing: IntakePageObject) -> AskEdit:
    edit = reviewing.field("asks").control
    assert isinstance(edit, AskEdit)
    edit.setFocus()
    return edit


def test_asks_are_joined_split_and_moved_and_all_of_it_can_be_undone(
    reviewing: IntakePageObject, asks: AskEdit
) -> None:
    officer = reviewing.officer
    officer.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert asks.text == "增加图书\n延长开放时间"
    officer.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert asks.text == "延长开放时间\n增加图书"
    officer.ctrl(Qt.Key.Key_End)
    asks.join()
    assert asks.text == "延长开放时间增加图书"
    for _ in range(3):
        officer.ctrl(Qt.Key.Key_Z)
    assert asks.text == "延长开放时间\n增加图书"
