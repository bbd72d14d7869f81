"""The lines of a dry run 「试收」: each row of the list, followed by each field that would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.importing.plan import ImportDecisions, ImportStatus, ItemKey, PlannedChange, PlannedItem
from desktop.services.importing.plan import ImportPlan
from desktop.ui.parts.tone import Tone

WORDS = {
    ImportStatus.NEW: "新增",
    ImportStatus.UPDATED: "更新",
    ImportStatus.UNCHANGED: "未变",
    ImportStatus.REFUSED: "有误",
}
TONES = {
    ImportStatus.NEW: Tone.ACCENT,
    ImportStatus.UPDATED: Tone.WARNING,
    ImportStatus.UNCHANGED: Tone.NEUTRAL,
    ImportStatus.REFUSED: Tone.DANGER,
}


class PlanFilter(StrEnum):
    """Which rows are shown."""

    ALL = "all"
    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    ASKED = "asked"

    @property
    def label(self) -> str:
        labels = {PlanFilter.ALL: "全部", PlanFilter.ASKED: "等您定"}
        return labels.get(self) or WORDS[ImportStatus(self.value)]

    def accepts(self, item: PlannedItem) -> bool:
        if self is PlanFilter.ASKED:
            return bool(item.pending_changes)
        return self is PlanFilter.ALL or item.status == self.value


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A row of the list (`change` None), or one change of it. `last` is True where the row ends."""

    item: PlannedItem
    change: PlannedChange | None = None
    last: bool = True

    @property
    def can_tick(self) -> bool:
        """Whether the line has a box: to import the row at all, or to let a change replace the officer's own text."""
        if self.change is not None:
            return self.change.needs_decision
        own = len(self.item.pending_changes) < len(self.item.changes)  # some change needs no confirmation
        return self.item.status is ImportStatus.NEW or (self.item.status is ImportStatus.UPDATED and own)


def plan_lines(items: Sequence[PlannedItem], plan_filter: PlanFilter) -> Iterator[PlanLine]:
    """The lines to show, in the order of the list."""
    for item in items:
        if not plan_filter.accepts(item):
            continue
        changes = item.changes if item.status is not ImportStatus.NEW else ()
        yield PlanLine(item, last=not changes)
        for place, change in enumerate(changes, 1):
            yield PlanLine(item, change, last=place == len(changes))


@dataclass(frozen=True, slots=True)
class Choices:
    """The officer's ticks: rows left out, and changes that may replace typed text."""

    left_out: frozenset[ItemKey] = frozenset()
    overwritten: frozenset[tuple[ItemKey, str]] = frozenset()

    def ticked(self, line: PlanLine) -> bool:
        """Whether the box of that line is ticked."""
        if line.change is None:
            return line.item.key not in self.left_out
        return (line.item.key, line.change.key) in self.overwritten and line.item.key not in self.left_out

    def toggled(self, line: PlanLine) -> Choices:
        """A copy with that box toggled; ticking a change also ticks its row."""
        key = line.item.key
        if line.change is None:
            return Choices(self.left_out ^ {key}, self.overwritten)
        if self.ticked(line):
            return Choices(self.left_out, self.overwritten - {(key, line.change.key)})
        return Choices(self.left_out - {key}, self.overwritten | {(key, line.change.key)})

    def decisions(self) -> ImportDecisions:
        """The decisions for `apply_plan`."""
        keys = {key for key, _ in self.overwritten} - self.left_out
        overwrite = {key: frozenset(field for one, field in self.overwritten if one == key) for key in keys}
        return ImportDecisions(skip=self.left_out, overwrite=overwrite)

    def taken(self, plan: ImportPlan) -> int:
        """The number of rows that would be written."""
        return sum(self._writes(item) for item in plan.items)

    def left_words(self, plan: ImportPlan) -> str:
        """Which rows would not be written, and why: 「不收 3 行：有误 2、您去掉 1」; "" if all would."""
        left = [item for item in plan.items if not self._writes(item)]
        whys = Counter(_why_left(item, self) for item in left)
        return (
            f"不收 {len(left)} 行：" + "、".join(f"{why} {count}" for why, count in whys.items())
            if left
            else ""
        )

    def _writes(self, item: PlannedItem) -> bool:
        """Whether the row writes anything: one whose only changes need confirmation does not until one is ticked."""
        if item.key in self.left_out or item.status in {ImportStatus.UNCHANGED, ImportStatus.REFUSED}:
            return False
        given = any((item.key, change.key) in self.overwritten for change in item.pending_changes)
        return item.status is ImportStatus.NEW or given or len(item.pending_changes) < len(item.changes)


def _why_left(item: PlannedItem, choices: Choices) -> str:
    if item.status in {ImportStatus.REFUSED, ImportStatus.UNCHANGED}:
        return WORDS[item.status]
    return "您去掉" if item.key in choices.left_out else "等您定"
