"""The explanation of the due date 「期限说明」: a popup below the due pill, with extension, pause and resumption."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.case.field import date_field, flag_field, text_field
from desktop.domain.deadlines.case_clock import Extension
from desktop.domain.deadlines.deadline import Pause
from desktop.domain.records.correctable import RecordKind
from desktop.domain.words.dates import chinese_date
from desktop.services.handling.casework import Casework
from desktop.services.handling.deadlines import correct_given_due, extend, pause, resume
from desktop.ui.desk.casework_controller import CaseworkController
from desktop.ui.desk.tabs.record_changes import RecordChanges
from desktop.ui.desk.tabs.work_part import Act
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.due_words import due_words
from desktop.ui.parts.labels import Pill, make_label
from desktop.ui.parts.tone import Tone
from desktop.ui.store_worker import Task
from desktop.ui.theme.theme import Theme

_WIDTH = 420
_EXTEND = (
    (date_field("new_due", "延到哪一天"), text_field("approved_by", "谁同意的")),
    (text_field("reason", "延期原因", long=True),),
    (date_field("approved_at", "同意日期"), date_field("told_at", "书面告知提案者的日期")),
    (flag_field("beyond_limit", "超过最长期限，已经特批"),),
)
_PAUSE = (
    (text_field("reason", "暂停原因", long=True),),
    (date_field("first", "从哪一天起不计入期限"), text_field("approved_by", "谁同意的（补记的必须写）")),
    (flag_field("anyway", "日期已经核对，确实如此"),),
)
_RESUME = ((date_field("day", "从哪一天起恢复计时"),),)
_GIVEN = (
    (date_field("day", "交办单注明的期限"), text_field("source", "写在哪里")),
    (text_field("why", "为什么更正"), text_field("approved_by", "谁同意的（往后推的必须写）")),
    (flag_field("by_rule", "交办单没有注明期限，按规则算"),),
    (flag_field("anyway", "日期已经核对，确实如此"),),
    (flag_field("beyond_limit", "超过最长期限，已经特批"),),
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
        column.addLayout(self._make_records())
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
        sentence = "原来的期限会留着，答复和台账都看得到；落在休息日的，顺延到下一个工作日。"
        dialog = RecordDialog(
            self._theme, "延期", sentence, "登记延期", _EXTEND, self._window, about=self._found.case.id
        )
        dialog.fill({"approved_at": self._found.today.isoformat()})
        dialog.submitted.connect(partial(_extend, dialog, self._casework.bound(extend)))
        self._open(dialog, "new_due")

    def ask_pause(self) -> None:
        """Ask for the reason of a pause and the day from which the deadline stands still."""
        sentence = "停的天数不计入期限。开始几天以后才登记的、已经逾期的，要写明谁同意，标为补记。"
        dialog = RecordDialog(
            self._theme, "暂停计时", sentence, "登记暂停", _PAUSE, self._window, about=self._found.case.id
        )
        dialog.fill({"first": self._found.today.isoformat()})
        send = self._casework.bound(pause)
        dialog.submitted.connect(lambda values: dialog.follow(send(**values)))
        self._open(dialog, "reason")

    def ask_resumption(self) -> None:
        """Ask for the day from which the deadline runs again."""
        sentence = "期限按停的天数顺延。"
        dialog = RecordDialog(
            self._theme, "恢复计时", sentence, "恢复计时", _RESUME, self._window, about=self._found.case.id
        )
        dialog.fill({"day": self._found.today.isoformat()})
        send = self._casework.bound(resume)
        dialog.submitted.connect(lambda values: dialog.follow(send(**values)))
        self._open(dialog, "day")

    def ask_given(self) -> None:
        """Ask for the due day that the assigning notice names, where it was mistyped or not entered."""
        sentence = "只用来改录错、漏录的期限；要往后推，请登记延期，不然要写明谁同意，标为补记。原来的期限和原因会留在办理过程里。"
        dialog = RecordDialog(
            self._theme, "更正期限", sentence, "更正", _GIVEN, self._window, about=self._found.case.id
        )
        given = self._found.clock.clock.given
        dialog.fill({"day": given.isoformat() if given else ""})
        dialog.submitted.connect(partial(_correct_given, dialog, self._casework.bound(correct_given_due)))
        self._open(dialog, "day")

    def _open(self, dialog: RecordDialog, first: str) -> None:
        """Open a dialog in place of the card."""
        dialog.boxes[first].setFocus()
        self.close()
        dialog.open()

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

    def _make_records(self) -> QVBoxLayout:
        """A row for each extension and pause, with the links that correct it and take it back."""
        column = QVBoxLayout()
        column.setSpacing(2)
        clock = self._found.clock.clock
        for kind, records in ((RecordKind.EXTENSION, clock.extensions), (RecordKind.PAUSE, clock.pauses)):
            changes = RecordChanges(self._theme, self._casework, kind, self._window)
            for record in records:
                column.addLayout(self._make_record(changes, record))
        return column

    def _make_record(self, changes: RecordChanges, record: Extension | Pause) -> QHBoxLayout:
        name = (
            f"延期至{chinese_date(record.new_due)}"
            if isinstance(record, Extension)
            else f"{chinese_date(record.first)}起的暂停"
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(make_label(name, "small", Tone.SECONDARY))
        for words, spoken, act in changes.links(record, name):
            link = Button(self._theme, words, kind="link", tone="secondary")
            link.setAccessibleName(spoken)
            link.clicked.connect(partial(self._leave_for, act))
            row.addWidget(link)
        row.addStretch(1)
        return row

    def _leave_for(self, act: Act, _checked: bool = False) -> None:
        self.close()
        act()

    def _make_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        given = Button(self._theme, "更正期限…", kind="link", tone="secondary")
        given.clicked.connect(self.ask_given)
        if self._found.case.status.is_replied or self._found.case.status.is_end:
            row.addWidget(make_label("已经答复，期限不再计算。", "small", Tone.SECONDARY))
            row.addStretch(1)
            row.addWidget(given)
            return row
        standing = self._found.clock.clock.paused_since is not None
        later = Button(self._theme, "延期…", "calendar-days")
        later.clicked.connect(self.ask_extension)
        still = Button(
            self._theme, "恢复计时…" if standing else "暂停…", "clock" if standing else "circle-pause"
        )
        still.clicked.connect(self.ask_resumption if standing else self.ask_pause)
        row.addWidget(later)
        row.addWidget(still)
        row.addStretch(1)
        row.addWidget(given)
        return row


def _extend(dialog: RecordDialog, send: Callable[..., Task], values: dict[str, Any]) -> None:
    if values["new_due"] is None:
        dialog.boxes["new_due"].show_fault("请填写新的期限。")
        return
    dialog.follow(send(**values))


def _correct_given(dialog: RecordDialog, send: Callable[..., Task], values: dict[str, Any]) -> None:
    by_rule = values.pop("by_rule")
    if values["day"] is None and not by_rule:
        dialog.boxes["day"].show_fault("请填写交办单注明的期限，或勾选按规则算。")
        return
    day, why = None if by_rule else values["day"], values["why"]
    given = {key: values[key] for key in ("source", "approved_by", "anyway", "beyond_limit")}
    dialog.follow(send(day, why, **given))
