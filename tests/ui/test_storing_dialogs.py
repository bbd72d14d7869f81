"""A dialog stays while what was submitted is being stored, and closed dialogs get no answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from desktop.domain.case.case import Case, HandlingRole, Proposer
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseQuery
from desktop.services.cases.cases import create_case, get_case
from desktop.services.cases.work_list import list_cases
from desktop.services.handling.promises import promises_of
from desktop.services.handling.reviews import review_disclosure
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import open_reply
from desktop.ui.desk.tabs.opinions_page import OpinionDialog
from desktop.ui.dialogs.case_dialogs import EditCaseDialog, NewCaseDialog
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.dialogs.storing_dialog import StoringDialog
from desktop.ui.printing.public_copy_dialog import PublicCopyDialog
from desktop.ui.settings.calendar_dialog import CalendarDialog
from desktop.ui.settings.settings_page import SettingsPage
from desktop.ui.shell.pages import Place
from tests.ui.officer import Officer
from tests.ui.record_dialogs import dialog_of, panels
from tests.ui.store_threads import busy

CALENDAR = (
    'version = "2024-1"\n[[years]]\nyear = 2024\n'
    '[[years.off]]\nname = "台风停工"\nfirst = 2024-07-02\nlast = 2024-07-03\n'
)


def begin_case(work: Workplace) -> None:
    case = Case(
        number="085", subject="关于改善社区图书室的提案", region="长宁区", proposers=(Proposer("林晓舟"),),
        handling_role=HandlingRole.LEAD, status=Status.DRAFTING, assigned_at=date(2024, 4, 2), co_units=("区财政局",),
    )  # fmt: skip
    open_reply(work, create_case(work, case).id)
    review_disclosure(work, 1, Disclosure.PROACTIVE, "赵敏", secrecy_reviewer="孙立")


@pytest.fixture
def at_desk(officer: Officer) -> Officer:
    officer.program.worker.wait_for(begin_case)
    officer.open_case(1)
    return officer


# Each opens a dialog filled in, and gives what stores it.
def a_promise(officer: Officer, _folder: Path) -> Callable[[], object]:
    panels(officer).handling.promises.ask_promise("年内开放")
    return cast("RecordDialog", dialog_of(officer)).submit


def a_corrected_case(officer: Officer, _folder: Path) -> Callable[[], object]:
    officer.desk._edit_case()
    dialog = cast("EditCaseDialog", dialog_of(officer, EditCaseDialog))
    dialog.form.boxes["subject"].show_text("关于增设公交站点的提案")
    return dialog.store


def a_new_case(officer: Officer, _folder: Path) -> Callable[[], object]:
    officer.program.window.new_case()
    dialog = cast("NewCaseDialog", dialog_of(officer, NewCaseDialog))
    dialog.form.boxes["subject"].show_text("关于增设公交站点的提案")
    return dialog.store


def a_calendar(officer: Officer, folder: Path) -> Callable[[], object]:
    (folder / "放假.toml").write_text(CALENDAR, encoding="utf-8")
    officer.show(Place.SETTINGS)
    settings = cast("SettingsPage", officer.program.window.findChild(SettingsPage))
    settings.calendar.open_file(folder / "放假.toml")
    return cast("CalendarDialog", dialog_of(officer, CalendarDialog)).save.click


def subjects(officer: Officer) -> set[str]:
    return {row.subject for row in officer.program.worker.wait_for(list_cases, CaseQuery()).rows}


def promises(officer: Officer) -> list[str]:
    return [one.text for one in officer.program.worker.wait_for(promises_of, 1)]


def due_day(officer: Officer) -> date | None:
    return officer.program.worker.wait_for(get_case, 1).due_at


@pytest.mark.parametrize(
    ("opened", "stored", "expected"),
    [
        (a_promise, promises, ["年内开放"]),
        (a_corrected_case, subjects, {"关于增设公交站点的提案"}),
        (a_new_case, subjects, {"关于改善社区图书室的提案", "关于增设公交站点的提案"}),
        (a_calendar, due_day, date(2024, 7, 4)),
    ],
)
@pytest.mark.parametrize("leave", ["Esc", "window"])
def test_a_dialog_cannot_be_cancelled_while_it_stores(
    at_desk: Officer,
    tmp_path: Path,
    opened: Callable[[Officer, Path], Callable[[], object]],
    stored: Callable[[Officer], object],
    expected: object,
    leave: str,
) -> None:
    store = opened(at_desk, tmp_path)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, StoringDialog)
    at_desk.until(dialog.isActiveWindow)
    with busy(at_desk, at_desk.program.worker):
        store()
        store()
        if leave == "window":
            dialog.close()
        else:
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        assert dialog.notice.notice is not None
        assert dialog.notice.notice.what == "正在保存，存好就关闭。"
    at_desk.until(lambda: QApplication.activeModalWidget() is None)
    assert stored(at_desk) == expected


def test_what_was_typed_is_still_there_after_a_refusal(at_desk: Officer) -> None:
    panels(at_desk).handling.promises.ask_promise("")  # a promise without words is refused
    dialog = cast("RecordDialog", dialog_of(at_desk))
    dialog.fill({"due_at": "2024-12-31"})
    with busy(at_desk, at_desk.program.worker):
        dialog.submit()
        dialog.reject()
    assert dialog.isVisible()
    assert dialog.boxes["due_at"].text == "2024-12-31"
    assert dialog.notice.notice is not None
    assert "正在保存" not in dialog.notice.notice.what
    dialog.reject()
    at_desk.until(lambda: QApplication.activeModalWidget() is None)


def test_a_file_read_for_a_dialog_that_was_closed_is_not_shown_anywhere(
    at_desk: Officer, tmp_path: Path
) -> None:
    (tmp_path / "来函.txt").write_text("同意。", encoding="utf-8")
    panels(at_desk).opinions.receive("区财政局")
    dialog = cast("OpinionDialog", dialog_of(at_desk, OpinionDialog))
    with busy(at_desk, at_desk.program.worker.reader):
        dialog.file.chosen.emit(tmp_path / "来函.txt")
        dialog.reject()
        at_desk.until(lambda: QApplication.activeModalWidget() is None)


def test_the_level_of_a_place_chosen_in_a_closed_dialog_is_not_shown_anywhere(at_desk: Officer) -> None:
    at_desk.program.window.new_case()
    dialog = cast("NewCaseDialog", dialog_of(at_desk, NewCaseDialog))
    with busy(at_desk, at_desk.program.worker.looker):
        dialog.form.boxes["locality"].edited.emit()
        dialog.reject()
        at_desk.until(lambda: QApplication.activeModalWidget() is None)


def test_a_public_copy_found_again_for_a_closed_dialog_is_not_shown_anywhere(at_desk: Officer) -> None:
    at_desk.desk.paper_controller.exports.ask_public(at_desk.desk.session.case)
    dialog = cast("PublicCopyDialog", dialog_of(at_desk, PublicCopyDialog))
    with busy(at_desk, at_desk.program.worker.reader):
        dialog.mask_names_toggled.emit(True)
        dialog.reject()
        at_desk.until(lambda: QApplication.activeModalWidget() is None)


def test_a_print_dialog_closed_during_its_checks_gets_none(at_desk: Officer) -> None:
    with busy(at_desk, at_desk.program.worker.reader):
        at_desk.desk.paper_controller.print()
        dialog = cast("QDialog", dialog_of(at_desk, QDialog))
        dialog.reject()
        at_desk.until(lambda: QApplication.activeModalWidget() is None)


ASKED_FOR: dict[str, tuple[str, Callable[[Officer], object]]] = {
    "the print dialog": ("looker", lambda officer: officer.desk.paper_controller.print()),
    "the public copy": (
        "reader",
        lambda officer: officer.desk.paper_controller.exports.ask_public(officer.desk.session.case),
    ),
    "the proof": (
        "reader",
        lambda officer: officer.desk.paper_controller.proofs.prove(officer.desk.session.case),
    ),
    "the history": ("looker", lambda officer: officer.desk.verbs.show_history()),
    "a new case": ("looker", lambda officer: officer.program.window.new_case()),
    "the section of many cases": ("reader", lambda officer: officer.inbox.many.ask_section()),
    "the print dialog of many cases": ("looker", lambda officer: officer.inbox.many._open_printer((1,))),
}
"""What opens a dialog, and the thread that is asked before."""


def open_dialogs() -> list[QDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]


@pytest.mark.parametrize("wish", ASKED_FOR)
def test_a_dialog_asked_for_twice_opens_once(at_desk: Officer, wish: str) -> None:
    thread, ask = ASKED_FOR[wish]
    worker = at_desk.program.worker
    with busy(at_desk, worker.looker if thread == "looker" else worker.reader):
        ask(at_desk)
        ask(at_desk)
    at_desk.until(lambda: bool(open_dialogs()))
    at_desk.settle()
    assert len(open_dialogs()) == 1


def test_of_two_calendars_chosen_at_once_the_last_is_shown_with_its_own_changes(
    at_desk: Officer, tmp_path: Path
) -> None:
    for name, text in (("一.toml", CALENDAR), ("二.toml", CALENDAR.replace("07-0", "08-0"))):
        (tmp_path / name).write_text(text, encoding="utf-8")
    at_desk.show(Place.SETTINGS)
    calendar = cast("SettingsPage", at_desk.program.window.findChild(SettingsPage)).calendar
    with busy(at_desk, at_desk.program.worker.reader):
        calendar.open_file(tmp_path / "一.toml")
        calendar.open_file(tmp_path / "二.toml")
    (dialog,) = open_dialogs()
    assert isinstance(dialog, CalendarDialog)
    assert (dialog._name, dialog._changes) == ("二.toml", ())
