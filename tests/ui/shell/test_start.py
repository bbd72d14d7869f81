"""A start of the window loads nothing that only an export, an import or a save needs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from desktop.domain.case.case import Case
from desktop.store.cases.cases import add_case
from desktop.store.file.store import open_store

ROOT = Path(__file__).resolve().parents[3]
LATER = {"docx", "lxml", "openpyxl", "pypdfium2", "python_calamine", "sqlite_utils"}
START = """
import sys
from datetime import datetime
from pathlib import Path
from desktop.services.office.workplace import open_workplace
from desktop.ui.application import make_application, make_window
from desktop.ui.store_worker import StoreWorker
from desktop.ui.theme.theme import Theme
application = make_application(sys.argv[:1])
worker = StoreWorker(lambda: open_workplace(Path(sys.argv[1]), now=datetime.now))
window = make_window(Theme(Path("resources")), worker)
window.show()
application.processEvents()
worker.close()
print({name.partition(".")[0] for name in sys.modules} & set(sys.argv[2:]))
"""


def test_neither_a_file_format_nor_the_library_of_the_store_is_loaded(tmp_path: Path) -> None:
    store = open_store(tmp_path)  # a new store would load the library to make its tables
    add_case(store, Case(subject="关于修缮道路的提案"))
    store.close()
    done = subprocess.run(
        [sys.executable, "-c", START, tmp_path, *LATER],
        cwd=ROOT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "set()\n"
