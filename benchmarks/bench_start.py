"""Start to usable window: ours, with the work list read and painted, against a bare PySide6 window.

Each start is a process of its own; the best of several counts, for the machine's other work only ever adds.
A window counts as usable when it has been painted and its event loop has come to rest once.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time

ROUNDS = 7

BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QLabel
application = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QLabel("承办"))
window.resize(1440, 900)
window.show()
QTimer.singleShot(0, lambda: (print("usable", flush=True), application.quit()))
application.exec()
"""

OURS = """
import sys
from datetime import datetime
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop.services.workplace import open_workplace
from desktop.ui.application import make_application, make_window
from desktop.ui.clerk import Clerk
from desktop.ui.theme.theme import Theme
data = Path(sys.argv[1])
clerk = Clerk(lambda: open_workplace(data, now=datetime.now))
application = make_application(sys.argv[:1])
window = make_window(Theme(Path("resources")), clerk)
window.show()
QTimer.singleShot(0, lambda: (print("usable", flush=True), application.quit()))
application.exec()
clerk.close()
"""


def seconds(program: str, *arguments: str) -> float:
    """The best of several starts of `program`, until it says that its window is usable."""
    return min(_once(program, *arguments) for _ in range(ROUNDS))


def _once(program: str, *arguments: str) -> float:
    begin = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": "."},
    ) as process:
        assert process.stdout is not None
        if process.stdout.readline() != b"usable\n":
            raise SystemExit("the window did not open")
        return time.perf_counter() - begin


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="chengban-bench-") as data:
        subprocess.run([sys.executable, "-m", "desktop", "demo", data], check=True, stdout=subprocess.DEVNULL)
        bare, ours = seconds(BARE), seconds(OURS, data)
    print(
        f"start to usable window (peer: bare PySide6 window) | {ours:.2f} s | {bare:.2f} s | {ours / bare:.1f}"
    )


if __name__ == "__main__":
    main()
