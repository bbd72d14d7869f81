"""What is half typed 「未登记的草稿」: the texts of one place, a form of a case or of none, until they are stored or discarded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from desktop.domain.words.dates import short_moment


class HalfTyped(NamedTuple):
    """The texts of the inputs of one place, by name of the input. `case_id` 0: the place belongs to no case."""

    case_id: int
    place: str
    texts: Mapping[str, str]
    typed_at: datetime

    def words(self, today: date) -> str:
        """「未登记的草稿，昨天 17:42」."""
        days = (today - self.typed_at.date()).days
        name = {0: "今天", 1: "昨天"}.get(days)
        return f"未登记的草稿，{f'{name} {self.typed_at:%H:%M}' if name else short_moment(self.typed_at)}"
