"""What is half typed survives another case, another page, Esc and a restart; it is gone once stored or discarded."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

import desktop.ui
from desktop.domain.case.case import Case, Proposer
from desktop.domain.records.half_typed import HalfTyped
from desktop.services.cases.cases import create_case
from desktop.services.handling.contacts import contacts_of
from desktop.services.office.workplace import Workplace
from desktop.ui.desk.tabs.contacts_line import ContactLine
from desktop.ui.desk.writing.section_verbs import TitleDialog
from desktop.ui.dialogs.case_dialogs import FormDialog
from desktop.ui.dialogs.record_dialog import ReasonDialog, RecordDialog
from desktop.ui.drafts.dialog_draft import DialogDraft
from desktop.ui.drafts.half_typed import HalfTyped as Keeping
from desktop.ui.drafts.half_typed import TypedInputs
from desktop.ui.shell.pages import Place
from tests.ui.conftest import OpenProgram
from tests.ui.intake_page_object import IntakePageObject
from tests.ui.intake_papers import LIBRARY, write_paper
from tests.ui.officer import Officer
from tests.ui.record_dialogs import dialog_of, panels

MORNING = datetime(2024, 4, 9, 10, 42)


def two_cases(work: Workplace) -> None:
    for number in ("085", "096"):
        case = Case(
            number=number, term=15, session=4, subject=f"关于{number}的提案", proposers=(Proposer("林晓舟"),),
            assigned_at=date(2024, 3, 1), due_at=date(2024, 5, 9),
        )  # fmt: skip
        create_case(work, case)


@pytest.fixture
def desk(officer: Officer) -> Officer:
    officer.program.worker.wait_for(two_cases)
    officer.open_case(1)
    return officer


def line_of(officer: Officer) -> ContactLine:
    officer.settle()
    return panels(officer).contacts.line


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2024, 4, 9), "未登记的草稿，今天 10:42"),
        (date(2024, 4, 10), "未登记的草稿，昨天 10:42"),
        (date(2024, 4, 11), "未登记的草稿，4月9日 10:42"),
    ],
)
def test_a_draft_says_when_it_was_typed(today: date, words: str) -> None:
    assert HalfTyped(1, "沟通", {}, MORNING).words(today) == words


def test_a_contact_note_waits_with_its_case(desk: Officer, open_program: OpenProgram, qtbot: QtBot) -> None:
    line = line_of(desk)
    line.points.setFocus()
    desk.type("谈了选址")
    line.more["place"].setFocus()
    desk.type("区政府")
    desk.open_case(2)
    assert (line_of(desk).points.text(), line_of(desk).draft.words) == ("", "")
    desk.open_case(1)
    assert line_of(desk).points.text() == "谈了选址"
    assert line_of(desk).more["place"].isVisibleTo(line_of(desk))
    again = Officer(qtbot, open_program())
    again.open_case(1)
    line = line_of(again)
    assert (line.points.text(), line.more["place"].text()) == ("谈了选址", "区政府")
    assert line.draft.words == "未登记的草稿，今天 10:42"
    line.points.setFocus()
    again.press(Qt.Key.Key_Return)
    again.until(lambda: len(again.program.worker.wait_for(contacts_of, 1)) == 1)
    again.open_case(2)
    again.open_case(1)
    assert (line_of(again).points.text(), line_of(again).draft.words) == ("", "")


def test_a_draft_can_be_discarded(desk: Officer) -> None:
    line_of(desk).points.setFocus()
    desk.type("谈了选址")
    desk.open_case(2)
    desk.open_case(1)
    line = line_of(desk)
    line.draft.discard.click()
    assert (line.points.text(), line.people.text(), line.draft.words) == ("", "林晓舟", "")
    desk.open_case(2)
    desk.open_case(1)
    assert line_of(desk).points.text() == ""


def reason_dialog(officer: Officer) -> ReasonDialog:
    panels(officer).contacts.ask_waiver()
    dialog = dialog_of(officer, ReasonDialog)
    assert isinstance(dialog, ReasonDialog)
    officer.until(lambda: dialog.isActiveWindow() and dialog.isAncestorOf(officer.focus))
    officer.settle()
    return dialog


def escape(officer: Officer, dialog: QDialog) -> None:
    officer.press(Qt.Key.Key_Escape)
    officer.until(lambda: not dialog.isVisible())
    officer.settle()


def test_a_dialog_closed_by_esc_shows_the_same_at_its_next_opening(
    desk: Officer, open_program: OpenProgram, qtbot: QtBot
) -> None:
    dialog = reason_dialog(desk)
    desk.type("委员出国")
    escape(desk, dialog)
    desk.open_case(2)
    other = reason_dialog(desk)
    assert other.reason.toPlainText() == ""
    escape(desk, other)
    again = Officer(qtbot, open_program())
    again.open_case(1)
    dialog = reason_dialog(again)
    assert dialog.reason.toPlainText() == "委员出国"
    assert dialog.draft.line.words == "未登记的草稿，今天 10:42"
    dialog.submit()
    again.settle()
    dialog = reason_dialog(again)
    assert (dialog.reason.toPlainText(), dialog.draft.line.words) == ("", "")
    escape(again, dialog)


def test_a_record_dialog_keeps_what_differs_from_what_was_filled_in(desk: Officer) -> None:
    def opened() -> RecordDialog:
        panels(desk).opinions.ask_units()
        dialog = dialog_of(desk)
        assert isinstance(dialog, RecordDialog)
        desk.until(lambda: dialog.isActiveWindow() and dialog.isAncestorOf(desk.focus))
        desk.settle()
        return dialog

    dialog = opened()
    assert dialog.boxes["asked_at"].text == "2024-04-09"
    dialog.boxes["units"].setFocus()
    desk.type("区文旅局")
    escape(desk, dialog)
    dialog = opened()
    assert (dialog.boxes["units"].text, dialog.boxes["asked_at"].text) == ("区文旅局", "2024-04-09")
    dialog.draft.line.discard.click()
    assert (dialog.boxes["units"].text, dialog.boxes["asked_at"].text) == ("", "2024-04-09")
    escape(desk, dialog)
    assert opened().boxes["units"].text == ""
    escape(desk, QApplication.activeModalWidget())  # type: ignore[arg-type]


def test_a_new_case_begun_and_left_is_there_again(officer: Officer) -> None:
    dialog = officer.begin_new_case()
    officer.fill_field("案由", "关于夜间照明的提案")
    escape(officer, dialog)
    dialog = officer.begin_new_case()
    officer.settle()
    assert dialog.form.boxes["subject"].text == "关于夜间照明的提案"
    dialog.store()
    officer.until(lambda: officer.at_desk)
    officer.settle()
    dialog = officer.begin_new_case()
    officer.settle()
    assert dialog.form.boxes["subject"].text == ""
    escape(officer, dialog)


def test_corrections_in_the_middle_of_a_review_wait_for_the_officer(officer: Officer, tmp_path: Path) -> None:
    intake = IntakePageObject(officer)
    intake.take_one(write_paper(tmp_path, "提案085.txt", LIBRARY))
    intake.field("subject").control.setFocus()
    officer.ctrl(Qt.Key.Key_A)
    officer.type("关于改好社区图书室的提案")
    officer.until(lambda: intake.review.corrections == {"subject": "关于改好社区图书室的提案"})
    intake.page.show_list()
    officer.settle()
    intake.page.open_entry(0)
    intake.wait_review()
    officer.settle()
    assert intake.review.corrections == {"subject": "关于改好社区图书室的提案"}
    assert intake.review.draft.words == "未登记的草稿，今天 10:42"
    intake.review.draft.discard.click()
    officer.settle()
    assert intake.review.corrections == {}


# Every input of the window.
INPUTS = (QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox)
EXEMPT = {
    "查找办件": "a search is no record",
    "查办理过程": "a search is no record",
}
"""Inputs by accessible name whose text is not kept, each with the reason."""
OF_NO_RECORD = ("WelcomePage",)
"""Parts in which nothing of a case is typed: three short facts at the very first start, each stored with its step."""
STORED_WHILE_TYPED = ("EditorPane", "OfficeForm")
"""Parts that store by themselves what is typed, within a second and before the window closes: the letter, the office's data."""
NO_RECORD = {
    "HistoryDialog": "shows earlier versions",
    "IssuedTextsDialog": "shows the texts that were signed",
    "PagesView": "shows the paper",
    "KeyList": "shows the keys, with a search",
    "LicencesDialog": "shows licences",
    "RestoreDialog": "chooses a backup",
    "ComparisonDialog": "shows two matters side by side",
    "PrintDialog": "settings of one printing",
    "PublicCopyDialog": "ticks what is taken out; its text is a preview",
    "ProofDialog": "shows measured values",
    "PortalDialog": "shows what to copy",
    "RulesDialog": "shows what rules would change",
    "CalendarDialog": "shows what a calendar would change",
}
"""Dialogs in which no record is typed, each with the reason."""


