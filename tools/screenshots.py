"""Screenshots of every page of the window on demo data: `python -m tools.screenshots FOLDER [--few]`.

Light and dark, at 100 %, 150 % and 200 %, and in large print; the work list also with an empty store.
`--few` takes only the inbox and the desk, light, at 100 %. Needs no screen.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtWidgets import QWidget

from desktop.domain.case.work_list import CaseQuery
from desktop.services.cases.work_list import list_cases
from desktop.services.office.workplace import Workplace, open_workplace
from desktop.store.letters.replies import read_reply
from desktop.ui.application import make_application, make_window
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.pages import LOWER, UPPER, Place
from desktop.ui.store_worker import StoreWorker
from desktop.ui.theme.theme import Scheme, Theme
from tools.casework_pictures import take_casework
from tools.intake_pictures import take_intake
from tools.print_pictures import take_printing, take_printing_many
from tools.work_pictures import take_work_pages

ROOT = Path(__file__).resolve().parent.parent
WINDOW = QSize(1440, 900)
MILLISECONDS_TO_SETTLE = 600
LOOKS = [(scheme, percent) for scheme in (Scheme.LIGHT, Scheme.DARK) for percent in (100, 150, 200)]


def settle(worker: StoreWorker) -> None:
    """Wait for the worker's pending tasks and let the window paint."""
    worker.wait_for(lambda _work: None)
    loop = QEventLoop()
    QTimer.singleShot(MILLISECONDS_TO_SETTLE, loop.quit)
    loop.exec()


def fullest_case(work: Workplace) -> int:
    """Return the id of the demo case with the longest reply."""
    lengths = {}
    for row in list_cases(work, CaseQuery()).rows:
        reply = read_reply(work.store, row.id)
        lengths[row.id] = sum(len(section.text) for section in reply.sections) if reply else 0
    return max(lengths, key=lambda case_id: lengths[case_id])


def reply_text(window: MainWindow, key: str) -> str:
    section = window.desk.session.reply.section(key)
    return section.text if section else ""


def take_pictures(
    window: MainWindow, theme: Theme, worker: StoreWorker, folder: Path, suffix: str, few: bool
) -> None:
    def picture(name: str, shown: QWidget = window) -> None:
        settle(worker)
        file = folder / f"{name}-{suffix}.png"
        if not shown.grab().save(str(file)):
            raise OSError(f"could not write {file}")
        print(f"    {file}", flush=True)

    picture("inbox")
    window.open_case(worker.wait_for(fullest_case))
    settle(worker)
    pane = window.desk.pane
    pane.open_section(max(pane.items, key=lambda item: len(reply_text(window, item.key))).key)
    picture("desk")
    if few:
        return
    take_printing(window, theme, worker, picture)
    take_casework(window, worker, lambda: settle(worker), picture)
    with tempfile.TemporaryDirectory(prefix="chengban-intake-") as papers:
        take_intake(window, worker, Path(papers), picture)
        take_work_pages(window, worker, Path(papers), lambda: settle(worker), picture)
    for place in (*UPPER, *LOWER):
        if place not in (Place.CASES, Place.SEARCH):
            window.show_place(place)
            picture(place.value)
    take_printing_many(window, picture)


def take_empty(folder: Path, scheme: Scheme, suffix: str) -> None:
    """Take a picture of the work list with an empty store."""
    with tempfile.TemporaryDirectory(prefix="chengban-empty-") as data:
        worker = StoreWorker(lambda: open_workplace(Path(data), now=datetime.now))
        theme = Theme(ROOT / "resources")
        window = make_window(theme, worker)
        theme.choose(scheme)
        window.resize(WINDOW)
        window.show()
        settle(worker)
        window.grab().save(str(folder / f"inbox-empty-{suffix}.png"))
        window.close()
        worker.close()


def take_large(
    window: MainWindow, theme: Theme, worker: StoreWorker, folder: Path, scheme: Scheme, suffix: str
) -> None:
    """Take pictures of inbox and desk in large print."""
    theme.choose(scheme, 150)
    take_pictures(window, theme, worker, folder, f"large-{suffix}", few=True)


def show_and_take(data: Path, folder: Path, scheme: Scheme, percent: int, few: bool) -> None:
    application = make_application(sys.argv[:1])
    worker = StoreWorker(lambda: open_workplace(data, now=datetime.now))
    theme = Theme(ROOT / "resources")
    window = make_window(theme, worker)
    theme.choose(scheme)
    window.resize(WINDOW)
    window.show()
    suffix = f"{scheme.value}-{percent}"
    take_pictures(window, theme, worker, folder, suffix, few)
    if percent == 100 and not few:
        window.show_inbox()
        take_large(window, theme, worker, folder, scheme, suffix)
    window.close()
    worker.close()
    if not few:
        take_empty(folder, scheme, suffix)
    application.quit()


def take_all(folder: Path, data: Path, few: bool) -> int:
    """Take the pictures of each scheme and scale in a process of its own: Qt's scale is fixed at the start of a process."""
    status = 0
    for scheme, percent in LOOKS[:1] if few else LOOKS:
        # No input method: its D-Bus library ends the process on a machine without a machine-id, such as a container.
        surroundings = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_IM_MODULE": "compose"}
        surroundings["QT_SCALE_FACTOR"] = str(percent / 100)
        command = [sys.executable, "-m", "tools.screenshots", str(folder), "--data", str(data)]
        command += ["--one", scheme.value, str(percent), *(["--few"] if few else [])]
        status |= subprocess.run(command, cwd=ROOT, env=surroundings, check=False).returncode
    return status


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--few", action="store_true")
    parser.add_argument("--data", type=Path, help="the data to show; default: fresh demo data")
    parser.add_argument("--one", nargs=2, metavar=("SCHEME", "PERCENT"), help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    given.folder.mkdir(parents=True, exist_ok=True)
    if given.one:
        show_and_take(given.data, given.folder, Scheme(given.one[0]), int(given.one[1]), given.few)
        return 0
    if given.data:
        return take_all(given.folder, given.data, given.few)
    with tempfile.TemporaryDirectory(prefix="chengban-pictures-") as data:
        subprocess.run(
            [sys.executable, "-m", "desktop", "demo", data], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
        )
        return take_all(given.folder, Path(data), given.few)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
