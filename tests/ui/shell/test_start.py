"""A start of the window loads and makes nothing that its first list does not need."""

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
LATER = {
    # what exports, imports and saves need
    "docx", "lxml", "openpyxl", "pypdfium2", "python_calamine", "sqlite_utils",
    # what comes after the first list: the log's file, letters, events and rule books, the overview
    "logging.handlers", "tomllib", "desktop.domain.case.event", "desktop.domain.case.reply", "desktop.domain.rules.locality",
    "desktop.services.cases.overview", "desktop.store.history.events", "desktop.store.letters.replies",
    # parts of the window that a start does not show
    "desktop.ui.desk.desk_page", "desktop.ui.inbox.many_bar", "desktop.ui.inbox.many_cases_controller",
    "desktop.ui.intake.drop_overlay", "desktop.ui.shell.daily_reminder",
}  # fmt: skip
START = """
import json, sys
from pathlib import Path
from desktop.app import open_window

def watch(window):
    def tell():
        window.grab()  # paints it
        print(json.dumps([sorted(set(sys.modules) & set(sys.argv[2:])), sorted(names)]))
        window.close()

    window.inbox.model.shown.connect(tell)

names = set()
make = type(__import__("enum").Enum).__new__
def note(kind, name, *rest, **more):
    names.add(name)
    return make(kind, name, *rest, **more)
type(__import__("enum").Enum).__new__ = note
open_window(Path(sys.argv[1]), watch)
"""
DEAR = {"ComplexControl", "TabPosition"}
"""Enums of QStyle (4 ms) and of QTabWidget, which stands for all widgets that are not used (8 ms)."""


def started(folder: Path) -> tuple[set[str], set[str]]:
    """Of LATER the modules that a start has loaded when its list is shown, and the names of all enums made by then."""
    store = open_store(folder)  # a new store would load the library to make its tables
    add_case(store, Case(subject="关于修缮道路的提案"))
    store.close()
    done = subprocess.run(
        [sys.executable, "-c", START, folder, *LATER],
        cwd=ROOT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    loaded, names = json.loads(done.stdout)
    return set(loaded), set(names)


def test_a_start_loads_and_makes_only_what_its_first_list_needs(tmp_path: Path) -> None:
    loaded, enums = started(tmp_path)
    assert loaded == set()
    assert "AlignmentFlag" in enums, "enums are counted"
    assert enums & DEAR == set()
