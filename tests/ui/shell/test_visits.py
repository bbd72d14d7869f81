"""The window closes and opens again: into the practice and back, and after a backup has been restored."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from desktop.domain.case.case import Case
from desktop.store.cases.cases import add_case
from desktop.store.file.store import open_store

ROOT = Path(__file__).resolve().parents[3]
WALK = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from desktop.app import open_window
from desktop.ui.shell.pages import Place

seen = []

def watch(window):
    steps = [begin, leave, back_up, look]
    done = []
    def go():
        if not done:
            done.append(1)
            rows = [window.inbox.model.case_row(n).subject for n in range(window.inbox.model.rowCount())]
            notice = window.notice.notice
            seen.append([window.windowTitle(), len(rows), rows[:1], notice.what if notice else "",
                         window.inbox._theme.colours.accent])
            steps[len(seen) - 1](window)
    window.inbox.model.shown.connect(go)

def begin(window):
    window.practice.begin()

def leave(window):
    window.practice_bar.back.click()

def back_up(window):
    def on_page(page):
        part = page.backups
        def made():
            window.maker.pages["settings"].backups.noticed.disconnect(told)
            part.read()
            wait()
        def told(notice):
            made()
        def wait():
            from PySide6.QtCore import QTimer
            if part.rows and not part._under_way.is_active():
                part.rows[0].restore.click()
                answer()
            else:
                QTimer.singleShot(10, wait)
        def answer():
            from PySide6.QtCore import QTimer
            dialog = QApplication.activeModalWidget()
            if dialog is not None and hasattr(dialog, "restore"):
                dialog.restore.click()
            else:
                QTimer.singleShot(10, answer)
        part.noticed.connect(told)
        part.now.click()
    window.show_place(Place.SETTINGS, on_page)

def look(window):
    print(json.dumps(seen))
    window.close()

open_window(Path(sys.argv[1]), watch)
"""


def test_into_the_practice_back_and_through_a_restore(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add_case(store, Case(subject="关于修缮道路的提案"))
    store.close()
    done = subprocess.run(
        [sys.executable, "-c", WALK, tmp_path],
        cwd=ROOT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    real, practice, again, restored = json.loads(done.stdout.splitlines()[-1])
    assert real[:3] == ["承办", 1, ["关于修缮道路的提案"]]
    assert practice[:2] == ["承办（练习，不是真实数据）", 9], "the open ones of the demo"
    assert practice[3] == "这是练习。"
    assert practice[4] != real[4], "another accent"
    assert again == ["承办", 1, ["关于修缮道路的提案"], "已回到正式数据。", real[4]]
    assert restored[:3] == real[:3]
    assert restored[3].startswith("已恢复到 承办备份-")
    assert len(list(tmp_path.glob("chengban-before-restore-*.db"))) == 1
