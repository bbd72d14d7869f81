"""The page object of the window: an officer's actions by keyboard, and what the window shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.ui.desk.desk_page import DeskPage
from desktop.ui.dialogs.case_dialogs import FormDialog
from desktop.ui.inbox.inbox_page import InboxPage
from desktop.ui.shell.pages import DESK, Place
from tests.ui.opened_program import OpenedProgram
from tools.window_gaps import mark

_CTRL = Qt.KeyboardModifier.ControlModifier
_NONE = Qt.KeyboardModifier.NoModifier


class Officer:
    """Operates one window. Waits for conditions, never for a fixed time. As a person does, it looks at a window that has
    settled; typing goes on without that.
    """

    def __init__(self, qtbot: QtBot, program: OpenedProgram) -> None:
        self.qtbot = qtbot
        self.program = program
        program.window.resize(1440, 900)  # a usual office screen, whatever the platform reports
        program.window.show()
        program.window.activateWindow()
        self.until(lambda: program.window.windowHandle().isExposed())
        self.until(program.window.isActiveWindow)
        self.settle()

    # keys

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
        """Press one key in the focused widget, when the window shows what the keys before have led to."""
        self.settle()
        self._be_window_manager()
        mark(f"press {key.name}")
        QTest.keyClick(self.focus, key, modifier)

    def ctrl(self, key: Qt.Key) -> None:
        self.press(key, _CTRL)

    def type(self, words: str) -> None:
        """Type text as an input method does: each line is committed at once."""
        for place, line in enumerate(words.split("\n")):
            if place:
                self.press(Qt.Key.Key_Return)
            if line.isascii():
                self.press_each(line)
            else:
                self.compose(line[:1])
                self.commit(line)

    def press_each(self, letters: str) -> None:
        """Press the key of each letter."""
        for letter in letters:
            mark(f"type {letter}", typing=True)
            QTest.keyClicks(self.focus, letter)

    def compose(self, letters: str) -> None:
        """Begin a composition in the input method without committing."""
        mark(f"compose {letters}", typing=True)
        QApplication.sendEvent(self.focus, QInputMethodEvent(letters, []))

    def commit(self, words: str) -> None:
        """Commit a composition."""
        event = QInputMethodEvent("", [])
        event.setCommitString(words)
        mark(f"commit {words[:10]}", typing=True)
        QApplication.sendEvent(self.focus, event)

    def until(self, true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(true)

    def settle(self) -> None:
        """Wait until the window has all answers that it has asked for."""
        self.qtbot.waitUntil(lambda: not self.program.is_waiting)

    # what the window shows

    @property
    def focus(self) -> QWidget:
        """The focused widget."""
        return QApplication.focusWidget() or QApplication.activeWindow() or self.program.window

    @property
    def inbox(self) -> InboxPage:
        return self.program.window.inbox

    @property
    def desk(self) -> DeskPage:
        return self.program.window.desk

    @property
    def at_desk(self) -> bool:
        desk = self.program.window.maker.pages.get(DESK)
        return desk is not None and desk.isVisible()

    @property
    def subjects(self) -> list[str]:
        """The subjects in the work list, from top to bottom."""
        self.settle()
        model = self.inbox.model
        return [row.subject for i in range(model.rowCount()) if (row := model.case_row(i)) is not None]

    @property
    def foot(self) -> str:
        """The text of the status line."""
        self.settle()
        return self.program.window.status.words

    @property
    def notice(self) -> str:
        """The text of the notice bar; "" while it is hidden."""
        self.settle()
        notice = self.program.window.notice.notice
        return notice.what + notice.remedy if notice else ""

    @property
    def written(self) -> str:
        """The text in the editor."""
        self.settle()
        return self.desk.pane.writing.editor.text

    @property
    def printed(self) -> str:
        """All text on the paper."""
        self.settle()
        return "".join(line.text for page in self.desk.paper.view.pages for line in page.lines)

    # tasks

    def show(self, place: Place) -> None:
        """Show the page of a place and wait until it is there."""
        self.program.window.show_place(place)
        self.settle()

    def open_case(self, case_id: int) -> None:
        """Open that case and wait until it is on the desk with everything recorded."""
        self.program.window.open_case(case_id)
        self.until(lambda: self.at_desk and self.desk.case_id == case_id)
        self.settle()

    def begin_new_case(self) -> FormDialog:
        self.ctrl(Qt.Key.Key_N)
        self.until(lambda: isinstance(QApplication.activeModalWidget(), FormDialog))
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FormDialog)
        self.until(lambda: dialog.isActiveWindow() and dialog.isAncestorOf(self.focus))
        return dialog

    def fill_field(self, label: str, words: str) -> None:
        """Press Tab until the field of that name has the focus, then type or choose."""
        self.tab_to(label)
        widget = self.focus
        if isinstance(widget, QComboBox):
            self._choose(widget, words)
        elif isinstance(widget, QCheckBox):
            self.press(Qt.Key.Key_Space)
        else:
            self.type(words)

    def tab_to(self, name: str, limit: int = 60) -> None:
        """Press Tab until a widget of that name has the focus."""
        for _ in range(limit):
            widget = self.focus
            if widget.accessibleName() == name or (
                isinstance(widget, QAbstractButton) and widget.text() == name
            ):
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never reaches {name}")

    def open_section(self, label: str) -> None:
        """Move through the list of sections until that one is open."""
        pane = self.desk.pane
        labels = {item.key: item.label for item in pane.items}
        for _ in range(2 * len(labels)):
            if labels.get(pane.key) == label:
                return
            self.ctrl(Qt.Key.Key_PageDown if self._stands_before(label) else Qt.Key.Key_PageUp)
        raise AssertionError(f"no section {label} among {list(labels.values())}")

    def export_to(self, file: Path) -> None:
        """Export by keyboard: Ctrl+E, file name, Enter; wait for the notice."""
        self.ctrl(Qt.Key.Key_E)
        self.until(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        self.until(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
        self.ctrl(Qt.Key.Key_A)
        QTest.keyClicks(self.focus, str(file))
        self.press(Qt.Key.Key_Return)
        self.until(lambda: "已导出" in self.notice)

    def wait_saved(self) -> None:
        """Wait until everything is saved."""
        self.until(lambda: not self.desk.session.dirty)

    def _be_window_manager(self) -> None:
        """Activate the window after a dialog has closed, which the offscreen platform does not do."""
        if QApplication.activeWindow() is None:
            (QApplication.activeModalWidget() or self.program.window).activateWindow()
            self.until(lambda: QApplication.activeWindow() is not None)

    def _stands_before(self, label: str) -> bool:
        labels = [item.label for item in self.desk.pane.items]
        keys = [item.key for item in self.desk.pane.items]
        return keys.index(self.desk.pane.key) < labels.index(label)

    def _choose(self, box: QComboBox, label: str) -> None:
        for _ in range(box.count()):
            self.press(Qt.Key.Key_Up)
        for _ in range(box.count()):
            if box.currentText() == label:
                return
            self.press(Qt.Key.Key_Down)
        raise AssertionError(f"{label} cannot be chosen")
