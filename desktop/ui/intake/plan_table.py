"""The table of a dry run: a model of the plan's lines, their delegate, and the view."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.domain.importing.plan import ImportStatus, PlannedChange, PlannedItem, SetBy
from desktop.domain.words.shortened import first_few
from desktop.services.importing.plan import ImportPlan
from desktop.ui.intake.plan_lines import TONES, WORDS, Choices, PlanFilter, PlanLine, plan_lines
from desktop.ui.menus.place_menus import MenuVerb, Verbs, offer_verbs
from desktop.ui.parts.kept_columns import KeptColumns, TableColumn
from desktop.ui.parts.keys import ENTER_KEYS
from desktop.ui.parts.labels import elided
from desktop.ui.parts.row_list import CellOption, Index, cell_option, paint_focus, paint_pill
from desktop.ui.theme.theme import Theme

# The model: the lines of a plan that pass a filter, with boxes to tick.
LINE_ROLE = Qt.ItemDataRole.UserRole
_NO_INDEX = QModelIndex()
_LABELS = ("", "行", "处理", "编号", "案由", "提案者", "办理方式", "期限")
_FIRST_NAMES = 2
"""So many proposers are named in a row."""


class Column(IntEnum):
    TICK = 0
    ROW = 1
    STATUS = 2
    NAME = 3
    CONTENT = 4
    PROPOSERS = 5
    ROLE = 6
    DUE = 7


class PlanTableModel(QAbstractTableModel):
    """`chosen` is emitted when a box was toggled."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._plan = ImportPlan((), ())
        self._lines: tuple[PlanLine, ...] = ()
        self.plan_filter = PlanFilter.ALL
        self.choices = Choices()

    def show_plan(self, plan: ImportPlan) -> None:
        """Show another plan without a filter and with the default ticks."""
        self._plan, self.choices = plan, Choices()
        self.set_filter(PlanFilter.ALL)

    def set_filter(self, plan_filter: PlanFilter) -> None:
        """Show only the rows that the filter accepts."""
        self.beginResetModel()
        self.plan_filter = plan_filter
        self._lines = tuple(plan_lines(self._plan.items, plan_filter))
        self.endResetModel()

    def line(self, row: int) -> PlanLine | None:
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def toggle(self, row: int) -> None:
        """Toggle the box of that line; does nothing if it has none."""
        line = self.line(row)
        if line is not None and line.can_tick:
            self.choices = self.choices.toggled(line)
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, Column.DUE))
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
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_words(line, Column(index.column()))
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return line_words(line, ticked=self.choices.ticked(line))
        return None


def line_words(line: PlanLine, *, ticked: bool) -> str:
    """The text of the whole line, for screen readers."""
    item, change = line.item, line.change
    if change is None:
        said = item.message if item.status is ImportStatus.REFUSED else item.subject
        facts = (
            people_words(item, everyone=True),
            item.role,
            f"期限 {due_words(item)}" if item.due_at else "",
        )
        left = "" if ticked else "不收"
        parts = (f"第 {item.row} 行", WORDS[item.status], item.name, said, *facts, *item.remarks, left)
        return "，".join(filter(None, parts))
    words = f"{change.label}：{change.old or '空白'} 改为 {change.new or '空白'}"
    if change.needs_decision:
        words += f"，{change.set_by.label}的内容{'将被覆盖' if ticked else '保留不动'}"
    return words


def cell_words(line: PlanLine, column: Column) -> str:
    """The text of one cell, as it is copied."""
    item, change = line.item, line.change
    if change is not None:
        words = {
            Column.NAME: change.label,
            Column.CONTENT: f"{change.old or '空白'} → {change.new or '空白'}",
        }
        return words.get(column, "")
    refused = item.status is ImportStatus.REFUSED
    words = {
        Column.ROW: str(item.row or ""),
        Column.STATUS: WORDS[item.status],
        Column.NAME: item.name,
        Column.CONTENT: "；".join(filter(None, (item.message if refused else item.subject, *item.remarks))),
        Column.PROPOSERS: people_words(item, everyone=True),
        Column.ROLE: item.role,
        Column.DUE: due_words(item),
    }
    return words.get(column, "")


