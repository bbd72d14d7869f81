"""Older rules of open cases: the card 「办理规则」 that counts them, and the dialog 「新旧规则对照」 that changes cases."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.services.handling.rule_changes import (
    DueChange,
    EditionChange,
    apply_changes,
    count_older,
    group_by_edition,
    rule_changes,
)
from desktop.ui.dialogs.storing_dialog import StoringDialog
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import ElidedLabel, make_label
from desktop.ui.parts.notice import Notice
from desktop.ui.parts.page import EmptyPage
from desktop.ui.parts.scroll_column import ScrollColumn
from desktop.ui.parts.tone import Tone, set_form
from desktop.ui.store_worker import Newest, StoreWorker
from desktop.ui.theme.theme import Theme

_SENTENCE = "规则改了，在办件仍按收件时的规则。勾选要改的，期限、办理结果、必填项等即按现行规则。"

_SHOWN = 200
"""Most cases listed for each edition; a thousand rows would take noticeably long."""
_SIZE, _AROUND = QSize(900, 620), QSize(48, 48)
"""Size of the dialog, and the margin it keeps to the edges of a smaller window."""


class RulesDialog(StoringDialog):
    """`adopted` carries the number of cases changed to the installed rules. Esc changes nothing."""

    adopted = Signal(object)

    def __init__(
        self, theme: Theme, worker: StoreWorker, changes: tuple[DueChange, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "改按现行规则办理", parent)
        self._theme, self._worker, self._changes = theme, worker, changes
        self.setWindowTitle("新旧规则对照")
        self.resize(_SIZE if parent is None else _SIZE.boundedTo(parent.size() - _AROUND))
        self.boxes: dict[int, QCheckBox] = {}
        self._chosen: set[int] = set()
        self._all = Button(theme, "全选", kind="link")
        self._close = Button(theme, "取消" if changes else "关闭")
        self._lay_out()
        self.save.clicked.connect(self._adopt)
        self._all.clicked.connect(self._choose_all)
        self._close.clicked.connect(self.reject)
        self._count()

    @property
    def chosen(self) -> tuple[DueChange, ...]:
        """The changes of the ticked cases."""
        return tuple(change for change in self._changes if change.case_id in self._chosen)

    def _adopt(self) -> None:
        task = self._worker.send(apply_changes, self.chosen)
        task.done.connect(self.adopted)
        self.follow(task)

    def _choose_all(self) -> None:
        wanted = len(self._chosen) < len(self._changes)
        self._chosen = {change.case_id for change in self._changes} if wanted else set()
        for box in self.boxes.values():
            box.setChecked(wanted)
        self._count()

    def _tick(self, case_id: int, wanted: bool) -> None:
        (self._chosen.add if wanted else self._chosen.discard)(case_id)
        self._count()

    def _count(self) -> None:
        count = len(self._chosen)
        self.save.setText(f"改按现行规则办理（{count} 件）" if count else "改按现行规则办理")
        self.save.setEnabled(count > 0 and not self.is_storing)
        self._all.setText("全不选" if count and count == len(self._changes) else "全选")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self._make_sheet() if self._changes else self._make_empty(), 1)
        column.addWidget(self._make_foot())

    def _make_empty(self) -> QWidget:
        words = "收件以后规则没有变动，没有要对照的。"
        return EmptyPage(self._theme, "circle-check", "在办件都按现行规则办理", words)

    def _make_sheet(self) -> QWidget:
        sheet = ScrollColumn((24, 20, 24, 20), 8)
        sheet.column.addWidget(make_label("新旧规则对照", "title"))
        sheet.column.addWidget(make_label(_SENTENCE, tone=Tone.SECONDARY, wrap=True))
        for changes in group_by_edition(self._changes):
            edition = changes[0].edition
            if edition is None:
                continue
            sheet.column.addSpacing(8)
            kind = changes[0].matter_type.short_label
            sheet.column.addWidget(
                make_label(f"{edition.old} → {edition.new}（{kind} {len(changes)} 件）", "heading", wrap=True)
            )
            sheet.column.addWidget(_make_points(edition))
            sheet.column.addWidget(self._make_cases(changes))
        sheet.column.addStretch(1)
        return sheet

    def _make_cases(self, changes: tuple[DueChange, ...]) -> QWidget:
        rows = QWidget()
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for place, change in enumerate(changes[:_SHOWN]):
            box = QCheckBox(change.name)
            box.setAccessibleName(f"{change.label} {change.subject}")
            box.toggled.connect(partial(self._tick, change.case_id))
            self.boxes[change.case_id] = box
            grid.addWidget(box, place, 0)
            subject = ElidedLabel(change.subject or "没有案由")
            subject.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            grid.addWidget(subject, place, 1)
            tone = Tone.WARNING if change.moves else Tone.SECONDARY
            grid.addWidget(make_label(f"期限 {change.days}", tone=tone), place, 2)
        if len(changes) > _SHOWN:
            more = f"另有 {len(changes) - _SHOWN} 件没有列出，“全选”也包括它们。"
            grid.addWidget(make_label(more, "small", Tone.SECONDARY), _SHOWN, 0, 1, 3)
        return rows

    def _make_foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("edge", "top")
        foot.setProperty("ground", "surface")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(10)
        row.addWidget(self._all)
        row.addStretch(1)
        row.addWidget(self._close)
        row.addWidget(self.save)
        self._all.setVisible(bool(self._changes))
        self.save.setVisible(bool(self._changes))
        return foot


def _make_points(edition: EditionChange) -> QFrame:
    """The differences, one line each: what, before, after; without differences one sentence that says so."""
    table = QFrame()
    table.setProperty("kind", "card")
    grid = QGridLayout(table)
    grid.setContentsMargins(16, 12, 16, 12)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 1)
    if not edition.differences:
        grid.addWidget(make_label("没有影响这类办件的不同。", tone=Tone.SECONDARY), 0, 0, 1, 3)
        return table
    for place, words in enumerate(("", "原来", "现在")):
        grid.addWidget(make_label(words, "small", Tone.SECONDARY), 0, place)
    for row, point in enumerate(edition.differences, 1):
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(make_label(point.what, "small-heading"), row, 0, top)
        grid.addWidget(make_label(point.old, tone=Tone.SECONDARY, wrap=True), row, 1, top)
        grid.addWidget(make_label(point.new, wrap=True), row, 2, top)
    return table


class RulesPart(QWidget):
    """The card of the settings page: how many open cases are under older rules, and a button that opens the comparison.

    Counts the cases whenever it is shown. `noticed` carries a Notice about changed cases, `failed` a DeskError.
    """

    noticed = Signal(object)
    failed = Signal(object)

    def __init__(self, theme: Theme, worker: StoreWorker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._worker = theme, worker
        self._asked = Newest()
        self.summary = make_label("正在核对…", tone=Tone.SECONDARY, wrap=True)
        self.compare = Button(theme, "看新旧对照…", "split")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.summary, 1)
        row.addWidget(self.compare)
        self.compare.clicked.connect(self.open_sheet)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.count()

    def count(self) -> None:
        """Count the cases again."""
        task = self._worker.reader.send(count_older)
        task.done.connect(self._say)
        task.failed.connect(self.failed)

    def open_sheet(self) -> None:
        """Read the comparison and open its dialog."""
        task = self._asked.follow(self._worker.reader.send(rule_changes))
        task.done.connect(self._open)
        task.failed.connect(self.failed)

    def _say(self, count: int) -> None:
        words = f"有 {count} 件在办件仍按原来的规则办理。" if count else "在办件都按现行规则办理。"
        self.summary.setText(words)
        set_form(self.summary, tone=str(Tone.WARNING if count else Tone.SECONDARY))

    def _open(self, changes: tuple[DueChange, ...]) -> None:
        dialog = RulesDialog(self._theme, self._worker, changes, self.window())
        dialog.adopted.connect(self._show_adopted)
        dialog.open()

    def _show_adopted(self, count: int) -> None:
        self.noticed.emit(Notice(f"已改 {count} 件，现按现行规则办理。", "每件的办理过程里都有记录。"))
        self.count()
