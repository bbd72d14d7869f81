"""Every dialog for every pair of eyes and hands, as the pages are: names, roles, reading order, the focus seen and given back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.ui.dialogs.dialog_openers import OPENERS, Stage
from tests.ui.dialogs.long_case import long_case
from tests.ui.officer import Officer
from tests.ui.shell.focus_seen import unseen
from tests.ui.shell.spoken import disordered, silent, without_keyboard


@pytest.fixture
def stage(officer: Officer) -> Stage:
    """The long case on the desk."""
    case = officer.program.worker.wait_for(long_case)
    officer.open_case(case.id)
    return Stage(officer, case)


def test_every_dialog_speaks_shows_the_focus_and_gives_it_back(stage: Stage) -> None:
    found = [f"{place}: {fault}" for place in OPENERS for fault in faults(stage, place)]
    assert not found, "\n".join(dict.fromkeys(found))


def faults(stage: Stage, place: str) -> Iterator[str]:
    """Opens the dialog, looks at it, and closes it."""
    OPENERS[place](stage)
    stage.officer.until(lambda: open_dialog() is not None)
    stage.officer.settle()
    dialog = open_dialog()
    assert dialog is not None
    dialog.activateWindow()
    stage.officer.until(dialog.isActiveWindow)
    yield from (*without_keyboard(dialog), *silent(dialog), *disordered(dialog), *unseen(dialog))
    dialog.done(0)
    dialog.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    stage.officer.settle()
    stage.officer.program.window.activateWindow()
    stage.officer.until(stage.officer.program.window.isActiveWindow)
    yield from (f"afterwards {fault}" for fault in without_keyboard(stage.officer.program.window))


def open_dialog() -> QDialog | None:
    """The dialog that is open; None if there is none."""
    tops: list[QWidget] = QApplication.topLevelWidgets()
    return next((one for one in tops if isinstance(one, QDialog) and one.isVisible()), None)
