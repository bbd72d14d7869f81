"""Habits of the work list: what is new stands out, and what the officer has arranged stays arranged over a restart."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QSettings, Qt
from PySide6.QtWidgets import QWidget

from desktop.domain.case.case import Case
from desktop.domain.case.event import EventKind
from desktop.domain.case.work_list import SmartList
from desktop.services.cases.cases import create_case
from desktop.services.handling.progress import events
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import open_reply
from desktop.ui.inbox.case_table_model import NEW_ROLE, Column
from desktop.ui.shell.pages import Place
from desktop.ui.window_settings import FILE
from tests.ui.conftest import OpenProgram
from tests.ui.intake_page_object import IntakePageObject
from tests.ui.intake_papers import list_row, write_list
from tests.ui.officer import Officer
from tests.ui.opened_program import OpenedProgram

ROWS = (list_row(1, "021", "关于口袋公园的提案"), list_row(2, "022", "关于夜间公交的提案"))


def add_old_cases(work: Workplace) -> None:
    for number in range(60):
        create_case(
            work, Case(number=f"{number + 100}", term=15, session=4, subject=f"关于第{number}件事的提案")
        )


def marked(officer: Officer) -> set[str]:
    """The numbers of the cases marked as new."""
    officer.settle()
    model = officer.inbox.model
    rows = [row for row in range(model.rowCount()) if model.index(row, 0).data(NEW_ROLE)]
    return {case.number for row in rows if (case := model.case_row(row)) is not None}


def chosen(officer: Officer) -> list[str]:
    officer.settle()
    rows = sorted(index.row() for index in officer.inbox.table.selectionModel().selectedRows())
    return [case.number for row in rows if (case := officer.inbox.model.case_row(row)) is not None]


def test_cases_of_a_list_taken_in_are_chosen_in_sight_and_new_until_looked_at(
    officer: Officer, open_program: OpenProgram, tmp_path: Path
) -> None:
    officer.program.worker.wait_for(add_old_cases)
    officer.inbox.lists.choose(SmartList.LATE)  # a list without them
    intake = IntakePageObject(officer)
    intake.take_list(write_list(tmp_path, ROWS))
    officer.press(Qt.Key.Key_Return)
    intake.wait_inbox()
    assert chosen(officer) == ["021", "022"]
    assert marked(officer) == {"021", "022"}
    table, model = officer.inbox.table, officer.inbox.model
    row = table.currentIndex().row()
    assert table.viewport().rect().contains(table.visualRect(model.index(row, 1)).center())
    assert str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)).startswith("新收，021，")
    assert officer.notice.startswith("已收下 2 件。")
    case = model.case_row(row)
    assert case is not None
    officer.open_case(case.id)
    officer.show(Place.CASES)
    assert marked(officer) == {"022"}
    again = Officer(officer.qtbot, open_program())
    assert marked(again) == {"022"}, "marks of today are there after a restart"
    again.program.close()
    next_day = Officer(
        officer.qtbot, OpenedProgram(officer.program.data_dir, now=lambda: datetime(2024, 4, 10, 8))
    )
    assert marked(next_day) == set()
    next_day.program.close()


def test_an_import_taken_back_leaves_no_marks(officer: Officer, tmp_path: Path) -> None:
    intake = IntakePageObject(officer)
    intake.take_list(write_list(tmp_path, ROWS))
    officer.press(Qt.Key.Key_Return)
    intake.wait_inbox()
    assert marked(officer) == {"021", "022"}
    assert officer.program.window.notice.notice is not None
    officer.program.window.notice.notice.actions[0].act()
    intake.until(intake.dry_run.isVisible)
    officer.settle()
    assert officer.inbox.new.ids == frozenset()


def widths(officer: Officer) -> dict[Column, int]:
    return {column: officer.inbox.table.columnWidth(column) for column in Column}


def order(officer: Officer) -> list[Column]:
    header = officer.inbox.table.horizontalHeader()
    return [Column(header.logicalIndex(place)) for place in range(header.count())]


def test_widths_order_and_sorting_are_there_after_a_restart(
    officer: Officer, open_program: OpenProgram
) -> None:
    header = officer.inbox.table.horizontalHeader()
    usual = widths(officer)
    header.resizeSection(Column.STATUS, usual[Column.STATUS] + 30)
    header.moveSection(header.visualIndex(Column.DUE), 1)
    officer.inbox.model.sort(Column.NUMBER, Qt.SortOrder.DescendingOrder)
    officer.settle()
    before = widths(officer)
    again = Officer(officer.qtbot, open_program())
    assert widths(again) == before
    assert order(again)[:3] == [Column.TICK, Column.DUE, Column.NUMBER]
    assert (again.inbox.model.pages.query.sort, again.inbox.model.pages.query.descending) == ("number", True)
    again.inbox.header.view.widths_reset.emit()
    assert widths(again) == usual
    assert order(again) == list(Column)


def test_what_cannot_be_read_in_the_settings_is_ignored(officer: Officer, open_program: OpenProgram) -> None:
    usual = widths(officer)
    officer.program.close()
    file = QSettings(str(officer.program.data_dir / FILE), QSettings.Format.IniFormat)
    file.setValue(
        "seen/list_columns", '{"widths": {"STATUS": 90000, "DUE": "x", "MOON": 50}, "order": [3, 1]}'
    )
    file.setValue("seen/list_order", '["number"]')
    file.setValue("seen/new_cases", "{not json")
    file.setValue("window/geometry", "nowhere")
    file.setValue("look/scheme", "purple")
    file.sync()
    again = Officer(officer.qtbot, open_program())
    assert widths(again) == usual
    assert order(again) == list(Column)
    assert again.inbox.model.pages.query.sort == "due_at"
    assert again.inbox.new.ids == frozenset()


def test_a_window_beside_every_screen_comes_back(officer: Officer, open_program: OpenProgram) -> None:
    officer.program.window.move(QPoint(9000, 7000))
    again = Officer(officer.qtbot, open_program())
    screen = again.program.window.screen().availableGeometry()
    assert screen.intersects(again.program.window.geometry())
    assert screen.contains(again.program.window.geometry().topLeft() + QPoint(60, 10))


def test_typing_goes_to_the_case_that_begins_so_in_the_whole_list(officer: Officer) -> None:
    officer.program.worker.wait_for(add_many)
    officer.inbox.refresh()
    officer.settle()
    table = officer.inbox.table
    table.setFocus()
    officer.press_each("24")
    officer.until(lambda: chosen(officer) == ["240"])
    table._typing.stop()  # a while later
    officer.press_each("085")
    officer.until(lambda: chosen(officer) == ["085"])
    table._typing.stop()
    officer.compose("g")
    officer.commit("改善")
    officer.until(lambda: chosen(officer) == ["300"])
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()).center())
    table._typing.stop()
    officer.press_each("%")
    officer.settle()
    assert chosen(officer) == ["300"], "what no case begins with changes nothing"
    officer.press(Qt.Key.Key_Home)
    assert table.currentIndex().row() == 0
    officer.press(Qt.Key.Key_End)
    assert table.currentIndex().row() == officer.inbox.model.rowCount() - 1


def add_many(work: Workplace) -> None:
    with work.store.writing():
        for number in range(60, 301):
            subject = "关于改善社区图书室的提案" if number == 300 else f"关于第{number}件事的提案"
            create_case(work, Case(number=f"{number:03}", term=15, session=4, subject=subject))


def test_a_case_is_carried_out_as_a_file_and_recorded_when_dropped(officer: Officer) -> None:
    officer.program.worker.wait_for(add_letters)
    officer.inbox.refresh()
    officer.settle()
    carried: list[list[str]] = []
    drops = iter([False, True])

    def hand(_source: QWidget, data: QMimeData) -> bool:
        carried.append([Path(url.toLocalFile()).name for url in data.urls()])
        assert all(Path(url.toLocalFile()).exists() for url in data.urls())
        return next(drops)

    drag = officer.inbox.saved_lists.drag
    drag._drag = hand
    officer.inbox.table.selectAll()
    officer.inbox.table.startDrag(Qt.DropAction.CopyAction)
    officer.until(lambda: "1 件没有拖出" in officer.notice)
    assert carried == [["第085号提案答复.docx"]]
    assert "031：还没有答复稿" in officer.notice
    assert exported(officer) == [], "let go over nothing: no file has left the program"
    officer.inbox.table.selectRow(officer.inbox.model.row_of(1))
    officer.inbox.table.startDrag(Qt.DropAction.CopyAction)
    officer.until(lambda: "已拖出 1 份答复" in officer.notice)
    assert exported(officer) == ["第085号提案答复.docx（拖出）"]


def exported(officer: Officer) -> list[str]:
    found = officer.program.worker.wait_for(events, 1)
    return [event.note for event in found if event.kind is EventKind.EXPORTED]


def add_letters(work: Workplace) -> None:
    case = create_case(work, Case(number="085", subject="关于改善社区图书室的提案"))
    open_reply(work, case.id)
    create_case(work, Case(number="031", subject="关于口袋公园的提案"))