def kept_inputs(window: QWidget) -> set[QWidget]:
    """The inputs whose texts some HalfTyped keeps."""
    found: set[QWidget] = set()
    for draft in cast("list[Keeping]", window.findChildren(Keeping)):
        owner = getattr(draft._read, "__self__", None)
        found |= set(owner.controls.values()) if isinstance(owner, TypedInputs) else set()
    return found


def ancestors(widget: QWidget | None) -> Iterator[str]:
    while widget is not None:
        yield type(widget).__name__
        widget = widget.parentWidget()


def typed_into(window: QWidget) -> list[QWidget]:
    """Everything that can be typed into, without the inner lines of other controls."""
    widgets = [one for kind in INPUTS for one in cast("list[QWidget]", window.findChildren(kind))]
    inner = (QComboBox, QSpinBox)
    return [
        one
        for one in widgets
        if not isinstance(one.parentWidget(), inner) and not (hasattr(one, "isReadOnly") and one.isReadOnly())
    ]


def test_every_input_of_every_page_is_kept_or_stored_while_it_is_typed(desk: Officer, tmp_path: Path) -> None:
    window = desk.program.window
    for place in Place:
        desk.show(place)
    IntakePageObject(desk).take_one(write_paper(tmp_path, "提案085.txt", LIBRARY))
    desk.open_case(1)
    panels(desk).timeline_requested.emit()
    desk.settle()
    kept = kept_inputs(window)
    left = {
        f"{type(one).__name__} {one.accessibleName()} in {'/'.join(list(ancestors(one))[1:4])}"
        for one in typed_into(window)
        if one not in kept
        and not set(ancestors(one)) & {*STORED_WHILE_TYPED, *OF_NO_RECORD, "ReviewPage"}
        and one.accessibleName() not in EXEMPT
    }
    assert left == set()
    names = {one.accessibleName() for one in typed_into(window)}
    assert "沟通要点" in {one.accessibleName() for one in kept}
    assert names


