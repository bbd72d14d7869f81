"""Helpers for the dialogs of the casework on the desk: fill the open dialog, give a reason, read what is recorded."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.services.handling.casework import Casework
from desktop.ui.desk.casework_panels import CaseworkPanels
from desktop.ui.dialogs.record_dialog import ReasonDialog, RecordDialog
from desktop.ui.dialogs.step_dialog import StepDialog
from tests.ui.officer import Officer


def panels(officer: Officer) -> CaseworkPanels:
    return officer.desk.panels


def recorded(officer: Officer) -> Casework:
    """The casework that the desk shows."""
    found = officer.desk.panels.casework.found
    assert found is not None
    return found


def dialog_of(officer: Officer, kind: type[QWidget] = RecordDialog) -> QWidget:
    """Wait for an open dialog of that kind and return it."""
    officer.until(lambda: isinstance(QApplication.activeModalWidget(), kind))
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    return dialog


def fill(officer: Officer, **texts: str) -> None:
    """Fill the open dialog and store it; wait until it is closed."""
    dialog = dialog_of(officer)
    assert isinstance(dialog, RecordDialog)
    dialog.fill(texts)
    dialog.submit()
    officer.until(lambda: QApplication.activeModalWidget() is not dialog)


def take_next_step(officer: Officer, **texts: str) -> None:
    """Press the primary button and fill in the form of the step, if it has one, with what it asks of these; wait for the move."""
    officer.settle()
    before = officer.desk.session.case.status
    officer.desk.header.next.click()

    def moved() -> bool:
        return officer.desk.session.case.status is not before

    officer.until(lambda: moved() or isinstance(QApplication.activeModalWidget(), StepDialog))
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, StepDialog):
        dialog.fill({key: text for key, text in texts.items() if key in dialog.boxes})
        dialog.submit()
    officer.until(moved)


def give_reason(officer: Officer, words: str) -> None:
    """Type the reason, then press Ctrl+Enter."""
    dialog = dialog_of(officer, ReasonDialog)
    officer.until(lambda: dialog.isActiveWindow() and dialog.isAncestorOf(officer.focus))
    officer.type(words)
    officer.ctrl(Qt.Key.Key_Return)
