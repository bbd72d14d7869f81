"""Open a window and end the process once it is painted and idle: `python -m benchmarks.first_paint (ours DATA | bare)`.

"Usable" is the same for both: shown, painted, and the event loop waiting for the officer; ours has its work list filled.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def open_bare() -> int:
    """What PySide6 costs with nothing in it."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.setCentralWidget(QLabel("window"))
    window.resize(1440, 900)
    window.show()
    QTimer.singleShot(0, lambda: leave(bool(window.isVisible())))
    return application.exec()


def open_ours(data: Path) -> int:
    """The program on a store with cases, up to its filled work list."""
    from datetime import datetime

    from PySide6.QtCore import QTimer

    from desktop.services.workplace import open_workplace
    from desktop.ui.application import make_application, make_window
    from desktop.ui.clerk import Clerk
    from desktop.ui.theme.theme import Theme

    application = make_application(sys.argv[:1])
    clerk = Clerk(lambda: open_workplace(data, now=datetime.now))
    window = make_window(Theme(ROOT / "resources"), clerk)
    window.show()
    QTimer.singleShot(0, lambda: leave(window.inbox.table.model().rowCount() > 0))
    return application.exec()


def leave(usable: bool) -> None:
    """End at once: what follows is not the officer's waiting time."""
    os._exit(0 if usable else 1)


if __name__ == "__main__":
    sys.exit(open_ours(Path(sys.argv[2])) if sys.argv[1] == "ours" else open_bare())
