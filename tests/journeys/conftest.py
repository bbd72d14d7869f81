"""Journeys share the window and officer fixtures of the page tests, and none may let the window stand still."""

from __future__ import annotations

import gc
import re
import sys
import time
from collections.abc import Iterable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import officer, open_program
from tools.window_gaps import GapWatch, Turn

__all__ = ["officer", "open_program"]

TURN_S, TYPING_S = 0.100, 0.050
"""Most processor time of the window's thread in one turn of its loop: 100 ms, while typing 50 ms."""
_NOISE = 2.0
"""A test fails at twice these times: a shared processor makes single turns half as long again. `benchmarks gaps` prints figures."""
_REFERENCE_S = 0.014
"""What `_calibration` takes of the processor that these times are meant for."""
_OPENING = ("store_worker.py", " work < ")
"""The one wait before the window is shown: for the store to be opened."""
_CLOSING = frozenset({"flush", "close", "closeEvent", "close_down", "shutdown"})
"""Functions of the end of the program, in which it may wait."""


@pytest.fixture(autouse=True)
def _the_window_never_stands_still(request: pytest.FixtureRequest) -> Iterator[None]:
    """Processor time is counted, so that other load does no harm; a wait for another thread is a fault by itself."""
    if not {"officer", "officer_with_case", "case_on_desk"} & set(request.fixturenames) or sys.gettrace():
        yield
        return
    request.getfixturevalue("qapp")
    assert QApplication.instance() is not None
    watch = GapWatch()
    slow = _slowness()
    gc.collect()
    gc.freeze()  # what earlier tests left is not the program's: collecting it took 116 ms of one turn
    watch.begin()
    yield
    watch.end()
    gc.unfreeze()
    slow = max(slow, _slowness()) * _NOISE
    if told := complaints(watch.turns, slow):
        pytest.fail("\n".join(told), pytrace=False)


def complaints(turns: Iterable[Turn], slow: float = 1.0) -> list[str]:
    """The five longest turns beyond the bounds on a processor `slow` times as slow as the one meant, and every wait."""
    faults = [turn for turn in turns if turn.busy > (TYPING_S if turn.typing else TURN_S) * slow]
    longest = sorted(faults, key=lambda turn: -turn.busy)[:5]
    waits = [words for turn in turns for words, lost in turn.waits.items() if lost and not _may_wait(words)]
    return [*map(_told, longest), *(f"waited: {words}" for words in dict.fromkeys(waits))]


def _told(turn: Turn) -> str:
    return f"{turn.busy * 1000:.0f} ms in “{turn.name}”{' while typing' if turn.typing else ''}\n{turn.explained(6)}"


def _may_wait(words: str) -> bool:
    functions = re.findall(r":\d+ (\w+)", words)
    return all(part in words for part in _OPENING) or not _CLOSING.isdisjoint(functions)


def _slowness() -> float:
    """How much slower this processor is now than the one meant; at least 1."""
    begin = time.thread_time()
    _calibration()
    return max(1.0, (time.thread_time() - begin) / _REFERENCE_S)


def _calibration() -> int:
    return sum(len(str(number)) for number in range(200_000))
