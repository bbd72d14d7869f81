"""The morning's reminder 「今日提醒」: how much is late, due today and due this week, on whatever clock."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.services.handling.due_list import DueItem, due_items
from desktop.services.office.workplace import Workplace

_WEEK = 7
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Reminder:
    """What is due within a week, the latest first."""

    late: tuple[DueItem, ...]
    today: tuple[DueItem, ...]
    week: tuple[DueItem, ...]

    @property
    def words(self) -> str:
        """「今天到期 1 项，逾期 2 项，七日内到期 3 项」; "" on a day without anything."""
        counts = (("今天到期", self.today), ("逾期", self.late), ("七日内到期", self.week))
        return "，".join(f"{what} {len(items)} 项" for what, items in counts if items)

    @property
    def first(self) -> str:
        """The most pressing by name: 「096 报送会办意见、085 答复」."""
        pressing = (*self.late, *self.today) or self.week
        return "、".join(item.label for item in pressing[:_NAMED]) + ("……" if len(pressing) > _NAMED else "")


def morning_reminder(work: Workplace) -> Reminder:
    """What to know as of today."""
    items = due_items(work, _WEEK)
    return Reminder(
        tuple(item for item in items if item.days < 0),
        tuple(item for item in items if item.days == 0),
        tuple(item for item in items if item.days > 0),
    )