def dialogs_of_the_window() -> set[type[QDialog]]:
    """Every class of dialog that the program has."""
    for module in pkgutil.walk_packages(desktop.ui.__path__, "desktop.ui."):
        importlib.import_module(module.name)
    found: set[type[QDialog]] = set()
    waiting = [QDialog]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            if kind.__module__.startswith("desktop."):
                found.add(kind)
                waiting.append(kind)
    return found


def test_every_dialog_keeps_what_is_typed_in_it_or_is_no_record() -> None:
    """Those that ask for a record extend a dialog that keeps its inputs, or have a DialogDraft of their own."""
    keeping = (RecordDialog, ReasonDialog, FormDialog, TitleDialog)
    bases = {"StoringDialog", "FittedDialog"}
    left = {kind.__name__ for kind in dialogs_of_the_window() if not issubclass(kind, keeping)} - bases
    assert left - NO_RECORD.keys() == set()
    assert NO_RECORD.keys() - left == set(), "no longer there: take it out of the list"


def test_the_dialogs_keep_all_their_inputs(desk: Officer) -> None:
    """Also those that have more inputs than their fields."""
    for opening in (
        panels(desk).handling.feedback.ask_answers,
        desk.desk._edit_case,
        desk.program.window.new_case,
        desk.desk.moves.ask_day,
    ):
        opening()
        desk.until(lambda: QApplication.activeModalWidget() is not None)
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        desk.settle()
        (draft,) = cast("list[DialogDraft]", dialog.findChildren(DialogDraft))
        assert set(typed_into(dialog)) - set(draft.inputs.controls.values()) == set()
        dialog.close()
