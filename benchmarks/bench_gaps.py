"""How long the window's event loop stands still over a scripted day, by the clock on the wall, on a large store.

Each line is one thing that an officer does: the longest time that the loop did not turn until the window had settled, with
the processor time of the window's thread in it. Below the table stand the stacks of the longest turns. Aims: none above
100 ms, none above 50 ms while typing. The peer of a line is its aim.

Run on a quiet machine: the wall clock counts what other programs take.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QEventLoop,
    QItemSelection,
    QItemSelectionModel,
    Qt,
    QTimer,
)
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from benchmarks.bench_import import write_list
from benchmarks.bench_store import filled
from desktop.services.cases.cases import find_case
from desktop.services.office.workplace import open_workplace
from desktop.services.writing.drafting import open_reply, write_section
from desktop.ui.application import make_application, make_window, warm_up
from desktop.ui.intake.intake_page import IntakePage
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.pages import Place
from desktop.ui.store_worker import StoreWorker, Task
from desktop.ui.theme.theme import Theme
from tools.window_gaps import GapWatch, Turn, mark

CASES, EXPORTED = 10_000, 300
_WRITABLE = ("085", "085-1")
"""A case of the demo that is being drafted and a copy of it: the text of a signed letter is locked."""
TYPING_MS, OTHER_MS = 50, 100
PARAGRAPH = (
    "自5月起，全区12处社区图书室开放时间延长到21时，周末不休。我们会同街道逐处核对了馆舍、藏书和人员，"
    "对3处条件不足的图书室先行改造，年底前再建3处，并把借阅点设到公园、地铁站和企业园区。"
)
_CTRL = Qt.KeyboardModifier.ControlModifier


class Day:
    """One day in a window; `steps` holds the longest turn of each step by its name."""

    def __init__(self, window: MainWindow, worker: StoreWorker, watch: GapWatch) -> None:
        self.window, self.worker, self.watch = window, worker, watch
        self.steps: dict[str, Turn] = {}

    @contextmanager
    def step(self, name: str, *, typing: bool = False) -> Iterator[None]:
        """Do something, then wait until the window has settled."""
        self.watch.turns.clear()
        mark(name, typing=typing)
        yield
        self.settle()
        if self.watch.turns:
            self.steps[name] = max(self.watch.turns, key=lambda turn: turn.wall)

    def settle(self, *, milliseconds: int = 150) -> None:
        """Let the loop turn until no answer is under way, and for a moment more: timers of the page, painting."""
        self.wait_until(lambda: not self.worker.findChildren(Task))
        self.pause(milliseconds)
        self.wait_until(lambda: not self.worker.findChildren(Task))

    def wait_until(self, true: Callable[[], bool]) -> None:
        """Let the loop turn until that is so, two minutes at most."""
        last = time.monotonic() + 120
        while not true():
            if time.monotonic() > last:
                raise SystemExit("the window does not come to an end")
            self.pause(5)

    def pause(self, milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        mark(f"press {key.name}")
        QTest.keyClick(self._focus, key, modifier)

    def commit(self, words: str) -> None:
        """Type by an input method."""
        mark(f"commit {words}", typing=True)
        event = QInputMethodEvent("", [])
        event.setCommitString(words)
        QApplication.sendEvent(self._focus, event)

    def close_dialog(self) -> None:
        """Wait for the dialog, let it settle, close it."""
        self.wait_until(lambda: isinstance(QApplication.activeModalWidget(), QDialog))
        self.settle()
        mark("close the dialog")
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        dialog.reject()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.window.activateWindow()  # the offscreen platform has no window manager

    @property
    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window


def look_around(day: Day) -> None:
    window = day.window
    with day.step("scroll the list to its end"):
        window.inbox.table.scrollToBottom()
    with day.step("search"):
        day.press(Qt.Key.Key_K, _CTRL)
        window.inbox.header.search.setText("图书")
        day.pause(200)
    with day.step("end the search"):
        window.inbox.header.search.setText("")
        day.pause(200)
    for place in (
        Place.CALENDAR,
        Place.STATISTICS,
        Place.TEMPLATES,
        Place.BOARD,
        Place.LEDGER,
        Place.SETTINGS,
    ):
        for turn in ("first", "again"):
            with day.step(f"{place.value}, {turn}"):
                window.show_place(place)
            with day.step(f"back from {place.value}, {turn}"):
                window.show_place(Place.CASES)


def write(day: Day, short: int, long: int) -> None:
    window = day.window
    with day.step("open a case, first"):
        window.open_case(short)
    with day.step("back to the list"):
        day.press(Qt.Key.Key_Escape)
    with day.step("open a case, again"):
        window.open_case(short)
    type_sentences(day, "type in a short letter")
    with day.step("open a long letter"):
        window.open_case(long)
    type_sentences(day, "type in a long letter")
    with day.step("print preview"):
        day.press(Qt.Key.Key_P, _CTRL)
        day.close_dialog()
    with day.step("the form of the case"):
        window.desk.source.edit_requested.emit()
        day.close_dialog()
    with day.step("the whole window of pages"):
        day.press(Qt.Key.Key_F11)
        day.close_dialog()
    with day.step("the course of the case"):
        day.press(Qt.Key.Key_T, _CTRL)
    with day.step("leave with unsaved text"):
        day.press(Qt.Key.Key_Escape)
        window.desk.pane.focus_writing()
        day.commit("走之前再写一句。")
        day.press(Qt.Key.Key_Escape)


def type_sentences(day: Day, name: str) -> None:
    window = day.window
    window.desk.pane.open_section("answer")
    window.desk.pane.focus_writing()
    day.settle()
    with day.step(name, typing=True):
        for turn in range(25):
            day.commit(f"第{turn}句话，")
            day.pause(60)
        day.pause(800)


def long_work(day: Day, folder: Path) -> None:
    window = day.window
    window.inbox.refresh()
    day.settle()
    with day.step("new case"):
        day.press(Qt.Key.Key_N, _CTRL)
        day.close_dialog()
    with day.step(f"choose {CASES:,} cases"):
        window.inbox.table.selectAll()
    with day.step("the first 300"):
        window.inbox.table.clearSelection()
        model = window.inbox.model
        rows = QItemSelection(model.index(0, 0), model.index(EXPORTED - 1, model.columnCount() - 1))
        window.inbox.table.selectionModel().select(rows, QItemSelectionModel.SelectionFlag.Select)
    with day.step("export of 300 letters, meanwhile to the desk and back"):
        window.inbox.many.export(tuple(range(1, EXPORTED + 1)), folder)
        day.pause(300)
        window.open_case(1)
        day.pause(300)
        day.press(Qt.Key.Key_Escape)
        day.pause(300)
        window.inbox.bar.stop_requested.emit()
    with day.step("read a list of 500 rows"):
        window.take_in((folder / "清单.xlsx",))
        intake: IntakePage = window.intake
        day.wait_until(lambda: intake.dry_run.isVisible() and intake.dry_run.plan is not None)
    with day.step("import 500 rows"):
        intake.dry_run.accepted.emit()
        day.wait_until(lambda: not intake.isVisible())


def prepare(folder: Path) -> tuple[int, int]:
    """A store of many cases; returns the ids of a case with a usual and of one with a long letter."""
    work = filled(folder / "data", CASES)
    usual, long = (find_case(work, number).id for number in _WRITABLE)
    open_reply(work, usual)
    write_section(work, usual, "answer", "\n".join([PARAGRAPH] * 12))
    open_reply(work, long)
    write_section(work, long, "answer", "\n".join([PARAGRAPH] * 150))
    work.close()
    write_list(folder / "清单.xlsx")
    return usual, long


def report(steps: dict[str, Turn]) -> None:
    for name, turn in steps.items():
        aim = TYPING_MS if name.startswith("type") else OTHER_MS
        found = turn.wall * 1000
        print(f"{name} ({turn.cpu * 1000:.0f} ms of it work) | {found:.0f} ms | {aim} ms | {found / aim:.2f}")
    for name, turn in sorted(steps.items(), key=lambda item: -item[1].wall)[:12]:
        if turn.wall * 1000 > TYPING_MS:
            print(f"{turn.wall * 1000:.0f} ms in: {name}\n{turn.explained(6)}", file=sys.stderr)
            for stack, milliseconds in turn.waits.most_common(2):
                print(f"    waited {milliseconds} ms: {stack}", file=sys.stderr)


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="chengban-bench-") as place:
        folder = Path(place)
        usual, long = prepare(folder)
        application = make_application(sys.argv[:1])
        worker = StoreWorker(lambda: open_workplace(folder / "data", now=datetime.now))
        window = make_window(Theme(Path("resources")), worker)
        watch = GapWatch()
        watch.begin()
        window.show()
        window.activateWindow()
        warm_up(window, worker)
        day = Day(window, worker, watch)
        with day.step("the first seconds"):
            day.pause(3000)
        look_around(day)
        write(day, usual, long)
        long_work(day, folder)
        watch.end()
        report(day.steps)
        window.close()
        worker.close()
        application.quit()


if __name__ == "__main__":
    main()
