"""The page object of the intake page, its review and its dry run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu

from desktop.domain.importing.plan import ImportStatus
from desktop.ui.intake.drop_overlay import DropOverlay
from desktop.ui.intake.dry_run_page import DryRunPage
from desktop.ui.intake.entry import Entry
from desktop.ui.intake.field_row import FieldRow
from desktop.ui.intake.intake_page import IntakePage
from desktop.ui.intake.plan_table import line_words
from desktop.ui.intake.review_page import ReviewPage
from desktop.ui.shell.pages import Place
from tests.ui.officer import Officer


class IntakePageObject:
    """Operates the intake page of an officer's window."""

    def __init__(self, officer: Officer) -> None:
        self.officer = officer

    @property
    def page(self) -> IntakePage:
        return self.officer.program.window.intake

    @property
    def review(self) -> ReviewPage:
        return self.page.review

    @property
    def dry_run(self) -> DryRunPage:
        return self.page.dry_run

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.page.session.queue.entries

    def until(self, true: Callable[[], bool]) -> None:
        self.officer.qtbot.waitUntil(true)  # the first file starts the child process

    def take(self, *files: Path) -> None:
        """Take in files and wait until all are read."""
        self.officer.program.window.take_in(files)
        self.until(lambda: bool(self.entries) and not self.page.session.queue.busy)

    def take_one(self, file: Path) -> None:
        """Take in one document and wait for its review with its plan."""
        self.take(file)
        self.wait_review()

    def take_list(self, file: Path) -> None:
        """Take in a list and wait for its dry run."""
        self.take(file)
        self.until(lambda: self.dry_run.isVisible() and self.dry_run.plan is not None)

    def press_paste(self) -> None:
        """Press Ctrl+V with the focus outside of the fields of an empty store, into which it would paste."""
        self.officer.settle()
        self.officer.program.window.rail.button(Place.CASES).setFocus()
        self.officer.ctrl(Qt.Key.Key_V)

    def wait_review(self) -> None:
        self.until(lambda: self.review.isVisible() and self.review._item is not None)

    def wait_inbox(self) -> None:
        self.until(self.officer.inbox.isVisible)

    def wait_menu(self) -> QMenu:
        """Wait for the menu that asks for the kind of pasted text."""
        self.until(lambda: QApplication.activePopupWidget() is not None)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return menu

    @property
    def overlay(self) -> DropOverlay:
        return self.officer.program.window.overlay

    def field(self, key: str) -> FieldRow:
        return self.review.panel.rows[key]

    def certainty(self, key: str) -> str:
        return self.field(key).value.certainty.label

    def select(self, words: str) -> None:
        """Select text in the original, as with the mouse."""
        view = self.review.original.view
        view.setFocus()
        found = view.document().find(words)
        assert not found.isNull(), words
        view.setTextCursor(found)

    def words_marked(self, key: str) -> list[str]:
        """The marked texts of a field in the original."""
        view = self.review.original.view
        words = []
        for place in view.places:
            if place.key == key:
                cursor = QTextCursor(view.document())
                cursor.setPosition(place.start)
                cursor.setPosition(place.end, QTextCursor.MoveMode.KeepAnchor)
                words.append(cursor.selectedText())
        return words

    @property
    def lines(self) -> list[str]:
        """The texts of the dry run's lines."""
        model = self.dry_run.model
        found = (model.line(row) for row in range(model.rowCount()))
        return [line_words(line, ticked=model.choices.ticked(line)) for line in found if line is not None]

    def count(self, status: ImportStatus) -> int:
        assert self.dry_run.plan is not None
        return self.dry_run.plan.count(status)

    def notice_action(self, label: str) -> None:
        """Press a button of the notice with the keyboard."""
        notice = self.officer.program.window.notice.notice
        assert notice is not None
        action = next(action for action in notice.actions if action.label == label)
        action.act()

    def hold_over_window(self, *files: Path) -> QMimeData:
        """Drag files over the window without dropping them."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        enter = QDragEnterEvent(
            QPointF(40, 40).toPoint(), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, _NO_KEYS
        )
        QApplication.sendEvent(self.officer.program.window, enter)
        return data

    def let_go(self, data: QMimeData) -> None:
        """Drop them."""
        drop = QDropEvent(
            QPointF(40, 40), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, _NO_KEYS
        )
        QApplication.sendEvent(self.officer.program.window, drop)


_NO_KEYS = Qt.KeyboardModifier.NoModifier
