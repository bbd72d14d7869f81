"""A case in the hands of a deputy 「代管」 while its officer is away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.domain.words.dates import date_span, short_date


@dataclass(frozen=True, slots=True)
class StandIn:
    """One case that went from `officer` to `deputy`; `first` and `last` are the days of the absence (None = not named).

    All cases that went in one step have the same `turn`, all that came back in one step the same `back_turn`; turns count upwards
    through both, so that the last step can be undone. `back_turn` 0: the case is still with the deputy. `went_back`: it was given
    back; False where it had been given to somebody else meanwhile.
    """

    case_id: int
    officer: str
    deputy: str
    handed_at: date
    first: date | None = None
    last: date | None = None
    turn: int = 0
    back_at: date | None = None
    back_turn: int = 0
    went_back: bool = False
    id: int = 0

    @property
    def absence(self) -> str:
        """「外出（11月28日至12月5日）」, with the days that are named."""
        return "外出" + (f"（{span}）" if (span := absence_span(self.first, self.last)) else "")

    @property
    def words(self) -> str:
        """「林越外出（11月28日至12月5日），由何一苇代管」."""
        return f"{self.officer}{self.absence}，由{self.deputy}代管"


def absence_span(first: date | None, last: date | None) -> str:
    """「2026年11月28日至12月5日」「11月28日起」「至12月5日」; "" without a day."""
    if first and last:
        return date_span(first, last)
    return f"{short_date(first)}起" if first else f"至{short_date(last)}" if last else ""


def same_person(one: str, other: str) -> bool:
    """True if the names are equal but for blanks: 「林 越」."""
    return "".join(one.split()) == "".join(other.split())


def last_turn(stand_ins: Iterable[StandIn]) -> int:
    """The number of the last step, handing over or giving back; 0 if there was none."""
    return max((max(one.turn, one.back_turn) for one in stand_ins), default=0)
