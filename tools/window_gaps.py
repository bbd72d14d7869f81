"""How long the window's event loop does not turn: each turn with its length, and where the program was meanwhile.

A turn is the time between two beats of a timer, or one action of a page object (`mark`). Its length is given twice: as the
clock on the wall shows it (for benchmarks on a quiet machine), and as processor time of the window's thread (for tests: other
load does not lengthen it). A signal samples the stack of the window's thread, so that each long turn can be explained and the
work of a test itself is not counted. Waiting for another thread costs no processor time; it is reported as `waits`.

Samples are taken in the thread itself: a second thread that holds its frames would delete their widgets.
"""

from __future__ import annotations

import signal
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QObject, Qt, QTimer

ROOT = Path(__file__).resolve().parents[1]
_PROGRAM = str(ROOT / "desktop")
_DRIVERS = tuple(str(ROOT / name) for name in ("tests", "tools", "benchmarks"))
_ACTIONS = frozenset({"press", "press_each", "commit", "compose", "_beat"})
"""Functions of page objects and of the watch below which Qt works for the program without a frame of Python."""
_SAMPLE = 0.002
_BEAT_MS = 2
"""A timer of this interval shows that the loop turns. What passes between two beats beyond it is a gap."""
_LOCKS = frozenset({("threading.py", "wait"), ("threading.py", "acquire")})
"""Functions of the standard library in which a thread waits for another one."""
_STARTS = frozenset({"start", "submit", "_adjust_thread_count"})
"""Functions in which it waits for no work, but until a new thread runs."""


@dataclass(slots=True)
class Turn:
    """One turn in seconds. `sampled` is processor time in which the program, not a test, was running."""

    name: str = ""
    typing: bool = False
    wall: float = 0.0
    cpu: float = 0.0
    sampled: float = 0.0
    stacks: Counter[str] = field(default_factory=Counter)
    waits: Counter[str] = field(default_factory=Counter)

    @property
    def busy(self) -> float:
        """Processor seconds of the program in this turn."""
        return min(self.cpu, self.sampled)

    def explained(self, places: int = 4) -> str:
        """The most frequent stacks with their milliseconds, innermost call first."""
        return "\n".join(
            f"    {milliseconds:5.0f} ms {stack}" for stack, milliseconds in self.stacks.most_common(places)
        )


class GapWatch(QObject):
    """Watches the main thread, which creates it, from `begin` to `end`."""

    current: GapWatch | None = None

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.turns: list[Turn] = []
        self._turn = Turn()
        self._began = self._sampled_at = (0.0, 0.0)
        self._heart = QTimer(self, interval=_BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._heart.timeout.connect(self._beat)

    def begin(self) -> None:
        """Watch from now on."""
        GapWatch.current = self
        self._restart("")
        self._heart.start()
        signal.signal(signal.SIGALRM, self._sample)
        signal.setitimer(signal.ITIMER_REAL, _SAMPLE, _SAMPLE)

    def end(self) -> None:
        """Stop watching."""
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        GapWatch.current = None
        self._heart.stop()
        self._close()

    def mark(self, name: str, *, typing: bool = False) -> None:
        """A new turn begins, named by what the officer does."""
        self._close()
        self._restart(name, typing=typing)

    def longest(self, count: int, *, typing: bool | None = None) -> list[Turn]:
        """The turns with the most processor time."""
        found = [turn for turn in self.turns if typing is None or turn.typing is typing]
        return sorted(found, key=lambda turn: -turn.busy)[:count]

    def _beat(self) -> None:
        """The loop turns."""
        self.mark(self._turn.name, typing=self._turn.typing)

    def _restart(self, name: str, *, typing: bool = False) -> None:
        self._turn = Turn(name, typing)
        self._began = self._sampled_at = (time.perf_counter(), time.thread_time())

    def _close(self) -> None:
        turn, (wall, cpu) = self._turn, self._began
        turn.wall = max(time.perf_counter() - wall - _BEAT_MS / 1000, 0)
        turn.cpu = time.thread_time() - cpu
        if turn.cpu > _SAMPLE or turn.waits:
            self.turns.append(turn)

    def _sample(self, _signal: int, frame: FrameType | None) -> None:
        turn, (wall, cpu) = self._turn, self._sampled_at
        self._sampled_at = (time.perf_counter(), time.thread_time())
        passed, spent = self._sampled_at[0] - wall, self._sampled_at[1] - cpu
        frames = tuple(_frames(frame))
        if _waits(frames):
            turn.waits[_words(frames)] += round(passed * 1000)
        elif spent > _SAMPLE / 10 and not _is_driver(frames):
            turn.sampled += spent
            turn.stacks[_words(frames)] += round(spent * 1000)


def mark(name: str, *, typing: bool = False) -> None:
    """Begin a new turn if a watch is on."""
    if GapWatch.current is not None:
        GapWatch.current.mark(name, typing=typing)


def _frames(frame: FrameType | None) -> Iterable[FrameType]:
    """The frames from the innermost outwards."""
    while frame is not None:
        yield frame
        frame = frame.f_back


def _waits(frames: tuple[FrameType, ...]) -> bool:
    """True if the program waits for another thread; not while it starts one, nor where a test asks the store itself."""
    inner = [(Path(one.f_code.co_filename).name, one.f_code.co_name) for one in frames[:6]]
    if not _LOCKS & set(inner[:4]) or _STARTS & {name for _file, name in inner}:
        return False
    program = [one.f_code.co_name for one in frames if one.f_code.co_filename.startswith(_PROGRAM)]
    return bool(program) and program != ["wait_for"]


def _is_driver(frames: tuple[FrameType, ...]) -> bool:
    """True while a test or a page object computes something itself, outside of Qt and of the program."""
    for frame in frames:
        name = frame.f_code.co_filename
        if name.startswith(_PROGRAM):
            return False
        if name.startswith(_DRIVERS):
            return frame.f_code.co_name not in _ACTIONS
    return False


def _words(frames: tuple[FrameType, ...], depth: int = 6) -> str:
    """The innermost program frames: 「desk_page.py:178 open_case < main_window.py:110 open_case」."""
    inner = [one for one in frames if one.f_code.co_filename.startswith(_PROGRAM)] or list(frames[:3])
    lead = "" if frames[0] is inner[0] else f"[{_place(frames[0])}] "
    return lead + " < ".join(map(_place, inner[:depth]))


def _place(frame: FrameType) -> str:
    return f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno} {frame.f_code.co_name}"
