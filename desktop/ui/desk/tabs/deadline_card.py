"""The explanation of the due date 「期限说明」: a popup below the due pill, with extension, pause and resumption."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.case.field import date_field, flag_field, text_field
from desktop.domain.words.dates import chinese_date
from desktop.services.handling.casework import Casework
from desktop.services.handling.deadlines import extend, pause, resume
from desktop.ui.desk.casework_controller import CaseworkController
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.due_words import due_words
from desktop.ui.parts.labels import Pill, make_label
from desktop.ui.parts.record_dialog import ReasonDialog, RecordDialog
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

_WIDTH = 420
_EXTEND = (
    (date_field("new_due", "延到哪一天"), text_field("approved_by", "谁同意的")),
    (text_field("reason", "延期原因", long=True),),
    (date_field("told_at", "书面告知提案者的日期"), flag_field("beyond_limit", "超过最长期限，已经特批")),
)


class DeadlineCard(QFrame):
    """A popup, closed by Esc or a click outside it. Its buttons open dialogs."""

    def __init__(self, theme: Theme, casework: CaseworkController, found: Casework, window: QWidget) -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self._theme, self._casework, self._found, self._window = theme, casework, found, window
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "card")
        self.setFixedWidth(round(_WIDTH * theme.size.font_base / 13))
        self.setAccessibleName("期限说明")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(6)
        column.addLayout(self._make_head())
        column.addLayout(self._make_steps())
        column.addSpacing(8)
        column.addLayout(self._make_foot())

    @property
    def lines(self) -> tuple[str, ...]:
        """The text of the card, one line for each step; the first due date is always shown, however often it was moved."""
        clock = self._found.clock
        found = list(clock.explanation) or ["还没有期限：先填交办日期，或在办件信息里填办理期限。"]
        if clock.clock.first_due and (clock.clock.is_extended or clock.clock.pauses):
            found.append(f"原期限：{chinese_date(clock.clock.first_due)}（保留）")
        if clock.limit and not self._found.case.status.is_replied:
            found.append(f"最长可延到：{chinese_date(clock.limit.due)}（{clock.limit.clock.basis}）")
        return tuple(found)

    def show_under(self, pill: QWidget) -> None:
        """Show the card below the pill, right edges aligned."""
        layout = self.layout()
        assert layout is not None
        self.setFixedHeight(layout.totalHeightForWidth(self.width()))
        corner = pill.mapToGlobal(QPoint(pill.width() - self.width(), pill.height() + 6))
        self.move(max(corner.x(), 0), corner.y())
        self.show()

    def ask_extension(self) -> None:
        """Ask for the new due date, the reason and the approver of an extension."""
        sentence = "原来的期限会留着，答复和台账都看得到。"
        dialog = RecordDialog(self._theme, "延期", sentence, "登记延期", _EXTEND, self._window)
        dialog.submitted.connect(partial(_extend, dialog, self._casework))
        dialog.boxes["new_due"].setFocus()
        self.close()
        dialog.open()

    def ask_pause(self) -> None:
        """Ask for the reason, then pause the deadline from today."""
        casework = self._casework
        dialog = ReasonDialog(self._theme, "暂停计时", "从今天起不计入期限。请写明原因。", self._window)
        dialog.submitted.connect(lambda why: casework.carry_out(pause, why))
        self.close()
        dialog.open()

    def resume(self) -> None:
        """Resume the deadline from today."""
        self._casework.carry_out(resume)
        self.close()

    def _make_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        state = self._found.clock.clock.state(self._found.today)
        words = due_words(state, self._found.case.replied_at)
        row.addWidget(make_label("期限是怎么来的", "heading"))
        row.addStretch(1)
        row.addWidget(Pill(words.lead, words.tone))
        return row

    def _make_steps(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        for row, line in enumerate(self.lines):
            head, colon, rest = line.partition("：")
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(make_label(head if colon else "", tone=Tone.SECONDARY), row, 0, top)
            words = make_label(rest if colon else line, wrap=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(words, row, 1, top)
        return grid

    def _make_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        if self._found.case.status.is_replied or self._found.case.status.is_end:
            row.addWidget(make_label("已经答复，期限不再计算。", "small", Tone.SECONDARY))
            return row
        standing = self._found.clock.clock.paused_since is not None
        later = Button(self._theme, "延期…", "calendar-days")
        later.clicked.connect(self.ask_extension)
        still = Button(
            self._theme, "恢复计时" if standing else "暂停…", "clock" if standing else "circle-pause"
        )
        still.clicked.connect(self.resume if standing else self.ask_pause)
        row.addWidget(later)
        row.addWidget(still)
        row.addStretch(1)
        return row


def _extend(dialog: RecordDialog, casework: CaseworkController, values: dict[str, Any]) -> None:
    if values["new_due"] is None:
        dialog.boxes["new_due"].show_fault("请填写新的期限。")
        return
    dialog.follow(casework.carry_out(extend, **values))
