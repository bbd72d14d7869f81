"""The figures of a run: mutants and score by room and by layer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

HEAD = f"{'package':<24}{'mutants':>8}{'tried':>7}{'killed':>8}{'survived':>10}{'untested':>10}{'score':>8}{'lines run':>11}"


@dataclass(frozen=True)
class RoomScore:
    """`mutants` there are, `tried` a sample of them; `untested` survived because no test runs their line.

    `lines` and `missed` count statements of the room, and those that no test runs.
    """

    room: str
    mutants: int
    tried: int
    killed: int
    untested: int
    lines: int
    missed: int

    @property
    def score(self) -> float:
        """The part of the tried mutants that was killed, 0 to 1; 1 where there is none."""
        return self.killed / self.tried if self.tried else 1.0

    def row(self, name: str, score: float) -> str:
        survived = self.tried - self.killed
        covered = 100 * (1 - self.missed / self.lines) if self.lines else 100.0
        return (
            f"{name:<24}{self.mutants:>8,}{self.tried:>7,}{self.killed:>8,}{survived:>10,}{self.untested:>10,}"
            f"{100 * score:>6.1f} %{covered:>9.1f} %"
        )


def weighted(rooms: Sequence[RoomScore]) -> float:
    """The score of several rooms, each weighed by the mutants it has, not by those that were tried."""
    tried = [room for room in rooms if room.tried]
    mutants = sum(room.mutants for room in tried)
    return sum(room.score * room.mutants for room in tried) / mutants if mutants else 1.0


def table(scores: Iterable[RoomScore]) -> str:
    """A row for each room, below each layer its sum."""
    layers: dict[str, list[RoomScore]] = {}
    for score in scores:
        layers.setdefault(score.room.partition("/")[0], []).append(score)
    lines = [HEAD]
    for layer, rooms in layers.items():
        lines += [room.row(room.room, room.score) for room in rooms]
        lines += [_sum(rooms).row(f"= {layer}", weighted(rooms)), ""]
    every = [room for rooms in layers.values() for room in rooms]
    return "\n".join([*lines, _sum(every).row("= all", weighted(every))])


def _sum(rooms: Sequence[RoomScore]) -> RoomScore:
    columns = ("mutants", "tried", "killed", "untested", "lines", "missed")
    sums: Mapping[str, int] = {column: sum(getattr(room, column) for room in rooms) for column in columns}
    return RoomScore("", **sums)
