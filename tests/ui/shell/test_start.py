"""A start of the window loads nothing that only an export or an import needs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
LATER = {"docx", "lxml", "openpyxl", "pypdfium2", "python_calamine"}
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


def test_no_file_format_is_loaded(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", START, tmp_path, *LATER],
        cwd=ROOT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "set()\n"
