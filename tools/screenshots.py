"""Screenshots of every page of the window on demo data: `python -m tools.screenshots FOLDER [--few] [--scheme S] [--size WxH]
[--print PERCENT] [--scale PERCENT]`.

Light, dark and high contrast, each at 1366x768, 1280x720, 1093x614 (1366x768 at 125 %) and in large print of 200 %; the work list
also with an empty store. An option given restricts the looks to that one: `--scheme contrast --size 1440x900`. `--scale` is the
scale of the screen. `--few` takes only the inbox and the desk, light, at 1440x900. Needs no screen.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
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
from desktop.ui.theme.theme import PRINT_SIZES, Scheme, Theme
from tools.casework_pictures import take_casework
from tools.help_pictures import take_help, take_welcome
from tools.intake_pictures import take_intake
from tools.print_pictures import take_printing, take_printing_many
from tools.work_pictures import take_work_pages

ROOT = Path(__file__).resolve().parent.parent
MILLISECONDS_TO_SETTLE = 600
SCHEMES = (Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST)
SIZES = ("1366x768", "1280x720", "1093x614")
LARGE = 200


@dataclass(frozen=True)
class Look:
    """Colours, size of the window in logical pixels, print size and scale of the screen in percent."""

    scheme: Scheme
    size: str = "1440x900"
    large: int = 100
    scale: int = 100

    @property
    def name(self) -> str:
        """「light-1366x768」, with the print size and the scale if they are not usual."""
        parts = (
            f"print{self.large}" if self.large != 100 else "",
            f"{self.scale}" if self.scale != 100 else "",
        )
        return "-".join(filter(None, (self.scheme.value, self.size, *parts)))

    @property
    def window(self) -> QSize:
        width, _, height = self.size.partition("x")
        return QSize(int(width), int(height))

    @property
    def options(self) -> list[str]:
        """The command line that takes this look alone."""
        facts = {
            "--scheme": self.scheme.value,
            "--size": self.size,
            "--print": self.large,
            "--scale": self.scale,
        }
        return [str(word) for option in facts.items() for word in option]


def looks(given: argparse.Namespace) -> list[Look]:
    """The looks that are asked for; without an option all of them."""
    schemes = [Scheme(given.scheme)] if given.scheme else SCHEMES
    usual = [(size, 100) for size in SIZES] + [(SIZES[0], LARGE)]
    if given.few and not given.scheme:
        schemes = [Scheme.LIGHT]
    if given.few or given.size or given.large:
        usual = [(given.size or "1440x900", given.large or 100)]
    return [Look(scheme, size, large, given.scale) for scheme in schemes for size, large in usual]


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
    while not window.desk.pane.items:  # a busy machine needs several turns
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
    take_help(window, lambda: settle(worker), picture)


def take_empty(folder: Path, look: Look) -> None:
    """Take pictures of the first minutes of an empty store."""
    with tempfile.TemporaryDirectory(prefix="chengban-empty-") as data:
        worker = StoreWorker(lambda: open_workplace(Path(data), now=datetime.now))
        window = _shown(worker, look)[0]
        settle(worker)

        def picture(name: str) -> None:
            window.grab().save(str(folder / f"{name}-{look.name}.png"))

        picture("inbox-empty")
        take_welcome(window, lambda: settle(worker), picture)
        window.close()
        worker.close()


def _shown(worker: StoreWorker, look: Look) -> tuple[MainWindow, Theme]:
    theme = Theme(ROOT / "resources")
    window = make_window(theme, worker)
    theme.choose(look.scheme, look.large)
    window.resize(look.window)
    window.show()
    return window, theme


def show_and_take(data: Path, folder: Path, look: Look, few: bool) -> None:
    application = make_application(sys.argv[:1])
    worker = StoreWorker(lambda: open_workplace(data, now=datetime.now))
    window, theme = _shown(worker, look)
    take_pictures(window, theme, worker, folder, look.name, few)
    window.close()
    worker.close()
    if not few:
        take_empty(folder, look)
    application.quit()


def take_all(folder: Path, data: Path, wanted: list[Look], few: bool) -> int:
    """Take the pictures of each look in a process of its own: Qt's scale is fixed at the start of a process."""
    status = 0
    for look in wanted:
        # No input method: its D-Bus library ends the process on a machine without a machine-id, such as a container.
        surroundings = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_IM_MODULE": "compose"}
        surroundings["QT_SCALE_FACTOR"] = str(look.scale / 100)
        command = [sys.executable, "-m", "tools.screenshots", str(folder), "--data", str(data), "--one"]
        command += [*look.options, *(["--few"] if few else [])]
        status |= subprocess.run(command, cwd=ROOT, env=surroundings, check=False).returncode
    return status


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--few", action="store_true")
    parser.add_argument("--scheme", choices=[scheme.value for scheme in SCHEMES])
    parser.add_argument("--size", help="of the window in logical pixels, such as 1366x768")
    parser.add_argument("--print", dest="large", type=int, choices=PRINT_SIZES, help="print size in percent")
    parser.add_argument("--scale", type=int, default=100, help="of the screen in percent")
    parser.add_argument("--data", type=Path, help="the data to show; default: fresh demo data")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    given.folder.mkdir(parents=True, exist_ok=True)
    wanted = looks(given)
    if given.one:
        show_and_take(given.data, given.folder, wanted[0], given.few)
        return 0
    if given.data:
        return take_all(given.folder, given.data, wanted, given.few)
    with tempfile.TemporaryDirectory(prefix="chengban-pictures-") as data:
        subprocess.run(
            [sys.executable, "-m", "desktop", "demo", data], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
        )
        return take_all(given.folder, Path(data), wanted, given.few)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
