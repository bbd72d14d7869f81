"""The dry run as a Qt model: lines of a plan through a sieve, with boxes to tick."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from desktop.domain.importing.plan import ImportStatus
from desktop.services.importing.plan import ImportPlan
from desktop.ui.intake.plan_lines import WORDS, Choices, PlanLine, Sieve, plan_lines

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole
_NO_INDEX = QModelIndex()
_LABELS = ("", "行", "处理", "编号", "内容")


class Column(IntEnum):
    TICK = 0
    ROW = 1
    STATUS = 2
    NAME = 3
    CONTENT = 4


class PlanTableModel(QAbstractTableModel):
    """Knows no widgets, and paints nothing. `chosen` tells that a box was ticked."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._plan = ImportPlan((), ())
        self._lines: tuple[PlanLine, ...] = ()
        self.sieve = Sieve.ALL
        self.choices = Choices()

    def show_plan(self, plan: ImportPlan) -> None:
        """Show another plan: all of it, nothing ticked that the officer did not tick."""
        self._plan, self.choices = plan, Choices()
        self.sift(Sieve.ALL)

    def sift(self, sieve: Sieve) -> None:
        """Show the rows that the sieve lets through."""
        self.beginResetModel()
        self.sieve = sieve
        self._lines = tuple(plan_lines(self._plan.items, sieve))
        self.endResetModel()

    def line(self, row: int) -> PlanLine | None:
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def toggle(self, row: int) -> None:
        """Tick the box of that line or take the tick away; nothing where there is no box."""
        line = self.line(row)
        if line is not None and line.can_tick:
            self.choices = self.choices.toggled(line)
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, Column.CONTENT))
            self.chosen.emit()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, _parent: Index = _NO_INDEX) -> int:
        return len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _LABELS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = 0) -> object:
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return line_words(line, ticked=self.choices.ticked(line))
        return None


def line_words(line: PlanLine, *, ticked: bool) -> str:
    """The whole line in words."""
    item, change = line.item, line.change
    if change is None:
        said = item.message if item.status is ImportStatus.REFUSED else item.subject
        return f"第 {item.row} 行，{WORDS[item.status]}，{item.name}，{said}"
    words = f"{change.label}：{change.old or '空白'} 改为 {change.new or '空白'}"
    if change.needs_decision:
        words += f"，{change.set_by.label}的内容{'将被覆盖' if ticked else '保留不动'}"
    return words
