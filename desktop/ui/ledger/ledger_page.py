"""The ledger page 「台账」: export a list of cases as .xlsx with chosen columns, or into a form of the superior office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.case.work_list import CasePage, CaseQuery
from desktop.domain.figures.ledger import COLUMN_BY_KEY, COLUMNS, PRIVATE
from desktop.services.cases.work_list import list_cases
from desktop.services.reporting.form_preview import preview_form, save_map
from desktop.services.reporting.ledger import (
    EVERYTHING,
    choose_columns,
    chosen_columns,
    export_form,
    export_ledger,
    filled_words,
    ledger_columns,
)
from desktop.ui.access.print_size import KeptWidth
from desktop.ui.ledger.form_panel import FormPanel
from desktop.ui.menus.place_menus import MenuVerb, Verbs, offer_verbs
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.file_dialogs import ask_save_path
from desktop.ui.parts.keys import Area, bind, tip
from desktop.ui.parts.labels import PageHead, Pill, make_label
from desktop.ui.parts.notice import written_notice
from desktop.ui.parts.page import EmptyLine, PageWays, StatusFact, StatusFacts, WorkPage
from desktop.ui.parts.tone import Tone
from desktop.ui.store_worker import Newest, StoreWorker
from desktop.ui.theme.theme import Theme

# The list of columns: Space ticks one, Alt+Up and Alt+Down (or dragging) move it.
_KEY = Qt.ItemDataRole.UserRole


class ColumnList(QListWidget):
    """Ticked columns are exported, in the order shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("台账的列")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        offer_verbs(self, self._verbs_at)

    def show_chosen(self, keys: Sequence[str]) -> None:
        """Show the chosen columns first and ticked, the others below."""
        self.clear()
        rest = [column.key for column in COLUMNS if column.key not in keys]
        for key in (*keys, *rest):
            item = QListWidgetItem(COLUMN_BY_KEY[key].caption + ("（个人信息）" if key in PRIVATE else ""))
            item.setData(_KEY, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if key in keys else Qt.CheckState.Unchecked)
            self.addItem(item)
        self.setCurrentRow(0)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys of the ticked columns, in order."""
        items = (self.item(place) for place in range(self.count()))
        return tuple(str(item.data(_KEY)) for item in items if item.checkState() is Qt.CheckState.Checked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in steps and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move(steps[key])
        else:
            super().keyPressEvent(event)

    def _verbs_at(self, index: QModelIndex, _point: QPoint) -> Verbs:
        if not index.isValid():
            return ()
        item = self.item(index.row())
        on = item.checkState() is Qt.CheckState.Checked
        other = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
        return (
            MenuVerb("不导出这一列\t空格" if on else "导出这一列\t空格", lambda: item.setCheckState(other)),
            MenuVerb("上移\tAlt+↑", lambda: self._move(-1), index.row() > 0),
            MenuVerb("下移\tAlt+↓", lambda: self._move(1), index.row() < self.count() - 1),
        )

    def _move(self, step: int) -> None:
        here, there = self.currentRow(), self.currentRow() + step
        if 0 <= there < self.count():
            self.insertItem(there, self.takeItem(here))
            self.setCurrentRow(there)


_COLUMN_WIDTH = 300


class LedgerPage(WorkPage):
    """Writes files in the reader thread, because a long ledger takes time."""

    chapter = "台账与上级表"

    def __init__(self, theme: Theme, worker: StoreWorker, parent: QWidget | None = None) -> None:
        super().__init__(theme, worker, parent)
        self.query, self._name = EVERYTHING, "全部办件"
        self.columns, self.form = ColumnList(), FormPanel(theme)
        self._head = PageHead(theme, "台账")
        self._scope = Pill("", Tone.ACCENT)
        self._all = Button(theme, "改为全部办件", kind="link")
        self._back = Button(theme, "回到清单", "arrow-left")
        self._export = Button(theme, "导出 Excel…", "file-down", "primary")
        self._export.setEnabled(False)  # until the columns are shown
        self._asked_columns, self._asked_count = Newest(), Newest()
        intake = Button(theme, "收件", "file-input")
        intake.clicked.connect(self.intake_requested)
        self.nothing = EmptyLine("这张清单里没有办件，导出的表只有表头。", intake)
        self.nothing.hide()
        self._lay_out()
        self._connect()
        columns = (self.columns, self.form, self._head)
        self.ways = PageWays(lambda: Area.LEDGER, lambda: columns, read_again=self.refresh)
        self.refresh()
        self.set_list(EVERYTHING, "全部办件")

    def set_list(self, query: CaseQuery, name: str) -> None:
        """Set the list to export; all its cases are exported, not only the loaded ones."""
        self.query, self._name = replace(query, offset=0, limit=EVERYTHING.limit), name
        self._scope.show_text(name, Tone.ACCENT)
        self._count()
        self._all.setVisible(self.query != EVERYTHING)
        self.facts_changed.emit(self.facts())

    def refresh(self) -> None:
        """Ask for the chosen columns, unless they are shown."""
        self._count()
        if not self.columns.count():
            self._asked_columns.follow(self.ask(self._show_columns, chosen_columns))

    def _count(self) -> None:
        """Say so if there is nothing to export, and what to do."""
        self._asked_count.follow(self.ask(self._show_count, list_cases, replace(self.query, limit=1)))

    def _show_count(self, page: CasePage) -> None:
        self.nothing.setVisible(not page.total)

    def _show_columns(self, keys: tuple[str, ...]) -> None:
        self.columns.show_chosen(keys)
        self._allow_export()

    def _allow_export(self) -> None:
        self._export.setEnabled(bool(self.columns.chosen))

    def take_focus(self) -> None:
        self.columns.setFocus()

    def facts(self) -> StatusFacts:
        return StatusFacts(left=(StatusFact(f"要导出的：{self._name}"),))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.place_requested.emit("cases")
        else:
            super().keyPressEvent(event)

    def write_ledger(self, out: Path) -> None:
        """Write the list with the ticked columns."""
        keys = self.columns.chosen
        self.worker.send(choose_columns, keys)
        task = self.reader.send(export_ledger, out, self.query, columns=ledger_columns(keys=keys))
        task.done.connect(lambda count: self.noticed.emit(written_notice(out, f"共 {count} 件。")))
        task.failed.connect(self.failed)

    def open_form(self, path: Path) -> None:
        """Read a form and show its header rows."""
        task = self.reader.send(preview_form, path)
        task.done.connect(self.form.show_form)
        task.failed.connect(self.failed)

    def fill_form(self, out: Path) -> None:
        """Store the map, then write a filled copy of the form."""
        sketch = self.form.sketch
        assert sketch is not None
        task = self.worker.send(save_map, sketch.path, self.form.sheet, dict(self.form.view.cells))
        task.done.connect(lambda _done: self._write_form(sketch.path, out))
        task.failed.connect(self.failed)

    def _write_form(self, path: Path, out: Path) -> None:
        task = self.reader.send(export_form, path, out, self.query)
        task.done.connect(
            lambda filled: self.noticed.emit(written_notice(out, f"{filled_words(filled)}，表样原件没有动。"))
        )
        task.failed.connect(self.failed)

    def _ask_ledger(self) -> None:
        day = f"{self.worker.work.today:%Y%m%d}"
        ask_save_path(self, "导出台账", f"办理台账{day}.xlsx", ("Excel 工作簿 (*.xlsx)",), self.write_ledger)

    def _ask_filled(self) -> None:
        assert self.form.sketch is not None
        name = f"{self.form.sketch.path.stem}（已填）.xlsx"
        ask_save_path(self, "保存填好的表", name, ("Excel 工作簿 (*.xlsx)",), self.fill_form)

    def _lay_out(self) -> None:
        self._head.put(self._scope, self._all)
        self._head.put_right(self._back)
        card = QFrame()
        card.setProperty("kind", "card")
        KeptWidth(self.theme, card, _COLUMN_WIDTH)
        left = QVBoxLayout(card)
        left.setContentsMargins(16, 16, 16, 16)
        left.setSpacing(10)
        left.addWidget(make_label("导出台账", "heading"))
        words = "勾选要的列，拖动（或 Alt+↑↓）换次序；下次照旧。"
        left.addWidget(make_label(words, "small", Tone.SECONDARY, wrap=True))
        left.addWidget(self.nothing)
        left.addWidget(self.columns, 1)
        left.addWidget(self._export)
        body = QHBoxLayout()
        body.setContentsMargins(16, 16, 16, 16)
        body.setSpacing(12)
        body.addWidget(card)
        body.addWidget(self.form, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head)
        whole.addLayout(body, 1)

    def _connect(self) -> None:
        self._export.clicked.connect(self._ask_ledger)
        self._export.setToolTip(tip("ledger.export"))
        bind(self, {"ledger.export": self._export.click})
        self._back.clicked.connect(lambda: self.place_requested.emit("cases"))
        self._all.clicked.connect(lambda: self.set_list(EVERYTHING, "全部办件"))
        self.columns.itemChanged.connect(self._allow_export)
        self.form.form_chosen.connect(self.open_form)
        self.form.fill_requested.connect(self._ask_filled)