def people_words(item: PlannedItem, *, everyone: bool = False) -> str:
    """The proposers of a row: all of them, or the first 「林晓舟、许致远等5人」."""
    names = item.proposers
    if everyone or len(names) <= _FIRST_NAMES:
        return "、".join(names)
    return f"{first_few(names, _FIRST_NAMES)}{len(names)}人"


def due_words(item: PlannedItem) -> str:
    """The due day of a row, with 推算 if the rule book gave it; "" without one."""
    if item.due_at is None:
        return ""
    return item.due_at.isoformat() + (" 推算" if item.due_derived else "")


_BOX = 14
_GAP = 8
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class PlanDelegate(QStyledItemDelegate):
    """Paints a row and, indented, its changes: the old value struck through, the new one beside it, a box where one can tick."""

    def __init__(self, theme: Theme, model: PlanTableModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(40, self._theme.size.row_height - 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, cell = index.data(LINE_ROLE), cell_option(option, index)
        if not isinstance(line, PlanLine):
            return
        painter.save()
        ground = "selection" if cell.selected else "surface"
        painter.fillRect(cell.place, self._theme.colour(ground))
        if line.last:
            foot = QRect(cell.place.left(), cell.place.bottom(), cell.place.width(), 1)
            painter.fillRect(foot, self._theme.colour("line"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_cell(painter, cell, line, Column(index.column()))
        paint_focus(painter, self._theme, cell)
        painter.restore()

    def _paint_cell(self, painter: QPainter, cell: CellOption, line: PlanLine, column: Column) -> None:
        place = cell.place.adjusted(0, 0, -_GAP, -1)
        if line.change is not None:
            self._paint_change(painter, place, line, line.change, column)
            return
        dimmed = line.item.status is ImportStatus.UNCHANGED or line.item.key in self._model.choices.left_out
        role = "text_secondary" if dimmed else "text"
        match column:
            case Column.TICK if line.can_tick:
                self._paint_box(painter, place.left() + 16, place, line)
            case Column.ROW:
                self._words(painter, place, str(line.item.row or ""), "text_secondary")
            case Column.STATUS:
                paint_pill(painter, self._theme, place, WORDS[line.item.status], TONES[line.item.status])
            case Column.NAME:
                name = "—" if line.item.name == line.item.source else line.item.name
                self._words(painter, place, name, role if name != "—" else "text_secondary")
            case Column.CONTENT:
                self._paint_content(painter, place, line, role)
            case Column.PROPOSERS:
                self._words(painter, place, people_words(line.item), role)
            case Column.ROLE:
                self._words(painter, place, line.item.role, "text_secondary")
            case Column.DUE:
                self._words(painter, place, due_words(line.item), role)

    def _paint_content(self, painter: QPainter, place: QRect, line: PlanLine, role: str) -> None:
        if line.item.status is not ImportStatus.REFUSED:
            left = self._words(painter, place, line.item.subject, role)
            same = ("与已有的相同，不动",) if line.item.status is ImportStatus.UNCHANGED else ()
            remarks = "；".join((*same, *line.item.remarks))
            self._words(painter, place.adjusted(left + 16 if left else 0, 0, 0, 0), remarks, "warning")
            return
        left = self._words(painter, place, line.item.message, "danger")
        if line.item.subject:
            self._words(painter, place.adjusted(left + 16, 0, 0, 0), line.item.subject, "text_secondary")

    def _paint_change(
        self, painter: QPainter, place: QRect, line: PlanLine, change: PlannedChange, column: Column
    ) -> None:
        if column is Column.NAME:
            self._words(painter, place, change.label, "text_secondary")
        if column is not Column.CONTENT:
            return
        if change.needs_decision:
            self._paint_box(painter, place.left(), place, line)
            place = place.adjusted(self._theme.px(_BOX) + _GAP, 0, 0, 0)
        width = place.width()
        stays = change.needs_decision and not self._model.choices.ticked(line)
        kept = "保留您填写的" if change.set_by is SetBy.OFFICER else "保留原来的"
        note = (kept if stays else "改用清单的") if change.needs_decision else ""
        room = place.adjusted(0, 0, -self._width(note) - 16 if note else 0, 0)
        used = self._words(
            painter, room, change.old or "空白", "text" if stays else "text_secondary", width // 2
        )
        used += self._words(painter, room.adjusted(used + _GAP, 0, 0, 0), "→", "text_secondary") + 2 * _GAP
        role = "text_secondary" if stays else "text"
        used += self._words(painter, room.adjusted(used, 0, 0, 0), change.new or "空白", role)
        if note:
            rest = place.adjusted(used + 16, 0, 0, 0)
            self._words(painter, rest, note, "warning" if stays else "accent")

    def _paint_box(self, painter: QPainter, left: int, place: QRect, line: PlanLine) -> None:
        ticked = self._model.choices.ticked(line)
        side = self._theme.px(_BOX)
        box = QRectF(left + 0.5, place.center().y() - side / 2 + 0.5, side, side)
        painter.setPen(self._theme.colour("accent" if ticked else "text_secondary"))
        painter.setBrush(self._theme.colour("accent" if ticked else "surface"))
        painter.drawRoundedRect(box, 3, 3)
        if ticked:
            self._theme.paint_icon(painter, "check", "on_accent", box.adjusted(1, 1, -1, -1))

    def _width(self, words: str) -> int:
        return QFontMetrics(self._theme.font(self._theme.size.font_base)).horizontalAdvance(words)

    def _words(self, painter: QPainter, place: QRect, words: str, role: str, most: int = 0) -> int:
        """Paint one line, elided; return its width."""
        font = self._theme.font(self._theme.size.font_base)
        metrics = QFontMetrics(font)
        room = max(min(place.width(), most) if most else place.width(), 0)
        shown = elided(metrics, " ".join(words.split()), room)
        painter.setFont(font)
        painter.setPen(self._theme.colour(role))
        painter.drawText(place, _LEFT, shown)
        return metrics.horizontalAdvance(shown)


# The view: arrow keys move, Space or a click on a box toggles it.
_COLUMNS = (
    TableColumn("TICK", 42),
    TableColumn("ROW", 46),
    TableColumn("STATUS", 68),
    TableColumn("NAME", 178),
    TableColumn("CONTENT", 0),
    TableColumn("PROPOSERS", 150),
    TableColumn("ROLE", 74),
    TableColumn("DUE", 124),
)
_BOX_ROOM = 24


class PlanTable(QTableView):
    """Shows a PlanTableModel, without widgets in its cells."""

    def __init__(self, theme: Theme, model: PlanTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._plan = theme, model
        self.setModel(model)
        self.setItemDelegate(PlanDelegate(theme, model, self))
        self.setAccessibleName("试收结果")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(Column.CONTENT, QHeaderView.ResizeMode.Stretch)
        self.columns = KeptColumns(theme, self.horizontalHeader(), _COLUMNS)
        offer_verbs(self, self._verbs_at)
        theme.changed.connect(self._resize)
        self._resize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._plan.toggle(self.currentIndex().row())
        elif event.key() in ENTER_KEYS or event.key() == Qt.Key.Key_Escape:
            event.ignore()  # keys of the page
        else:
            super().keyPressEvent(event)

    def _verbs_at(self, index: QModelIndex, _point: QPoint) -> Verbs:
        line = self._plan.line(index.row())
        reset = MenuVerb("恢复默认列宽", self.columns.reset)
        if line is None or not line.can_tick:
            return (reset,)
        ticked = self._plan.choices.ticked(line)
        words = ("不收这一行", "收这一行") if line.change is None else ("保留原来的", "改用清单的")
        return (MenuVerb(f"{words[0 if ticked else 1]}\t空格", lambda: self._plan.toggle(index.row())), reset)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        line = self._plan.line(index.row())
        if line is None or event.button() != Qt.MouseButton.LeftButton:
            return
        column = Column.TICK if line.change is None else Column.CONTENT
        left = self.columnViewportPosition(column)
        in_box = (
            left <= event.position().x() <= left + (_BOX_ROOM if line.change else self.columnWidth(column))
        )
        if in_box:
            self._plan.toggle(index.row())

    def _resize(self) -> None:
        size = self._theme.size
        self.verticalHeader().setDefaultSectionSize(size.row_height - 12)
        self.horizontalHeader().setFixedHeight(size.font_small + 22)
        self.columns.set_widths()
        self.viewport().update()
