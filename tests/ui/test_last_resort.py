"""Unexpected exceptions: the draft is saved, the log has the traceback, a message names the log."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from desktop.ui.last_resort import LastResort


class Draft:
    """A draft with a given result of `flush`."""

    def __init__(self, result: bool | Exception) -> None:
        self.result = result
        self.asked = 0

    def flush(self) -> bool:
        self.asked += 1
        if isinstance(self.result, Exception):
            raise self.result
        return self.result


@pytest.fixture(autouse=True)
def _hook_put_back() -> Iterator[None]:
    hook = sys.excepthook
    yield
    sys.excepthook = hook


def fail(resort: LastResort) -> None:
    try:
        raise ZeroDivisionError("a bug")
    except ZeroDivisionError as fault:
        resort.on_fault(type(fault), fault, fault.__traceback__)


def shown(qtbot: QtBot) -> QMessageBox:
    found: list[QMessageBox] = []

    def is_shown() -> bool:
        found[:] = [
            one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox) and one.isVisible()
        ]
        return bool(found)

    qtbot.waitUntil(is_shown)
    return found[0]


def close(box: QMessageBox) -> None:
    """Close the message as an officer does, and delete it: a window left open would keep the focus in the next test."""
    box.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize(
    ("result", "words"),
    [(True, "已经保存"), (False, "请先复制出来"), (OSError("disk gone"), "请先复制出来")],
)
def test_the_message_says_whether_the_text_is_saved_and_where_the_log_is(
    qtbot: QtBot, tmp_path: Path, allow_log: Callable[[str], None], result: bool | Exception, words: str
) -> None:
    allow_log("a fault of the program|could not be stored")
    draft = Draft(result)
    resort = LastResort(tmp_path / "chengban.log", draft.flush)
    fail(resort)
    box = shown(qtbot)
    assert words in box.text()
    assert "chengban.log" in box.informativeText()
    assert "Traceback" not in box.text() + box.informativeText()
    assert draft.asked == 1
    close(box)


def test_a_second_fault_while_the_window_is_open_opens_no_second_one(
    qtbot: QtBot, tmp_path: Path, allow_log: Callable[[str], None]
) -> None:
    allow_log("a fault of the program")
    draft = Draft(True)
    resort = LastResort(tmp_path / "chengban.log", draft.flush)
    fail(resort)
    box = shown(qtbot)
    fail(resort)
    assert draft.asked == 1
    close(box)


def test_the_exception_hook_is_replaced(tmp_path: Path) -> None:
    resort = LastResort(tmp_path / "chengban.log", lambda: True)
    resort.install()
    assert sys.excepthook == resort.on_fault
