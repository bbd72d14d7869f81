"""The watch over the journeys finds what it is there to find: a long turn, a long key, a wait for the store."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.journeys.conftest import complaints
from tools.window_gaps import ROOT, GapWatch

PLANTED = """
def work_for(seconds, clock):
    end = clock() + seconds
    while clock() < end:
        pass

def ask(thread, verb):
    return thread.submit(verb).result()

def close(thread, verb):
    return thread.submit(verb).result()

def close_course(thread, verb):
    return thread.submit(verb).result()
"""


def planted(name: str) -> Callable[..., object]:
    """A function that counts as one of the program: its code says that it lies there."""
    found: dict[str, Callable[..., object]] = {}
    exec(compile(PLANTED, str(ROOT / "desktop" / "ui" / "planted.py"), "exec"), found)
    return found[name]


@pytest.fixture
def watch(qtbot: QtBot) -> Iterator[GapWatch]:  # noqa: ARG001 - timers need an application
    watch = GapWatch()
    watch.begin()
    yield watch
    if GapWatch.current is watch:
        watch.end()


def work(watch: GapWatch, milliseconds: int, *, typing: bool) -> list[str]:
    """The program works that long in one turn, by the processor's clock; what the watch complains about."""
    watch.mark("one turn", typing=typing)
    planted("work_for")(milliseconds / 1000, time.thread_time)
    watch.end()
    return complaints(watch.turns)


@pytest.mark.parametrize(
    ("milliseconds", "typing", "found"),
    [(150, False, True), (75, False, False), (75, True, True), (30, True, False)],
)
def test_a_turn_longer_than_100_ms_is_found_and_while_typing_one_longer_than_50_ms(
    watch: GapWatch, milliseconds: int, typing: bool, found: bool
) -> None:
    told = work(watch, milliseconds, typing=typing)
    assert bool(told) is found
    assert all("one turn" in words and "planted.py" in words for words in told)
    assert all(("while typing" in words) is typing for words in told)


def test_a_long_turn_of_the_event_loop_is_found_though_nobody_pressed_a_key(
    qtbot: QtBot, watch: GapWatch
) -> None:
    done: list[object] = []
    QTimer.singleShot(0, lambda: done.append(planted("work_for")(0.15, time.thread_time)))
    qtbot.waitUntil(lambda: bool(done))
    watch.end()
    assert [words.count("planted.py") > 0 for words in complaints(watch.turns)] == [True]


def test_a_slower_processor_is_given_more_time(watch: GapWatch) -> None:
    assert work(watch, 150, typing=False)
    assert complaints(watch.turns, slow=2.0) == []


def test_the_work_of_a_test_itself_is_not_counted(watch: GapWatch) -> None:
    watch.mark("one turn")
    end = time.thread_time() + 0.15
    while time.thread_time() < end:
        pass
    watch.end()
    assert complaints(watch.turns) == []


def wait_in(watch: GapWatch, name: str) -> list[str]:
    """The waits that are told when the program waits a moment for another thread, in a function of that name."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(lambda: None).result()  # the thread runs
        watch.mark("one turn")
        planted(name)(thread, lambda: Event().wait(0.1))
        watch.end()
    return [told for told in complaints(watch.turns) if told.startswith("waited: ")]


@pytest.mark.parametrize("name", ["ask", "close_course"])
def test_a_wait_for_another_thread_is_found_however_little_it_works(watch: GapWatch, name: str) -> None:
    (told,) = wait_in(watch, name)
    assert "planted.py" in told


def test_a_wait_at_the_end_of_the_program_is_allowed(watch: GapWatch) -> None:
    assert wait_in(watch, "close") == []


JOURNEYS = f"""
import time
from concurrent.futures import ThreadPoolExecutor

PLANTED = {PLANTED!r}
found = {{}}
exec(compile(PLANTED, {str(ROOT / "desktop" / "ui" / "planted.py")!r}, "exec"), found)


def test_quick(officer):
    officer.settle()


def test_long(officer):
    found["work_for"](1.5, time.thread_time)


def test_waiting(officer):
    found["ask"](officer.program.worker._thread, lambda: time.sleep(0.2))
"""


def test_a_journey_fails_that_lets_the_window_stand_still(tmp_path: Path) -> None:
    (tmp_path / "test_planted.py").write_text(JOURNEYS, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "-p", "tests.journeys.conftest"]
    run = subprocess.run(
        [*command, "-p", "no:cacheprovider", f"--rootdir={tmp_path}", str(tmp_path)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    told = run.stdout
    assert "3 passed, 2 errors" in told, told
    assert "test_planted.py::test_long" in told
    assert "test_planted.py::test_waiting" in told
    assert "waited: " in told
