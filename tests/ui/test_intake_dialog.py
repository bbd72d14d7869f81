"""Files that are dropped on the window are taken in, and a bad one is told."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication

from desktop.ui.inbox.intake_dialog import IntakeDialog
from tests.ui.officer import Officer


def test_files_dropped_on_the_window_are_taken_in_and_a_bad_one_is_told(
    officer: Officer, tmp_path: Path
) -> None:
    bad = tmp_path / "空的.docx"
    bad.write_bytes(b"not a document")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(bad))])
    drop = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    officer.room.window.dropEvent(drop)
    dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, IntakeDialog)]
    officer.qtbot.waitUntil(lambda: bool(dialogs[0].lines), timeout=20_000)
    assert dialogs[0].lines[0].startswith("空的.docx")
