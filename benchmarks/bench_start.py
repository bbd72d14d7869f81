"""Time from start to usable window, with the work list read and painted, compared with an empty PySide6 window.

Each start is a process of its own. The best of several is used, because other load only adds time. A window is usable when
what it shows (our list with its rows, the label of the empty window) has been painted and its event loop has been idle once.
Ours is the program itself, from its entry.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 10

BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QLabel

class Label(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, say)

def say():
    print("usable", flush=True)
    application.quit()

application = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(Label("承办"))
window.resize(1440, 900)
window.show()
application.exec()
"""

OURS = """
import os, sys
from pathlib import Path
from desktop.app import open_window

def watch(window):
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Painted(QObject):
        "Says so when the list has been painted with its rows and the event loop has been idle once."

        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint and window.inbox.model.rowCount():
                watched.removeEventFilter(self)
                QTimer.singleShot(0, say)
            return False

    def say():
        print("usable", flush=True)
        os._exit(0)

    window.inbox.table.viewport().installEventFilter(Painted(window))

open_window(Path(sys.argv[1]), watch)
"""


def seconds(data: Path) -> tuple[float, float]:
    """The best start of the empty window and of ours; they alternate, so that other load affects both."""
    environment = _environment(data / "compiled")
    for program in (BARE, OURS):
        _once(program, data, environment)  # compiles the modules, as an installation does
    pairs = [(_once(BARE, data, environment), _once(OURS, data, environment)) for _ in range(ROUNDS)]
    return min(bare for bare, _ in pairs), min(ours for _, ours in pairs)


def _environment(compiled: Path) -> dict[str, str]:
    """The environment with a folder for compiled modules: an installed program is compiled, a checkout may not be."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "PYTHONPATH": ".",
        "PYTHONPYCACHEPREFIX": str(compiled),
    }


def _once(program: str, data: Path, environment: dict[str, str]) -> float:
    """Seconds until the program reports that its window is usable."""
    begin = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", program, str(data)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    ) as process:
        assert process.stdout is not None
        if process.stdout.readline() != b"usable\n":
            raise SystemExit("the window did not open")
        return time.perf_counter() - begin


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="chengban-bench-") as data:
        subprocess.run([sys.executable, "-m", "desktop", "demo", data], check=True, stdout=subprocess.DEVNULL)
        bare, ours = seconds(Path(data))
    print(
        f"start to usable window (peer: bare PySide6 window) | {ours:.2f} s | {bare:.2f} s | {ours / bare:.1f}"
    )


if __name__ == "__main__":
    main()
