"""Child process of test_kill_while_typing: types, prints what was typed, and is killed 800 ms after the last key."""

from __future__ import annotations

import os
import signal
import sys
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from desktop.domain.case.case import Case
from desktop.services.cases.cases import create_case
from desktop.services.office.workplace import open_workplace
from desktop.ui.application import make_application, make_window
from desktop.ui.store_worker import StoreWorker
from desktop.ui.theme.theme import Theme

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
LOSS_MS = 800
KEY_MS = 40
TURN_MS = 10


def main(data_dir: Path, words: str) -> None:
    application = make_application(sys.argv[:1])
    worker = StoreWorker(lambda: open_workplace(data_dir, now=datetime.now))
    window = make_window(Theme(RESOURCES), worker)
    window.show()
    editor = window.desk.pane.writing.editor
    rest = iter(words)

    def begin() -> None:
        window.desk.pane.open_section("opening")
        editor.selectAll()
        type_next()

    def type_next() -> None:
        key = next(rest, "")
        if key:
            QTest.keyClicks(editor, key)
            QTimer.singleShot(KEY_MS, type_next)
        else:
            die_after(LOSS_MS // TURN_MS)

    def die_after(turns: int) -> None:
        """Count the time in turns of the event loop: other load on the machine lengthens each of them."""
        if turns:
            QTimer.singleShot(TURN_MS, partial(die_after, turns - 1))
        else:
            os.kill(os.getpid(), signal.SIGKILL)

    window.desk.opened.connect(begin)
    window.open_case(worker.wait_for(create_case, Case(subject="关于改善社区图书室的提案")).id)
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
