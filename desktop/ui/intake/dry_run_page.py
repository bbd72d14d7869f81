"""The dry run of a list 「试收」: the outcome of each row, before anything is written."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.importing.plan import ImportDecisions
from desktop.services.importing.plan import ImportPlan
from desktop.ui.intake.plan_lines import PlanFilter
from desktop.ui.intake.plan_table import PlanTable, PlanTableModel
from desktop.ui.parts.buttons import Button, IconButton
from desktop.ui.parts.keys import ENTER_KEYS, tip
from desktop.ui.parts.labels import ColumnHead, ElidedLabel, make_label
from desktop.ui.parts.tone import Tone, set_form
from desktop.ui.theme.theme import Theme


class PlanFilterChips(QWidget):
    """Counts of a dry run as chips, of which exactly one is pressed and filters the rows; arrow keys move between them."""

    filter_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self.chips = {
            plan_filter: Button(theme, plan_filter.label, kind="chip") for plan_filter in PlanFilter
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for plan_filter, chip in self.chips.items():
            chip.setCheckable(True)
            chip.clicked.connect(lambda _checked, wanted=plan_filter: self.filter_chosen.emit(wanted))
            self._group.addButton(chip)
            row.addWidget(chip)

    def show_plan(self, plan: ImportPlan) -> None:
        """Show the number of rows for each filter; chips without rows are hidden."""
        for plan_filter, chip in self.chips.items():
            count = sum(plan_filter.accepts(item) for item in plan.items)
            chip.setText(f"{plan_filter.label} {count}")
            chip.setVisible(bool(count) or plan_filter is PlanFilter.ALL)
        self.chips[PlanFilter.ALL].setChecked(True)


class DryRunPage(QWidget):
    """Shows one plan. `accepted` asks to import the ticked rows, `skipped` to leave out the whole list."""

    back_requested = Signal()
    accepted = Signal()
    skipped = Signal()
    stop_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._progress = QProgressBar()
        self._stop = Button(theme, "停止", "x")
        self.plan: ImportPlan | None = None
        self.model = PlanTableModel()
        self.table = PlanTable(theme, self.model)
        self.chips = PlanFilterChips(theme)
        self._back = IconButton(theme, "arrow-left", "回到收件清单")
        self._name = ElidedLabel("", "small")
        set_form(self._name, tone=str(Tone.SECONDARY))
        self._hint = make_label("", "small", Tone.SECONDARY)
        self._skip = Button(theme, "不收")
        self.accept = Button(theme, "收下", "corner-down-left", "primary")
        self._lay_out()
        self._connect()
        self._resize()

    def show_name(self, name: str) -> None:
        """Show the name of the list while its plan is being made."""
        self.plan = None
        self._name.show_text(name)
        self._hint.setText("正在与已有办件比对……")
        self.model.show_plan(ImportPlan((), ()))
        self.chips.setVisible(False)
        self._count()

    def show_plan(self, plan: ImportPlan) -> None:
        """Show the outcome of each row."""
        self.plan = plan
        self.model.show_plan(plan)
        self.chips.setVisible(True)
        self.chips.show_plan(plan)
        self._count()
        self.table.setCurrentIndex(self.model.index(0, 0))
        self.table.setFocus()

    def show_progress(self, through: int, total: int) -> None:
        """Show how many rows have been written, with a way to stop; a total of 0 ends that."""
        busy = total > 0
        for widget in (self._progress, self._stop):
            widget.setVisible(busy)
        for button in (self._skip, self.accept, self._back):
            button.setEnabled(not busy)
        self._progress.setRange(0, max(total, 1))
        self._progress.setValue(through)
        if busy:
            self._hint.setText(f"已写 {through:,} 行，共 {total:,} 行；停下的话，写过的留着，可以撤销")
        else:
            self._count()

    @property
    def decisions(self) -> ImportDecisions:
        """The officer's decisions: ticked rows and changes."""
        return self.model.choices.decisions()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = QApplication.focusWidget()
        if event.key() in ENTER_KEYS and isinstance(focus, QAbstractButton):
            focus.click()
        elif event.key() in ENTER_KEYS and self.accept.isEnabled():
            self.accepted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.skipped.emit()
        else:
            super().keyPressEvent(event)

    def _filter(self, plan_filter: PlanFilter) -> None:
        self.model.set_filter(plan_filter)
        self.table.setCurrentIndex(self.model.index(0, 0))

    def _count(self) -> None:
        taken = self.model.choices.taken(self.plan) if self.plan else 0
        self.accept.setText(f"收下 {taken} 件" if taken else "没有要收的")
        self.accept.setEnabled(bool(taken))
        if self.plan:
            asked = sum(len(item.pending_changes) for item in self.plan.items)
            asks = f"{asked} 处您填写过或影响期限，默认保留；按空格可以改用清单的"
            left = self.model.choices.left_words(self.plan)
            self._hint.setText("　".join(filter(None, (left, asks if asked else "现在还没有写入"))))

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_requested)
        self._skip.clicked.connect(self.skipped)
        self._stop.clicked.connect(self.stop_requested)
        self.accept.clicked.connect(self.accepted)
        self.chips.filter_chosen.connect(self._filter)
        self.model.chosen.connect(self._count)
        self._theme.changed.connect(self._resize)

    def _lay_out(self) -> None:
        self._head = QFrame()
        self._head.setProperty("ground", "surface")
        self._head.setProperty("edge", "bottom")
        self.accept.put_icon_last()
        self.accept.setToolTip(tip("review.accept", "一次写入，可以撤销"))
        self._skip.setToolTip(tip("review.skip", "这份清单先不收"))
        row = QHBoxLayout(self._head)
        row.setContentsMargins(12, 0, 16, 0)
        row.setSpacing(10)
        row.addWidget(self._back)
        row.addWidget(make_label("试收", "title"))
        row.addWidget(self._name)
        row.addStretch(1)
        self._progress.setAccessibleName("进度")
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(200)
        for widget in (self._progress, self._stop):
            widget.hide()
            row.addWidget(widget)
        row.addWidget(self._skip)
        row.addWidget(self.accept)
        chips = ColumnHead(self._theme)
        line = QHBoxLayout(chips)
        line.setContentsMargins(16, 0, 16, 0)
        line.addWidget(self.chips)
        line.addStretch(1)
        line.addWidget(self._hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._head, chips, self.table):
            column.addWidget(part)

    def _resize(self) -> None:
        self._head.setFixedHeight(self._theme.size.header_height)
