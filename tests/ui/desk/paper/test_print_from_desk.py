"""Output from the desk: whole-window view, public copy, print set, body text, proof."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop.domain.case.case import Case
from desktop.domain.case.disclosure import Disclosure
from desktop.services.handling.reviews import review_disclosure
from desktop.services.paper.exporting import plain_body
from desktop.services.writing.drafting import write_section
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.paper.pages_view import PagesView
from desktop.ui.printing.proof_dialog import ProofDialog
from desktop.ui.printing.public_copy_dialog import PublicCopyDialog
from tests.ui.officer import Officer
from tests.ui.print_page_object import PrintDialogDriver, answered, dialog_of, name_file, texts

PRIVATE = "请与王老师联系，手机13812345678，住东江路18弄5号602室，身份证号11010519491231002X。"


@pytest.fixture
def case(officer: Officer) -> Case:
    """A case on the desk whose reply fills several pages."""
    made = officer.program.worker.wait_for(answered("085", 20))
    officer.open_case(made.id)
    officer.until(lambda: len(officer.desk.paper.view.pages) > 3)
    return made


@pytest.fixture
def private(officer: Officer) -> Case:
    """A case on the desk whose reply contains private data."""
    made = officer.program.worker.wait_for(answered("085", 2))
    officer.program.worker.wait_for(write_section, made.id, "answer", PRIVATE)
    officer.open_case(made.id)
    return made


@pytest.fixture
def reviewed(officer: Officer, private: Case) -> Case:
    """That case after the disclosure review."""
    officer.program.worker.wait_for(
        review_disclosure, private.id, Disclosure.PROACTIVE, "赵敏", secrecy_reviewer="孙立"
    )
    return private


def choose(officer: Officer, words: str) -> None:
    """Choose an entry of the menu 「导出」."""
    (action,) = (one for one in officer.desk.paper_controller.menu.actions() if one.text().startswith(words))
    action.trigger()


def whole_window(officer: Officer) -> PagesView:
    officer.press(Qt.Key.Key_F11)
    view = dialog_of(officer, PagesView)
    officer.until(view.spread.hasFocus)
    return view


@pytest.mark.usefixtures("case")
def test_the_page_view_fills_the_window_and_is_paged_by_keys(officer: Officer) -> None:
    view, total = whole_window(officer), len(officer.desk.paper.view.pages)
    assert view.where == f"第 1 页 / 共 {total} 页"
    officer.press(Qt.Key.Key_PageDown)
    assert view.where.startswith("第 2 页")
    officer.press(Qt.Key.Key_End)
    assert view.where.startswith(f"第 {total} 页")
    assert view.thumbnails.currentIndex().row() == total - 1
    officer.press(Qt.Key.Key_PageUp)
    assert view.where.startswith(f"第 {total - 1} 页")
    officer.press(Qt.Key.Key_Home)
    assert view.where.startswith("第 1 页")
    officer.press(Qt.Key.Key_Escape)
    officer.until(lambda: not view.isVisible())
    assert officer.at_desk


@pytest.mark.usefixtures("case")
def test_the_page_view_zooms_in_and_out_and_back_to_whole_pages(officer: Officer) -> None:
    view = whole_window(officer)
    whole = view.spread.zoom
    officer.ctrl(Qt.Key.Key_Plus)
    assert view.spread.zoom > whole
    officer.ctrl(Qt.Key.Key_Minus)
    officer.ctrl(Qt.Key.Key_Minus)
    assert view.spread.zoom < whole
    officer.ctrl(Qt.Key.Key_0)
    assert view.spread.zoom == pytest.approx(whole)


@pytest.mark.usefixtures("case")
def test_with_two_pages_side_by_side_a_step_goes_two_pages_forward(officer: Officer) -> None:
    view = whole_window(officer)
    officer.ctrl(Qt.Key.Key_2)
    assert view.spread.abreast == 2
    officer.press(Qt.Key.Key_PageDown)
    assert view.where.startswith("第 3 页")
    officer.ctrl(Qt.Key.Key_1)
    assert view.spread.abreast == 1


@pytest.mark.usefixtures("case")
def test_a_thumbnail_goes_to_its_page_and_one_key_prints(officer: Officer) -> None:
    view = whole_window(officer)
    view.thumbnails.page_chosen.emit(3)
    assert view.where.startswith("第 3 页")
    officer.ctrl(Qt.Key.Key_P)
    assert PrintDialogDriver(officer).dialog.view.preview.item is not None


@pytest.mark.usefixtures("private")
def test_before_the_disclosure_review_a_public_copy_is_refused_with_the_way_to_record_it(
    officer: Officer,
) -> None:
    choose(officer, "公开版")
    officer.until(lambda: "还没有公开审查，不能导出公开版" in officer.notice)
    assert "政府信息公开条例第十七条" in officer.notice
    notice = officer.program.window.notice.notice
    assert notice is not None
    (review,) = notice.actions
    assert review.label == "登记公开审查…"
    review.act()
    dialog_of(officer, RecordDialog).reject()


@pytest.mark.usefixtures("reviewed")
def test_a_public_copy_is_written_only_after_every_item_is_decided(officer: Officer, tmp_path: Path) -> None:
    choose(officer, "公开版")
    dialog = dialog_of(officer, PublicCopyDialog)
    found = {row.removal.kind.label: row for row in dialog.rows}
    assert {"手机号", "住址", "身份证号"} <= set(found)
    assert found["住址"].is_open
    assert found["身份证号"].is_open
    officer.ctrl(Qt.Key.Key_Return)
    assert dialog.isVisible()
    officer.tab_to("全部确认删除")
    officer.press(Qt.Key.Key_Space)
    assert not any(row.is_open for row in dialog.rows)
    officer.ctrl(Qt.Key.Key_Return)
    name_file(officer, tmp_path / "public.pdf")
    officer.until(lambda: "已导出" in officer.notice)
    words = "".join(texts(tmp_path / "public.pdf"))
    assert "联系" in words
    assert not any(secret in words for secret in ("13812345678", "602室", "11010519491231002X"))


@pytest.mark.usefixtures("reviewed")
def test_items_that_must_be_removed_cannot_be_kept_and_others_can(officer: Officer) -> None:
    choose(officer, "公开版")
    rows = {row.removal.kind.label: row for row in dialog_of(officer, PublicCopyDialog).rows}
    assert not rows["身份证号"].may_keep
    assert rows["住址"].may_keep


def test_the_body_is_copied_to_the_clipboard_as_plain_text(officer: Officer, case: Case) -> None:
    choose(officer, "复制正文")
    officer.until(lambda: "已复制" in officer.notice)
    assert QGuiApplication.clipboard().text() == officer.program.worker.wait_for(plain_body, case.id)


@pytest.mark.usefixtures("case")
def test_the_print_set_is_written_into_a_folder(officer: Officer, tmp_path: Path) -> None:
    folder = tmp_path / "sets"
    folder.mkdir()
    choose(officer, "成套到文件夹")
    name_file(officer, folder)
    officer.until(lambda: "已写出" in officer.notice)
    assert {file.suffix for file in folder.iterdir()} == {".pdf", ".docx"}


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize("name", ["letter.docx", "letter.pdf"])
def test_after_an_export_the_proof_is_offered(officer: Officer, tmp_path: Path, name: str) -> None:
    officer.export_to(tmp_path / name)
    assert "共测" in officer.notice
    notice = officer.program.window.notice.notice
    assert notice is not None
    next(action for action in notice.actions if action.label == "查看版面检验").act()
    table = dialog_of(officer, ProofDialog).table
    names = [table.item(row, 1).text() for row in range(table.rowCount())]
    assert any("纸" in one for one in names)
    assert len(names) > 5


@pytest.mark.usefixtures("case")
def test_plain_text_is_exported_without_a_proof(officer: Officer, tmp_path: Path) -> None:
    officer.export_to(tmp_path / "letter.txt")
    assert "共测" not in officer.notice
