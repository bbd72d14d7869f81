"""Which row of the table is the head of a group 「分组」 and which a case, with any number of groups folded."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from desktop.domain.case.work_list import GroupCount


@dataclass(frozen=True, slots=True)
class GroupHead:
    """The line over a group."""

    place: int
    label: str
    count: int
    folded: bool


@dataclass(slots=True)
class GroupRows:
    """Without groups every row is a case. `total` counts cases, `len()` rows on show."""

    groups: Sequence[GroupCount] = ()
    folded: Collection[int] = ()
    total: int = 0
    _heads: list[int] = field(default_factory=list, init=False)
    _starts: list[int] = field(default_factory=list, init=False)
    _length: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        row = offset = 0
        for place, group in enumerate(self.groups):
            self._heads.append(row)
            self._starts.append(offset)
            row += 1 + (0 if place in self.folded else group.count)
            offset += group.count
        self._length = row if self.groups else self.total

    def __len__(self) -> int:
        return self._length

    @property
    def heads(self) -> Sequence[int]:
        """The rows that are heads."""
        return self._heads

    def head(self, row: int) -> GroupHead | None:
        """The head in that row; None where a case stands."""
        place = bisect_right(self._heads, row) - 1
        if place < 0 or self._heads[place] != row:
            return None
        group = self.groups[place]
        return GroupHead(place, group.label, group.count, place in self.folded)

    def offset(self, row: int) -> int:
        """The place of the case of that row in the whole list, from 0; -1 for a head and outside."""
        if not 0 <= row < self._length or self.head(row) is not None:
            return -1
        place = bisect_right(self._heads, row) - 1
        return row if place < 0 else self._starts[place] + row - self._heads[place] - 1

    def row(self, offset: int) -> int:
        """The row of that case; -1 if its group is folded."""
        if not self.groups:
            return offset
        place = bisect_right(self._starts, offset) - 1
        while place > 0 and not self.groups[place].count:
            place -= 1
        return -1 if place in self.folded else self._heads[place] + 1 + offset - self._starts[place]

    def cases_between(self, first: int, last: int) -> int:
        """How many cases stand in the rows from `first` to `last`, both in it."""
        heads = bisect_right(self._heads, last) - bisect_right(self._heads, first - 1)
        return last - first + 1 - heads
