"""A fault of the program in one call of the store: the last resort says so, and the part that asked can be used again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.case.case import Case, HandlingRole, Proposer
from desktop.domain.case.status import Status
from desktop.services.cases.cases import create_case, get_case
from desktop.services.handling.contacts import contacts_of
from desktop.services.handling.opinions import opinions_of
from desktop.services.handling.promises import promises_of
from desktop.services.many_cases import ManySteps
from desktop.services.office.workplace import Workplace
from desktop.services.paper.printables import PrintRequest
from desktop.services.writing.drafting import open_reply
from desktop.ui.desk.tabs.opinions_page import OpinionDialog
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.intake.entry import EntryState
from desktop.ui.intake.intake_session import ReadingQueue
from desktop.ui.parts.page import Page
from desktop.ui.printing.print_run import PrintController, PrintOrder
from desktop.ui.settings.calendar_dialog import CalendarDialog
from desktop.ui.settings.settings_page import SettingsPage
from desktop.ui.shell.page_maker import PageMaker
from desktop.ui.shell.pages import Place
from tests.complete_case import complete
from tests.ui.officer import Officer
from tests.ui.record_dialogs import dialog_of, panels
from tests.ui.store_threads import faulty

A, B = 1, 2


def begin_cases(work: Workplace) -> None:
    for number in ("085", "086"):
        case = Case(
            number=number, subject=f"关于第{number}号建议的提案", region="长宁区", proposers=(Proposer("林晓舟"),),
            handling_role=HandlingRole.LEAD, status=Status.DRAFTING, assigned_at=date(2024, 2, 23),
            co_units=("区财政局",),
        )  # fmt: skip
        complete(work, create_case(work, case).id)


@pytest.fixture
def busy(officer: Officer) -> Officer:
    """Two cases in the list."""
    officer.program.worker.wait_for(begin_cases)
    officer.inbox.refresh()
    officer.settle()
    return officer


@pytest.fixture
def at_desk(busy: Officer) -> Officer:
    """The first of them on the desk."""
    busy.open_case(A)
    return busy


def status(officer: Officer, case_id: int) -> Status:
    return officer.program.worker.wait_for(get_case, case_id).status


def test_the_paper_follows_the_next_key(at_desk: Officer) -> None:
    session = at_desk.desk.session
    with faulty(at_desk, at_desk.program.worker.looker):
        session.edit_section("opening", "第一句。")
        at_desk.desk.composer.compose(session.case, session.reply)
        session.edit_section("opening", "第二句。")
        at_desk.desk.composer.compose(session.case, session.reply)
    session.edit_section("opening", "第三句。")
    at_desk.until(lambda: "第三句。" in at_desk.printed)


def test_text_is_saved_later_and_what_waited_for_it_is_given_up(at_desk: Officer) -> None:
    session, heard = at_desk.desk.session, list[str]()
    with faulty(at_desk, at_desk.program.worker):
        session.edit_section("opening", "第一句。")
        session.when_stored(lambda: heard.append("stored"), lambda: heard.append("not stored"))
    assert heard == ["not stored"]
    assert session.failed
    session.save_soon()
    at_desk.until(lambda: not session.dirty)
    assert heard == ["not stored"]
    stored = at_desk.program.worker.wait_for(open_reply, A)
    assert "第一句。" in [section.text for section in stored.sections]


def test_a_record_can_be_stored_at_the_second_attempt(at_desk: Officer) -> None:
    panels(at_desk).handling.promises.ask_promise("年内开放")
    dialog = dialog_of(at_desk)
    assert isinstance(dialog, RecordDialog)
    with faulty(at_desk, at_desk.program.worker):
        dialog.submit()
    assert dialog.isVisible()
    dialog.submit()
    at_desk.settle()
    assert [one.text for one in at_desk.program.worker.wait_for(promises_of, A)] == ["年内开放"]


def test_a_review_that_waits_for_the_text_can_be_submitted_again(at_desk: Officer) -> None:
    panels(at_desk).handling.disclosure.ask_review()
    dialog = dialog_of(at_desk)
    assert isinstance(dialog, RecordDialog)
    at_desk.desk.session.edit_section("opening", "第一句。")
    dialog.fill({"decision": "主动公开", "reviewer": "王启明", "secrecy_reviewer": "周立群"})
    with faulty(at_desk, at_desk.program.worker):
        dialog.submit()
    assert dialog.save.isEnabled()
    dialog.submit()
    at_desk.until(lambda: QApplication.activeModalWidget() is None)


def test_an_opinion_can_be_registered_after_its_file_could_not_be_read(
    at_desk: Officer, tmp_path: Path
) -> None:
    (tmp_path / "来函.txt").write_text("同意。", encoding="utf-8")
    panels(at_desk).opinions.receive("区财政局")
    dialog = dialog_of(at_desk, OpinionDialog)
    assert isinstance(dialog, OpinionDialog)
    with faulty(at_desk, at_desk.program.worker.reader):
        dialog.file.chosen.emit(tmp_path / "来函.txt")
    dialog.boxes["text"].show_text("同意所提建议。")
    dialog.submit()
    at_desk.settle()
    assert "同意所提建议。" in [one.text for one in at_desk.program.worker.wait_for(opinions_of, A)]


def test_a_contact_can_be_recorded_at_the_second_attempt(at_desk: Officer) -> None:
    line = panels(at_desk).contacts.line
    line.points.setText("谈夜间开放")
    with faulty(at_desk, at_desk.program.worker):
        line.recorded.emit()
    assert line.points.text() == "谈夜间开放"
    line.recorded.emit()
    at_desk.settle()
    stored = [one.points for one in at_desk.program.worker.wait_for(contacts_of, A)]
    assert [one for one in stored if one] == ["谈夜间开放"]


def test_a_move_can_be_made_at_the_second_attempt(at_desk: Officer) -> None:
    with faulty(at_desk, at_desk.program.worker):
        at_desk.desk.moves.move(Status.SECTION_REVIEW)
    at_desk.desk.moves.move(Status.SECTION_REVIEW)
    at_desk.settle()
    assert status(at_desk, A) is Status.SECTION_REVIEW


def broken_job(_work: Workplace, _ids: tuple[int, ...]) -> ManySteps:
    yield 1
    raise ZeroDivisionError("a bug")


def test_many_cases_can_be_moved_at_the_second_attempt(busy: Officer) -> None:
    busy.inbox.table.selectAll()
    with busy.qtbot.captureExceptions() as caught:
        busy.inbox.many._begin("已流转", (A, B), broken_job)
        busy.until(lambda: bool(caught))
        busy.settle()  # the list has been read again
    assert not busy.inbox.bar.is_busy
    busy.inbox.many.move(Status.SECTION_REVIEW)
    busy.settle()
    assert {status(busy, A), status(busy, B)} == {Status.SECTION_REVIEW}


def test_another_calendar_can_be_adopted_at_the_second_attempt(busy: Officer, tmp_path: Path) -> None:
    file = tmp_path / "放假.toml"
    day = '[[years]]\nyear = 2024\n[[years.off]]\nname = "台风停工"\nfirst = 2024-07-02\nlast = 2024-07-03\n'
    file.write_text(f'version = "2024-1"\n{day}', encoding="utf-8")
    busy.show(Place.SETTINGS)
    settings = cast("SettingsPage", busy.program.window.findChild(SettingsPage))
    settings.calendar.open_file(file)
    dialog = dialog_of(busy, CalendarDialog)
    assert isinstance(dialog, CalendarDialog)
    with faulty(busy, busy.program.worker):
        dialog.save.click()
    assert dialog.isVisible()
    dialog.save.click()
    busy.until(lambda: "已改用新的工作日历" in busy.notice)


def test_a_print_run_that_broke_can_be_begun_again(busy: Officer) -> None:
    controller = PrintController(busy.program.worker, busy.program.window)
    ended: list[bool] = []
    controller.ended.connect(lambda: ended.append(controller.is_printing))
    with faulty(busy, busy.program.worker.reader):
        controller.print(PrintOrder((A,), request=PrintRequest()), QPrinter())
    assert ended == [False]


def test_the_next_file_is_read_after_one_that_broke_the_reader(officer: Officer) -> None:
    queue = ReadingQueue(officer.program.window)
    with officer.qtbot.captureExceptions() as caught:
        queue.add((cast("str", 7), "提案者：林晓舟\n关于改善社区图书室的提案"))
        officer.until(lambda: not queue.busy)
    queue.reader.close()
    assert len(caught) == 1
    assert queue.entries[0].state is EntryState.REFUSED
    assert "程序出了点问题" in queue.entries[0].message
    assert queue.entries[1].state is not EntryState.WAITING


class BrokenOnce:
    """Steps of a page; the first attempt raises."""

    def __init__(self) -> None:
        self.attempts = 0

    def steps(self, _name: str) -> Iterator[Page | None]:
        self.attempts += 1
        yield None
        if self.attempts == 1:
            raise ZeroDivisionError("a bug")
        yield Page()


@pytest.mark.parametrize("module", [__name__, "no_such_module"])
def test_a_page_that_could_not_be_made_is_made_for_the_next_who_asks(qtbot: QtBot, module: str) -> None:
    broken, parent = BrokenOnce(), QObject()
    names = iter((module, __name__))
    maker = PageMaker(broken.steps, lambda _name: next(names), parent)
    first, second = list[Page](), list[Page]()
    with qtbot.captureExceptions() as caught:
        maker.ask("page", first.append)
        qtbot.waitUntil(lambda: bool(caught))
        assert not maker.is_asked
        broken.attempts = 1
        maker.ask("page", second.append)
        qtbot.waitUntil(lambda: bool(second))
    maker.close()
    assert (first, second) == ([], [maker.pages["page"]])
