"""What a start does not import: it would wait for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from desktop.domain.case.case import Case
from desktop.store.cases.cases import add_case
from desktop.store.file.store import open_store

ROOT = Path(__file__).resolve().parents[2]
_START = """
import sys
from datetime import datetime
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop.services.office.workplace import open_workplace
from desktop.ui.application import make_application, make_window
from desktop.ui.store_worker import StoreWorker
from desktop.ui.theme.theme import Theme
application = make_application([])
worker = StoreWorker(lambda: open_workplace(Path(sys.argv[1]), now=datetime.now))
window = make_window(Theme(Path("resources")), worker)
window.show()
QTimer.singleShot(0, lambda: (print("sqlite_utils" in sys.modules), application.quit()))
application.exec()
worker.close()
"""


def test_the_window_stands_before_the_library_of_the_store_is_loaded(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add_case(store, Case(subject="关于修缮道路的提案"))
    store.close()
    told = subprocess.run(
        [sys.executable, "-c", _START, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    assert told.stdout == "False\n"
